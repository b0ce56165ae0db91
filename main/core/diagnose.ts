import { CATALOGUE } from './catalogue.ts'
import type { ClockState, TimeService } from './clock-state.ts'
import type { Finding, FindingId, Severity } from './finding.ts'
import { HARDWARE_CLOCK_TOLERANCE, WORTH_CORRECTING } from './limits.ts'
import type { KnownVerdict, Verdict } from './verdict.ts'
import { slowOrFast } from './words/duration.ts'

/**
 * Explains a verdict by the state of the machine: what keeps the clock wrong, or will make it wrong again.
 * The most important finding comes first. Says nothing about what it could not read.
 */
export function diagnose(state: ClockState, verdict: Verdict): readonly Finding[] {
  const known = verdict.kind === 'known' ? verdict : null
  const ids: FindingId[] = []
  if (state.container !== undefined) ids.push('container')
  else ids.push(...serviceFindings(state, known))
  if (known !== null && isWorthCorrecting(known) && state.container === undefined) ids.push('clock-wrong')
  if (known !== null && isBlocked(known)) ids.push('udp-blocked')
  ids.push(...hardwareClockFindings(state, known))
  if (state.managed) ids.push('managed')
  if (state.domainMember === true) ids.push('domain-member')
  return ids.map((id) => finding(id, state, known)).toSorted((a, b) => RANK[a.severity] - RANK[b.severity])
}

const RANK: Readonly<Record<Severity, number>> = { critical: 0, warning: 1, note: 2 }

/** Off by more than can be measured and by more than is worth leaving. */
function isWorthCorrecting({ offset, uncertainty }: KnownVerdict): boolean {
  return Math.abs(offset) - uncertainty > WORTH_CORRECTING
}

/** Websites were reached and no time server was. One that answers without giving a time proves that the way is open. */
function isBlocked({ method, sources }: KnownVerdict): boolean {
  const servers = sources.filter(({ kind }) => kind === 'ntp')
  return method === 'https-date' && servers.length > 0 && servers.every(({ status }) => status === 'unreachable')
}

function serviceFindings(state: ClockState, known: KnownVerdict | null): readonly FindingId[] {
  const [service, ...others] = state.services
  // Absent means that the services could not be read, which is not the same as having none.
  if (service === undefined) return state.automaticTime === false ? ['service-missing'] : []
  if (service.startup === 'masked') return ['service-masked', 'automatic-time-off']
  if (service.syncing === false || (service.startup === 'disabled' && !service.running)) return ['automatic-time-off']
  if (service.failed) return ['service-failed']
  if (!service.running && service.startup === 'enabled' && service.blockedByCondition !== true) return ['service-stopped']
  const beside: FindingId[] = others.some(({ running }) => running) && service.running ? ['two-services'] : []
  if (service.startup === 'disabled') beside.push('service-disabled')
  if (known !== null && isWorthCorrecting(known)) return ['service-not-correcting', ...beside]
  return beside
}

function hardwareClockFindings({ os, hardwareClock }: ClockState, known: KnownVerdict | null): readonly FindingId[] {
  if (hardwareClock === undefined) return []
  // Local time is the rule on Windows, and nothing to speak of there.
  const ids: FindingId[] = hardwareClock.mode === 'local' && os === 'linux' ? ['hardware-clock-local'] : []
  const { minusLocalClock } = hardwareClock
  if (minusLocalClock === undefined || known === null) return ids
  const minusTrueTime = minusLocalClock - known.offset
  if (Math.abs(minusTrueTime) - known.uncertainty > HARDWARE_CLOCK_TOLERANCE) ids.push('hardware-clock-off')
  return ids
}

function finding(id: FindingId, state: ClockState, known: KnownVerdict | null): Finding {
  const { severity, title, meaning, remedy } = CATALOGUE[id]
  const fill: Readonly<Record<string, string>> = {
    service: serviceWords(state.services[0]),
    offset: known === null ? 'wrong' : slowOrFast(known.offset),
    owner: state.managedBy ?? 'your organisation',
    place: state.container ?? 'a container',
  }
  const words = meaning.replaceAll(/\{(\w+)\}/g, (_, name: string) => fill[name] ?? '')
  // A clock that is off by less than the warning limit is no fault yet, only worth mending on the way.
  const harmless = (id === 'clock-wrong' || id === 'service-not-correcting' || id === 'container') && known?.level === 'ok'
  return { id, severity: harmless ? 'note' : severity, title, meaning: words, ...(remedy === undefined ? {} : { remedy }) }
}

function serviceWords(service: TimeService | undefined): string {
  return service === undefined ? 'The time service' : service.name
}
