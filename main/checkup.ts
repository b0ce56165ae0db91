import type { Checkup } from './core/checkup.ts'
import type { Clock } from './core/clock.ts'
import { diagnose } from './core/diagnose.ts'
import { DEFAULT_QUORUM, ENOUGH_SOURCES, judge, type Quorum } from './core/judge.ts'
import { DEFAULT_LIMITS, type Limits } from './core/limits.ts'
import { makePlan } from './core/plan.ts'
import type { Remedy } from './core/remedy.ts'
import type { Observation } from './core/sample.ts'
import type { Machine, Platform } from './platform/machine.ts'
import { DEFAULT_SERVERS, DEFAULT_WEBSITES, NTP_PORT, type Server } from './sources/server.ts'
import { takeSurvey } from './sources/survey.ts'

/** Longer than any source that is worth waiting for, shorter than a user's patience. */
const DEADLINE = 2.8
/** Of a long list of configured servers so many are asked. */
const MOST_CONFIGURED = 3
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
  /** Plan only these remedies. */
  readonly only?: readonly Remedy[]
  readonly onObservation?: (observation: Observation) => void
}

/** One checkup: sources asked and state read at the same time, then verdict, findings and plan. Changes nothing, needs no rights. */
export async function checkUp({ machine, platform }: Laptop, options: CheckOptions = {}): Promise<Checkup> {
  const { clock } = machine
  const checkedAt = clock.wall()
  const start = clock.monotonic()
  const reading = platform.readState(machine)
  // A state that cannot be read at all is reported where it is awaited.
  const configured = reading.then(({ servers }) => servers.slice(0, MOST_CONFIGURED).map(asServer), () => [])
  const { limits = DEFAULT_LIMITS, deadline = DEADLINE } = options
  const quorum = quorumFor(options)
  const ask = () => takeSurvey({
    ntp: options.servers === undefined ? [DEFAULT_SERVERS, vendorServers(platform, machine), configured] : [options.servers],
    websites: options.websites ?? DEFAULT_WEBSITES.map((address) => new URL(address)),
    clock, limits, quorum,
    deadline: Math.max(0.1, deadline - (clock.monotonic() - start)),
    ...(options.precision === undefined ? {} : { precision: options.precision }),
    ...(options.onObservation === undefined ? {} : { onObservation: options.onObservation }),
  })
  let survey = await ask()
  for (let taken = 1; survey.stepped && taken < MOST_SURVEYS; taken++) survey = await ask()
  const verdict = judge(survey, limits, quorum)
  const state = await reading
  const findings = diagnose(state, verdict)
  const context = {
    state,
    ...(verdict.kind === 'known' ? { offset: verdict.offset, udpBlocked: verdict.method === 'https-date' } : {}),
  }
  return {
    checkedAt, checkedAtMonotonic: start, tookSeconds: clock.monotonic() - start, verdict, state, findings,
    plan: makePlan(findings, platform.remedies, context, options.only),
  }
}

/** By how many seconds the local clock was set, or the machine slept, since a checkup; small where neither happened. */
export function movedSince(clock: Clock, { checkedAt, checkedAtMonotonic }: Checkup): number {
  return Math.abs(clock.wall() - checkedAt - (clock.monotonic() - checkedAtMonotonic))
}

/** A user who names one or two sources wants to know what these say. */
function quorumFor({ servers, websites }: CheckOptions): Quorum {
  return {
    ntp: servers === undefined ? DEFAULT_QUORUM.ntp : Math.min(ENOUGH_SOURCES, Math.max(1, servers.length)),
    web: websites === undefined ? DEFAULT_QUORUM.web : Math.min(ENOUGH_SOURCES, Math.max(1, websites.length)),
  }
}

const asServer = (host: string): Server => ({ host, port: NTP_PORT })

async function vendorServers(platform: Platform, machine: Machine): Promise<readonly Server[]> {
  const hosts = await platform.vendorServers(machine)
  return hosts.slice(0, MOST_CONFIGURED).map(asServer)
}
