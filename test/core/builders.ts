import { DEFAULT_QUORUM, judge } from '../../main/core/judge.ts'
import { DEFAULT_LIMITS } from '../../main/core/limits.ts'
import type { Sample } from '../../main/core/sample.ts'
import type { Failure, FailureCode } from '../../main/core/source.ts'
import type { KnownVerdict, Survey, UnknownReason, UnknownVerdict, Verdict } from '../../main/core/verdict.ts'

let sources = 0

/** An answer of a time server of its own. */
export const answer = (offset: number, distance = 0.02, more: Partial<Sample> = {}): Sample => {
  const number = ++sources
  return { name: `ntp-${number}.example`, address: `198.51.100.${number % 250}:${number}`, kind: 'ntp', offset, delay: distance, distance, stratum: 2, ...more }
}

/** The date of a website of its own. */
export const dated = (offset: number, distance = 0.55): Sample => {
  const { stratum: _none, ...sample } = answer(offset, distance, { name: `www-${sources}.example`, kind: 'https-date' })
  return sample
}

export const failed = (code: FailureCode, more: Partial<Failure> = {}): Failure => {
  const number = ++sources
  return { name: `ntp-${number}.example`, address: '', kind: 'ntp', status: 'unreachable', code, detail: '', ...more }
}

export const survey = (samples: readonly Sample[], failures: readonly Failure[] = [], stepped = false): Survey =>
  ({ samples, failures, stepped, startedAt: 1_795_348_800, startedAtMonotonic: 0, tookSeconds: 0.2 })

/** What the product says about these answers with its own limits and quorum. */
export const judged = (samples: readonly Sample[], failures: readonly Failure[] = [], stepped = false): Verdict =>
  judge(survey(samples, failures, stepped), DEFAULT_LIMITS, DEFAULT_QUORUM)

/** A clock that is off by so much, measured by four servers that agree. */
export const measured = (offset: number, more: Partial<KnownVerdict> = {}): KnownVerdict => {
  const verdict = judged([0, 1, 2, 3].map(() => answer(offset)))
  if (verdict.kind === 'unknown') throw new Error(`Four servers that agree gave ${verdict.reason}.`)
  return { ...verdict, offset, ...more }
}

export const notMeasured = (reason: UnknownReason = 'no-answer'): UnknownVerdict => ({ kind: 'unknown', reason, sources: [] })
