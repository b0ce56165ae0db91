/**
 * The next moment of a rhythm that never drifts: the first multiple of `interval` after `start` that still lies ahead. Ticks that
 * were missed, because a check took long or the machine slept, are left out and not made up for. All in seconds of one clock.
 */
export function nextTick(start: number, interval: number, now: number): number {
  const tick = start + Math.max(0, Math.floor((now - start) / interval) + 1) * interval
  // Rounding may put the tick that is just over once more in front.
  return tick > now ? tick : tick + interval
}
