/** The practice laptop stands in Berlin, as the recorded machines do, until somebody sets another zone. */
export const TIME_ZONE = 'Europe/Berlin'

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const HOUR = 3600

/** What this zone is called at this time (seconds since 1970): as an abbreviation, or as its distance from GMT. */
const zoneName = (time: number, timeZone: string, timeZoneName: 'short' | 'longOffset'): string =>
  // In British English, for which Berlin has CET and CEST and not only numbers.
  new Intl.DateTimeFormat('en-GB', { timeZone, timeZoneName }).formatToParts(time * 1000).find(({ type }) => type === 'timeZoneName')?.value ?? ''

/** Tells whether there is a time zone of this name. */
export function isZone(name: string): boolean {
  try {
    return zoneName(0, name, 'short') !== ''
  } catch {
    return false
  }
}

/** Seconds by which a zone is ahead of UTC at this time (seconds since 1970). */
export function zoneOffset(time: number, zone: string): number {
  const [, sign, hours, minutes] = /GMT([+-])(\d+):(\d+)/.exec(zoneName(time, zone, 'longOffset')) ?? []
  const size = Number(hours ?? 0) * HOUR + Number(minutes ?? 0) * 60
  return sign === '-' ? -size : size
}

const two = (number: number): string => String(number).padStart(2, '0')

/** A time as seen on a wall in this zone. */
function face(time: number, zone: string): { date: Date; short: string; ahead: number } {
  const ahead = zoneOffset(time, zone)
  return { date: new Date(Math.floor(time + ahead) * 1000), short: zoneName(time, zone, 'short'), ahead }
}

const clockText = (date: Date): string =>
  `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}`

const dayText = (date: Date): string =>
  `${date.getUTCFullYear()}-${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())}`

/** "Sun 2026-11-22 14:40:50 CET": systemd's way to print a time. */
export function systemdText(time: number, zone: string): string {
  const { date, short } = face(time, zone)
  return `${DAYS[date.getUTCDay()]} ${dayText(date)} ${clockText(date)} ${short}`
}

/** "Thu Jan  1 12:00:00 CET 2026": what date(1) prints in the C locale. */
export function dateText(time: number, zone: string): string {
  const { date, short } = face(time, zone)
  const day = `${DAYS[date.getUTCDay()]} ${MONTHS[date.getUTCMonth()]} ${String(date.getUTCDate()).padStart(2)}`
  return `${day} ${clockText(date)} ${short} ${date.getUTCFullYear()}`
}

/** "2026-11-22 14:58:07.176802+01:00": what hwclock(8) prints. */
export function hwclockText(time: number, zone: string): string {
  const { date, ahead } = face(time, zone)
  const micros = String(Math.floor((time - Math.floor(time)) * 1e6)).padStart(6, '0')
  return `${dayText(date)} ${clockText(date)}.${micros}${distanceText(ahead, ':')}`
}

/** "+0100" or "+01:00": seconds ahead of UTC as hours and minutes. */
export function distanceText(ahead: number, between = ''): string {
  const minutes = Math.abs(ahead) / 60
  return `${ahead < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}${between}${two(minutes % 60)}`
}

/** Day and time of day in UTC, as /sys/class/rtc/rtc0 shows them. */
export function utcParts(time: number): { day: string; clock: string } {
  const date = new Date(Math.floor(time) * 1000)
  return { day: dayText(date), clock: clockText(date) }
}

/** Reads "2026-01-01 12:00:00" in this zone; null when it is not of that form or no such moment. */
export function readDayAndClock(text: string, zone: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/.test(text)) return null
  const asUtc = Date.parse(`${text.replace(' ', 'T')}Z`) / 1000
  if (Number.isNaN(asUtc)) return null
  return asUtc - zoneOffset(asUtc - zoneOffset(asUtc, zone), zone)
}
