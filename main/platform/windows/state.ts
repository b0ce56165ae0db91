import type { ClockState, TimeService } from '../../core/clock-state.ts'
import { say } from '../../core/words/say.ts'
import { isAskable } from '../askable.ts'
import { SERVICE } from './commands.ts'
import type { WindowsFacts } from './facts.ts'
import { hasSubkey, registryNumber, registryText } from './reg-query.ts'
import { followsSource, HYPER_V_SOURCE, NO_TIME_DATA, type W32tmStatus } from './w32tm-status.ts'
import { restorable, UNREGISTERED, type W32TimeService } from './w32time.ts'

/** MaxPosPhaseCorrection and MaxNegPhaseCorrection: every correction is allowed. */
const NO_LIMIT = 0xFFFFFFFF

const HOST = /^[A-Za-z0-9][A-Za-z0-9.:_-]*$/

/** By the value `Start` of the service's key: 2 automatic, 3 manual, 4 disabled. */
const startup = (facts: WindowsFacts): TimeService['startup'] => {
  const start = registryNumber(facts.serviceKey, 'Start')
  if (start === 2) return 'enabled'
  if (start === 3) return hasSubkey(facts.serviceKey, 'TriggerInfo') ? 'trigger' : 'manual'
  return start === 4 ? 'disabled' : 'unknown'
}

/** A policy value wins over the local one (Windows Time service tools and settings). */
const effectiveText = (facts: WindowsFacts, name: string): string | undefined =>
  registryText(facts.policy, name, 'Parameters') ?? registryText(facts.parameters, name)

const effectiveLimit = (facts: WindowsFacts, name: string): number =>
  registryNumber(facts.policy, name, 'Config') ?? registryNumber(facts.config, name) ?? NO_LIMIT

const syncType = (facts: WindowsFacts): string | undefined => effectiveText(facts, 'Type')?.toUpperCase()

const correctionLimit = (facts: WindowsFacts): number | undefined => {
  const limit = Math.min(
    effectiveLimit(facts, 'MaxPosPhaseCorrection'), effectiveLimit(facts, 'MaxNegPhaseCorrection'))
  return limit === NO_LIMIT ? undefined : limit
}

const running = (facts: WindowsFacts): boolean => {
  if (facts.service.kind === 'state') return ['running', 'start-pending'].includes(facts.service.state)
  // The time service itself answers w32tm: when sc.exe could not be asked, that is proof enough.
  return facts.service.kind === 'unrecognised' && facts.status.kind === 'status'
}

/** Whether the NTP client inside the service is on; undefined when it is not said anywhere. */
const clientEnabled = (facts: WindowsFacts): boolean | undefined => {
  const enabled = registryNumber(facts.policy, 'Enabled', 'NtpClient') ?? registryNumber(facts.providers, 'Enabled', 'NtpClient')
  return enabled === undefined ? undefined : enabled !== 0
}

/** Whether the service is told to synchronise: by its type, and by a source that is turned on. */
const syncing = (facts: WindowsFacts, status: W32tmStatus | undefined): boolean | undefined => {
  const type = syncType(facts)
  if (type === 'NOSYNC') return false
  if (clientEnabled(facts) !== false) return type === undefined ? undefined : true
  if (status?.source === HYPER_V_SOURCE) return true
  // A guest may be set up to follow its host alone; whether it does can only be seen while the service runs.
  return status === undefined && registryNumber(facts.providers, 'Enabled', 'VMICTimeProvider') === 1 ? undefined : false
}

const service = (facts: WindowsFacts, status: W32tmStatus | undefined): W32TimeService => {
  const type = syncType(facts)
  const told = syncing(facts, status)
  const start = startup(facts)
  const peers = restorable(registryText(facts.parameters, 'NtpServer') ?? '')
  return {
    name: 'w32time',
    unit: SERVICE,
    running: running(facts),
    failed: false,
    startup: start,
    ...(told === undefined ? {} : { syncing: told }),
    // In a domain the trigger starts it with the PC; elsewhere a weekly task does, and it ends by itself again.
    ...(start === 'trigger' && facts.domainMember === false ? { onDemandOnly: true } : {}),
    ...(facts.portTaken === true ? { portTaken: true } : {}),
    ...(status?.lastSyncError === NO_TIME_DATA ? { serversSilent: true } : {}),
    ...(clientEnabled(facts) === false ? { clientOff: true } : {}),
    ...(type === undefined ? {} : { syncType: type }),
    ...(peers === undefined ? {} : { peerList: peers }),
  }
}

/** A stopped service is the default of a PC outside a domain (it is started on demand), so only the switches count. */
const automaticTime = (facts: WindowsFacts, status: W32tmStatus | undefined): boolean | undefined => {
  const start = startup(facts)
  if (facts.service.kind === 'missing' || start === 'disabled') return false
  const told = syncing(facts, status)
  return told === true && start === 'unknown' ? undefined : told
}

const isHost = (text: string): boolean => HOST.test(text) && isAskable(text)

/** Asked only when the others are silent (Windows Time service tools and settings: UseAsFallbackOnly). */
const FALLBACK = 0x2

