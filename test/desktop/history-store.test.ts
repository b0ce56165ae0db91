import { execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { HistoryRecord } from '../../main/core/history/record.ts'
import { openHistory } from '../../main/desktop/history-store.ts'
import { check, DAY, NOON } from '../core/history/weeks.ts'

const RECORDS: readonly HistoryRecord[] = [
  check(NOON, 47.3), { kind: 'repair', at: NOON + 10, result: 'repaired', before: 47.3, after: 0.004 }, { kind: 'repair', at: NOON + 20, result: 'refused' },
  { kind: 'sleep', at: NOON + 30, seconds: 28_800 }, { kind: 'stepped', at: NOON + 40, by: -300 },
]

let folder: string
let file: string
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'clock-medic-history-'))
  file = path.join(folder, 'state', 'history.jsonl')
})
afterEach(() => rm(folder, { recursive: true }))

async function written(records: readonly HistoryRecord[] = RECORDS): Promise<string> {
  const history = await openHistory(file)
  for (const record of records) void history.add(record)
  await history.close()
  return readFile(file, 'utf8')
}

describe('the history on disk', () => {
  it('is there again after a restart, one line a record', async () => {
    expect((await written()).trimEnd().split('\n')).toHaveLength(RECORDS.length)
    const again = await openHistory(file)
    expect(again.records()).toEqual(RECORDS)
    expect([again.broken, again.problem()]).toEqual([0, null])
  })

  it.runIf(process.platform !== 'win32')('can be read by this user alone', async () => {
    await written()
    expect([(await stat(file)).mode & 0o777, (await stat(path.dirname(file))).mode & 0o777]).toEqual([0o600, 0o700])
  })

  it('loses no more than the last record to a crash, at whichever byte it comes, and goes on', async () => {
    const text = await written()
    const lastLine = text.lastIndexOf('\n', text.length - 2) + 1
    const next = check(NOON + 50, 0.001)
    for (let cut = lastLine; cut <= text.length; cut++) {
      await writeFile(file, text.slice(0, cut))
      const whole = cut >= text.length - 1
      const crashed = await openHistory(file)
      expect(crashed.records()).toEqual(whole ? RECORDS : RECORDS.slice(0, -1))
      expect(crashed.broken).toBe(whole || cut === lastLine ? 0 : 1)
      await crashed.add(next)
      expect((await openHistory(file)).records()).toEqual([...(whole ? RECORDS : RECORDS.slice(0, -1)), next])
    }
  })

  it.each([
    ['no JSON', '\u0000\u0000\u0000'], ['another value', '[1, 2]'], ['an unknown kind', '{"kind":"later","at":1}'], ['a missing field', '{"kind":"check","at":1,"offset":2}'],
    ['a text for a number', '{"kind":"sleep","at":1,"seconds":"3"}'], ['a number that no date can hold', '{"kind":"stepped","at":1e300,"by":1}'],
  ])('leaves out a line in the middle that holds %s, and keeps the rest', async (_, line) => {
    const [first = '', ...others] = (await written()).split('\n')
    await writeFile(file, [first, line, ...others].join('\n'))
    const history = await openHistory(file)
    expect([history.records(), history.broken]).toEqual([RECORDS, 1])
  })

  it('keeps the order of records that come all at once, and writes none twice', async () => {
    const many = Array.from({ length: 500 }, (_, index) => check(NOON + index, index / 1000))
    const history = await openHistory(file)
    await Promise.all(many.map(history.add))
    expect((await openHistory(file)).records()).toEqual(many)
  })

  it('stays small over months, with its marks, and leaves no other file behind', async () => {
    const start = NOON - 60 * DAY
    const repairs = [20, 10, 1].map((days): HistoryRecord => ({ kind: 'repair', at: NOON - days * DAY, result: 'repaired', before: 47.3, after: 0.001 }))
    const all = [...Array.from({ length: 60 * 144 }, (_, index): HistoryRecord => check(start + index * 600, 0.001)), ...repairs].toSorted((a, b) => a.at - b.at)
    const history = await openHistory(file)
    for (let index = 0; index < all.length; index += 40) {
      await Promise.all(all.slice(index, index + 40).map(history.add))
      expect((await stat(file)).size).toBeLessThan(210_000)
    }
    const { records } = await openHistory(file)
    expect(records()).toEqual(history.records())
    expect(records()).toEqual(expect.arrayContaining([...repairs]))
    expect(await readdir(path.dirname(file))).toEqual(['history.jsonl'])
  })

  it('reads the end of a file that somebody made huge', async () => {
    await mkdir(path.dirname(file))
    await writeFile(file, [JSON.stringify(RECORDS[1]), 'x'.repeat(3_000_000), JSON.stringify(RECORDS[0]), ''].join('\n'))
    const history = await openHistory(file)
    expect(history.records()).toEqual(RECORDS.slice(0, 1))
    await history.add(check(NOON + 1, 0))
    expect((await stat(file)).size).toBeLessThan(1000)
  })
})

describe('a disk that does not take it', () => {
  it('costs nothing while the app runs, is told, and is made good as soon as it takes it again', async () => {
    const history = await openHistory(file)
    await writeFile(path.dirname(file), 'a file where the folder should be')
    for (const record of RECORDS.slice(0, 3)) await history.add(record)
    expect(history.records()).toEqual(RECORDS.slice(0, 3))
    expect(history.problem()).toBe('The history cannot be written to the disk now, so it is kept in memory until that works again.')
    await rm(path.dirname(file))
    for (const record of RECORDS.slice(3)) await history.add(record)
    expect(history.problem()).toBeNull()
    expect((await openHistory(file)).records()).toEqual(RECORDS)
  })

  it('is not written over where something else stands in the place of the file', async () => {
    await mkdir(file, { recursive: true })
    const history = await openHistory(file)
    await history.add(RECORDS[0] ?? check(0, 0))
    expect(history.records()).toHaveLength(1)
    expect(history.problem()).toMatch(/cannot be read/)
    expect((await stat(file)).isDirectory()).toBe(true)
  })

  it.runIf(process.platform !== 'win32')('is not waited for where a pipe stands in the place of the file', async () => {
    await mkdir(path.dirname(file))
    execFileSync('mkfifo', [file])
    expect((await openHistory(file)).problem()).toMatch(/cannot be read/)
  })

  it('does not fill up the memory instead', async () => {
    await mkdir(file, { recursive: true })
    const history = await openHistory(file)
    for (let index = 0; index < 10_000; index++) void history.add(check(NOON + index * 600, 0))
    await history.close()
    expect(history.records().length).toBeLessThanOrEqual(4000)
    expect(history.records().at(-1)?.at).toBe(NOON + 9999 * 600)
  })
})
