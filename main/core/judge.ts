import { levelOf, type Limits } from './limits.ts'
import { bestOfEach, type Sample } from './sample.ts'
import type { Failure, FailureCode } from './source.ts'
import { combine, openSpan, select, type Selection } from './selection.ts'
import type { JudgedSource, Survey, UnknownReason, Verdict } from './verdict.ts'
import { failureWords } from './words/failures.ts'

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
  const samples = bestOfEach(survey.samples)
  const enough = needed(samples, quorum)
  const unknown = (reason: UnknownReason): Verdict => ({
    kind: 'unknown', reason, sources: [...samples.map((sample) => judged(sample, null)), ...survey.failures.map(out)],
  })
  if (survey.stepped) return unknown('clock-stepped')
  if (samples.length === 0) return unknown(whySilent(survey.failures))
  if (samples.length < enough) return unknown(survey.failures.some(({ code }) => code === 'portal') ? 'captive-portal' : 'too-few-sources')
  const selection = select(samples) ?? select(samples, samples.length, SMEAR)
  if (selection === null) return unknown('sources-disagree')
  if (selection.truechimers.length < enough) return unknown('too-few-sources')
  const { offset, uncertainty } = combine(selection)
  return {
    kind: 'known',
    level: levelOf(offset, limits),
    offset,
    uncertainty,
    method: selection.truechimers.some(({ kind }) => kind === 'ntp') ? 'ntp' : 'https-date',
    sources: [...samples.map((sample) => judged(sample, selection)), ...survey.failures.map(out)],
  }
}

/**
 * Tells whether waiting for more answers could still change what is said about the clock.
 * @param pending sources that were asked and may yet answer
 */
export function isSettled(samples: readonly Sample[], pending: number, limits: Limits, quorum: Quorum): boolean {
  const best = bestOfEach(samples)
  const selection = select(best, best.length + pending)
  if (selection === null || selection.truechimers.length < needed(best, quorum)) return false
  const span = openSpan(best, pending)
  if (span === null || levelOf(span.low, limits) !== levelOf(span.high, limits)) return false
  // A wider span could be at the same level at both ends and cross zero in between.
  return span.high - span.low < limits.warning
}

const needed = (samples: readonly Sample[], quorum: Quorum): number => (samples.some(({ kind }) => kind === 'ntp') ? quorum.ntp : quorum.web)

function judged(sample: Sample, selection: Selection | null): JudgedSource {
  const { name, address, kind, offset, delay, stratum } = sample
  const agrees = selection !== null && selection.truechimers.includes(sample)
  const reason = selection === null ? 'Answered, but not enough sources agree.'
    : agrees ? 'Agrees with the majority.' : 'Disagrees with the majority and was ignored.'
  const status = selection === null ? 'discarded' : agrees ? 'truechimer' : 'falseticker'
  return { name, address, kind, status, reason, offset, delay, ...(stratum === undefined ? {} : { stratum }) }
}

function out(failure: Failure): JudgedSource {
  const { name, address, kind, status } = failure
  return { name, address, kind, status, reason: failureWords(failure) }
}

const SILENT_CODES: readonly FailureCode[] = ['no-answer', 'late', 'names-silent', 'port-closed', 'connection', 'no-route']

/** Why no source at all gave a time: the reason that explains most, the most specific first. */
function whySilent(failures: readonly Failure[]): UnknownReason {
  const any = (...codes: FailureCode[]): boolean => failures.some(({ code }) => codes.includes(code))
  const all = (...codes: FailureCode[]): boolean => failures.every(({ code }) => codes.includes(code))
  if (failures.length === 0) return 'no-answer'
  if (any('portal')) return 'captive-portal'
  if (all('no-route')) return 'no-network'
  if (all('name-unknown', 'no-route')) return 'names-not-found'
  if (any('certificate', 'wrong-name')) return 'certificates'
  if (any('kiss-of-death')) return 'servers-refuse'
  if (any('unsynchronised', 'stratum')) return 'servers-unsynchronised'
  if (all(...SILENT_CODES, 'name-unknown')) return 'no-answer'
  return 'bad-answers'
}
