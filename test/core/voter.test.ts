import { describe, expect, it } from 'vitest'
import { select } from '../../main/core/selection.ts'
import { votersOf } from '../../main/core/voter.ts'
import { answer } from './builders.ts'
import { seeded } from './random.ts'

describe('who has a say', () => {
  it('several answers of one address are one voter, who allows only what all of them do', () => {
    const [one, other] = [answer(1, 0.5, { address: 'a', name: 'x' }), answer(1.3, 0.4, { address: 'a', name: 'x' })]
    const [voter, ...others] = votersOf([one, other])
    expect(others).toEqual([])
    expect(voter).toMatchObject({ name: 'x', samples: [one, other] })
    expect(voter?.low).toBeCloseTo(0.9, 9)
    expect(voter?.high).toBeCloseTo(1.5, 9)
  })

  it('an address that contradicts itself has one say, that of its shortest answer', () => {
    const [worse, better] = [answer(1, 0.5, { address: 'a', name: 'x' }), answer(9, 0.1, { address: 'a', name: 'x' })]
    for (const samples of [[worse, better], [better, worse]]) expect(votersOf(samples)).toMatchObject([{ low: 8.9, high: 9.1 }])
  })

  it('and where none is shorter that of the first', () => {
    expect(votersOf([answer(1, 0.25, { address: 'a', name: 'x' }), answer(9, 0.25, { address: 'a', name: 'x' })])).toMatchObject([{ low: 0.75, high: 1.25 }])
  })

  it('IPv4 and IPv6 of one name are one voter as long as they agree, and have a say each where they do not', () => {
    const four = answer(0, 0.01, { name: 'x' })
    expect(votersOf([four, answer(0.005, 0.01, { name: 'x' })])).toMatchObject([{ low: -0.005, high: 0.01 }])
    expect(votersOf([four, answer(60, 0.01, { name: 'x' })])).toHaveLength(2)
  })

  it('a website and a time server of one name and address are two', () => {
    const same = { address: 'a', name: 'x' }
    expect(votersOf([answer(1, 0.1, same), answer(1, 0.6, { ...same, kind: 'https-date' })])).toHaveLength(2)
  })

  it('the more ways lead to honest servers, the less is left open, and never the truth', () => {
    const random = seeded(21)
    const exponential = (mean: number): number => -mean * Math.log(1 - random.between(0, 1))
    for (let run = 0; run < 1000; run++) {
      const [truth, operators] = [random.between(-1e6, 1e6), random.whole(3, 6)]
      const samples = Array.from({ length: operators * 4 }, (_, i) => {
        // There and back take unlike times: the answer is off by half the difference, and says so.
        const [there, back] = [0.0075 + exponential(0.0025), 0.0075 + exponential(0.0025)]
        return answer(truth + (there - back) / 2, (there + back) / 2, { name: `operator-${i % operators}`, address: `${i % (operators * 2)}` })
      })
      const all = select(votersOf(samples))
      const half = select(votersOf(samples.slice(0, operators * 2)))
      if (all === null || half === null) throw new Error(`no majority in run ${run}`)
      expect(all.low).toBeLessThanOrEqual(truth)
      expect(all.high).toBeGreaterThanOrEqual(truth)
      expect(all.high - all.low).toBeLessThanOrEqual(half.high - half.low)
    }
  })
})
