import { describe, expect, it } from 'vitest'
import { driftOf } from '../../../main/core/history/drift.ts'
import type { HistoryRecord } from '../../../main/core/history/record.ts'
import { driftWords } from '../../../main/core/words/history.ts'
import { seeded } from '../random.ts'
import { check, checks, DAY, HOUR, NOON } from './weeks.ts'

const LOSES = 1.4

/** Slow by nothing at first, then more and more; each measurement errs by up to 10 ms. */
const drifting = (lasting: number, perDay = LOSES): readonly HistoryRecord[] => {
  const { between } = seeded(7)
  return checks(lasting, HOUR, (back) => (lasting - back) / DAY * perDay + between(-0.01, 0.01))
}

describe('drift per day', () => {
  it.each([LOSES, -0.3, 12])('of a clock that nothing corrects, %f s, is found through the noise', (perDay) => {
    const drift = driftOf(drifting(3 * DAY, perDay))
    expect(drift?.perDay).toBeCloseTo(perDay, 1)
    expect(Math.abs((drift?.perDay ?? Infinity) - perDay)).toBeLessThanOrEqual(drift?.uncertainty ?? 0)
  })

  it('is not confused by repairs and steps in between', () => {
    const before = drifting(2 * DAY).map((record) => ({ ...record, at: record.at - 4 * DAY }))
    const repaired: HistoryRecord = { kind: 'repair', at: NOON - 4 * DAY + 60, result: 'repaired', before: 2.8, after: 0 }
    const stepped: HistoryRecord = { kind: 'stepped', at: NOON - DAY - 60, by: 900 }
    const after = drifting(3 * DAY).map((record) => (record.kind === 'check' && record.at > stepped.at ? { ...record, offset: record.offset - 900 } : record))
    expect(driftOf([...before, repaired, ...after, stepped])?.perDay).toBeCloseTo(LOSES, 1)
  })

  it('is not confused by a correction that nobody noted', () => {
    const twice = drifting(3 * DAY).map((record) =>
      (record.kind === 'check' ? { ...record, offset: record.offset - (record.at > NOON - DAY ? 2.8 : record.at > NOON - 2 * DAY ? 1.4 : 0) } : record))
    expect(driftOf(twice)?.perDay).toBeCloseTo(LOSES, 1)
  })

  it('is not confused by three bad measurements', () => {
    const bad = drifting(3 * DAY).map((record, index) => (record.kind === 'check' && index % 20 === 10 ? { ...record, offset: record.offset + 0.2, uncertainty: 0.25 } : record))
    expect(driftOf(bad)?.perDay).toBeCloseTo(LOSES, 1)
  })

  it.each<[string, readonly HistoryRecord[]]>([
    ['nothing is known', []],
    ['half a day is not over', drifting(11 * HOUR)],
    ['there are too few checks', drifting(3 * DAY).filter((_, index) => index % 24 === 0)],
    ['the clock is kept right', checks(7 * DAY, HOUR, (back) => 0.004 * Math.sin(back))],
    ['websites can only tell half seconds', checks(DAY, HOUR, (back) => -back / DAY * LOSES, 0.55)],
    ['a service runs the clock faster to correct it', checks(DAY, HOUR, (back) => 500e-6 * back)],
    ['a service has caught up by half time', checks(2 * DAY, HOUR, (back) => Math.max(0, back - DAY) / DAY * 4)],
  ])('is not told where %s', (_, records) => expect(driftOf(records)).toBeNull())

  it('is told from the stretch that knows it best', () => {
    const short = drifting(14 * HOUR, 3).map((record) => ({ ...record, at: record.at - 5 * DAY }))
    const repaired: HistoryRecord = { kind: 'repair', at: NOON - 4.5 * DAY, result: 'repaired' }
    expect(driftOf([...short, repaired, ...drifting(3 * DAY)])?.perDay).toBeCloseTo(LOSES, 1)
    const long = drifting(3 * DAY).map((record) => ({ ...record, at: record.at - 2 * DAY }))
    expect(driftOf([...long, { ...repaired, at: NOON - 1.5 * DAY }, ...drifting(14 * HOUR, 3)])?.perDay).toBeCloseTo(LOSES, 1)
  })

  it('is told with what it may be where the rate changed by half time', () => {
    const drift = driftOf(checks(2 * DAY, HOUR, (back) => (back > DAY ? 1 - (back - DAY) / DAY : 1 + (DAY - back) / DAY * 1.6)))
    expect(drift?.perDay).toBeCloseTo(1.3, 1)
    expect(drift?.uncertainty).toBeCloseTo(0.3, 1)
  })

  it('is not confused by checks that follow each other closely', () => {
    const pairs = drifting(3 * DAY).flatMap((record, index): readonly HistoryRecord[] => (record.kind === 'check' ? [record, { ...record, at: record.at + 30, offset: record.offset + (index % 2 === 0 ? 0.01 : 0.02) }] : [record]))
    expect(driftOf(pairs)?.perDay).toBeCloseTo(LOSES, 1)
  })

  it('is not cut short by sleep', () => {
    const slept = Array.from({ length: 24 }, (_, index): HistoryRecord => ({ kind: 'sleep', at: NOON - index * 2 * HOUR - 60, seconds: 600 }))
    expect(driftOf([...drifting(2 * DAY), ...slept])).toEqual(driftOf(drifting(2 * DAY)))
  })

  it('is found among more checks than are needed, and of the fewest that do', () => {
    expect(driftOf(checks(2 * DAY, 600, (back) => -back / DAY * LOSES))?.perDay).toBeCloseTo(LOSES, 6)
    expect(driftOf(checks(12 * HOUR, 2.4 * HOUR, (back) => -back / DAY * 12, 0.001))?.perDay).toBeCloseTo(12, 6)
  })

  it('does not depend on the order in which the records were written', () => {
    const records = drifting(2 * DAY)
    expect(driftOf(records.toReversed())).toEqual(driftOf(records))
    expect(driftOf([...records, check(NOON, 1e9)])).toEqual(driftOf(records))
  })

  it.each([
    [1.4, 'Left alone, this clock loses about 1.4 seconds a day.'], [-1, 'Left alone, this clock gains about 1 second a day.'],
    [0.347, 'Left alone, this clock loses about 350 milliseconds a day.'], [-0.05, 'Left alone, this clock gains about 50 milliseconds a day.'],
  ])('of %f seconds is said in words', (perDay, words) => expect(driftWords({ perDay, uncertainty: 0.01 })).toBe(words))
})
