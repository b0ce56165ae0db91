import type { Hint } from './hint.ts'
import type { Level } from './limits.ts'
import type { Sample } from './sample.ts'
import type { Failure, FailureCode, SourceKind } from './source.ts'

/** Why no statement about the clock can be made. */
export type UnknownReason =
  | 'no-network' | 'no-answer' | 'names-not-found' | 'captive-portal' | 'sources-disagree' | 'too-few-sources'
  | 'udp-blocked' | 'servers-unsynchronised' | 'servers-refuse' | 'certificates' | 'clock-stepped' | 'bad-answers'

/** A source as the verdict sees it: used, outvoted, or out, each with its reason. */
export interface JudgedSource {
  readonly name: string
  readonly address: string
  readonly kind: SourceKind
  readonly status: 'truechimer' | 'falseticker' | Failure['status']
  /** One sentence for people. */
  readonly reason: string
  /** Why it is out; absent for one that answered. */
  readonly code?: FailureCode
  readonly offset?: number
  readonly delay?: number
  readonly stratum?: number
}

export interface KnownVerdict {
  readonly kind: 'known'
  readonly level: Level
  /** True time minus local clock, in seconds. */
  readonly offset: number
  /** Half-width in seconds of the interval that holds the true offset. */
  readonly uncertainty: number
  readonly method: 'ntp' | 'https-date'
  /** A source that proves who it is by NTS (RFC 8915) agrees. */
  readonly authenticated: boolean
  readonly sources: readonly JudgedSource[]
}

export interface UnknownVerdict {
  readonly kind: 'unknown'
  readonly reason: UnknownReason
  readonly hint?: Hint
  readonly sources: readonly JudgedSource[]
}

export type Verdict = KnownVerdict | UnknownVerdict

/** What one survey of the sources brought. Plain data: `judge` makes the verdict of it. */
export interface Survey {
  readonly samples: readonly Sample[]
  readonly failures: readonly Failure[]
  readonly hint?: Hint
  /** The clock was set by somebody, or the machine slept, while the sources were asked. */
  readonly stepped: boolean
  /** Local clock (seconds since 1970) at the start. */
  readonly startedAt: number
  /** The same moment by the clock that is never set. */
  readonly startedAtMonotonic: number
  readonly tookSeconds: number
}
