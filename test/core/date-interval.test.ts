import { describe, expect, it } from 'vitest'
import { narrowed, untilSecondTurns } from '../../main/core/date-interval.ts'
import { dateSample, type Sample } from '../../main/core/sample.ts'
import { combine, select } from '../../main/core/selection.ts'
import { dated } from './builders.ts'
import { seeded } from './random.ts'

const SOURCE = { name: 'www.example.com', address: '192.0.2.1', kind: 'https-date' } as const
const NOON = 1_795_348_800

/** The Date header of an honest website, asked at a local time over a way that takes so long there and back. */
const asked = (truth: number, sentAt: number, there: number, back: number): Sample => {
  const sample = dateSample(SOURCE, sentAt, there + back, Math.floor(sentAt + there + truth))
  if (typeof sample === 'string') throw new Error(sample)
  return sample
}

describe('several dates of one website', () => {
  it('asked as the second turns, four of them tell a tenth of a second, and the truth is never lost', () => {
    const random = seeded(7)
    for (let run = 0; run < 500; run++) {
      const truth = random.between(-1000, 1000)
      const way = random.between(0.001, 0.03)
      let now = NOON + random.between(0, 1)
      let known = asked(truth, now, way, way)
      for (let round = 0; round < 4; round++) {
        now += 2 * way
        now += untilSecondTurns(now, known.offset, known.delay)
        known = narrowed(known, asked(truth, now, way, way))
        expect(Math.abs(known.offset - truth)).toBeLessThanOrEqual(known.distance + 1e-6)
      }
      expect(known.distance).toBeLessThan(0.13)
    }
  })

  it('never wait longer than a second', () => {
    const random = seeded(8)
    for (let run = 0; run < 500; run++) {
      const wait = untilSecondTurns(NOON + random.between(0, 5), random.between(-1e9, 1e9), random.between(0, 2))
      expect(wait).toBeGreaterThanOrEqual(0)
      expect(wait).toBeLessThanOrEqual(1)
    }
  })

  it('that contradict each other count as the newer one alone', () => {
    const [older, newer] = [dated(0), dated(10)]
    expect(narrowed(older, newer)).toEqual(newer)
  })

  it('that just touch still leave a figure', () => {
    const touching = narrowed({ ...dated(0), distance: 0.5 }, { ...dated(1), distance: 0.5 })
    expect(touching.distance).toBeGreaterThan(0)
    const selection = select([touching])
    expect(selection === null ? null : combine(selection).offset).toBeCloseTo(0.5, 6)
  })
})
