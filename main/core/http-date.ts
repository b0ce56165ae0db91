const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const IMF_FIXDATE = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), (\d{2}) ([A-Z][a-z]{2}) (\d{4}) (\d{2}):(\d{2}):(\d{2}) GMT$/

/**
 * Reads a `Date` header (IMF-fixdate, RFC 9110 section 5.6.7) as Unix seconds; null for anything else.
 * The obsolete forms are refused: no server that is worth asking sends them.
 */
export function readHttpDate(text: string): number | null {
  const match = IMF_FIXDATE.exec(text)
  if (match === null) return null
  const [, day, monthName, year, hour, minute, second] = match
  const month = MONTHS.indexOf(monthName ?? '')
  if (month < 0 || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 60) return null
  const date = new Date(0)
  date.setUTCFullYear(Number(year), month, Number(day))
  if (date.getUTCDate() !== Number(day)) return null
  return date.getTime() / 1000 + Number(hour) * 3600 + Number(minute) * 60 + Number(second)
}

/** Tells by an `Age` header (RFC 9111 section 5.1) whether an answer is a copy that a cache has kept; of several figures the first counts. */
export const isOldCopy = (age = ''): boolean => /^\s*0*[1-9]/.test(age)
