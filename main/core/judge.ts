import { levelOf, type Limits } from './limits.ts'
import type { Sample } from './sample.ts'
import type { Failure } from './source.ts'
import { combine, openSpan, select, type Selection } from './selection.ts'
import type { JudgedSource, Survey, UnknownReason, Verdict } from './verdict.ts'
import { addressesOf, overlapOf, votersOf, type Voter } from './voter.ts'
import { whyTooFew } from './why-unknown.ts'
import { failureWords } from './words/failures.ts'
import { say } from './words/say.ts'

/** Leap smearing keeps honest servers up to this far apart (24 h linear smear: half a second). */
const SMEAR = 0.5
/** Fewer independent sources than this may all be wrong together. */
export const ENOUGH_SOURCES = 3

/** How many sources have to agree: three, or fewer where the user named fewer himself. */
export interface Quorum {
  /** Where time servers answer at all. */
  readonly ntp: number
  /** Where only websites do. */
  readonly web: number
}

export const DEFAULT_QUORUM: Quorum = { ntp: ENOUGH_SOURCES, web: ENOUGH_SOURCES }

/** Judges one survey: the offset a strict majority agrees on, or why nothing can be said. */
export function judge(survey: Survey, limits: Limits, quorum: Quorum): Verdict {
  const { samples, failures, hint } = survey
  const voters = votersOf(samples)
  const unknown = (reason: UnknownReason): Verdict => ({
    kind: 'unknown', reason, ...(hint === undefined ? {} : { hint }),
    sources: [...samples.map((sample) => judged(sample, null)), ...failures.map(out)],
  })
  if (survey.stepped) return unknown('clock-stepped')
  if (namesOf(voters) < needed(voters, quorum)) return unknown(whyTooFew(samples, failures))
  const { selection } = decide(voters)
  if (selection === null || outnumbered(selection)) return unknown('sources-disagree')
  if (namesOf(selection.truechimers) < needed(selection.truechimers, quorum)) return unknown(whyTooFew(samples, failures))
  const { offset, uncertainty } = combine(selection)
  return {
    kind: 'known',
    level: levelOf(offset, limits),
    offset,
    uncertainty,
    method: selection.truechimers.every(({ kind }) => kind === 'https-date') ? 'https-date' : 'ntp',
    authenticated: selection.truechimers.some(isAuthenticated),
    sources: [...samples.map((sample) => judged(sample, selection)), ...failures.map(out)],
  }
}

/** Who may yet answer. */
export interface Pending {
  /** How many addresses. */
  readonly addresses: number
  /** How many names of which nobody has answered so far. */
  readonly names: number
}

const NOBODY: Pending = { addresses: 0, names: 0 }

/** Tells whether waiting for more answers could still change what is said about the clock. */
export function isSettled(samples: readonly Sample[], pending: Pending, limits: Limits, quorum: Quorum): boolean {
  const { electorate, selection } = decide(votersOf(samples), pending)
  if (selection === null || namesOf(selection.truechimers) < needed(selection.truechimers, quorum)) return false
  const spans = [openSpan(electorate, pending.names), openSpan(addressesOf(electorate.flatMap((voter) => voter.samples)), pending.addresses)]
  const [low, high] = [Math.min(...spans.map((span) => span?.low ?? -Infinity)), Math.max(...spans.map((span) => span?.high ?? Infinity))]
  // A wider span could be at the same level at both ends and cross zero in between.
  return levelOf(low, limits) === levelOf(high, limits) && high - low < limits.warning
}

interface Decision {
  /** Those whose votes were counted. */
  readonly electorate: readonly Voter[]
  readonly selection: Selection | null
}

/**
 * The majority, of all voters or, where an authenticated one contradicts it, of those who prove who they are: plain NTP can
 * be forged by anybody on the way, an answer by NTS or under a website's own certificate cannot.
 */
function decide(voters: readonly Voter[], pending: Pending = NOBODY): Decision {
  const all = majority(voters, pending)
  const authenticated = voters.filter(isAuthenticated)
  if (authenticated.every((voter) => all?.truechimers.includes(voter) === true)) return { electorate: voters, selection: all }
  const electorate = voters.filter(({ kind }) => kind !== 'ntp')
  const proven = majority(electorate, pending)
  if (proven?.truechimers.some(isAuthenticated) !== true) return { electorate, selection: null }
  return { electorate, selection: { ...proven, falsetickers: voters.filter((voter) => !proven.truechimers.includes(voter)) } }
}

/** Whether more voices are against it than for it: then it takes a full quorum of sources that prove who they are. */
const outnumbered = ({ truechimers, falsetickers }: Selection): boolean => truechimers.length < Math.min(ENOUGH_SOURCES, falsetickers.length)

/**
 * The majority of the names, if the majority of the addresses agrees with it: few names with many addresses must not
 * outvote many, nor many names that lead to few. Smearing is an excuse only where nothing else agrees.
 */
function majority(voters: readonly Voter[], pending: Pending): Selection | null {
  const addresses = addressesOf(voters.flatMap(({ samples }) => samples))
  const by = (slack: number): Selection | null => {
    const [names, all] = [select(voters, voters.length + pending.names, slack), select(addresses, addresses.length + pending.addresses, slack)]
    return names === null || all === null || overlapOf([names, all]) === null ? null : names
  }
  return by(0) ?? (pending.addresses === 0 ? by(SMEAR) : null)
}

const isAuthenticated = ({ kind }: Voter): boolean => kind === 'nts'

/** How many independent names stand behind these voters. */
const namesOf = (voters: readonly Voter[]): number => new Set(voters.map(({ kind, name }) => `${kind} ${name}`)).size

const needed = (voters: readonly Voter[], quorum: Quorum): number => (voters.some(({ kind }) => kind !== 'https-date') ? quorum.ntp : quorum.web)

function judged(sample: Sample, selection: Selection | null): JudgedSource {
  const { name, address, kind, offset, delay, stratum } = sample
  const agrees = selection !== null && selection.truechimers.some(({ samples }) => samples.includes(sample))
  const reason = selection === null ? say('Answered, but not enough sources agree.')
    : agrees ? say('Agrees with the majority.') : say('Disagrees with the majority and was ignored.')
  const status = selection === null ? 'discarded' : agrees ? 'truechimer' : 'falseticker'
  return { name, address, kind, status, reason, offset, delay, ...(stratum === undefined ? {} : { stratum }) }
}

function out(failure: Failure): JudgedSource {
  const { name, address, kind, status, code } = failure
  return { name, address, kind, status, code, reason: failureWords(failure) }
}
