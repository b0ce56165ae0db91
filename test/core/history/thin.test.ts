import { describe, expect, it } from 'vitest'
import type { HistoryRecord } from '../../../main/core/history/record.ts'
import { thinned } from '../../../main/core/history/thin.ts'
import { check, checks, DAY, HOUR, NOON } from './weeks.ts'

const ages = (records: readonly HistoryRecord[]): readonly number[] => records.map(({ at }) => NOON - at)

describe('a history that grew long', () => {
  it('keeps every check of the last two days and one an hour before that', () => {
    const kept = ages(thinned(checks(10 * DAY, 600, () => 0.001)))
    expect(kept.filter((age) => age <= 2 * DAY)).toHaveLength(2 * DAY / 600 + 1)
    expect(kept.filter((age) => age > 2 * DAY)).toHaveLength(8 * 24)
  })

  it('keeps of an hour the check with the largest error: the minute in which codes failed must not vanish', () => {
    const wrongFor = 5 * DAY + 1800
    const kept = thinned(checks(10 * DAY, 600, (back) => (back === wrongFor ? -47.3 : 0.001)))
    expect(kept).toContainEqual(check(NOON - wrongFor, -47.3))
  })

  it('keeps marks of a month, and nothing that is older', () => {
    const marks: readonly HistoryRecord[] = [60, 32, 30, 20].map((days) => ({ kind: 'repair', at: NOON - days * DAY, result: 'repaired', before: 47.3, after: 0.001 }))
    const kept = thinned([...marks, ...checks(10 * DAY, 600, () => 0)])
    expect(kept.filter(({ kind }) => kind === 'repair')).toEqual(marks.slice(2))
  })

  it('survives one measurement with a wrong year: the last records stay, and a few checks later the false one goes', () => {
    const good = checks(3 * DAY, HOUR, () => 0.001)
    const false2036 = check(NOON + 10 * 365 * DAY, -300_000_000)
    expect(thinned([...good, false2036])).toEqual([...good, false2036])
    const later = Array.from({ length: 300 }, (_, index) => check(NOON + index * 300, 0.001))
    const kept = thinned([...good, false2036, ...later])
    expect(kept).not.toContain(false2036)
    expect(kept).toEqual(expect.arrayContaining([...later]))
  })

  it('stays bounded whatever happens a thousand times a day', () => {
    const flood = Array.from({ length: 20_000 }, (_, index): HistoryRecord => ({ kind: 'stepped', at: NOON - 20_000 + index, by: 3600 }))
    const kept = thinned([...flood, check(NOON, 0)])
    expect(kept.length).toBeLessThanOrEqual(1500)
    expect(kept.at(-2)).toBe(flood.at(-1))
    expect(thinned([])).toEqual([])
  })

  it('loses what lies ahead of the newest check by more than an hour, once enough was written since', () => {
    const later = Array.from({ length: 250 }, (_, index) => check(NOON - (249 - index) * 60, 0.001))
    const kept = (ahead: number): boolean => thinned([check(NOON + ahead, 5), ...later]).some(({ at }) => at === NOON + ahead)
    expect([kept(2 * HOUR), kept(HOUR - 60)]).toEqual([false, true])
  })

  it('counts from the last mark where there is no check at all', () => {
    const marks = Array.from({ length: 300 }, (_, index): HistoryRecord => ({ kind: 'sleep', at: NOON - (299 - index) * DAY, seconds: 60 }))
    expect(thinned(marks)).toEqual(marks.slice(-200))
    const close = Array.from({ length: 300 }, (_, index): HistoryRecord => ({ kind: 'sleep', at: NOON - (299 - index) * HOUR, seconds: 60 }))
    expect(thinned(close)).toEqual(close)
  })

  it('keeps the first of two equal errors of an hour, and a mark of any age within the month', () => {
    const base = checks(4 * DAY, 600, () => 0.001)
    const mark: HistoryRecord = { kind: 'stepped', at: NOON - 30 * DAY, by: 9 }
    expect(ages(thinned([mark, ...base])).filter((age) => age > 2 * DAY).length).toBe(2 * 24 + 1)
  })

  it('counts from the newest check, not from a mark that a wrong clock dated', () => {
    const good = checks(DAY, 300, () => 0.001)
    const marked: HistoryRecord = { kind: 'stepped', at: NOON + 10 * 365 * DAY, by: 300_000_000 }
    expect(thinned([...good, marked])).toEqual([...good, marked])
  })

  it('keeps the check of an hour in which something happened before it', () => {
    const hour = NOON - 5 * DAY - HOUR
    const [mark, worst] = [{ kind: 'sleep', at: hour + 1, seconds: 60 } as const, check(hour + 1800, -47.3)]
    const kept = thinned([mark, worst, check(hour + 2400, 0.001), ...checks(4 * DAY, 600, () => 0.001)])
    expect(kept.slice(0, 2)).toEqual([mark, worst])
    expect(kept).not.toContainEqual(check(hour + 2400, 0.001))
  })
})
