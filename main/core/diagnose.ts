import { CATALOGUE } from './catalogue.ts'
import type { ClockState } from './clock-state.ts'
import { isWorthCorrecting, zoneErrorOf, zoneWords } from './diagnose/evidence.ts'
import { hardwareClockFindings } from './diagnose/hardware.ts'
import { configuredSources, serverFindings } from './diagnose/servers.ts'
import { serviceFindings } from './diagnose/services.ts'
import type { Finding, FindingId, Severity } from './finding.ts'
import type { KnownVerdict, Verdict } from './verdict.ts'
import { durationWords, slowOrFast } from './words/duration.ts'
import { say, sayList } from './words/say.ts'

/**
 * Explains a verdict by the state of the machine: what keeps the clock wrong, or will make it wrong again.
 * The most important finding comes first. Says nothing about what it could not read.
 */
export function diagnose(state: ClockState, verdict: Verdict): readonly Finding[] {
  const known = verdict.kind === 'known' ? verdict : null
  const wrong = known !== null && isWorthCorrecting(known)
  const inside = state.container !== undefined
  const ids: readonly FindingId[] = [
    ...(inside ? ['container' as const] : serviceFindings(state, known)),
    ...serverFindings(state, known),
    ...(wrong && !inside ? ['clock-wrong' as const] : []),
    ...hardwareClockFindings(state, known),
    ...(wrong ? suspects(state, known) : []),
    ...(state.managed ? ['managed' as const] : []),
    ...(state.domainMember === true ? ['domain-member' as const] : []),
    ...(state.halfDone === undefined ? [] : ['repair-half-done' as const]),
  ]
  return ids.filter((id) => !isHidden(id, ids)).map((id) => finding(id, state, known)).toSorted((a, b) => RANK[a.severity] - RANK[b.severity])
}

const RANK: Readonly<Record<Severity, number>> = { critical: 0, warning: 1, note: 2 }

const isHidden = (id: FindingId, all: readonly FindingId[]): boolean => CATALOGUE[id].hiddenBy?.some((better) => all.includes(better)) === true

/** A guessed time is off by hours to years; a smaller error has another cause. Seconds. */
const GUESSED_WRONG = 3600

/** What else may have set this clock wrong. */
function suspects({ otherClients = [], secureTimeSeeding, virtualMachine, automaticTimeZone }: ClockState, known: KnownVerdict): readonly FindingId[] {
  const zone = zoneErrorOf(known) !== null
  return [
    ...(otherClients.length > 0 ? ['other-client' as const] : []),
    ...(secureTimeSeeding === true && Math.abs(known.offset) > GUESSED_WRONG ? ['secure-time-seeding' as const] : []),
    ...(virtualMachine === undefined ? [] : ['virtual-machine' as const]),
    ...(zone ? ['wrong-zone' as const] : []),
    ...(zone && automaticTimeZone === false ? ['automatic-zone-off' as const] : []),
  ]
}

/** Faults of a clock that is off by less than the warning limit are none yet, only worth mending on the way. */
const ONLY_IF_OFF: ReadonlySet<FindingId> = new Set(['clock-wrong', 'service-not-correcting', 'believes-synchronised', 'beyond-correction-limit', 'container', 'other-client', 'wrong-zone'])

function finding(id: FindingId, state: ClockState, known: KnownVerdict | null): Finding {
  const { severity, title, meaning, remedy } = CATALOGUE[id]
  const harmless = ONLY_IF_OFF.has(id) && known?.level === 'ok'
  return { id, severity: harmless ? 'note' : severity, title: say(title), meaning: say(meaning, wordsFor(state, known)), ...(remedy === undefined ? {} : { remedy }) }
}

function wordsFor(state: ClockState, known: KnownVerdict | null): Readonly<Record<string, string>> {
  const own = known === null ? [] : configuredSources(state, known)
  // One that is silent beside one that lies did not say anything wrong.
  const liars = own.filter(({ status }) => status === 'falseticker')
  const hours = known === null ? null : zoneErrorOf(known)
  return {
    service: state.services[0]?.name ?? say('The time service || in place of its name'),
    offset: known === null ? say('wrong || of a clock, in place of how far it is off') : slowOrFast(known.offset),
    owner: state.managedBy ?? say('your organisation || who manages the settings'),
    place: state.container ?? state.virtualMachine ?? say('a container || a system inside another one'),
    limit: durationWords(state.correctionLimit ?? 0),
    servers: sayList([...new Set((liars.length > 0 ? liars : own).map(({ name }) => name))]),
    programs: sayList(state.otherClients ?? []),
    other: state.dualBoot ?? say('Another system || on the same computer, like Windows beside Linux'),
    hours: hours === null ? say('hours || a length of time that is not known') : zoneWords(hours),
    done: sayList(state.halfDone?.done ?? []) || say('nothing || no step of a repair'),
    open: sayList(state.halfDone?.open ?? []) || say('nothing || no step of a repair'),
  }
}
