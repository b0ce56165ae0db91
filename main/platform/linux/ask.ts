import { say } from '../../core/words/say.ts'
import type { Command, Machine } from '../machine.ts'

/** How long a command that only reads may take, in seconds. */
const READ_TIMEOUT = 10

export type Reply<T> =
  | { readonly kind: 'value'; readonly value: T }
  /** A sentence for the user that says why there is no value. */
  | { readonly kind: 'silent'; readonly why: string }

/**
 * Runs a reading command and parses what it prints. Never throws: every way to fail becomes a sentence.
 * @param timeoutSeconds how long it may take
 */
export const ask = async <T>(
  machine: Machine, command: Command, parse: (text: string) => T | null, timeoutSeconds = READ_TIMEOUT,
): Promise<Reply<T>> => {
  const program = command[0].slice(command[0].lastIndexOf('/') + 1)
  const result = await machine.run(command, { timeoutSeconds })
  if (result.missing) return silent(say('The program {program} is not on this machine.', { program }))
  if (result.timedOut) return silent(say('{program} did not answer within {seconds, plural, one {# second} other {# seconds}}.', { program, seconds: timeoutSeconds }))
  if (result.exit !== 0) {
    const said = firstLine(result.stderr) || firstLine(result.stdout)
    return silent(said === '' ? say('{program} gave up without saying why.', { program }) : say('{program} said: {line}', { program, line: said }))
  }
  const value = parse(decode(result.stdout))
  if (value === null) return silent(say('{program} answered in a form that Clock Medic does not know.', { program }))
  return { kind: 'value', value }
}

const silent = (why: string) => ({ kind: 'silent', why }) as const

const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)

/** The first line of what was printed, short enough for one line of a report. */
const firstLine = (bytes: Uint8Array): string => (decode(bytes).trim().split(/\r?\n/)[0] ?? '').slice(0, 200)
