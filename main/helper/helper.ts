import { checkUp, movedSince, type CheckOptions, type Laptop } from '../checkup.ts'
import { LARGEST_STEP } from '../core/limits.ts'
import type { Step } from '../core/remedy.ts'
import type { Verdict } from '../core/verdict.ts'
import { lineOf, type HelperLine } from '../platform/elevation-answer.ts'
import { HELPER_SAYS } from '../platform/elevation-helper-words.ts'
import { readRequest, type HelperRequest } from '../platform/elevation-request.ts'
import type { StepResult } from '../platform/machine.ts'
import { runSteps } from '../platform/steps.ts'
import { MEASURE_FOR_REPAIR } from '../repair.ts'

/** Where one repair at a time is let in. */
export interface Gate {
  /** Lets this repair in, or says in a sentence why not. */
  readonly enter: () => Promise<string | null>
  readonly leave: () => Promise<void>
}

/** What the helper touches. */
export interface HelperParts extends Laptop {
  readonly gate: Gate
  /** `only`: what the organisation offers, which no request widens. */
  readonly options: CheckOptions
  /** Writes one line of the answer. */
  readonly say: (line: string) => void
  /** Writes a sentence into the system's log. Never rejects. */
  readonly log: (sentence: string) => Promise<void>
  /** The number of the user who asked, where that is known. */
  readonly caller?: number
}

/** Exit codes. 126 and 127 are pkexec's own and never among them. */
export const HELPER_EXIT = { done: 0, refused: 1, usage: 64 } as const

/** The clock that the user was shown and the one that is measured here may differ by this much, in seconds. */
const AGREES_WITHIN = 1
/** Between the measurement and the first step the clock must not move by more than this, in seconds. */
const MOVED = 0.3

/**
 * Does what was asked for, as far as its own checkup finds that this machine needs it, and answers in lines. It takes
 * remedy names and one number; the number is only compared. Gives the exit code.
 */
export async function runHelper(words: readonly string[], parts: HelperParts): Promise<number> {
  const { machine, gate, log } = parts
  const tell = (line: HelperLine): void => parts.say(lineOf(line))
  const refuse = (sentence: string, exit: number = HELPER_EXIT.refused): number => {
    tell(refused(sentence))
    return exit
  }
  tell({ kind: 'marker' })
  if (!machine.isRoot) return refuse('The helper has to be started by the system with the rights of root. Nothing was changed.')
  const request = readRequest(words)
  const who = parts.caller === undefined ? 'somebody' : `user ${parts.caller}`
  if (typeof request === 'string') {
    await log(`A request of ${who} was refused: it was not understood.`)
    return refuse(`${request} Nothing was changed.`, HELPER_EXIT.usage)
  }
  const { only } = parts.options
  if (only !== undefined && !request.remedies.every((remedy) => only.includes(remedy))) {
    await log(`A request of ${who} was refused: policy does not offer what was asked for.`)
    return refuse('Your organisation does not offer this remedy. Nothing was changed.')
  }
  const shut = await gate.enter()
  if (shut !== null) {
    await log(`A request of ${who} was refused: ${shut}`)
    return refuse(shut)
  }
  try {
    await log(`A repair was asked for by ${who}: ${request.remedies.join(', ')}.`)
    const checkup = await checkUp(parts, { ...MEASURE_FOR_REPAIR, ...parts.options, only: request.remedies })
    const objection = objectionTo(request, checkup.verdict) ?? (movedSince(machine.clock, checkup) > MOVED ? overtaken(HELPER_SAYS.setMeanwhile) : null)
    if (objection !== null) {
      await log(`Nothing was changed: ${objection.words}`)
      tell(objection)
      return HELPER_EXIT.refused
    }
    const { steps } = checkup.plan
    if (steps.length === 0) {
      await log('Nothing was changed: nothing that was asked for is needed.')
      tell({ kind: 'end', outcome: 'nothing' })
      return HELPER_EXIT.done
    }
    await log(`Done: ${doneWords(await runPlan(parts, steps, tell))}.`)
    tell({ kind: 'end', outcome: 'ran' })
    return HELPER_EXIT.done
  } finally {
    await gate.leave()
  }
}

const runPlan = ({ machine }: Laptop, steps: readonly Step[], tell: (line: HelperLine) => void): Promise<readonly StepResult[]> => {
  tell({ kind: 'plan', steps })
  return runSteps(machine, steps, (progress) => tell(progress.kind === 'step-started' ? { kind: 'began', index: progress.index } : { kind: 'ended', index: progress.index, result: progress.result }))
}

const doneWords = (results: readonly StepResult[]): string => results.map(({ remedy, state }) => `${remedy} ${state}`).join(', ')

type Objection = Extract<HelperLine, { readonly words: string }>
const refused = (words: string): Objection => ({ kind: 'end', outcome: 'refused', words })
const overtaken = (words: string): Objection => ({ kind: 'end', outcome: 'overtaken', words })

/** Why the clock may not be set on this request, or null. */
function objectionTo({ remedies, offset }: HelperRequest, verdict: Verdict): Objection | null {
  if (!remedies.includes('step-clock')) return null
  if (verdict.kind === 'unknown') return refused(HELPER_SAYS.notMeasured)
  if (Math.abs(verdict.offset) > LARGEST_STEP) return refused(HELPER_SAYS.tooLarge)
  if (offset !== undefined && Math.abs(verdict.offset - offset) > AGREES_WITHIN + verdict.uncertainty) {
    return overtaken(HELPER_SAYS.otherDifference)
  }
  return null
}
