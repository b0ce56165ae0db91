import { describe, expect, it } from 'vitest'
import { DEFAULT_QUORUM, isSettled as isSettledWith } from '../../main/core/judge.ts'
import { DEFAULT_LIMITS } from '../../main/core/limits.ts'
import type { Sample } from '../../main/core/sample.ts'
import { answer } from './builders.ts'

/** Whether it is settled when so many more, each a name and an address of its own, may answer. */
const isSettled = (samples: readonly Sample[], pending: number): boolean =>
  isSettledWith(samples, { addresses: pending, names: pending }, DEFAULT_LIMITS, DEFAULT_QUORUM)

describe('the survey', () => {
  it('waits while names, or addresses, are awaited that could make a majority', () => {
    const three = [answer(47), answer(47), answer(47)]
    const settled = (addresses: number, names: number) => isSettledWith(three, { addresses, names }, DEFAULT_LIMITS, DEFAULT_QUORUM)
    expect([settled(2, 2), settled(0, 3), settled(3, 0)]).toEqual([true, false, false])
  })

  it.each([1, -1])('waits while the addresses leave the level open, though the names do not (%d)', (sign) => {
    const of = (name: string, low: number, high: number) => answer((sign * (low + high)) / 2, (high - low) / 2, { name })
    const wide = (name: string) => of(name, 12, 18)
    expect(isSettled([of('a', 16, 20), wide('a'), of('b', 16, 20), wide('b'), wide('c')], 0)).toBe(false)
    expect(isSettled([of('a', 16, 20), wide('a'), of('b', 16, 20), wide('b'), of('c', 16, 18)], 0)).toBe(true)
  })

  it('waits while what is open is as wide as the range of one level', () => {
    expect([7.25, 7.5].map((distance) => isSettled([0, 0, 0].map((offset) => answer(offset, distance)), 0))).toEqual([true, false])
  })

  it('waits for an answer that may show that no smearing is the reason for a difference', () => {
    const smeared = [answer(0, 0.01), answer(0, 0.01), answer(0.5, 0.01)]
    expect(isSettled(smeared, 1)).toBe(false)
    expect(isSettled([answer(0, 0.01), answer(0.5, 0.01), answer(0.9, 0.01)], 0)).toBe(false)
  })
})
