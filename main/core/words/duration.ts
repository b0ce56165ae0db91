import { msg, say, sayNumber } from './say.ts'

const MINUTE = 60
const HOUR = 3600
const DAY = 86_400
const YEAR = 31_556_952

/** As it will be shown, so that 119.96 s does not become "120 seconds" where 120 s is "2 minutes". */
const rounded = (value: number, decimals = 1): number => Number(value.toFixed(decimals))

/** One decimal, without a trailing ".0". */
const oneDecimal = (value: number): string => sayNumber(rounded(value), Number.isInteger(rounded(value)) ? 0 : 1)

/** From here on three decimals would say "1.000". */
const ALMOST_ONE = 0.9995

/** The plural goes by `count`, the same number as `value`, which is written as it is to be read. */
const COUNTED = {
  seconds: msg('{count, plural, one {{value} second} other {{value} seconds}}'),
  minutes: msg('{count, plural, one {{value} minute} other {{value} minutes}}'),
  hours: msg('{count, plural, one {{value} hour} other {{value} hours}}'),
  days: msg('{count, plural, one {{value} day} other {{value} days}}'),
  years: msg('{count, plural, one {{value} year} other {{value} years}}'),
} as const

const counted = (unit: keyof typeof COUNTED, value: number): string => say(COUNTED[unit], { count: rounded(value), value: oneDecimal(value) })

/**
 * A length of time in words, as product.md wants it: seconds below two minutes, then minutes, hours, days, years.
 * @param seconds size; the sign is ignored
 */
export function durationWords(seconds: number): string {
  const size = Math.abs(seconds)
  if (size < 0.0005) return say('less than 1 ms')
  if (size < ALMOST_ONE) return say(COUNTED.seconds, { count: rounded(size, 3), value: sayNumber(rounded(size, 3), 3) })
  if (rounded(size) < 2 * MINUTE) return counted('seconds', size)
  if (rounded(size / MINUTE) < 2 * HOUR / MINUTE) return counted('minutes', size / MINUTE)
  if (rounded(size / HOUR) < 2 * DAY / HOUR) return hoursWords(size / HOUR)
  if (rounded(size / DAY) < 2 * YEAR / DAY) return counted('days', size / DAY)
  return counted('years', size / YEAR)
}

/** "12 hours", "5.5 hours". */
export const hoursWords = (hours: number): string => counted('hours', hours)

const MILLISECONDS = msg('{value} ms || milliseconds, short')
const SECONDS = msg('{value} s || seconds, short')

/** The same, short, for tables and rows: "47.3 s", "12 ms", "3 days". */
export function durationShort(seconds: number): string {
  const size = Math.abs(seconds)
  if (size < 0.0005) return say('<1 ms || less than a millisecond, short')
  if (size < 0.1) return say(MILLISECONDS, { value: sayNumber(Math.max(1, Math.round(size * 1000))) })
  if (size < ALMOST_ONE) return say(SECONDS, { value: sayNumber(rounded(size, 3), 3) })
  if (rounded(size) < 2 * MINUTE) return say(SECONDS, { value: oneDecimal(size) })
  if (rounded(size / MINUTE) < 2 * HOUR / MINUTE) return say('{value} min || minutes, short', { value: oneDecimal(size / MINUTE) })
  return durationWords(size)
}

/** How long something took: "0.8 s", "12 ms". Nobody needs the milliseconds of a second. */
export function tookWords(seconds: number): string {
  return seconds >= 0.1 && seconds < 1 ? say(SECONDS, { value: sayNumber(rounded(seconds), 1) }) : durationShort(seconds)
}

/** "47.3 seconds slow" or "3 days fast"; offset = true time minus local clock. */
export function slowOrFast(offset: number): string {
  return slowOrFastBy(offset, durationWords(offset))
}

/** "47.3 s slow", for rows. */
export function slowOrFastShort(offset: number): string {
  return slowOrFastBy(offset, durationShort(offset))
}

const slowOrFastBy = (offset: number, size: string): string => (offset >= 0
  ? say('{size} slow || of a clock: stands alone in rows, and in sentences behind "the clock is"', { size })
  : say('{size} fast || of a clock: stands alone in rows, and in sentences behind "the clock is"', { size }))

/** The error of a measurement, rounded up so that it never claims too much: "±12 ms", "±0.5 s". */
export function plusMinus(uncertainty: number): string {
  return uncertainty < 0.1
    ? say('±{value} ms || plus or minus so many milliseconds', { value: sayNumber(Math.max(1, Math.ceil(uncertainty * 1000))) })
    : say('±{value} s || plus or minus so many seconds', { value: oneDecimal(Math.ceil(uncertainty * 10) / 10) })
}
