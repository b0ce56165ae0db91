import type { Service, TotpService } from './service.ts'

/** The step of almost every service, in seconds (RFC 6238 section 5.2). */
const STEP = 30
/** Reading a code, typing it and sending it takes about so many seconds. */
export const TYPING = 5
/** Quick and slow typists: seconds between reading and sending. */
const TYPING_TAKES = { low: 3, high: 9 } as const

/** A clock's error: at least `low` and at most `high` seconds ahead of another; negative when it is behind. */
export interface Ahead {
  readonly low: number
  readonly high: number
}

/** The lowest and the highest chance that what is known allows, each from 0 to 1. */
export interface Chance {
  readonly low: number
  readonly high: number
}

/** What makes the code and what checks it, as seconds ahead of true time. */
export interface TwoClocks {
  readonly maker: Ahead
  readonly service: Ahead
}

/** A clock that is right. */
export const RIGHT: Ahead = { low: 0, high: 0 }

/** How far the first clock is ahead of the second, in seconds, where both are known to a range. */
export const aheadOf = (first: Ahead, second: Ahead): Ahead => ({ low: first.low - second.high, high: first.high - second.low })

/**
 * The chance from 0 to 1 that the next code works where it is read at a random moment: the service allows `window` steps of
 * `period` seconds either side, what makes the code is `ahead` seconds ahead of the service, and `delay` seconds pass
 * between reading and sending.
 */
export function chanceOfCode(ahead: number, window: number, delay: number = TYPING, period: number = STEP): number {
  return Math.min(1, Math.max(0, window + 1 - Math.abs(ahead - delay) / period))
}

/** The lowest and the highest of these chances over a range of `ahead`: best where sending late makes up for the error. */
export function chanceOver(ahead: Ahead, { window, period }: Pick<TotpService, 'window' | 'period'>, delay: number = TYPING): Chance {
  const at = (seconds: number): number => chanceOfCode(seconds, window, delay, period)
  return { low: Math.min(at(ahead.low), at(ahead.high)), high: at(Math.min(ahead.high, Math.max(ahead.low, delay))) }
}

/**
 * The chance that a sign-in to this service works as far as its clocks decide it. A service of time limits compares this
 * laptop's clock with its own: within the limit it works, beyond it never, and where trouble begins earlier it may.
 * @param clocks the maker is the authenticator's clock for codes, the laptop's for time limits
 */
export function chanceFor(service: Service, { maker, service: theirs }: TwoClocks): Chance {
  const ahead = aheadOf(maker, theirs)
  if (service.kind === 'totp') return chanceOver(ahead, service)
  const { nearest, farthest } = sizeOf(ahead)
  return { low: farthest < (service.troubleFrom ?? service.limit) ? 1 : 0, high: nearest < service.limit ? 1 : 0 }
}

/** How large an error is at least and at most, in seconds without a sign. */
export function sizeOf({ low, high }: Ahead): { readonly nearest: number; readonly farthest: number } {
  const [a, b] = [Math.abs(low), Math.abs(high)]
  return { nearest: low <= 0 && high >= 0 ? 0 : Math.min(a, b), farthest: Math.max(a, b) }
}

export interface TypingQuestion extends TwoClocks {
  readonly window: number
  readonly period: number
  /** True time, Unix seconds. */
  readonly trueTime: number
}

/**
 * How many whole seconds to wait before the code that is shown then is best read and typed: 0 to type now, null where no
 * moment is better than another because every code is rejected. Each second of one step is tried with quick and slow
 * typing over all errors that are possible; the first that works most often wins.
 */
export function waitBeforeTyping({ maker, service, window, period, trueTime }: TypingQuestion): number | null {
  const tries = spread(maker, 9).flatMap((ours) => spread(service, 3).flatMap((theirs) => spread(TYPING_TAKES, 4).map((delay) => ({ shown: ours, received: theirs + delay }))))
  const stepAt = (time: number): number => Math.floor(time / period)
  const worksAfter = (wait: number): number =>
    tries.filter(({ shown, received }) => Math.abs(stepAt(trueTime + wait + shown) - stepAt(trueTime + wait + received)) <= window).length
  const counts = Array.from({ length: period }, (_, wait) => worksAfter(wait))
  const most = Math.max(...counts)
  return most === 0 ? null : counts.indexOf(most)
}

/** So many values from one end to the other, both included. */
const spread = ({ low, high }: Ahead, count: number): readonly number[] => Array.from({ length: count }, (_, n) => low + ((high - low) * n) / (count - 1))
