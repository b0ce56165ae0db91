import { mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readArguments } from '../../main/cli/arguments.ts'
import type { OpenLaptop } from '../../main/cli/cli.ts'
import { readPast } from '../../main/report-past.ts'
import type { TestLaptop } from '../repair/open-laptop.ts'
import { cli, document } from './terminal.ts'

let folder = ''
beforeAll(() => { folder = mkdtempSync(path.join(tmpdir(), 'clock-medic-report-')) })
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A laptop of somebody, with a past. */
const somebodys = async (laptop: TestLaptop): Promise<OpenLaptop> => ({
  ...laptop,
  about: async () => ['Debian GNU/Linux 13 on alice-laptop'],
  privateNames: async () => ['alice', 'alice-laptop'],
  past: async () => ({ history: [], log: ['2026-11-23T03:00:00.000Z error fault Error: cannot open /home/alice/x | open@index.js:1:2'] }),
})

describe('a report into a file', () => {
  test('is what would be shown', async () => {
    const file = path.join(folder, 'new.txt')
    const { exit, stdout, stderr } = await cli(['report', '--practice=fine', '--output', file])
    expect({ exit, stdout }).toEqual({ exit: 0, stdout: '' })
    expect(stderr).toBe('Practice: a made-up laptop. Nothing on this computer is changed.\n')
    expect(readFileSync(file, 'utf8')).toMatch(/^Clock Medic 1\.2\.3, [^]+\nSources\n/)
  })

  test.skipIf(process.platform === 'win32')('can be read by its owner only (needs POSIX rights)', async () => {
    const file = path.join(folder, 'owner.txt')
    await cli(['report', '--practice=fine', '--output', file])
    expect(statSync(file).mode & 0o777).toBe(0o600)
  })

  test('leaves a file that is there alone, and replaces it where that is wanted', async () => {
    const file = path.join(folder, 'there.json')
    writeFileSync(file, 'mine')
    const kept = await cli(['report', '--practice', '--json', '--output', file])
    expect(kept.exit).toBe(3)
    expect(kept.stderr).toContain('The report was not written: there is a file of that name already.\n')
    expect(readFileSync(file, 'utf8')).toBe('mine')
    expect((await cli(['report', '--practice', '--json', '--output', file, '--force'])).exit).toBe(2)
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ version: '1.2.3', verdict: 'critical' })
  })

  test.skipIf(process.platform === 'win32')('does not follow a link that somebody laid there (needs links)', async () => {
    const [target, link] = [path.join(folder, 'target'), path.join(folder, 'link')]
    writeFileSync(target, 'theirs')
    symlinkSync(target, link)
    expect((await cli(['report', '--practice=fine', '--output', link])).exit).toBe(3)
    expect((await cli(['report', '--practice=fine', '--output', link, '--force'])).exit).toBe(0)
    expect(readFileSync(target, 'utf8')).toBe('theirs')
    expect(readFileSync(link, 'utf8')).toContain('Clock Medic 1.2.3')
  })

  test('says what is wrong with a place where nothing can be written', async () => {
    expect((await cli(['report', '--practice', '--output', path.join(folder, 'nowhere', 'x')])).stderr).toContain('The report was not written: there is no such folder.\n')
    expect((await cli(['report', '--practice', '--output', folder, '--force'])).stderr).toContain('The report was not written: that is a folder.\n')
  })
})

test('a real laptop\'s report holds its log, and neither names nor addresses unless these were chosen', async () => {
  const plain = await cli(['report'], { prepare: somebodys })
  expect(plain.stdout).toMatch(/\nLog\n {2}2026-11-23T03:00:00\.000Z error fault Error: cannot open \[(path|name)\](\[path\])? \| open@index\.js:1:2\n$/)
  expect(plain.stdout).toContain('  server-1: truechimer')
  expect(plain.stdout).not.toMatch(/alice|127\.0\.0\.1|practice-1/)
  const whole = document(await cli(['report', '--json', '--with-addresses'], { prepare: somebodys }))
  expect(JSON.stringify(whole)).not.toContain('alice')
  expect(whole).toMatchObject({ about: ['Debian GNU/Linux 13 on [name]'], log: [expect.stringContaining('fault')] })
  expect(JSON.stringify(whole)).toMatch(/practice-1\.example.*127\.0\.0\.1/)
})

test.each([
  [['check', '--output', 'x'], '--output belongs to "report".'], [['plan', '--with-addresses'], '--with-addresses belongs to "report".'],
  [['report', '--force'], '--force goes with --output.'], [['report', '--output='], '--output needs the name of a file.'],
])('%j is refused with a sentence', (argv, sentence) => expect(readArguments(argv)).toEqual({ kind: 'wrong', sentence }))

test('the past of a user is read from the files of the app, whatever else stands in them', async () => {
  const home = mkdtempSync(path.join(folder, 'past-'))
  expect(await readPast(home)).toEqual({ history: [], log: [] })
  writeFileSync(path.join(home, 'history.jsonl'), '{"kind":"check","at":1795396800,"offset":0.1,"uncertainty":0.01}\n{"half\n')
  expect(await readPast(home)).toEqual({ history: [{ kind: 'check', at: 1_795_396_800, offset: 0.1, uncertainty: 0.01 }], log: [] })
})
