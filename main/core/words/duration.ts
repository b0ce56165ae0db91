const MINUTE = 60
const HOUR = 3600
const DAY = 86_400
const YEAR = 31_556_952

/** One decimal, without a trailing ".0". */
const oneDecimal = (value: number): string => value.toFixed(1).replace(/\.0$/, '')

/** As it will be shown, so that 119.96 s does not become "120 seconds" where 120 s is "2 minutes". */
const rounded = (value: number): number => Number(value.toFixed(1))

/** From here on three decimals would say "1.000". */
const ALMOST_ONE = 0.9995

const count = (value: string, unit: string): string => `${value} ${unit}${value === '1' ? '' : 's'}`

/**
 * A length of time in words, as product.md wants it: seconds below two minutes, then minutes, hours, days, years.
 * @param seconds size; the sign is ignored
 */
export function durationWords(seconds: number): string {
  const size = Math.abs(seconds)
  if (size < 0.0005) return 'less than 1 ms'
  if (size < ALMOST_ONE) return `${size.toFixed(3)} seconds`
  if (rounded(size) < 2 * MINUTE) return count(oneDecimal(size), 'second')
  if (rounded(size / MINUTE) < 2 * HOUR / MINUTE) return count(oneDecimal(size / MINUTE), 'minute')
  if (rounded(size / HOUR) < 2 * DAY / HOUR) return count(oneDecimal(size / HOUR), 'hour')
  if (rounded(size / DAY) < 2 * YEAR / DAY) return count(oneDecimal(size / DAY), 'day')
  return count(oneDecimal(size / YEAR), 'year')
}

/** The same, short, for tables and rows: "47.3 s", "12 ms", "3 days". */
export function durationShort(seconds: number): string {
  const size = Math.abs(seconds)
  if (size < 0.0005) return '<1 ms'
  if (size < 0.1) return `${Math.max(1, Math.round(size * 1000))} ms`
  if (size < ALMOST_ONE) return `${size.toFixed(3)} s`
  if (rounded(size) < 2 * MINUTE) return `${oneDecimal(size)} s`
  if (rounded(size / MINUTE) < 2 * HOUR / MINUTE) return `${oneDecimal(size / MINUTE)} min`
  return durationWords(size)
}

/** How long something took: "0.8 s", "12 ms". Nobody needs the milliseconds of a second. */
export function tookWords(seconds: number): string {
  return seconds >= 0.1 && seconds < 1 ? `${seconds.toFixed(1)} s` : durationShort(seconds)
}

/** "47.3 seconds slow" or "3 days fast"; offset = true time minus local clock. */
export function slowOrFast(offset: number): string {
  return `${durationWords(offset)} ${offset >= 0 ? 'slow' : 'fast'}`
}

/** "47.3 s slow", for rows. */
export function slowOrFastShort(offset: number): string {
  return `${durationShort(offset)} ${offset >= 0 ? 'slow' : 'fast'}`
}

/** The error of a measurement, rounded up so that it never claims too much: "±12 ms", "±0.5 s". */
export function plusMinus(uncertainty: number): string {
  return uncertainty < 0.1 ? `±${Math.max(1, Math.ceil(uncertainty * 1000))} ms` : `±${oneDecimal(Math.ceil(uncertainty * 10) / 10)} s`
}
