import type { Step } from '../core/remedy.ts'
import type { RunOutcome, StepResult } from './machine.ts'

export type StepProgress =
  | { readonly kind: 'step-started'; readonly index: number }
  | { readonly kind: 'step-ended'; readonly index: number; readonly result: StepResult }

/** A way to run steps with the rights they need. Asks at most once for all of them; a refusal is an outcome. */
export interface Elevation {
  /** How the user will be asked, for the line under the button; null when nobody needs to be asked. */
  readonly asks: 'administrator' | 'password' | null
  run(steps: readonly Step[], onProgress: (progress: StepProgress) => void): Promise<RunOutcome>
}
