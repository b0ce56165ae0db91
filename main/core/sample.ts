import type { Reply } from './ntp/packet.ts'
import type { Failure, FailureCode, Source } from './source.ts'

/** One answer that passed every check of its protocol. All times in seconds. */
export interface Sample extends Source {
  /** True time minus local clock (RFC 5905 section 8): positive when the laptop is slow. */
  readonly offset: number
  /** Round trip without the time the server needed (RFC 5905 section 8). */
  readonly delay: number
  /** Half of all delay plus all dispersion: the true offset lies within offset ± distance if the source is right. */
  readonly distance: number
  readonly stratum?: number
}

export type Observation = { readonly kind: 'sample'; readonly sample: Sample } | { readonly kind: 'failure'; readonly failure: Failure }

/** No clock is right before this (1 January 2010) or after 2100: such an answer is a broken server, whatever it claims. */
const EARLIEST = 1_262_304_000
const LATEST = 4_102_444_800
/** Slower answers say too little: half of it would already be an error of 2.5 s. */
const MAX_DELAY = 5
/** The two clock readings around an exchange are good to this (measured: p99 on loopback 0.1 ms). */
export const READING_ERROR = 0.0001

/**
 * Turns a checked NTP answer into a sample (RFC 5905 section 8).
 * @param sentAt local clock (Unix seconds) when the request left: T1
 * @param elapsed seconds until the answer came, by a clock that is never set: T4 = T1 + elapsed
 * Gives a failure code where the figures cannot be true.
 */
export function ntpSample(source: Source, sentAt: number, elapsed: number, reply: Reply): Sample | FailureCode {
  const { received, transmitted } = reply
  const arrivedAt = sentAt + elapsed
  const roundTrip = elapsed - (transmitted - received)
  // A server may take longer than the whole exchange only by the error of the readings.
  if (roundTrip < -0.001 || roundTrip > MAX_DELAY) return 'delay'
  if (transmitted < EARLIEST || transmitted > LATEST) return 'implausible'
  const delay = Math.max(roundTrip, reply.precision)
  return {
    ...source,
    offset: (received - sentAt + (transmitted - arrivedAt)) / 2,
    delay,
    distance: (delay + reply.rootDelay) / 2 + reply.rootDispersion + reply.precision + READING_ERROR,
    stratum: reply.stratum,
  }
}

/**
 * Turns a `Date` header (RFC 9110 section 6.6.1: cut to whole seconds) into a sample: true time at the server was
 * between `date` and `date + 1` at some moment between sending and receiving.
 * @param date the header's time in Unix seconds
 */
export function dateSample(source: Source, sentAt: number, elapsed: number, date: number): Sample | FailureCode {
  // Written so that a time that is no number is refused as well.
  if (!(elapsed >= 0 && elapsed <= MAX_DELAY)) return 'delay'
  if (date < EARLIEST || date > LATEST) return 'implausible'
  return {
    ...source,
    offset: date + 0.5 - (sentAt + elapsed / 2),
    delay: elapsed,
    distance: 0.5 + elapsed / 2 + READING_ERROR,
  }
}
