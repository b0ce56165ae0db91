import type { Step } from '../core/remedy.ts'
import { say } from '../core/words/say.ts'
import type { Machine, RunOutcome, StepResult } from '../platform/machine.ts'
import type { PracticeLaptop } from './laptop.ts'

/** Runs steps on a machine one after the other: the same function that the real elevated road uses. */
export type RunSteps<Progress> =
  (machine: Machine, steps: readonly Step[], onProgress?: (progress: Progress) => void) =>
    Promise<readonly StepResult[]>

/** The practice laptop's administrator, who is asked once and stands by the answer. */
export interface PracticeElevation<Progress> {
  run(steps: readonly Step[], onProgress?: (progress: Progress) => void): Promise<RunOutcome>
  grant(): void
  refuse(): void
}

/**
 * Makes the administrator of a practice laptop. One that `refuses` says no by itself, as root nobody is asked; one that
 * `asks` waits for `grant` or `refuse`, or says yes at once where the window has nobody to ask.
 */
export function createPracticeElevation<Progress>(
  laptop: PracticeLaptop, runSteps: RunSteps<Progress>, options: { readonly grantsAtOnce?: boolean } = {},
): PracticeElevation<Progress> {
  const { rights } = laptop.description
  let answer: (granted: boolean) => void = () => undefined
  const decision = new Promise<boolean>((resolve) => { answer = resolve })
  if (rights === 'refuses') answer(false)
  else if (rights === 'root' || options.grantsAtOnce === true) answer(true)
  return {
    grant: () => answer(true),
    refuse: () => answer(false),
    run: async (steps, onProgress) => {
      if (!await decision) return { kind: 'refused', words: say('The practice administrator said no. Nothing was changed.') }
      return { kind: 'ran', steps: await runSteps(laptop.asRoot, steps, onProgress) }
    },
  }
}
