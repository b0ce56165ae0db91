/** What `chronyc -c tracking` tells that Clock Medic uses. */
export interface Tracking {
  /** chrony follows a real source (not its own local reference). */
  readonly synchronized: boolean
  /** True time minus local clock in seconds as chrony sees it, positive = slow. Worthless while not synchronized. */
  readonly systemTimeOffset: number
}

/** Leap status as chronyc prints it: what stands for a clock that is followed. */
const FOLLOWED: ReadonlySet<string> = new Set(['Normal', 'Insert second', 'Delete second'])
const NOT_FOLLOWED = 'Not synchronised'

/**
 * Reads the 14 comma separated fields of `chronyc -c tracking` (chronyc(1)). Field 5 is the error of the system clock,
 * positive when it is slow. Null when the text is something else, such as "506 Cannot talk to daemon".
 */
export const parseTracking = (text: string): Tracking | null => {
  const fields = text.trim().split(',')
  const [reference, , , , offset = ''] = fields
  const leap = fields.at(-1) ?? ''
  if (fields.length !== 14 || reference === undefined || !/^[0-9A-F]{8}$/.test(reference)) return null
  if (!/^-?\d{1,12}\.\d{1,12}$/.test(offset) || (leap !== NOT_FOLLOWED && !FOLLOWED.has(leap))) return null
  // 7F7F0101 is chrony's own clock serving as a source ("local" in chrony.conf(5)).
  const follows = reference !== '00000000' && reference !== '7F7F0101' && FOLLOWED.has(leap)
  return { synchronized: follows, systemTimeOffset: Number(offset) }
}
