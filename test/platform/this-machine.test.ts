import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { thisMachine } from '../../main/platform/this-machine.ts'

let folder = ''
const at = (...names: readonly string[]): string => join(folder, ...names)

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'clock-medic-'))
  writeFileSync(at('b.conf'), 'server ntp.example.org\n')
  writeFileSync(at('a.conf'), '')
  writeFileSync(at('latin1'), Uint8Array.of(0x23, 0xE4, 0x0A))
  mkdirSync(at('sub'))
  writeFileSync(at('tool'), '#!/bin/sh\n')
  chmodSync(at('tool'), 0o755)
  chmodSync(at('b.conf'), 0o644)
  if (process.platform !== 'win32') {
    symlinkSync('/dev/null', at('masked.service'))
    symlinkSync(at('gone'), at('dangling'))
  }
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('files that may or may not be there', () => {
  test('text is given where it can be read, and null everywhere else', async () => {
    expect(await thisMachine.readText(at('b.conf'))).toBe('server ntp.example.org\n')
    expect(await thisMachine.readText(at('a.conf'))).toBe('')
    expect(await thisMachine.readText(at('latin1'))).toBe('#\uFFFD\n')
    for (const path of [at('gone'), at('sub'), at('b.conf', 'below'), '', 'a\0b']) expect(await thisMachine.readText(path)).toBeNull()
  })

  test('a folder\'s names come sorted, and a missing folder has none', async () => {
    const names = await thisMachine.list(folder)
    expect(names).toEqual(names.toSorted())
    expect(names).toEqual(expect.arrayContaining(['a.conf', 'b.conf', 'sub', 'tool']))
    for (const path of [at('gone'), at('a.conf'), '']) expect(await thisMachine.list(path)).toEqual([])
  })
})

describe.skipIf(process.platform === 'win32')('programs and links (need a POSIX system)', () => {
  test('the first path that may be run is the program', async () => {
    expect(await thisMachine.findProgram(at('gone'), at('b.conf'), at('dangling'), at('tool'), '/bin/sh')).toBe(at('tool'))
    expect(await thisMachine.findProgram(at('gone'), at('b.conf'))).toBeNull()
    expect(await thisMachine.findProgram()).toBeNull()
  })

  test('a link tells where it leads, also where that is nowhere', async () => {
    expect(await thisMachine.readLink(at('masked.service'))).toBe('/dev/null')
    expect(await thisMachine.readLink(at('dangling'))).toBe(at('gone'))
    expect(await thisMachine.readLink(at('b.conf'))).toBeNull()
    expect(await thisMachine.readLink(at('gone'))).toBeNull()
  })
})

test('the clock that is never set runs forward, and the wall clock is in seconds since 1970', () => {
  const first = thisMachine.clock.monotonic()
  const wall = thisMachine.clock.wall()
  expect(thisMachine.clock.monotonic()).toBeGreaterThan(first)
  expect(Math.abs(wall - Date.now() / 1000)).toBeLessThan(5)
})
