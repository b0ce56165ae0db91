import { WORTH_CORRECTING } from '../limits.ts'
import type { KnownVerdict } from '../verdict.ts'
import { hoursWords } from '../words/duration.ts'
import { say } from '../words/say.ts'

export type { KnownVerdict }

/** Off by more than can be measured and by more than is worth leaving. */
export function isWorthCorrecting({ offset, uncertainty }: KnownVerdict): boolean {
  return Math.abs(offset) - uncertainty > WORTH_CORRECTING
}

const HOUR = 3600
/** Zones lie between UTC-12 and UTC+14, and differ by half hours at least but for three small ones. */
const LARGEST_ZONE_ERROR = 26 * HOUR
/** A clock that was set by hand is right to a minute or so. */
const SET_BY_HAND = 60

/** The error in whole half hours, in seconds, where it looks like the difference of two time zones; else null. */
export function zoneErrorOf({ offset }: KnownVerdict): number | null {
  const whole = Math.round(offset / (HOUR / 2)) * (HOUR / 2)
  return whole !== 0 && Math.abs(whole) <= LARGEST_ZONE_ERROR && Math.abs(offset - whole) <= SET_BY_HAND ? whole : null
}

/** The same in words: "an hour", "5.5 hours". Seconds. */
export function zoneWords(error: number): string {
  const hours = Math.abs(error) / HOUR
  return hours === 0.5 ? say('half an hour') : hours === 1 ? say('an hour') : hoursWords(hours)
}
