import type { ClockState, TimeService } from '../../core/clock-state.ts'
import { isAskable } from '../askable.ts'
import { SERVICE } from './commands.ts'
import type { WindowsFacts } from './facts.ts'
import { hasSubkey, registryNumber, registryText } from './reg-query.ts'
import { followsSource, HYPER_V_SOURCE, type W32tmStatus } from './w32tm-status.ts'

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

const service = (facts: WindowsFacts): TimeService => {
  const type = syncType(facts)
  return {
    name: 'w32time',
    unit: SERVICE,
    running: running(facts),
    failed: false,
    startup: startup(facts),
    ...(type === undefined ? {} : { syncing: type !== 'NOSYNC' }),
  }
}

/** A stopped service is the default of a PC outside a domain (it is started on demand), so only the switches count. */
const automaticTime = (facts: WindowsFacts): boolean | undefined => {
  if (facts.service.kind === 'missing') return false
  const type = syncType(facts)
  const start = startup(facts)
  if (type === 'NOSYNC' || start === 'disabled') return false
  return type === undefined || start === 'unknown' ? undefined : true
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

/** Interprets what was read. Pure. Judges by registry values, digits and positions, never by translated words. */
export const windowsState = (facts: WindowsFacts): ClockState => {
  const status = facts.status.kind === 'status' ? facts.status.status : undefined
  const automatic = automaticTime(facts)
  const zone = registryText(facts.zone, 'TimeZoneKeyName')
  const rtc = hardwareClock(facts)
  const limit = correctionLimit(facts)
  const managed = facts.policy.values.length > 0
  return {
    os: 'windows',
    serviceManager: 'scm',
    services: facts.service.kind === 'missing' ? [] : [service(facts)],
    ...(automatic === undefined ? {} : { automaticTime: automatic }),
    ...(status === undefined ? {} : { synchronized: followsSource(status) }),
    servers: servers(facts, status),
    ...(zone === undefined || zone === '' ? {} : { timeZone: zone }),
    ...(rtc === undefined ? {} : { hardwareClock: rtc }),
    managed,
    ...(managed ? { managedBy: 'Group Policy' } : {}),
    ...(facts.domainMember === undefined ? {} : { domainMember: facts.domainMember }),
    ...(status?.source === HYPER_V_SOURCE ? { virtualMachine: 'Hyper-V' } : {}),
    ...(limit === undefined ? {} : { correctionLimit: limit }),
    unreadable: facts.unreadable,
  }
}
