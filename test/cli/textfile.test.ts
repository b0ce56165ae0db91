import { chmodSync, existsSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readExposition } from './exposition.ts'
import { cli } from './terminal.ts'

let folder = ''
beforeEach(() => { folder = mkdtempSync(path.join(tmpdir(), 'clock-medic-textfile-')) })
afterEach(() => rmSync(folder, { recursive: true, force: true }))
const at = (name: string): string => path.join(folder, name)

describe('--textfile', () => {
  test('holds the whole result, and standard output nothing', async () => {
    const said = await cli(['check', '--practice', '--format', 'prometheus', '--textfile', at('clock.prom')])
    expect(said).toMatchObject({ exit: 2, stdout: '' })
    expect(readExposition(readFileSync(at('clock.prom'), 'utf8')).map(({ name }) => name)).toContain('clock_medic_offset_seconds')
    expect(readdirSync(folder)).toEqual(['clock.prom'])
  })

  test.skipIf(process.platform === 'win32')('may be read by the collector, whoever wrote it', async () => {
    const before = process.umask(0o077)
    try {
      await cli(['check', '--practice=fine', '--format', 'facts', '--textfile', at('facts.json')])
    } finally {
      process.umask(before)
    }
    expect(statSync(at('facts.json')).mode & 0o777).toBe(0o644)
  })

  test('takes the place of an older one', async () => {
    writeFileSync(at('clock.json'), 'old')
    await cli(['check', '--practice=fine', '--json', '--textfile', at('clock.json')])
    expect(JSON.parse(readFileSync(at('clock.json'), 'utf8'))).toMatchObject({ verdict: 'ok' })
  })

  test.skipIf(process.platform === 'win32')('replaces a link and leaves alone what it leads to', async () => {
    writeFileSync(at('precious'), 'mine')
    symlinkSync(at('precious'), at('clock.json'))
    await cli(['check', '--practice=fine', '--json', '--textfile', at('clock.json')])
    expect([lstatSync(at('clock.json')).isSymbolicLink(), readFileSync(at('precious'), 'utf8')]).toEqual([false, 'mine'])
  })

  test.each<[string, () => string, string]>([
    ['a folder that is not there', () => at('missing/clock.prom'), 'there is no such folder'],
    ['a folder in its place', () => { mkdirSync(at('clock.prom')); return at('clock.prom') }, 'it is a folder'],
    ['a file for a folder', () => { writeFileSync(at('file'), ''); return at('file/clock.prom') }, 'a part of its path is no folder'],
  ])('with %s is no "fine", says why, and leaves nothing behind', async (_, prepare, why) => {
    const file = prepare()
    const said = await cli(['check', '--practice=fine', '--format', 'prometheus', '--textfile', file])
    expect(said).toMatchObject({ exit: 3, stdout: '', stderr: expect.stringContaining(`The result could not be written to ${file}: ${why}.\n`) })
    expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([])
  })

  test.skipIf(process.platform === 'win32' || process.getuid?.() === 0)('where the user may not write says so and keeps the old file (not as root)', async () => {
    writeFileSync(at('clock.prom'), 'old')
    chmodSync(folder, 0o555)
    const said = await cli(['check', '--practice=fine', '--format', 'prometheus', '--textfile', at('clock.prom')])
    chmodSync(folder, 0o755)
    expect(said).toMatchObject({ exit: 3, stderr: expect.stringContaining('this user may not write there.') })
    expect(existsSync(at('clock.prom')) && readFileSync(at('clock.prom'), 'utf8')).toBe('old')
  })
})
