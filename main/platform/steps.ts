import type { Step } from '../core/remedy.ts'
import { say } from '../core/words/say.ts'
import type { StepProgress } from './elevation-types.ts'
import type { Command, CommandResult, Machine, StepResult } from './machine.ts'

/**
 * Runs steps one after another on a machine on which we have the rights. An essential step that fails ends the run;
 * what was not reached is reported as such.
 */
export async function runSteps(machine: Machine, steps: readonly Step[], onProgress: (progress: StepProgress) => void): Promise<readonly StepResult[]> {
  const results: StepResult[] = []
  let stopped = false
  for (const [index, step] of steps.entries()) {
    if (stopped) {
      results.push(notReached(step))
      continue
    }
    onProgress({ kind: 'step-started', index })
    const { command, timeoutSeconds, input } = step
    const result = resultOf(step, await machine.run(command as unknown as Command, { timeoutSeconds, ...(input === undefined ? {} : { input }) }))
    onProgress({ kind: 'step-ended', index, result })
    results.push(result)
    stopped = step.essential && result.state !== 'done'
  }
  return results
}

/** A step that never ran. */
export function notReached({ remedy, title, command }: Step): StepResult {
  return { remedy, title, command, state: 'not-reached', exit: null, tookSeconds: 0, said: '' }
}

/** What became of one step, by the exit code it may end with. */
export function resultOf(step: Step, { exit, timedOut, missing, stdout, stderr, tookSeconds }: CommandResult): StepResult {
  const ok = exit !== null && (step.okExits ?? [0]).includes(exit)
  const state = timedOut ? 'timed-out' : ok ? 'done' : 'failed'
  const said = ok ? '' : missing ? say('the program is not there || why a step failed') : firstLine(stderr) || firstLine(stdout)
  return { remedy: step.remedy, title: step.title, command: step.command, state, exit, tookSeconds, said }
}

/** The first line of what a command printed, as `printable`. */
export function firstLine(bytes: Uint8Array): string {
  const text = new TextDecoder('latin1').decode(bytes.subarray(0, 2000))
  const line = text.split(/[\r\n]+/).find((each) => each.trim() !== '') ?? ''
  return printable(line)
}

/** A line from outside, fit for a sentence: no colours, no control characters, at most 200 characters. */
export const printable = (line: string): string => line.replaceAll(/\x1B\[[\d;]*[A-Za-z]/g, '').replaceAll(/[\x00-\x1F\x7F]/g, ' ').trim().slice(0, 200)
