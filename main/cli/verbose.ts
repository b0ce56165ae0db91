import { lineOf } from '../core/log/line.ts'
import type { Observation } from '../core/sample.ts'
import type { Source } from '../core/source.ts'
import type { Command, CommandResult } from '../platform/machine.ts'
import type { OpenLaptop } from './cli.ts'

/**
 * The same laptop, which tells what it does meanwhile: every program that it starts and every source that answers, a line each, in
 * the form of the app's log. It names servers and addresses, so it is for whoever sits at this terminal. What is typed in is no part of it.
 */
export function telling(laptop: OpenLaptop, tell: (line: string) => void): OpenLaptop {
  const { machine, options } = laptop
  const line = (text: string): void => tell(lineOf(machine.clock.wall(), 'debug', text))
  const heard = new Set<string>()
  return {
    ...laptop,
    machine: {
      ...machine,
      run: async (command, given) => {
        const result = await machine.run(command, given)
        line(ranWords(command, result))
        return result
      },
    },
    options: {
      ...options,
      onObservation: (observation) => {
        heard.add(placeOf(observation.kind === 'sample' ? observation.sample : observation.failure))
        line(answerWords(observation))
        options.onObservation?.(observation)
      },
      onVerdict: (verdict) => {
        for (const source of verdict.sources.filter((each) => !heard.has(placeOf(each)))) line(`silent ${placeOf(source)}`)
        options.onVerdict?.(verdict)
      },
    },
  }
}

function ranWords(command: Command, { exit, missing, timedOut, tookSeconds }: CommandResult): string {
  const end = missing ? 'missing' : timedOut ? 'timed-out' : `exit=${exit ?? 'signal'}`
  return `ran ${command.map(quoted).join(' ')} ${end} took=${tookSeconds.toFixed(3)}`
}

function answerWords(observation: Observation): string {
  if (observation.kind === 'failure') return `failed ${placeOf(observation.failure)} ${observation.failure.code}`
  const { offset, distance, delay } = observation.sample
  return `answered ${placeOf(observation.sample)} offset=${offset.toFixed(6)} distance=${distance.toFixed(6)} delay=${delay.toFixed(6)}`
}

/** A name or an answer of a stranger may hold what would steer a terminal. */
const plain = (text: string): string => text.replaceAll(/[^\x20-\x7E]/g, '?')
const quoted = (word: string): string => (/^[\w@%+=:,./-]+$/.test(word) ? word : plain(JSON.stringify(word)))
const placeOf = ({ kind, name, address }: Source): string => plain(address === name ? `${kind} ${name}` : `${kind} ${name} ${address}`)
