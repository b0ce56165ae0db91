/**
 * How the hardware clock is kept, out of the third line of /etc/adjtime (hwclock(8)). Without that file or line the
 * hardware clock runs in UTC.
 */
export const parseAdjtime = (text: string | null): 'utc' | 'local' =>
  text?.split(/\r?\n/)[2]?.trim() === 'LOCAL' ? 'local' : 'utc'
