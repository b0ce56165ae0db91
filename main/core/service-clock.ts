import { isOldCopy, readHttpDate } from './http-date.ts'
import type { Sample } from './sample.ts'
import type { Ahead } from './services/chance.ts'
import { overlapOf, spanOf } from './voter.ts'

/** Why nothing can be said about the clock of a service. */
export type ServiceUnknown =
  | 'true-time-unknown' | 'not-public' | 'no-network' | 'name-unknown' | 'no-answer' | 'proxy' | 'portal' | 'certificate' | 'status' | 'no-date'
  /** An answer out of a cache: its date is as old as the copy. */
  | 'cached'
  /** Machines with different clocks answer under one name. */
  | 'contradiction'

export interface KnownServiceClock {
  readonly kind: 'known'
  readonly host: string
  /** Time of the service minus true time, in seconds: positive when the service is ahead. */
  readonly ahead: number
  /** Half-width in seconds of the interval that holds it. */
  readonly uncertainty: number
  readonly answers: number
  /** A machine in front of the service took part, and the date may be its own. */
  readonly front: boolean
}

export interface UnknownServiceClock {
  readonly kind: 'unknown'
  readonly host: string
  readonly reason: ServiceUnknown
}

export type ServiceClock = KnownServiceClock | UnknownServiceClock

/** The headers of an answer, names in small letters. */
export type Headers = Readonly<Record<string, string | readonly string[] | undefined>>

/** One answer of the service: `sample.offset` is its time minus true time. */
export interface DatedAnswer {
  readonly sample: Sample
  readonly headers: Headers
}

/** Machines behind one name differ by so much without harm, and some servers make a date a little too late. Seconds. */
const HARMLESS = 0.5

/** Where caches tell whether they had a copy: RFC 9211, and what was there before it. */
const CACHE_HEADERS = ['cache-status', 'x-cache', 'x-cache-status', 'x-cache-lookup', 'x-proxy-cache', 'x-nginx-cache', 'cf-cache-status', 'x-drupal-cache', 'x-litespeed-cache'] as const
const COPY = /(^|[^a-z])(hit|stale|updating|revalidated)([^a-z]|$)/i
/** What machines in front of a service write into its answers (RFC 9110 section 7.6.3, and names of their own). */
const FRONT_HEADERS = ['via', 'x-cache', 'cf-ray', 'x-amz-cf-id', 'x-served-by', 'x-varnish', 'x-azure-ref', 'akamai-grn', 'x-akamai-transformed', 'x-vercel-id', 'x-iinfo', 'x-sucuri-id'] as const

const textOf = (headers: Headers, name: string): string => [headers[name] ?? ''].flat().join(', ')

/** Tells whether an answer says of itself that it is a copy out of a cache (RFC 9111 section 5.1, RFC 9211, X-Cache and its kin). */
export function isCopy(headers: Headers): boolean {
  if (isOldCopy(textOf(headers, 'age')) || Number(textOf(headers, 'x-cache-hits').split(',').at(-1)) > 0) return true
  // Varnish names two requests where it answers one with the outcome of another.
  if (/^\d+ \d+$/.test(textOf(headers, 'x-varnish'))) return true
  return CACHE_HEADERS.some((name) => COPY.test(textOf(headers, name)))
}

/** Tells whether an answer came through a machine that stands in front of the service. */
export const isThroughFront = (headers: Headers): boolean => FRONT_HEADERS.some((name) => textOf(headers, name) !== '')

/**
 * What the dates of several answers, asked over more than two seconds, say about the clock of a service.
 * @param trueTimeUncertainty how well true time is known, in seconds
 */
export function judgeService(host: string, answers: readonly DatedAnswer[], trueTimeUncertainty: number): ServiceClock {
  const unknown = (reason: ServiceUnknown): ServiceClock => ({ kind: 'unknown', host, reason })
  if (answers.length === 0) return unknown('no-answer')
  if (answers.some(({ headers }) => isCopy(headers)) || standsStill(answers)) return unknown('cached')
  const spans = answers.map(({ sample }) => spanOf(sample))
  const low = Math.max(...spans.map((span) => span.low))
  const high = Math.min(...spans.map((span) => span.high))
  if (low - high > HARMLESS) return unknown('contradiction')
  return {
    kind: 'known', host, front: answers.some(({ headers }) => isThroughFront(headers)), answers: answers.length,
    // Where answers contradict each other a little, low is above high, and none of the machines is far from there.
    ahead: (low + high) / 2, uncertainty: (low <= high ? (high - low) / 2 : HARMLESS) + trueTimeUncertainty,
  }
}

/** The same date at two moments that are farther apart than one second and what is harmless. */
function standsStill(answers: readonly DatedAnswer[]): boolean {
  const dated = answers.map(({ sample, headers }) => ({ span: spanOf(sample), date: readHttpDate(textOf(headers, 'date')) }))
  return dated.some((one) => dated.some((other) => one.date === other.date && one.span.low - other.span.high > HARMLESS))
}

/** Where the answers so far put the service's clock, in seconds ahead of true time; null where they contradict each other. */
export const spanOfAnswers = (answers: readonly DatedAnswer[]): Ahead | null => overlapOf(answers.map(({ sample }) => spanOf(sample)))

/** The error of a service's clock as a range in seconds ahead of true time. */
export const rangeOfService = ({ ahead, uncertainty }: KnownServiceClock): Ahead => ({ low: ahead - uncertainty, high: ahead + uncertainty })
