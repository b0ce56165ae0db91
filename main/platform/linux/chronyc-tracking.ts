/** What `chronyc -c tracking` tells that Clock Medic uses. */
export interface Tracking {
  /** chrony follows a real source (not its own local reference). */
  readonly synchronized: boolean
  /** True time minus local clock in seconds as chrony sees it, positive = slow. Worthless while not synchronized. */
  readonly systemTimeOffset: number
}

/**
 * Reads the 14 comma separated fields of `chronyc -c tracking` (chronyc(1)). Field 5 is the error of the system clock,
 * positive when it is slow. Null when the text is something else, such as "506 Cannot talk to daemon".
 */
export const parseTracking = (text: string): Tracking | null => {
  const fields = text.trim().split(',')
  const [reference, , , , offset] = fields
  if (fields.length !== 14 || reference === undefined || !/^[0-9A-F]{8}$/.test(reference)) return null
  const systemTimeOffset = Number(offset)
  if (offset === undefined || offset === '' || !Number.isFinite(systemTimeOffset)) return null
  // 7F7F0101 is chrony's own clock serving as a source ("local" in chrony.conf(5)).
  const follows = reference !== '00000000' && reference !== '7F7F0101' && fields[13] !== 'Not synchronised'
  return { synchronized: follows, systemTimeOffset }
}
