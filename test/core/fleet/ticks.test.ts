import { expect, test } from 'vitest'
import { nextTick } from '../../../main/core/fleet/ticks.ts'

test.each([
  ['a check that was quick', 100, 60, 100.2, 160],
  ['one that ends a moment late does not push the next', 100, 60, 160.9, 220],
  ['one that took longer than the interval leaves a tick out', 100, 60, 225, 280],
  ['a night of sleep leaves all of it out', 100, 60, 100 + 8 * 3600 + 1, 100 + 8 * 3600 + 60],
  ['exactly on a tick the next one is meant', 100, 60, 160, 220],
  ['before the start', 100, 60, 90, 100],
])('%s', (_, start, interval, now, next) => {
  expect(nextTick(start, interval, now)).toBe(next)
})

test('where rounding puts the tick that is just over in front once more, the one after it is meant', () => {
  const found = Array.from({ length: 20_000 }, (_, n) => ({ interval: 0.1, start: 0.3, now: 0.3 + (n + 1) * 0.1 }))
    .filter(({ interval, start, now }) => start + (Math.floor((now - start) / interval) + 1) * interval <= now)
  expect(found.length).toBeGreaterThan(0)
  for (const { start, interval, now } of found) {
    expect(nextTick(start, interval, now)).toBeGreaterThan(now)
    expect(nextTick(start, interval, now) - now).toBeLessThan(interval * 1.001)
  }
})

test('whatever the interval, the tick lies ahead and at most one interval away', () => {
  for (let i = 1; i <= 2000; i++) {
    const [interval, now] = [0.1 * i, 1e6 + 0.37 * i]
    const wait = nextTick(0.3, interval, now) - now
    expect(wait).toBeGreaterThan(0)
    expect(wait).toBeLessThanOrEqual(interval * 1.000001)
  }
})
