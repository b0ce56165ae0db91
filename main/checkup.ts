import type { Checkup } from './core/checkup.ts'
import type { ClockState } from './core/clock-state.ts'
import type { Clock } from './core/clock.ts'
import { diagnose } from './core/diagnose.ts'
import { DEFAULT_QUORUM, ENOUGH_SOURCES, judge, type Quorum } from './core/judge.ts'
import { DEFAULT_LIMITS, type Limits } from './core/limits.ts'
import { makePlan, type Plan } from './core/plan.ts'
import { contextFrom } from './core/remedy-context.ts'
import type { Remedy } from './core/remedy.ts'
import type { Observation } from './core/sample.ts'
import type { Verdict } from './core/verdict.ts'
import type { Machine, Platform } from './platform/machine.ts'
import { halfDoneNow, type LastRepair } from './repair-record.ts'
import { idleMoment } from './sources/idle-moment.ts'
import type { Memory } from './sources/memory.ts'
import type { ProxyFor } from './sources/proxy.ts'
import { DEFAULT_NTS_SERVERS, DEFAULT_SERVERS, DEFAULT_WEBSITES, NTP_PORT, NTS_PORT, type Server } from './sources/server.ts'
import { takeSurvey } from './sources/survey.ts'
import type { AuthenticatedRequest } from './sources/survey-request.ts'

/** Longer than any source that is worth waiting for, shorter than a user's patience. */
const DEADLINE = 2.8
/** Of a long list of configured servers so many are asked. */
const MOST_CONFIGURED = 3
/** Who names an authenticated server wants its answer: so long it is waited for, in seconds. */
const NAMED_PATIENCE = 2
/** Survey again when somebody set the clock meanwhile; a clock that is set all the time is a result too. */
const MOST_SURVEYS = 2

export interface Laptop {
  readonly machine: Machine
  readonly platform: Platform
}

export interface CheckOptions {
  readonly limits?: Limits
  /** Ask these time servers and no others. */
  readonly servers?: readonly Server[]
  /** Use these websites where time servers do not answer. */
  readonly websites?: readonly URL[]
  /** The measurement ends by then, in seconds. */
  readonly deadline?: number
  /** Where only websites answer, measure until the uncertainty is below this, in seconds. */
  readonly precision?: number
  /** Take some seconds more to be as exact as the network allows. */
  readonly fine?: boolean
  /** Ask servers that prove who they are as well, and wait so many seconds for them to agree on keys. */
  readonly authenticate?: number
  /** What outlives this check; without it nothing is remembered. */
  readonly memory?: Memory
  /** The user's web proxy; what environment and system say when absent. */
  readonly proxy?: ProxyFor
  /** The verdict stands; findings and plan follow once the state of the machine is read. */
  readonly onVerdict?: (verdict: Verdict) => void
  /** Where repairs of this machine are noted down; without it none is. */
  readonly lastRepair?: LastRepair
  /** The zone that the user wants to be set; it cannot be measured. */
  readonly timeZone?: string
  /** Plan only these remedies. */
  readonly only?: readonly Remedy[]
  readonly onObservation?: (observation: Observation) => void
}

/** One checkup: sources asked and state read at the same time, then verdict, findings and plan. Changes nothing, needs no rights. */
export async function checkUp({ machine, platform }: Laptop, options: CheckOptions = {}): Promise<Checkup> {
  const { clock } = machine
  const start = clock.monotonic()
  const { limits = DEFAULT_LIMITS, deadline = DEADLINE, memory, servers } = options
  const quorum = quorumFor(options)
  const idle = idleMoment()
  const reading = idle.come.then(() => platform.readState(machine))
  const authenticated = authenticatedServers(options, reading)
  const manners = await memory?.manners()
  const proxy = options.proxy ?? systemProxyOf(platform, machine)
  const own = memory?.servers() ?? configuredServers(reading)
  const ask = async () => takeSurvey({
    ntp: servers === undefined ? [DEFAULT_SERVERS, vendorServers(platform, machine), own] : [servers.filter(({ nts }) => nts !== true)],
    websites: options.websites ?? DEFAULT_WEBSITES.map((address) => new URL(address)),
    clock, limits, quorum,
    deadline: Math.max(0.1, deadline - (clock.monotonic() - start)),
    proxy,
    onPacket: idle.notYet,
    ...(authenticated === null ? {} : { nts: authenticated }),
    ...(options.precision === undefined ? {} : { precision: options.precision }),
    ...(options.fine === undefined ? {} : { fine: options.fine }),
    ...(options.onObservation === undefined ? {} : { onObservation: options.onObservation }),
    ...(memory === undefined ? {} : { nameMemory: memory.names }),
    ...(manners === undefined ? {} : { manners }),
  })
  let survey = await ask()
  for (let taken = 1; survey.stepped && taken < MOST_SURVEYS; taken++) survey = await ask()
  const verdict = judge(survey, limits, quorum)
  options.onVerdict?.(verdict)
  idle.now()
  if (verdict.kind === 'unknown') memory?.names.forget()
  const [state] = await Promise.all([reading, manners?.save(verdict.kind === 'known' ? verdict.offset : undefined)])
  memory?.rememberServers(serversOf(state))
  const findings = diagnose(state, verdict)
  const plan = makePlan(findings, platform.remedies, contextFrom(state, verdict, options.timeZone), options.only)
  const told = await withHalfDone(state, verdict, plan, options.lastRepair)
  const { startedAt: checkedAt, startedAtMonotonic: checkedAtMonotonic } = survey
  return { checkedAt, checkedAtMonotonic, tookSeconds: clock.monotonic() - start, verdict, state: told, findings: told === state ? findings : diagnose(told, verdict), plan }
}

