import type { ServiceName, TimeService } from '../../core/clock-state.ts'
import type { UnitFacts } from './systemctl-show.ts'

/** Units of the time services that distributions ship, each with the service behind it. */
export const UNITS: ReadonlyMap<string, ServiceName> = new Map(Object.entries({
  'systemd-timesyncd.service': 'systemd-timesyncd',
  'chrony.service': 'chrony',
  'chronyd.service': 'chrony',
  'ntpsec.service': 'ntpsec',
  'ntp.service': 'ntpd',
  'ntpd.service': 'ntpd',
  'openntpd.service': 'openntpd',
  'ntpd-rs.service': 'ntpd-rs',
  'htpdate.service': 'htpdate',
}))

/** Units of other makers that set the clock of a virtual machine from its host, by the name a user knows. */
export const OTHER_CLIENTS: ReadonlyMap<string, string> = new Map(Object.entries({
  'vboxadd-service.service': 'VirtualBox Guest Additions',
  'virtualbox-guest-utils.service': 'VirtualBox Guest Additions',
  'vboxservice.service': 'VirtualBox Guest Additions',
  'open-vm-tools.service': 'VMware Tools',
  'vmtoolsd.service': 'VMware Tools',
  'prltoolsd.service': 'Parallels Tools',
}))

/** Names of scripts and service folders where systemd is not in use, each with the service behind it. */
export const SCRIPTS: ReadonlyMap<string, ServiceName> = new Map(Object.entries({
  chrony: 'chrony', chronyd: 'chrony', ntpsec: 'ntpsec', ntp: 'ntpd', ntpd: 'ntpd', openntpd: 'openntpd',
  'ntpd-rs': 'ntpd-rs', htpdate: 'htpdate',
}))

/**
 * Who wins when two services are in the same state: starting chrony or an ntpd stops the others (Conflicts= of their
 * units), and timedated prefers them over timesyncd by the names of its lists (50-chrony before 80-systemd-timesync).
 */
const PRECEDENCE: readonly ServiceName[] = [
  'chrony', 'ntpsec', 'ntpd', 'ntpd-rs', 'openntpd', 'systemd-timesyncd', 'htpdate',
]

export interface Decision {
  /** The one in charge first. */
  readonly services: readonly TimeService[]
  /** True when the service in charge runs and comes back after a restart of the machine. */
  readonly automaticTime: boolean
  /** One sentence per service found, in the same order. */
  readonly trail: readonly string[]
}

/**
 * Decides which of the services found keeps this clock: running before stopped, started at boot before switched off,
 * masked last, then by PRECEDENCE.
 */
export const decide = (found: readonly TimeService[]): Decision => {
  const services = found.toSorted((a, b) => rank(a) - rank(b) || precedence(a) - precedence(b))
  const first = services[0]
  return {
    services,
    automaticTime: first !== undefined && first.running && comesBack(first),
    trail: services.map((service) =>
      `${service.unit} is ${words(service)}${service === first ? ', so it is in charge' : ''}.`),
  }
}

const comesBack = (service: TimeService): boolean => service.startup !== 'disabled' && service.startup !== 'masked'

const rank = (service: TimeService): number => {
  if (service.running) return comesBack(service) ? 0 : 1
  if (service.startup === 'enabled') return 2
  return service.startup === 'masked' ? 4 : 3
}

const precedence = (service: TimeService): number => PRECEDENCE.indexOf(service.name)

const STARTUP_WORDS: Readonly<Record<TimeService['startup'], string>> = {
  enabled: 'starts with the machine',
  disabled: 'does not start with the machine',
  masked: 'masked, so nothing may start it',
  manual: 'started by something else',
  trigger: 'started on demand',
  unknown: 'whether it starts with the machine is not known',
}

const words = (service: TimeService): string => {
  const life = service.running ? 'running' : service.failed ? 'failed' : 'stopped'
  const blocked = service.blockedByCondition === true ? ', kept from starting by a condition of its unit' : ''
  return `${life} (${STARTUP_WORDS[service.startup]}${blocked})`
}

/**
 * One unit as a time service, or null when systemd does not know such a unit. `listed` are the units that timedated
 * manages. `installed` are the unit files that exist, absent when that could not be looked up: Debian leaves the mask
 * of a removed package behind, and unmasking that would start nothing.
 */
export const serviceOfUnit = (
  unit: UnitFacts, listed: ReadonlySet<string>, installed?: ReadonlySet<string>,
): TimeService | null => {
  const name = UNITS.get(unit.id)
  if (name === undefined || unit.load === 'not-found') return null
  const masked = unit.load === 'masked' || unit.fileState.startsWith('masked')
  if (masked && installed !== undefined && !installed.has(unit.id)) return null
  const running = isRunning(unit)
  const silent = running ? serversSilent(name, unit.status ?? '') : undefined
  return {
    name,
    unit: unit.id,
    running,
    failed: unit.active === 'failed' || isCrashing(unit),
    startup: masked ? 'masked' : startupOf(unit.fileState),
    ...(!running && unit.conditionFailed === true ? { blockedByCondition: true } : {}),
    listedByTimedate: listed.has(unit.id),
    ...(silent === undefined ? {} : { serversSilent: silent }),
  }
}

/** systemd starts a crashing service again and again: "activating" then means the opposite of running. */
const isCrashing = ({ sub }: UnitFacts): boolean => sub === 'auto-restart'

const isRunning = (unit: UnitFacts): boolean => ['active', 'reloading', 'activating'].includes(unit.active) && !isCrashing(unit)

/** timesyncd tells systemd what it does, so that it need not be asked: a question could start it, or hang for 25 s. */
const serversSilent = (name: ServiceName, status: string): boolean | undefined => {
  if (name !== 'systemd-timesyncd') return undefined
  return status.startsWith('Contacted time server ') ? false : /^(Idle\.|Connecting to time server )/.test(status) ? true : undefined
}

/** Programs of other makers that run and set this clock, each once. */
export const otherClients = (units: readonly UnitFacts[]): readonly string[] =>
  [...new Set(units.filter(isRunning).flatMap(({ id }) => OTHER_CLIENTS.get(id) ?? []))]

/** UnitFileState (systemctl(1), table of `is-enabled`) in the words of the core. */
const startupOf = (fileState: string): TimeService['startup'] => {
  switch (fileState) {
    case 'enabled': case 'enabled-runtime': return 'enabled'
    case 'disabled': return 'disabled'
    // Made by a generator out of an init script that is switched on, or linked into the boot from elsewhere.
    case 'generated': return 'enabled'
    case 'static': case 'indirect': case 'alias': case 'transient': case 'linked': case 'linked-runtime':
      return 'manual'
    default: return 'unknown'
  }
}

/** Units named in timedated's list files (systemd-timedated.service(8)), given in the order of their names. */
export const parseUnitLists = (texts: readonly string[]): ReadonlySet<string> =>
  new Set(texts.flatMap((text) => text.split(/\r?\n/)).map((line) => line.trim()).filter((line) => /^[^#]/.test(line)))
