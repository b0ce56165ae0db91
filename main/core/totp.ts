import { HOTP, Secret } from 'otpauth'

/** What every authenticator app honours: SHA-1, six digits, 30 s (RFC 6238). */
export const PERIOD = 30
export const DIGITS = 6
/** A phone further off than a day has another trouble than its clock. */
const SEARCH_STEPS = 86_400 / PERIOD
/** Reading a code and typing it takes up to this many seconds. */
const TYPING = 10

/** A made-up account that unlocks nothing: its key exists to be shown. */
export interface PracticeAccount {
  readonly issuer: string
  readonly label: string
  /** RFC 4648 base32, without padding. */
  readonly key: string
}

/** Makes a practice account of 20 random bytes (RFC 4226 recommends 160 bits). */
export function practiceAccount(randomBytes: Uint8Array): PracticeAccount {
  const key = new Secret({ buffer: randomBytes.slice().buffer }).base32
  return { issuer: 'Clock Medic', label: 'practice', key }
}

/** The address that the QR code holds (Key Uri Format). The defaults are left out: a shorter address makes larger modules. */
export function otpauthAddress({ issuer, label, key }: PracticeAccount): string {
  const name = encodeURIComponent(issuer)
  return `otpauth://totp/${name}:${encodeURIComponent(label)}?secret=${key}&issuer=${name}`
}

/** Six digits out of what was typed ("123 456", "123-456"), or a sentence that says what is wrong with it. */
export function readCode(typed: string): { readonly code: string } | { readonly wrong: string } {
  const code = typed.normalize('NFKC').replaceAll(/[\s-]/g, '')
  if (/^\d{6}$/.test(code)) return { code }
  if (code === '') return { wrong: 'Type the six digits that your authenticator shows.' }
  if (/^\d+$/.test(code)) return { wrong: `A code has six digits; this one has ${code.length}.` }
  return { wrong: 'A code has six digits and nothing else.' }
}

/** One typed code and the true time (Unix seconds) at which it was typed. */
export interface TypedCode {
  readonly code: string
  readonly trueTime: number
}

/** Time the phone may show: seconds ahead of true time, negative when it is behind. */
export interface PhoneRange {
  readonly low: number
  readonly high: number
}

export type PhoneVerdict =
  /** No step within a day of true time gives this code. */
  | { readonly kind: 'no-match' }
  /** `steps`: how many steps (RFC 6238 X) the code is ahead of true time. `certain` once a second code agrees. */
  | { readonly kind: 'match'; readonly range: PhoneRange; readonly steps: number; readonly certain: boolean }

/**
 * Finds how far the phone is from true time by the codes it showed, searching a day either side.
 * With one code the nearest match is taken; it is a chance hit about 1 time in 170, so a second code is asked for.
 * With more, the phone's clock is what explains all of them at once.
 */
export function judgePhone(key: string, typed: readonly TypedCode[]): PhoneVerdict {
  const secret = Secret.fromBase32(key)
  let candidates: readonly PhoneRange[] | null = null
  for (const each of typed) {
    const ranges = rangesOf(secret, each, candidates)
    candidates = candidates === null ? ranges : candidates.flatMap((known) => ranges.flatMap((range) => overlap(known, range) ?? []))
  }
  const last = typed.at(-1)
  if (last === undefined || candidates === null || candidates.length === 0) return { kind: 'no-match' }
  const nearest = candidates.reduce((best, range) => (distanceOf(range) < distanceOf(best) ? range : best))
  const shown = Math.floor((last.trueTime + (nearest.low + nearest.high - TYPING) / 2) / PERIOD)
  return { kind: 'match', range: nearest, steps: shown - Math.floor(last.trueTime / PERIOD), certain: new Set(typed.map(({ code }) => code)).size > 1 }
}

/** The ranges that one code allows; where earlier codes have left a few, only those are worth computing. */
function rangesOf(secret: Secret, { code, trueTime }: TypedCode, within: readonly PhoneRange[] | null): readonly PhoneRange[] {
  const now = Math.floor(trueTime / PERIOD)
  const ranges: PhoneRange[] = []
  // A phone that is a whole day behind shows one step more than that while its user types.
  for (let step = Math.max(0, now - SEARCH_STEPS - 1); step <= now + SEARCH_STEPS; step++) {
    // The code was on the screen at some moment while its step lasted, up to TYPING before it was typed.
    const range = { low: step * PERIOD - trueTime, high: (step + 1) * PERIOD - trueTime + TYPING }
    if (within?.some((known) => overlap(known, range) !== null) === false) continue
    if (HOTP.generate({ secret, counter: step, digits: DIGITS, algorithm: 'SHA1' }) === code) ranges.push(range)
  }
  return ranges
}

const distanceOf = ({ low, high }: PhoneRange): number => (low <= 0 && high >= 0 ? 0 : Math.min(Math.abs(low), Math.abs(high)))

function overlap(a: PhoneRange, b: PhoneRange): PhoneRange | null {
  const low = Math.max(a.low, b.low)
  const high = Math.min(a.high, b.high)
  return low <= high ? { low, high } : null
}

/**
 * The chance that the next code works: a service allows `window` steps either side, the phone is `ahead` seconds ahead
 * of the service, and `delay` seconds pass between reading and sending. Gives 0 to 1.
 */
export function chanceOfCode(ahead: number, window: number, delay = 5, period = PERIOD): number {
  return Math.min(1, Math.max(0, window + 1 - Math.abs(ahead - delay) / period))
}
