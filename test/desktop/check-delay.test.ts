import { describe, expect, test } from 'vitest'
import { delayAfter, delayAfterWake } from '../../main/desktop/check-delay.ts'
import { seeded } from '../core/random.ts'

describe('when the clock is looked at again by itself', () => {
  test('about hourly while it can be told', () => {
    expect([delayAfter(0, 0), delayAfter(0, 0.5), delayAfter(0, 1)]).toEqual([3000, 3600, 4200])
  })

  test('sooner after a check that could not tell, later after each further one, never more often than that nor seldom', () => {
    expect([1, 2, 3, 4, 5, 6, 50].map((silences) => delayAfter(silences, 0.5))).toEqual([300, 600, 1200, 2400, 3600, 3600, 3600])
    expect(delayAfter(5000, 1)).toBe(4200)
  })

  test('a fleet that starts or wakes at one moment is spread evenly, and so at no fixed second of the hour', () => {
    const { between } = seeded(5)
    const fleet = Array.from({ length: 4000 }, () => between(0, 1))
    const busiest = (delays: readonly number[]): number => {
      const perSecond = new Map<number, number>()
      for (const delay of delays) perSecond.set(Math.floor(delay), (perSecond.get(Math.floor(delay)) ?? 0) + 1)
      return Math.max(...perSecond.values())
    }
    expect(busiest(fleet.map((chance) => delayAfter(0, chance)))).toBeLessThan(20)
    expect(busiest(fleet.map(delayAfterWake))).toBeLessThan(450)
  })

  test('after sleep the network gets a moment, and the user does not wait long', () => {
    expect([delayAfterWake(0), delayAfterWake(1)]).toEqual([4, 16])
  })
})
