import { describe, expect, it } from 'vitest'
import { likely, planTurns, untilSecondTurns } from '../../main/core/date-interval.ts'
import { dateSample, type Sample } from '../../main/core/sample.ts'
import { combine, select } from '../../main/core/selection.ts'
import { votersOf } from '../../main/core/voter.ts'
import { answer } from './builders.ts'
import { seeded } from './random.ts'

const NOON = 1_795_348_800

/** The Date header of an honest website, asked at a local time over a way that takes so long there and back. */
const asked = (site: number, truth: number, sentAt: number, there: number, back: number): Sample => {
  const source = { name: `www-${site}.example`, address: `192.0.2.${site}`, kind: 'https-date' } as const
  const sample = dateSample(source, sentAt, there + back, Math.floor(sentAt + there + truth))
  if (typeof sample === 'string') throw new Error(sample)
  return sample
}

describe('several dates', () => {
  it('of three websites, asked as the second turns, tell hundredths of a second in two, and the truth is never lost', () => {
    const random = seeded(7)
    const errors: number[] = []
    for (let run = 0; run < 300; run++) {
      const truth = random.between(-1000, 1000)
      const way = random.between(0.001, 0.03)
      const start = NOON + random.between(0, 1)
      const askers = [1, 2, 3].map((site) => ({ site, delay: 2 * way }))
      const samples = askers.map(({ site }) => asked(site, truth, start, way, way))
      for (let now = start + 2 * way; now < start + 2;) {
        const span = likely(samples)
        if (span === null) throw new Error('the three do not agree')
        const [next] = planTurns(askers, now, span).toSorted((a, b) => a.wait - b.wait)
        now += next!.wait
        samples.push(asked(next!.asker.site, truth, now, way, way))
        now += 2 * way
      }
      const { offset, uncertainty } = combine(select(votersOf(samples))!)
      expect(Math.abs(offset - truth)).toBeLessThanOrEqual(uncertainty + 1e-6)
      errors.push(Math.abs(offset - truth))
    }
    expect(errors.toSorted((a, b) => a - b)[150]).toBeLessThan(0.03)
  })

  it('are never waited for longer than a second', () => {
    const random = seeded(8)
    for (let run = 0; run < 500; run++) {
      const wait = untilSecondTurns(NOON + random.between(0, 5), random.between(-1e9, 1e9), random.between(0, 2))
      expect(wait).toBeGreaterThanOrEqual(0)
      expect(wait).toBeLessThanOrEqual(1)
    }
  })
})

it('the wait ends when the question arrives just as the second turns there', () => {
  expect(untilSecondTurns(100.25, 0.5, 0.125)).toBe(0.1875)
  expect(untilSecondTurns(100.25, -0.5, 0.25)).toBe(0.125)
  expect(untilSecondTurns(100, 0, 0)).toBe(0)
})

describe('the turns', () => {
  it('cut what is possible into equal parts', () => {
    const [near, far] = [{ delay: 0 }, { delay: 0.5 }]
    expect(planTurns([near], 0, { low: 0.25, high: 0.75 })).toEqual([{ asker: near, wait: 0.5 }])
    expect(planTurns([near, far], 0.125, { low: 0, high: 0.75 })).toEqual([{ asker: far, wait: 0.375 }, { asker: near, wait: 0.375 }])
  })

  it('give each website one point, and each point to who can reach it first', () => {
    const askers = [{ delay: 0.02 }, { delay: 0.2 }, { delay: 0.04 }]
    const turns = planTurns(askers, NOON + 0.1, { low: 46.8, high: 47.8 })
    expect(new Set(turns.map(({ asker }) => asker))).toEqual(new Set(askers))
    expect(turns.every(({ wait }) => wait >= 0 && wait <= 1)).toBe(true)
    expect(planTurns([], NOON, { low: 0, high: 1 })).toEqual([])
  })

  it('aim at where most agree, or at nothing where nobody does', () => {
    expect(likely([answer(0, 0.5), answer(0.1, 0.5), answer(0.8, 0.5)])).toEqual({ low: expect.closeTo(0.3, 9), high: expect.closeTo(0.5, 9) })
    expect(likely([answer(0), answer(100)])).toBeNull()
  })
})
