/** Limits in seconds that decide how a measured offset is judged. */
export interface Limits {
  /** From here on codes may fail at the edge of their window. */
  readonly warning: number
  /** From here on codes that allow one step (30 s) either side are rejected. */
  readonly critical: number
}

export const DEFAULT_LIMITS: Limits = { warning: 15, critical: 30 }

/** Beyond a century an offset is a mistake of the measurement; it also keeps the number without exponent. Seconds. */
export const LARGEST_STEP = 100 * 365.25 * 86_400

/** A repair has worked when the clock is closer to the truth than this (or than the measurement can tell). */
export const REPAIR_TARGET = 0.5

/** An offset beyond this is worth correcting when the user asks for a repair, even where codes still work. */
export const WORTH_CORRECTING = 1

/** A hardware clock further off than this brings a wrong clock back at the next start. Its reading has 1 s resolution. */
export const HARDWARE_CLOCK_TOLERANCE = 5

/**
 * Where the clock is off, a measurement older than this (seconds) is taken anew before anything is built on it: a service
 * that slews moves both clocks of the Linux kernel alike (clock_gettime(2), CLOCK_MONOTONIC), and nothing shows how far it has come.
 */
export const FRESH_FOR = 60

export type Level = 'ok' | 'warning' | 'critical'

/** Judges an offset (seconds, either sign) by its limits. */
export function levelOf(offset: number, { warning, critical }: Limits): Level {
  const size = Math.abs(offset)
  if (size >= critical) return 'critical'
  return size >= warning ? 'warning' : 'ok'
}
