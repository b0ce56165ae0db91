import { chmodSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openGate, PAUSE_BETWEEN, processName, type GateParts } from '../../main/helper/gate.ts'
import type { Gate } from '../../main/helper/helper.ts'

const uid = process.getuid?.()
let above = ''
let folder = ''
let now = 1000
let living = new Set<string>()
beforeEach(() => {
  above = mkdtempSync(path.join(tmpdir(), 'clock-medic-gate-'))
  folder = path.join(above, 'clock-medic')
  now = 1000
  living = new Set()
})
afterEach(() => rmSync(above, { recursive: true, force: true }))

/** A gate as a process of this name has it. */
function gateOf(self: string, parts: Partial<GateParts> = {}): Gate {
  living.add(self)
  return openGate({ folder, owner: uid ?? 0, monotonic: () => now, self, isAlive: async (name) => living.has(name), ...parts })
}

const enterAll = (names: readonly string[]): Promise<readonly (string | null)[]> => Promise.all(names.map((name) => gateOf(name).enter()))
const NAMES = Array.from({ length: 40 }, (_, index) => `${100 + index}-7`)

describe.skipIf(uid === undefined)('the gate of the helper (needs POSIX owners)', () => {
  test('lets one of many in, in a folder of its own', async () => {
    const answers = await enterAll(NAMES)
    expect(answers.filter((answer) => answer === null)).toHaveLength(1)
    expect(new Set(answers)).toEqual(new Set([null, expect.stringMatching(/^Another repair is running .*nothing was changed/)]))
    expect(lstatSync(folder).mode & 0o777).toBe(0o700)
    expect(lstatSync(path.join(folder, 'lock')).mode & 0o777).toBe(0o600)
  })

  test('and, where a killed process left its lock behind, again one of many', async () => {
    mkdirSync(folder, { mode: 0o700 })
    writeFileSync(path.join(folder, 'lock'), '99-7')
    expect((await enterAll(NAMES)).filter((answer) => answer === null)).toHaveLength(1)
  })

  test('keeps a pause after each repair, whatever the clock says', async () => {
    const first = gateOf('1-7')
    expect(await first.enter()).toBeNull()
    await first.leave()
    now += PAUSE_BETWEEN - 0.1
    expect(await gateOf('2-7').enter()).toMatch(new RegExp(`^A repair ran a moment ago.* in ${PAUSE_BETWEEN} seconds`))
    now += 0.2
    expect(await gateOf('3-7').enter()).toBeNull()
  })

  test.each(['', 'soon', '-5', '99999', 'NaN', '1e400'])('takes no notice of a note of the last end that says "%s"', async (text) => {
    mkdirSync(folder, { mode: 0o700 })
    writeFileSync(path.join(folder, 'ended'), text)
    expect(await gateOf('1-7').enter()).toBeNull()
  })

  test('refuses a folder that is a link, that others can write, or that is none', async () => {
    const elsewhere = path.join(above, 'elsewhere')
    mkdirSync(elsewhere)
    symlinkSync(elsewhere, folder)
    expect(await gateOf('1-7').enter()).toMatch(/^The folder of the helper does not belong/)
    expect(readdirSync(elsewhere)).toEqual([])
    rmSync(folder)
    mkdirSync(folder)
    chmodSync(folder, 0o777)
    expect(await gateOf('2-7').enter()).toMatch(/^The folder of the helper/)
    rmSync(folder, { recursive: true })
    writeFileSync(folder, '')
    expect(await gateOf('3-7').enter()).toMatch(/^The folder of the helper/)
  })

  test('refuses a folder of another owner', async () => {
    expect(await gateOf('1-7', { owner: 4_000_000 }).enter()).toMatch(/^The folder of the helper/)
  })

  test('follows no link in its folder, neither to read nor to write', async () => {
    mkdirSync(folder, { mode: 0o700 })
    const victim = path.join(above, 'victim')
    writeFileSync(victim, '999')
    symlinkSync(victim, path.join(folder, 'ended'))
    const gate = gateOf('1-7')
    expect(await gate.enter()).toBeNull()
    await gate.leave()
    expect(readFileSync(victim, 'utf8')).toBe('999')
    expect(lstatSync(path.join(folder, 'ended')).isFile()).toBe(true)
    rmSync(path.join(folder, 'ended'))
    symlinkSync(victim, path.join(folder, 'lock'))
    expect(await gateOf('2-7').enter()).toMatch(/^Another repair is running/)
    expect(readFileSync(victim, 'utf8')).toBe('999')
  })
})

test.skipIf(process.platform !== 'linux')('a process is known by its number and its start, so that a new one with an old number is another (needs /proc)', async () => {
  expect(await processName('self')).toMatch(new RegExp(`^${process.pid}-\\d+$`))
  expect(await processName(process.pid)).toBe(await processName('self'))
  expect(await processName(4_194_305)).toBeNull()
})
