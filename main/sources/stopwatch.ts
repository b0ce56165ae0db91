import type { Clock, Reading } from '../core/clock.ts'
import type { Counter } from './ntp-exchange.ts'

/** A difference of this size between the two clocks is no reading error but somebody setting one of them. */
const STEPPED = 0.02

export interface SurveyStopwatch extends Counter {
  /** Our own two clocks are read to within this, in seconds: every answer is that much less sure. */
  readonly error: () => number
  /** When it began by the local clock, how long it ran, and whether the local clock was set meanwhile. */
  readonly stop: () => { readonly startedAt: number; readonly startedAtMonotonic: number; readonly tookSeconds: number; readonly stepped: boolean }
}

/**
 * Reads the local clock once and counts on and back by the clock that is never set: T4 = T1 + elapsed. That one reading
 * may take a millisecond, so it waits until it is needed or until `error` is asked for: questions leave before it. A
 * machine that slept shows as a step, since the counter stands still in sleep on Linux.
 */
export function openStopwatch(clock: Clock): SurveyStopwatch {
  const start = clock.monotonic()
  let reading: Reading | null = null
  const read = (): Reading => {
    reading ??= clock.both?.() ?? { wall: clock.wall(), monotonic: clock.monotonic(), error: 0 }
    return reading
  }
  const elapsed = (): number => clock.monotonic() - start
  const at = (seconds: number): number => {
    const { wall, monotonic } = read()
    return wall + (start + seconds - monotonic)
  }
  return {
    elapsed, at,
    error: () => read().error,
    now: () => at(elapsed()),
    stop: () => {
      const tookSeconds = elapsed()
      const startedAt = at(0)
      // Read between two readings of the counter, so that a pause of the process in between does not look like a step.
      const before = elapsed()
      const wall = clock.wall()
      const after = elapsed()
      const drift = Math.max(0, startedAt + before - wall, wall - (startedAt + after))
      return { startedAt, startedAtMonotonic: start, tookSeconds, stepped: drift > STEPPED }
    },
  }
}
