import { distanceTo, middleOf, type PhoneRange } from './range.ts'

/** Zones of the world differ by whole quarters of an hour. */
const QUARTER = 900
/** Whoever sets a clock by hand to what the wall shows is right to about so many seconds. */
const NEAR = 15

/** An error that a wrong time zone explains, where the clock was then set by hand to look right. */
export interface Zone {
  /** Seconds ahead of true time that the zone explains: whole quarters of an hour, never 0. */
  readonly seconds: number
  /** What remains beside it, as seconds ahead of true time. */
  readonly rest: PhoneRange
}

/** The zone near which a range lies; null where it lies near none. */
export function zoneOf(range: PhoneRange): Zone | null {
  const seconds = Math.round(middleOf(range) / QUARTER) * QUARTER
  if (seconds === 0 || distanceTo(range, seconds) > NEAR) return null
  return { seconds, rest: { low: range.low - seconds, high: range.high - seconds } }
}
