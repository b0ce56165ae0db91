import { describe, expect, test } from 'vitest'
import { delayAfter, delayAfterNetwork, delayAfterWake } from '../../../main/core/monitor/check-delay.ts'
import { seeded } from '../random.ts'

const HOUR = 3600

describe('when the clock is looked at again by itself', () => {
  test('about as often as the user wants it while it can be told', () => {
    expect([delayAfter(HOUR, 0, 0), delayAfter(HOUR, 0, 0.5), delayAfter(HOUR, 0, 1)]).toEqual([3000, 3600, 4200])
    expect(delayAfter(900, 0, 0.5)).toBe(900)
  })

  test('sooner after a check that could not tell, later after each further one, never more often than that nor seldom', () => {
    expect([1, 2, 3, 4, 5, 6, 50].map((silences) => delayAfter(HOUR, silences, 0.5))).toEqual([300, 600, 1200, 2400, 3600, 3600, 3600])
    expect(delayAfter(HOUR, 5000, 1)).toBe(4200)
    expect([1, 2, 3, 4].map((silences) => delayAfter(900, silences, 0.5))).toEqual([300, 600, 900, 900])
  })

  test('a fleet that starts or wakes at one moment is spread evenly, and so at no fixed second of the hour', () => {
    const { between } = seeded(5)
    const fleet = Array.from({ length: 4000 }, () => between(0, 1))
    const busiest = (delays: readonly number[]): number => {
      const perSecond = new Map<number, number>()
      for (const delay of delays) perSecond.set(Math.floor(delay), (perSecond.get(Math.floor(delay)) ?? 0) + 1)
      return Math.max(...perSecond.values())
    }
    expect(busiest(fleet.map((chance) => delayAfter(HOUR, 0, chance)))).toBeLessThan(20)
    expect(busiest(fleet.map(delayAfterWake))).toBeLessThan(450)
    expect(busiest(fleet.map(delayAfterNetwork))).toBeLessThan(500)
  })

  test('after sleep the network gets a moment, and the user does not wait long', () => {
    expect([delayAfterWake(0), delayAfterWake(1)]).toEqual([4, 16])
  })
})
