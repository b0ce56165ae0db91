import type { ClockState } from './clock-state.ts'
import type { Finding } from './finding.ts'
import type { Plan } from './plan.ts'
import type { Verdict } from './verdict.ts'

/** One look at this machine's clock: measured, explained, and what would mend it. Everything shown derives from it. */
export interface Checkup {
  /** Local clock at the start, seconds since 1970. */
  readonly checkedAt: number
  /** The same moment by the clock that is never set, in seconds from any start. */
  readonly checkedAtMonotonic: number
  readonly tookSeconds: number
  readonly verdict: Verdict
  readonly state: ClockState
  readonly findings: readonly Finding[]
  readonly plan: Plan
}
