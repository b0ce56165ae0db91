import type { Checkup } from '../checkup.ts'
import type { ClockState } from '../clock-state.ts'
import { diagnose } from '../diagnose.ts'
import type { Plan } from '../plan.ts'
import type { JudgedSource, Verdict } from '../verdict.ts'
import { readZone } from '../zone-name.ts'
import { hiderFor, type Hider, type Privacy } from './hider.ts'

/**
 * A checkup as a stranger may read it: the same figures, findings and steps without names of people, computers and networks.
 * Findings are made anew of what is left, so that nothing else can stand in them.
 */
export function cleanCheckup(checkup: Checkup, privacy: Privacy): Checkup {
  const { state, verdict, plan } = checkup
  const zone = state.timeZone
  const hider = hiderFor(privacy, serversIn(checkup), zone === undefined || readZone(zone) !== null ? [] : [zone])
  const [cleanedState, cleanedVerdict] = [cleanState(state, hider), cleanVerdict(verdict, hider, privacy)]
  return {
    ...checkup, state: cleanedState, verdict: cleanedVerdict,
    findings: diagnose(cleanedState, cleanedVerdict),
    plan: cleanPlan(plan, hider),
  }
}

/** Every name of a source of time that a checkup knows, the configured ones first. */
function serversIn({ state, verdict }: Checkup): readonly string[] {
  const hint = verdict.kind === 'unknown' && verdict.hint !== undefined ? [verdict.hint.name] : []
  return [...state.servers, ...(state.ntsServers ?? []), ...verdict.sources.map(({ name }) => name), ...hint]
}

/** Without what no report shows: paths of programs, the distribution, why a service was taken to be in charge. */
function cleanState({ trail: _trail, programs: _programs, distribution: _distribution, servers, ntsServers, timeZone, unreadable, ...others }: ClockState, { server, words, outside }: Hider): ClockState {
  return {
    ...cleaned(others, words),
    servers: servers.map(server),
    ...(ntsServers === undefined ? {} : { ntsServers: ntsServers.map(server) }),
    ...(timeZone === undefined ? {} : { timeZone: readZone(timeZone) === null ? '[hidden]' : timeZone }),
    unreadable: unreadable.map(({ what, why }) => ({ what: words(what), why: outside(why) })),
  }
}

function cleanVerdict(verdict: Verdict, { server, words, outside }: Hider, { withAddresses }: Privacy): Verdict {
  const sources = verdict.sources.map(({ name, address, reason, ...others }): JudgedSource => ({
    ...others, name: server(name), address: withAddresses ? address : '',
    // What the source itself said stands in the reasons of those that gave no time.
    reason: others.code === undefined ? words(reason) : outside(reason),
  }))
  if (verdict.kind === 'known') return { ...verdict, sources }
  const { hint, ...others } = verdict
  return { ...others, sources, ...(hint === undefined ? {} : { hint: { ...hint, name: server(hint.name) } }) }
}

/** The id stays: it names the plan that the user sees in the window. */
const cleanPlan = (plan: Plan, { words }: Hider): Plan => ({ ...cleaned(plan, words), id: plan.id })

/** The same data with every text in it passed through `words`. */
function cleaned<T>(value: T, words: (text: string) => string): T {
  const clean = (each: unknown): unknown => {
    if (typeof each === 'string') return words(each)
    if (Array.isArray(each)) return each.map(clean)
    if (typeof each === 'object' && each !== null) return Object.fromEntries(Object.entries(each).map(([key, inner]) => [key, clean(inner)]))
    return each
  }
  return clean(value) as T
}
