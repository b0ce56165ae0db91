import type { LaptopVariant } from './description.ts'

/** A time service as Debian 12 ships it, and how it was measured to behave on real machines with a wrong clock. */
export interface ServiceFacts {
  readonly unit: string
  readonly description: string
  readonly fragment: string
  /** Other unit names that exist while it is enabled. */
  readonly aliases: readonly string[]
  /** The target whose `wants` folder starts it at boot. */
  readonly wantedBy: string
  /** Old start script of that name beside the unit: systemctl mentions it. */
  readonly sysv?: string
  /** File in /usr/lib/systemd/ntp-units.d that makes `timedatectl set-ntp` know it. */
  readonly listFile?: string
  /** Folder of further settings, where other servers may be named. */
  readonly settingsFolder?: string
  /** Seconds from a start to the first correction. */
  readonly correctsAfter: number
  /** A larger offset than this is stepped at the first correction, a smaller one slewed; seconds. */
  readonly stepsBeyond: number
  /** Seconds per second when it slews; absent: the whole offset goes within `SLEW_SECONDS`. */
  readonly slewRate?: number
  /** Seconds from a start until the kernel is told "synchronised", which also writes the hardware clock. */
  readonly synchronizedAfter: number
  /** Seconds after which it corrects a wrong clock without being restarted; absent: never within minutes. */
  readonly healsAfter?: number
  /** Seconds after which it notices that somebody else set the clock. */
  readonly noticesSettingAfter?: number
}

/** timesyncd took this long over 0.3 s. */
export const SLEW_SECONDS = 17.5

export const TIMESYNCD: ServiceFacts = {
  unit: 'systemd-timesyncd.service',
  description: 'Network Time Synchronization',
  fragment: '/lib/systemd/system/systemd-timesyncd.service',
  aliases: ['dbus-org.freedesktop.timesync1.service'],
  wantedBy: 'sysinit.target',
  listFile: '80-systemd-timesync.list',
  settingsFolder: '/etc/systemd/timesyncd.conf.d',
  correctsAfter: 1,
  stepsBeyond: 0.4,
  synchronizedAfter: 1,
  healsAfter: 18.7,
  noticesSettingAfter: 1,
}

export const CHRONY: ServiceFacts = {
  unit: 'chrony.service',
  description: 'chrony, an NTP client/server',
  fragment: '/lib/systemd/system/chrony.service',
  aliases: ['chronyd.service'],
  wantedBy: 'multi-user.target',
  sysv: 'chrony',
  listFile: '50-chrony.list',
  settingsFolder: '/etc/chrony/sources.d',
  correctsAfter: 6.2,
  stepsBeyond: 1,
  slewRate: 0.067,
  synchronizedAfter: 8,
}

export const NTPSEC: ServiceFacts = {
  unit: 'ntpsec.service',
  description: 'Network Time Service',
  fragment: '/lib/systemd/system/ntpsec.service',
  aliases: ['ntp.service', 'ntpd.service'],
  wantedBy: 'multi-user.target',
  sysv: 'ntpsec',
  correctsAfter: 8.8,
  stepsBeyond: 0.128,
  slewRate: 0.0005,
  synchronizedAfter: 447,
}

export const OPENNTPD: ServiceFacts = {
  unit: 'openntpd.service',
  description: 'OpenNTPd Network Time Protocol',
  fragment: '/lib/systemd/system/openntpd.service',
  aliases: [],
  wantedBy: 'multi-user.target',
  sysv: 'openntpd',
  correctsAfter: 1,
  stepsBeyond: Number.POSITIVE_INFINITY,
  slewRate: 0.035 / 126,
  synchronizedAfter: 308,
}

/** How a variant begins: which service it has, and in which state. */
export interface VariantFacts {
  readonly service: ServiceFacts | null
  readonly enabled: boolean
  readonly running: boolean
  readonly masked: boolean
}

const state = (service: ServiceFacts | null, enabled: boolean, running: boolean, masked = false): VariantFacts =>
  ({ service, enabled, running, masked })

export const VARIANTS: { readonly [V in LaptopVariant]: VariantFacts } = {
  'timesyncd': state(TIMESYNCD, true, true),
  'timesyncd-disabled': state(TIMESYNCD, false, false),
  'timesyncd-stopped': state(TIMESYNCD, true, false),
  'timesyncd-masked': state(TIMESYNCD, true, false, true),
  'chrony': state(CHRONY, true, true),
  'chrony-stopped': state(CHRONY, false, false),
  'ntpsec': state(NTPSEC, true, true),
  'openntpd': state(OPENNTPD, true, true),
  'none': state(null, false, false),
}
