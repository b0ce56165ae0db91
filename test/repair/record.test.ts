import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { checkUp } from '../../main/checkup.ts'
import type { RepairRecord } from '../../main/core/repair-record.ts'
import { repair } from '../../main/repair.ts'
import { beginJournal, openLastRepair, type LastRepair } from '../../main/repair-record.ts'
import { scriptedMachine } from '../fakes/scripted-machine.ts'
import { openLaptop, type TestLaptop } from './open-laptop.ts'
import { startedIn, stateFolder } from './state-folder.ts'

const opened: TestLaptop[] = []
afterEach(async () => {
  for (const laptop of opened.splice(0)) await laptop.close()
})

const RECORD: RepairRecord = { os: 'linux', began: { monotonic: 1 }, ended: false, steps: [{ remedy: 'resync', title: 'Restart chrony', state: 'open' }] }
const open = (folder: string): LastRepair => openLastRepair(scriptedMachine({}), folder)
const fileIn = (folder: string): string => path.join(folder, 'last-repair.json')

describe('the record of the last repair', () => {
  test('outlives the program, alone in its folder', () => {
    const folder = path.join(stateFolder(), 'deep', 'clock-medic')
    expect(open(folder).read()).toBeNull()
    open(folder).write(RECORD)
    expect(open(folder).read()).toEqual(RECORD)
    expect(readdirSync(folder)).toEqual(['last-repair.json'])
    open(folder).clear()
    expect(readdirSync(folder)).toEqual([])
  })

  test.skipIf(process.platform === 'win32')('is for nobody else to read (needs file modes)', () => {
    const folder = stateFolder()
    open(folder).write(RECORD)
    expect(statSync(fileIn(folder)).mode & 0o777).toBe(0o600)
  })

  test.each([['damaged', '{"version":1,'], ['of another version', '{"version":99}'], ['huge', ' '.repeat(300_000)]])('that is %s is not used and not lost', (_what, text) => {
    const folder = stateFolder()
    writeFileSync(fileIn(folder), text)
    expect(open(folder).read()).toEqual({ wrong: expect.stringMatching(/^The record of the last repair /) })
    expect(readFileSync(fileIn(folder), 'utf8')).toBe(text)
    open(folder).write(RECORD)
    writeFileSync(fileIn(folder), text)
    open(folder).write(RECORD)
    expect(open(folder).read()).toEqual(RECORD)
    for (const aside of ['kept-1', 'kept-2']) expect(readFileSync(`${fileIn(folder)}.${aside}`, 'utf8')).toBe(text)
  })

  test.skipIf(process.platform === 'win32')('behind a link is neither read nor written through (needs symbolic links)', () => {
    const folder = stateFolder()
    const elsewhere = path.join(stateFolder(), 'elsewhere.json')
    writeFileSync(elsewhere, `${JSON.stringify({ version: 1, ...RECORD })}\n`)
    const text = readFileSync(elsewhere, 'utf8')
    symlinkSync(elsewhere, fileIn(folder))
    expect(open(folder).read()).toEqual({ wrong: expect.stringContaining('cannot be opened') })
    open(folder).write({ ...RECORD, ended: true })
    expect(readFileSync(elsewhere, 'utf8')).toBe(text)
    expect(open(folder).read()).toEqual({ ...RECORD, ended: true })
  })

  test('in whose place a folder stands is set aside', () => {
    const folder = stateFolder()
    mkdirSync(fileIn(folder))
    expect(open(folder).read()).toEqual({ wrong: expect.any(String) })
    open(folder).write(RECORD)
    expect(open(folder).read()).toEqual(RECORD)
    expect(existsSync(`${fileIn(folder)}.kept-1`)).toBe(true)
  })

  test('that cannot be written is known to this program, and nothing throws', () => {
    const folder = path.join(stateFolder(), 'file')
    writeFileSync(folder, 'not a folder')
    const store = open(folder)
    store.write(RECORD)
    expect(store.read()).toEqual(RECORD)
    expect(open(folder).read()).toBeNull()
    store.clear()
    expect(store.read()).toBeNull()
  })

  test.skipIf(process.platform === 'win32' || process.getuid?.() === 0)('in a folder that may not be opened is none (needs a user who is not root)', () => {
    const folder = stateFolder()
    open(folder).write(RECORD)
    chmodSync(folder, 0)
    expect(open(folder).read()).toEqual({ wrong: expect.any(String) })
    chmodSync(folder, 0o700)
  })
})

describe('a repair', () => {
  async function program(): Promise<{ readonly laptop: TestLaptop; readonly folder: string }> {
    const laptop = await openLaptop()
    opened.push(laptop)
    const folder = stateFolder()
    return { laptop: startedIn(folder, laptop), folder }
  }
  const states = (folder: string): unknown => {
    const record = open(folder).read()
    return record === null || 'wrong' in record ? record : record.steps.map(({ state }) => state)
  }

  test('is on record before anything runs, and each step before the next begins', async () => {
    const { laptop, folder } = await program()
    const seen: unknown[] = []
    const watched = { ...laptop, elevation: { ...laptop.elevation, run: async (...[steps, onProgress]: Parameters<TestLaptop['elevation']['run']>) => {
      seen.push(states(folder))
      return laptop.elevation.run(steps, (progress) => {
        onProgress(progress)
        if (progress.kind === 'step-ended') seen.push(states(folder))
      })
    } } }
    const report = await repair(watched, await checkUp(laptop, laptop.options), laptop.options)
    expect(seen).toEqual([['open', 'open', 'open'], ['done', 'open', 'open'], ['done', 'done', 'open'], ['done', 'done', 'done']])
    expect(report.result).toBe('repaired')
    expect(open(folder).read()).toMatchObject({ ended: true, began: { trueTime: expect.closeTo(1_795_355_160, 0) } })
  })

  test('that was refused gives way to the one before it', async () => {
    const { laptop, folder } = await program()
    open(folder).write(RECORD)
    const refused: TestLaptop = { ...laptop, elevation: { asks: 'administrator', run: async () => ({ kind: 'refused', words: 'No.' }) } }
    await repair(refused, await checkUp(laptop, laptop.options), laptop.options)
    expect(open(folder).read()).toEqual(RECORD)
  })

  test('in which nobody answered is half done as far as anybody knows', async () => {
    const { laptop, folder } = await program()
    const silent: TestLaptop = { ...laptop, elevation: { asks: 'administrator', run: async () => ({ kind: 'unanswered', words: 'No answer came.' }) } }
    const report = await repair(silent, await checkUp(laptop, laptop.options), laptop.options)
    expect(report.after?.findings.map(({ id }) => id)).not.toContain('repair-half-done')
    expect(states(folder)).toEqual(['open', 'open', 'open'])
    expect((await checkUp(laptop, laptop.options)).findings.map(({ id }) => id)).toContain('repair-half-done')
  })

  test('without a place for a record runs as ever', async () => {
    const laptop = await openLaptop()
    opened.push(laptop)
    const journal = await beginJournal(undefined, await checkUp(laptop, laptop.options))
    journal.proven()
    expect((await repair(laptop, await checkUp(laptop, laptop.options), laptop.options)).result).toBe('repaired')
  })
})
