import { say } from '../../core/words/say.ts'
import type { Command, CommandResult, Machine } from '../machine.ts'

/** w32tm can hang on a wedged service; the others answer in milliseconds. Seconds. */
const READ_TIMEOUT = 5

/** Runs one command that only reads, with the time limit of all of them. */
export const ask = (machine: Machine, ...command: Command): Promise<CommandResult> => machine.run(command, { timeoutSeconds: READ_TIMEOUT })

/** Why a command told nothing, as a sentence with the name of its program. */
export const whyNot = (result: CommandResult, program: string): string => {
  if (result.missing) return say('{program} is not on this PC or may not be run.', { program })
  if (result.timedOut) return say('{program} did not answer within {seconds, plural, one {# second} other {# seconds}}.', { program, seconds: READ_TIMEOUT })
  return say('{program} gave an answer that Clock Medic does not understand.', { program })
}
