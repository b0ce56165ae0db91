import { parseProperties } from './systemctl-show.ts'

/** What `timedatectl show` tells that Clock Medic uses. Absent where the output does not say it. */
export interface TimedateFacts {
  readonly timeZone?: string
  /** The hardware clock is kept in local time. */
  readonly localRtc?: boolean
  /** The kernel's flag: at most 16 s of error are possible. Stays "yes" for hours with a dead service. */
  readonly synchronized?: boolean
}

/** Reads `timedatectl show` (timedatectl(1), systemd 239 and later). Null when the text holds none of it. */
export const parseTimedatectlShow = (text: string): TimedateFacts | null => {
  const properties = parseProperties(text)
  const timeZone = properties.get('Timezone')
  const localRtc = yesNo(properties.get('LocalRTC'))
  const synchronized = yesNo(properties.get('NTPSynchronized'))
  if (!timeZone && localRtc === undefined && synchronized === undefined) return null
  return {
    ...(timeZone ? { timeZone } : {}),
    ...(localRtc === undefined ? {} : { localRtc }),
    ...(synchronized === undefined ? {} : { synchronized }),
  }
}

const yesNo = (value: string | undefined): boolean | undefined =>
  value === 'yes' ? true : value === 'no' ? false : undefined
