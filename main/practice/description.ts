/** How the practice laptop's time service is installed and set up, named as the recorded Debian 12 machines are. */
export type LaptopVariant =
  | 'timesyncd' | 'timesyncd-disabled' | 'timesyncd-stopped' | 'timesyncd-masked'
  | 'chrony' | 'chrony-stopped' | 'ntpsec' | 'openntpd' | 'none'

export type LaptopNetwork = 'open' | 'no-network' | 'udp-blocked'

/** What happens when a repair asks for an administrator; `root` needs to ask nobody. */
export type LaptopRights = 'asks' | 'refuses' | 'root'

export type LaptopFault =
  /** The kernel refuses to set the clock, also for root. */
  | 'step-fails'
  /** The time service gets its time from a server that lies, and puts the clock back to its old error. */
  | 'service-fights'
  /** The time service ends with an error as soon as it is started. */
  | 'start-fails'
  /** The time servers in its configuration are gone; others answer. */
  | 'servers-gone'
  /** /var/lib/systemd/timesync/clock carries a date 30 days ahead, which timesyncd believes at its start. */
  | 'poisoned-clock-file'

/** A whole laptop as data. */
export interface LaptopDescription {
  readonly variant: LaptopVariant
  /** True time minus local clock in seconds: positive when the laptop is slow. */
  readonly offset: number
  readonly rights: LaptopRights
  readonly network: LaptopNetwork
  readonly faults?: readonly LaptopFault[]
  /** Names of time servers in its configuration; Debian's pool when absent. */
  readonly servers?: readonly string[]
  readonly hardwareClock?: HardwareClockDescription
}

export interface HardwareClockDescription {
  readonly mode: 'utc' | 'local'
  /** True time minus hardware clock in seconds; absent: the laptop's `offset`, as after a start from a wrong one. */
  readonly offset?: number
}

/** What Debian 12 asks when nobody configured anything else. */
export const DEBIAN_POOL: readonly string[] = [0, 1, 2, 3].map((number) => `${number}.debian.pool.ntp.org`)
