import type { ClockState } from '../clock-state.ts'
import type { FindingId } from '../finding.ts'
import type { FailureCode } from '../source.ts'
import type { JudgedSource, KnownVerdict } from '../verdict.ts'

/** These do not say that a server cannot be reached: it was asked under another name, or nobody waited for it. */
const NOT_ASKED: ReadonlySet<FailureCode> = new Set(['late', 'held-off', 'no-route'])

/** Time servers that this machine is configured to use and that were asked, as the verdict sees them. */
export function configuredSources({ servers }: ClockState, { sources }: KnownVerdict): readonly JudgedSource[] {
  return sources.filter(({ kind, name }) => kind !== 'https-date' && servers.includes(name))
}

/** What is wrong with the time servers that this machine is set to ask. */
export function serverFindings(state: ClockState, known: KnownVerdict | null): readonly FindingId[] {
  if (state.domainMember === true && state.domainControllerReachable === false) return ['domain-controller-away']
  if (known === null) return []
  if (isBlocked(known)) return ['udp-blocked']
  const own = configuredSources(state, known)
  if (own.length === 0 || own.some(({ status }) => status === 'truechimer')) return []
  if (own.some(({ status }) => status === 'falseticker')) return ['server-wrong']
  const silent = known.method === 'ntp' && own.every(({ status, code }) => status === 'unreachable' && code !== undefined && !NOT_ASKED.has(code))
  if (!silent) return []
  return state.domainMember === true ? ['domain-controller-away'] : ['servers-unreachable']
}

/** Websites were reached and no time server was. One that answers without giving a time proves that the way is open. */
function isBlocked({ method, sources }: KnownVerdict): boolean {
  const servers = sources.filter(({ kind }) => kind === 'ntp')
  return method === 'https-date' && servers.length > 0 && servers.every(({ status }) => status === 'unreachable')
}

/** Names of the time servers that agree with the majority: the configured ones first, then those that answered soonest. */
export function workingServers({ servers }: ClockState, { sources }: KnownVerdict): readonly string[] {
  const names = sources.filter(({ kind, status }) => kind === 'ntp' && status === 'truechimer').map(({ name }) => name)
  return [...new Set([...servers.filter((name) => names.includes(name)), ...names])]
}
