import type { Step } from '../core/remedy.ts'
import type { RunOutcome, StepResult } from './machine.ts'

export type StepProgress =
  | { readonly kind: 'step-started'; readonly index: number }
  | { readonly kind: 'step-ended'; readonly index: number; readonly result: StepResult }

/** What the steps are for. The helper of IT only repairs: it is told remedies, never commands, so it cannot take one back. */
export type Purpose = 'repair' | 'undo'

/** A way to run steps with the rights they need. Asks at most once for all of them; a refusal is an outcome. */
export interface Elevation {
  /** How the user will be asked, for the line under the button; null when nobody needs to be asked. */
  readonly asks: 'administrator' | 'password' | null
  /** @param purpose a repair when absent */
  run(steps: readonly Step[], onProgress: (progress: StepProgress) => void, purpose?: Purpose): Promise<RunOutcome>
}

/** A helper that IT installed on this machine. */
export interface Helper {
  /** Whether it works without asking anybody. */
  readonly isFree: boolean
  /** Runs what it does of these steps; null where it could not be reached and so did nothing, and another road may be tried. */
  run(steps: readonly Step[], onProgress: (progress: StepProgress) => void): Promise<RunOutcome | null>
}
