import type { Clock } from '../core/clock.ts'
import type { Stopwatch } from './ntp-exchange.ts'

/** A difference of this size between the two clocks is no reading error but somebody setting one of them. */
const STEPPED = 0.02

export interface SurveyStopwatch extends Stopwatch {
  /** Our own two clocks were read to within this, in seconds: every answer is that much less sure. */
  readonly error: number
  /** Seconds since the start. */
  readonly elapsed: () => number
  /** When it began by the local clock, how long it ran, and whether the local clock was set meanwhile. */
  readonly stop: () => { readonly startedAt: number; readonly tookSeconds: number; readonly stepped: boolean }
}

/**
 * Reads the local clock once and then counts on by the clock that is never set: T4 = T1 + elapsed. A machine that
 * slept shows as a step, since the counter stands still in sleep on Linux.
 */
export function openStopwatch(clock: Clock): SurveyStopwatch {
  const { wall: startedAt, monotonic: start, error } = clock.both?.() ?? { wall: clock.wall(), monotonic: clock.monotonic(), error: 0 }
  const elapsed = (): number => clock.monotonic() - start
  return {
    error, elapsed,
    now: () => startedAt + elapsed(),
    stop: () => {
      const tookSeconds = elapsed()
      // Read between two readings of the counter, so that a pause of the process in between does not look like a step.
      const before = elapsed()
      const wall = clock.wall()
      const after = elapsed()
      const drift = Math.max(0, startedAt + before - wall, wall - (startedAt + after))
      return { startedAt, tookSeconds, stepped: drift > STEPPED }
    },
  }
}
