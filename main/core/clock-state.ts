/** How this machine keeps its clock right, read without rights. Everything that could not be read is absent, never guessed. */
export interface ClockState {
  readonly os: 'linux' | 'macos' | 'windows'
  /** Who starts services: decides which remedies exist. */
  readonly serviceManager: 'systemd' | 'openrc' | 'runit' | 'sysv' | 'launchd' | 'scm' | 'none'
  /** Every time service found on this machine; the one in charge comes first. */
  readonly services: readonly TimeService[]
  /** The user's "set time automatically": true when something is set up to correct this clock. Absent when it cannot be told. */
  readonly automaticTime?: boolean
  /** What the system itself says; never a verdict (see docs/architecture.md). */
  readonly synchronized?: boolean
  /** Time servers this machine is configured to use: by policy, by its own settings, by the network (DHCP), in this order. */
  readonly servers: readonly string[]
  /** Those of them whose configuration asks for authenticated time (NTS, RFC 8915). Absent where none does. */
  readonly ntsServers?: readonly string[]
  readonly timeZone?: string
  /** The system chooses the time zone by where the machine is. */
  readonly automaticTimeZone?: boolean
  readonly hardwareClock?: HardwareClock
  /** Policy or MDM owns the time settings. */
  readonly managed: boolean
  /** Who owns them, in words for the user: "Group Policy", "a configuration profile". */
  readonly managedBy?: string
  readonly domainMember?: boolean
  /** Whether a controller of the domain answers; absent where that could not be told. */
  readonly domainControllerReachable?: boolean
  /** Programs of other makers that set this clock, by the name a user knows. */
  readonly otherClients?: readonly string[]
  /** Windows guesses the time from its TLS connections (UtilizeSslTimeData) and may set the clock by it. */
  readonly secureTimeSeeding?: boolean
  /** Another system that is installed on this machine and reads the same hardware clock: "Windows", "Linux". */
  readonly dualBoot?: string
  /** A repair that began and did not end: what was done, and what was not. */
  readonly halfDone?: HalfDone
  /** The clock belongs to the host: nothing here can set it. */
  readonly container?: string
  readonly virtualMachine?: string
  /** Seconds the system's own service may correct at most; absent when it knows no limit. */
  readonly correctionLimit?: number
  /** What could not be read, each with a sentence that says why. */
  readonly unreadable: readonly Unreadable[]
  /** Why the first service is taken to be the one in charge: one sentence per service found. */
  readonly trail?: readonly string[]
  /** Absolute paths by name of the programs a repair would use; a name is missing when no program here can do it. */
  readonly programs?: Readonly<Record<string, string>>
  /** Linux: which distribution, then what it derives from (os-release ID and ID_LIKE). */
  readonly distribution?: readonly string[]
}

export type ServiceName =
  | 'systemd-timesyncd' | 'chrony' | 'ntpsec' | 'ntpd' | 'openntpd' | 'ntpd-rs' | 'htpdate' | 'w32time' | 'timed'

export interface TimeService {
  readonly name: ServiceName
  /** The unit or service to address in commands, e.g. chronyd.service. */
  readonly unit: string
  readonly running: boolean
  readonly failed: boolean
  /** `trigger` is the Windows default: started on demand. */
  readonly startup: 'enabled' | 'disabled' | 'masked' | 'manual' | 'trigger' | 'unknown'
  /** A condition of the unit keeps it from starting (no CAP_SYS_TIME, container). */
  readonly blockedByCondition?: boolean
  /** Its own switch for the network client (w32time Type, macOS network time): false when it runs but is told not to sync. */
  readonly syncing?: boolean
  /** systemd's timedate1 would manage it: `timedatectl set-ntp` works on it. */
  readonly listedByTimedate?: boolean
  /** Windows: the service is there but not registered with the system, so that nothing starts it (`w32tm /register`). */
  readonly unregistered?: boolean
  /** It starts only on a trigger and stops by itself again, on a machine that needs it all the time. */
  readonly onDemandOnly?: boolean
  /** It cannot use its port, because another program has it. */
  readonly portTaken?: boolean
  /** It has not heard from any of its servers lately, in its own words or figures. */
  readonly serversSilent?: boolean
}

/** Titles of the steps of an interrupted repair. */
export interface HalfDone {
  readonly done: readonly string[]
  /** Of those it is not known whether they were done. */
  readonly open: readonly string[]
}

export interface HardwareClock {
  readonly mode: 'utc' | 'local'
  /** Hardware clock minus local clock in seconds, to 1 s. */
  readonly minusLocalClock?: number
}

export interface Unreadable {
  readonly what: string
  readonly why: string
}
