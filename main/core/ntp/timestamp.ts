/** Seconds from 1 January 1900 (NTP era 0) to 1 January 1970 (Unix). RFC 5905 figure 4. */
const UNIX_EPOCH = 2_208_988_800
const ERA = 2 ** 32

/**
 * Reads a 64-bit NTP timestamp (RFC 5905 section 6) as Unix seconds.
 * The era follows from the value alone: stamps before 1970 of era 0 belong to era 1, which holds from 1970 to 2106.
 * The local clock has no say, for it may be decades off. Gives null for the all-zero stamp, which means "unknown".
 */
export function readTimestamp(view: DataView, at: number): number | null {
  const seconds = view.getUint32(at)
  const fraction = view.getUint32(at + 4)
  if (seconds === 0 && fraction === 0) return null
  const sinceEra0 = seconds >= UNIX_EPOCH ? seconds : seconds + ERA
  return sinceEra0 - UNIX_EPOCH + fraction / ERA
}

/** Writes Unix seconds as a 64-bit NTP timestamp of whatever era they fall in. */
export function writeTimestamp(view: DataView, at: number, unixSeconds: number): void {
  const whole = Math.floor(unixSeconds)
  view.setUint32(at, (whole + UNIX_EPOCH) % ERA)
  view.setUint32(at + 4, Math.floor((unixSeconds - whole) * ERA))
}

/** Reads a 16.16 fixed-point duration (RFC 5905 "NTP short format"), in seconds. */
export function readShort(view: DataView, at: number): number {
  return view.getUint32(at) / 65_536
}
