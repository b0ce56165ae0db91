import { describe, expect, test } from 'vitest'
import { aheadOf, chanceFor, chanceOfCode, chanceOver, RIGHT, waitBeforeTyping, type TypingQuestion } from '../../../main/core/services/chance.ts'
import type { LimitService, TotpService } from '../../../main/core/services/service.ts'
import { seeded } from '../random.ts'

const listed = { id: 'a', name: 'A', source: 'a page', checked: '2026-11-22', confirmed: true }
const totp = (window: number, period = 30): TotpService => ({ ...listed, kind: 'totp', window, period })
const limit = (seconds: number, troubleFrom?: number): LimitService => ({ ...listed, kind: 'time-limit', limit: seconds, ...(troubleFrom === undefined ? {} : { troubleFrom }) })
const exactly = (seconds: number) => ({ low: seconds, high: seconds })

/** A server that compares steps, as RFC 6238 section 5.2 describes it. */
const verifier = (window: number, period: number) => (shownFor: number, receivedAt: number): boolean =>
  Math.abs(Math.floor(shownFor / period) - Math.floor(receivedAt / period)) <= window

describe('the chance that the next code works', () => {
  const random = seeded(4226)
  const DRAWS = 3000
  const grid = [0, 1, 2].flatMap((window) => [30, 60].map((period) => ({ window, period })))

  test.each(grid)('is what a verifier with window $window and steps of $period s does, to 1 in 100', ({ window, period }) => {
    const accepts = verifier(window, period)
    for (const steps of [-4, -2.7, -2, -1.4, -1, -0.6, -0.1, 0, 0.2, 0.5, 0.9, 1, 1.3, 1.9, 2.5, 3.1, 5]) {
      for (const delay of [0, 2, 5, 13, 29]) {
        const ahead = steps * period
        let accepted = 0
        // Read at a random moment of every small part of a step.
        for (let draw = 0; draw < DRAWS; draw++) {
          const read = 1e9 + (random.whole(0, 1000) + (draw + random.between(0, 1)) / DRAWS) * period
          if (accepts(read + ahead, read + delay)) accepted++
        }
        expect(Math.abs(chanceOfCode(ahead, window, delay, period) - accepted / DRAWS)).toBeLessThan(0.01)
      }
    }
  })

  test('over a range is its worst and its best, wherever they lie', () => {
    for (let draw = 0; draw < 300; draw++) {
      const low = random.between(-120, 120)
      const range = { low, high: low + random.between(0, 60) }
      const service = totp(random.whole(0, 2), random.whole(0, 1) === 0 ? 30 : 60)
      const each = Array.from({ length: 601 }, (_, n) => chanceOfCode(range.low + ((range.high - range.low) * n) / 600, service.window, 5, service.period))
      const { low: worst, high: best } = chanceOver(range, service)
      expect(worst).toBeCloseTo(Math.min(...each), 9)
      expect(best).toBeGreaterThanOrEqual(Math.max(...each))
      expect(best).toBeLessThan(Math.max(...each) + 0.005)
    }
  })

  test('counts from the service\'s own clock: both a minute ahead get on well', () => {
    expect(chanceFor(totp(0), { maker: exactly(60), service: exactly(60) }).low).toBeCloseTo(5 / 6, 9)
    expect(chanceFor(totp(1), { maker: exactly(60), service: RIGHT }).high).toBeCloseTo(1 / 6, 9)
    expect(chanceFor(totp(1), { maker: exactly(-60), service: exactly(60) })).toEqual({ low: 0, high: 0 })
    expect(aheadOf({ low: 1, high: 2 }, { low: -10, high: 20 })).toEqual({ low: -19, high: 12 })
  })

  test('of a time limit is all or nothing, and open in between', () => {
    const of = (low: number, high: number, troubleFrom?: number) => chanceFor(limit(300, troubleFrom), { maker: { low, high }, service: RIGHT })
    expect(of(-299, 200)).toEqual({ low: 1, high: 1 })
    expect(of(-310, -301)).toEqual({ low: 0, high: 0 })
    expect(of(290, 310)).toEqual({ low: 0, high: 1 })
    expect(of(-200, -190, 180)).toEqual({ low: 0, high: 1 })
    expect(of(-170, 170, 180)).toEqual({ low: 1, high: 1 })
    expect(of(-400, 400)).toEqual({ low: 0, high: 1 })
    expect([of(300, 300), of(180, 180, 180)]).toEqual([{ low: 0, high: 0 }, { low: 0, high: 1 }])
  })
})

describe('the moment to type', () => {
  const question = (more: Partial<TypingQuestion>): TypingQuestion => ({ maker: RIGHT, service: RIGHT, window: 1, period: 30, trueTime: 1_795_348_800, ...more })

  test('is now where every code works', () => {
    for (let second = 0; second < 30; second++) expect(waitBeforeTyping(question({ trueTime: 1_795_348_800 + second }))).toBe(0)
  })

  test('never comes where every code is rejected', () => {
    expect(waitBeforeTyping(question({ maker: exactly(300) }))).toBeNull()
    expect(waitBeforeTyping(question({ maker: exactly(-40), window: 0 }))).toBeNull()
  })

  test.each([[-40, 1, 30], [50, 1, 30], [-12, 0, 30], [20, 0, 30], [-100, 1, 60], [-70, 2, 30]])(
    'for a clock %d s ahead, window %d and steps of %d s: after the wait the code works, however fast it is typed', (ahead, window, period) => {
      const accepts = verifier(window, period)
      for (let second = 0; second < period; second++) {
        const trueTime = 1_795_348_800 + second
        const wait = waitBeforeTyping(question({ maker: exactly(ahead), window, period, trueTime }))
        expect(wait).toBeLessThan(period)
        for (const delay of [3, 5, 7, 9]) expect(accepts(trueTime + (wait ?? NaN) + ahead, trueTime + (wait ?? NaN) + delay)).toBe(true)
      }
    })

  test('counts the seconds of the service\'s clock, not of the true one', () => {
    const [theirs, ours] = [exactly(100), exactly(60)]
    const trueTime = 1_795_348_800
    const wait = waitBeforeTyping(question({ maker: ours, service: theirs, trueTime })) ?? NaN
    expect(verifier(1, 30)(trueTime + wait + 60, trueTime + wait + 100 + 5)).toBe(true)
  })

  test('is the one that works most often where the error is known only roughly', () => {
    const maker = { low: -45, high: -33 }
    const trueTime = 1_795_348_800
    const wait = waitBeforeTyping(question({ maker, trueTime })) ?? NaN
    for (const ahead of [-45, -39, -33]) expect(verifier(1, 30)(trueTime + wait + ahead, trueTime + wait + 6)).toBe(true)
  })
})
