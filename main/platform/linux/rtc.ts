/** Seconds since 1970 out of /sys/class/rtc/rtcN/since_epoch (the clock's fields read as if they were UTC), or null. */
export const parseSinceEpoch = (text: string | null): number | null =>
  text !== null && /^\d{1,15}$/.test(text.trim()) ? Number(text.trim()) : null

/** Seconds that a zone is ahead of UTC at the moment `at` (seconds since 1970), or null for a zone nobody knows. */
export const zoneOffset = (timeZone: string, at: number): number | null => {
  try {
    const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' })
    const name = format.formatToParts(new Date(at * 1000)).find((part) => part.type === 'timeZoneName')?.value
    const match = /^GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?$/.exec(name ?? '')
    if (match === null) return null
    const size = Number(match[2] ?? 0) * 3600 + Number(match[3] ?? 0) * 60 + Number(match[4] ?? 0)
    return match[1] === '-' ? -size : size
  } catch {
    // A RangeError: the zone or the moment is outside of what Intl knows.
    return null
  }
}

/**
 * Hardware clock minus local clock in whole seconds. `sinceEpoch` is its reading, cut to the second; in local mode the
 * zone's distance to UTC is taken out first. Null when the zone is needed and not known.
 */
export const rtcMinusLocalClock = (
  sinceEpoch: number, mode: 'utc' | 'local', timeZone: string | undefined, wall: number,
): number | null => {
  const zone = mode === 'utc' ? 0 : timeZone === undefined ? null : zoneOffset(timeZone, wall)
  // The reading lies half a second behind on average; adding 0 keeps a result of -0 out of reports.
  return zone === null ? null : Math.round(sinceEpoch + 0.5 - zone - wall) + 0
}