/** Host names out of `host,0xFLAGS host,0xFLAGS`, fallbacks last; what is no host name is left out. */
const hosts = (list: string): readonly string[] => {
  const peers = list.split(/\s+/).map((peer) => peer.split(',')).map(([host = '', flags]) => ({ host, fallback: (Number(flags) & FALLBACK) !== 0 }))
  const named = peers.filter(({ host }) => isHost(host))
  return [...named.filter(({ fallback }) => !fallback), ...named.filter(({ fallback }) => fallback)].map(({ host }) => host)
}

/** The controller that is followed now, and the domain's own name, which DNS leads to its controllers (MS-ADTS section 6.3.1.10, LdapIpAddress). */
const domainServers = (facts: WindowsFacts, status: W32tmStatus | undefined): readonly string[] => {
  const followed = status !== undefined && followsSource(status) && status.source !== HYPER_V_SOURCE ? hosts(status.source) : []
  const { domainMember, domainName = '' } = facts
  return [...followed, ...(domainMember === true && isHost(domainName) ? [domainName] : [])]
}

/** By sync type: NT5DS follows the domain alone and ignores NtpServer, AllSync uses both. */
const servers = (facts: WindowsFacts, status: W32tmStatus | undefined): readonly string[] => {
  const type = syncType(facts)
  const listed = type === 'NT5DS' ? [] : hosts(effectiveText(facts, 'NtpServer') ?? '')
  const ofDomain = type === 'NT5DS' || type === 'ALLSYNC' ? domainServers(facts, status) : []
  return [...new Set([...listed, ...ofDomain])]
}

const hardwareClock = (facts: WindowsFacts): ClockState['hardwareClock'] => {
  if (facts.zone.values.length === 0) return undefined
  return { mode: registryNumber(facts.zone, 'RealTimeIsUniversal') === 1 ? 'utc' : 'local' }
}

/** By the start type of the service behind the switch: 3 on, 4 off. */
const automaticTimeZone = (facts: WindowsFacts): boolean | undefined => {
  const start = registryNumber(facts.zoneService, 'Start')
  return start === 3 || start === 4 ? start === 3 : undefined
}

/** As `tzutil /g` prints it: a zone whose summer time is turned off ends in _dstoff. */
const timeZone = (facts: WindowsFacts): string | undefined => {
  const zone = registryText(facts.zone, 'TimeZoneKeyName') ?? ''
  if (zone === '') return undefined
  return registryNumber(facts.zone, 'DynamicDaylightTimeDisabled') === 1 ? `${zone}_dstoff` : zone
}

/** Whether Windows guesses the time from its TLS connections; undefined when it is not said, for the default differs. */
const secureTimeSeeding = (facts: WindowsFacts): boolean | undefined => {
  const on = registryNumber(facts.policy, 'UtilizeSslTimeData', 'Config') ?? registryNumber(facts.config, 'UtilizeSslTimeData')
  return on === undefined ? undefined : on !== 0
}

/** Group Policy rules members of a domain; device management writes the same keys on other PCs. */
const managedBy = (facts: WindowsFacts): string => facts.domainMember === true
  ? say('Group Policy || manages the time settings')
  : say('a policy of your organisation || manages the time settings')

/** Interprets what was read. Pure. Judges by registry values, digits and positions, never by translated words. */
export const windowsState = (facts: WindowsFacts): ClockState => {
  const status = facts.status.kind === 'status' ? facts.status.status : undefined
  const automatic = automaticTime(facts, status)
  const zone = timeZone(facts)
  const zoneByPlace = automaticTimeZone(facts)
  const rtc = hardwareClock(facts)
  const limit = correctionLimit(facts)
  const seeding = secureTimeSeeding(facts)
  const managed = facts.policy.values.length > 0
  return {
    os: 'windows',
    serviceManager: 'scm',
    services: [facts.service.kind === 'missing' ? UNREGISTERED : service(facts, status)],
    ...(automatic === undefined ? {} : { automaticTime: automatic }),
    ...(status === undefined ? {} : { synchronized: followsSource(status) }),
    servers: servers(facts, status),
    ...(zone === undefined ? {} : { timeZone: zone }),
    ...(zoneByPlace === undefined ? {} : { automaticTimeZone: zoneByPlace }),
    ...(rtc === undefined ? {} : { hardwareClock: rtc }),
    managed,
    ...(managed ? { managedBy: managedBy(facts) } : {}),
    ...(facts.domainMember === undefined ? {} : { domainMember: facts.domainMember }),
    ...(facts.controllerFound === undefined ? {} : { domainControllerReachable: facts.controllerFound }),
    ...(facts.otherClients.length === 0 ? {} : { otherClients: facts.otherClients }),
    ...(seeding === undefined ? {} : { secureTimeSeeding: seeding }),
    ...(status?.source === HYPER_V_SOURCE ? { virtualMachine: 'Hyper-V' } : {}),
    ...(limit === undefined ? {} : { correctionLimit: limit }),
    unreadable: facts.unreadable,
  }
}
