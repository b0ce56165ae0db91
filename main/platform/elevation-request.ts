import { LARGEST_STEP } from '../core/limits.ts'
import { isRemedy, type Remedy, type Step } from '../core/remedy.ts'

/**
 * What an employee may have done through the helper of IT. Time servers and the zone are not among them: whoever
 * chooses them decides what this computer takes for true, and that stays with an administrator.
 */
export const HELPER_REMEDIES = [
  'register-service', 'unmask-service', 'step-clock', 'enable-automatic-time', 'start-service', 'resync', 'set-hardware-clock',
] as const satisfies readonly Remedy[]

/** All that the helper can be asked for. */
export interface HelperRequest {
  /** At least one, each once. */
  readonly remedies: readonly Remedy[]
  /** What the user was shown (true time minus local clock, seconds). The helper only compares it with its own measurement. */
  readonly offset?: number
}

const OFFSET = '--offset='
/** Digits and at most milliseconds: no exponent, no hexadecimal, no blank, no infinity. */
const PLAIN_NUMBER = /^[+-]?\d{1,10}(\.\d{1,3})?$/

/** Tells whether the helper takes this remedy. */
export const isForHelper = (remedy: Remedy): boolean => (HELPER_REMEDIES as readonly Remedy[]).includes(remedy)

/** Reads the arguments of the helper. What is wrong with them comes back as one sentence, and nothing of them is used. */
export function readRequest(words: readonly string[]): HelperRequest | string {
  const remedies: Remedy[] = []
  let offset: number | undefined
  // The count first: a request of any length is refused without being read.
  if (words.length > HELPER_REMEDIES.length + 1) return 'That is more than the helper can be asked for.'
  for (const word of words) {
    if (word.startsWith(OFFSET)) {
      if (offset !== undefined) return 'The offset was given twice.'
      const number = word.slice(OFFSET.length)
      if (!PLAIN_NUMBER.test(number) || Math.abs(Number(number)) > LARGEST_STEP) return `"${clean(number)}" is no offset in seconds.`
      offset = Number(number)
    } else {
      if (!isRemedy(word) || !isForHelper(word)) return `"${clean(word)}" is not among what the helper does: ${HELPER_REMEDIES.join(', ')}.`
      if (remedies.includes(word)) return `"${word}" was named twice.`
      remedies.push(word)
    }
  }
  if (remedies.length === 0) return 'No remedy was named.'
  return { remedies, ...(offset === undefined ? {} : { offset }) }
}

const clean = (text: string): string => text.slice(0, 40).replaceAll(/[^\x20-\x7E]/g, '?')

/** The arguments that `readRequest` reads as this request. */
export const requestWords = ({ remedies, offset }: HelperRequest): readonly string[] =>
  [...remedies, ...(offset === undefined ? [] : [`${OFFSET}${offset.toFixed(3)}`])]

/** The request for these steps as far as the helper does them, or null where it does none of them. */
export function requestFor(steps: readonly Step[]): HelperRequest | null {
  const remedies = [...new Set(steps.map(({ remedy }) => remedy))].filter(isForHelper)
  const offset = shownOffset(steps)
  return remedies.length === 0 ? null : { remedies, ...(offset === undefined ? {} : { offset }) }
}

/** The offset in seconds that a step on Linux moves the clock by, as its command says it to date(1). */
function shownOffset(steps: readonly Step[]): number | undefined {
  const words = steps.filter(({ remedy }) => remedy === 'step-clock').flatMap(({ command }) => command)
  const amount = words.map((word) => /^([+-]\d{1,10}\.\d{3}) seconds$/.exec(word)?.[1]).find((each) => each !== undefined)
  return amount === undefined ? undefined : Number(amount)
}