/** The state with what an interrupted repair left half done, unless it is known that nothing is left to do. */
async function withHalfDone(state: ClockState, verdict: Verdict, { steps }: Plan, lastRepair: LastRepair | undefined): Promise<ClockState> {
  if (lastRepair === undefined || (steps.length === 0 && verdict.kind === 'known')) return state
  const halfDone = await halfDoneNow(lastRepair, verdict)
  return halfDone === null ? state : { ...state, halfDone }
}

/** By how many seconds the local clock was set, or the machine slept, since a checkup; small where neither happened. */
export const movedSince = (clock: Clock, seen: Checkup): number => Math.abs(shiftSince(clock, seen))

/** The same with its sign, in seconds: positive where the clock was set forward. */
export function shiftSince(clock: Clock, { checkedAt, checkedAtMonotonic }: Checkup): number {
  return clock.wall() - checkedAt - (clock.monotonic() - checkedAtMonotonic)
}

/** A user who names one or two sources wants to know what these say. */
function quorumFor({ servers, websites }: CheckOptions): Quorum {
  return {
    ntp: servers === undefined ? DEFAULT_QUORUM.ntp : Math.min(ENOUGH_SOURCES, Math.max(1, servers.length)),
    web: websites === undefined ? DEFAULT_QUORUM.web : Math.min(ENOUGH_SOURCES, Math.max(1, websites.length)),
  }
}

const asServer = (host: string): Server => ({ host, port: NTP_PORT })

const serversOf = ({ servers }: ClockState): readonly Server[] => servers.slice(0, MOST_CONFIGURED).map(asServer)

/** A state that cannot be read at all is reported where it is awaited. */
const configuredServers = (reading: Promise<ClockState>): Promise<readonly Server[]> => reading.then(serversOf, () => [])

/** Those the user named, or our own and the ones this machine is configured to ask by NTS; null where none is to be asked. */
function authenticatedServers({ servers, authenticate, memory }: CheckOptions, reading: Promise<ClockState>): AuthenticatedRequest | null {
  const named = servers?.filter(({ nts }) => nts === true) ?? []
  const keeper = memory?.nts
  if (keeper === undefined) return null
  if (named.length > 0) return { servers: named, keeper, patience: Math.max(NAMED_PATIENCE, authenticate ?? 0) }
  if (servers !== undefined || authenticate === undefined) return null
  const configured = reading.then(({ ntsServers = [] }) => ntsServers.slice(0, MOST_CONFIGURED).map((host): Server => ({ host, port: NTS_PORT, nts: true })), () => [])
  return { servers: configured.then((own) => [...DEFAULT_NTS_SERVERS, ...own]), keeper, patience: authenticate }
}

/** Read when the first website is to be asked, and then once. */
function systemProxyOf(platform: Platform, machine: Machine): ProxyFor {
  let finder: Promise<ProxyFor> | null = null
  return async (url) => {
    finder ??= import('./sources/proxy.ts').then(({ proxyFinder, systemProxy }) => proxyFinder(systemProxy(() => platform.proxySettings(machine))))
    return (await finder)(url)
  }
}

async function vendorServers(platform: Platform, machine: Machine): Promise<readonly Server[]> {
  const hosts = await platform.vendorServers(machine)
  return hosts.slice(0, MOST_CONFIGURED).map(asServer)
}
