/** The practice laptop stands in Berlin, as the recorded machines do. */
export const TIME_ZONE = 'Europe/Berlin'

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const HOUR = 3600
const zoneNames = new Intl.DateTimeFormat('en-US', { timeZone: TIME_ZONE, timeZoneName: 'longOffset' })

/** Seconds by which the laptop's zone is ahead of UTC at this time (seconds since 1970). */
export function zoneOffset(time: number): number {
  const name = zoneNames.formatToParts(time * 1000).find((part) => part.type === 'timeZoneName')?.value ?? ''
  const [, hours, minutes] = /GMT([+-]\d+):(\d+)/.exec(name) ?? []
  return Number(hours ?? 0) * HOUR + Number(minutes ?? 0) * 60
}

const two = (number: number): string => String(number).padStart(2, '0')

/** A time as seen on a wall in UTC or in the laptop's zone. */
function face(time: number, utc: boolean): { date: Date; zone: string; ahead: number } {
  const ahead = utc ? 0 : zoneOffset(time)
  const zone = utc ? 'UTC' : ahead === 2 * HOUR ? 'CEST' : 'CET'
  return { date: new Date(Math.floor(time + ahead) * 1000), zone, ahead }
}

const clockText = (date: Date): string =>
  `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}`

const dayText = (date: Date): string =>
  `${date.getUTCFullYear()}-${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())}`

/** "Sun 2026-11-22 14:40:50 CET": systemd's way to print a time. */
export function systemdText(time: number, utc = false): string {
  const { date, zone } = face(time, utc)
  return `${DAYS[date.getUTCDay()]} ${dayText(date)} ${clockText(date)} ${zone}`
}

/** "Thu Jan  1 12:00:00 CET 2026": what date(1) prints in the C locale. */
export function dateText(time: number, utc: boolean): string {
  const { date, zone } = face(time, utc)
  const day = `${DAYS[date.getUTCDay()]} ${MONTHS[date.getUTCMonth()]} ${String(date.getUTCDate()).padStart(2)}`
  return `${day} ${clockText(date)} ${zone} ${date.getUTCFullYear()}`
}

/** "2026-11-22 14:58:07.176802+01:00": what hwclock(8) prints. */
export function hwclockText(time: number): string {
  const { date, ahead } = face(time, false)
  const micros = String(Math.floor((time - Math.floor(time)) * 1e6)).padStart(6, '0')
  return `${dayText(date)} ${clockText(date)}.${micros}+${two(ahead / HOUR)}:00`
}

/** Day and time of day in UTC, as /sys/class/rtc/rtc0 shows them. */
export function utcParts(time: number): { day: string; clock: string } {
  const date = new Date(Math.floor(time) * 1000)
  return { day: dayText(date), clock: clockText(date) }
}

/** Reads "2026-01-01 12:00:00" in UTC or in the laptop's zone; null when it is not of that form or no such moment. */
export function readDayAndClock(text: string, utc: boolean): number | null {
  if (!/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/.test(text)) return null
  const asUtc = Date.parse(`${text.replace(' ', 'T')}Z`) / 1000
  if (Number.isNaN(asUtc)) return null
  return utc ? asUtc : asUtc - zoneOffset(asUtc - HOUR)
}
