import { middleOf, widthOf } from '../code/range.ts'
import { RIGHT, type Ahead } from '../services/chance.ts'
import type { ClockName, CodeMaker, Guilt, NextStep } from '../three-clocks.ts'
import { durationWords } from './duration.ts'
import { msg, say, sayList } from './say.ts'

export interface GuiltWords {
  /** The one sentence: which clock is guilty, or what is not known yet. */
  readonly sentence: string
  /** What to do, the first thing first. */
  readonly next: readonly string[]
}

const NAMES: Readonly<Record<ClockName, string>> = {
  laptop: msg('this laptop || in a list of clocks'),
  phone: msg('your phone || in a list of clocks'),
  service: msg('the service || in a list of clocks'),
}

interface Sides {
  readonly behind: string
  readonly ahead: string
}

/** Said of the one clock that is wrong. */
const BLAME: Readonly<Record<ClockName, Sides>> = {
  laptop: {
    behind: msg('The clock of this laptop is to blame: it is {size} behind, and so are its codes.'),
    ahead: msg('The clock of this laptop is to blame: it is {size} ahead, and so are its codes.'),
  },
  phone: { behind: msg('The clock of your phone is to blame: it is {size} behind.'), ahead: msg('The clock of your phone is to blame: it is {size} ahead.') },
  service: { behind: msg('The clock of the service is to blame: it is {size} behind.'), ahead: msg('The clock of the service is to blame: it is {size} ahead.') },
}

/** Said where a phone makes the codes. */
const LAPTOP_BESIDE_PHONE: Sides = {
  behind: msg('The clock of this laptop is {size} behind; the codes of your phone do not follow it, but the sign-in around them may.'),
  ahead: msg('The clock of this laptop is {size} ahead; the codes of your phone do not follow it, but the sign-in around them may.'),
}

/** Said of each where several are wrong. */
const ONE_OF_SEVERAL: Readonly<Record<ClockName, Sides>> = {
  laptop: { behind: msg('this laptop is {size} behind || in a list of clocks'), ahead: msg('this laptop is {size} ahead || in a list of clocks') },
  phone: { behind: msg('your phone is {size} behind || in a list of clocks'), ahead: msg('your phone is {size} ahead || in a list of clocks') },
  service: { behind: msg('the service is {size} behind || in a list of clocks'), ahead: msg('the service is {size} ahead || in a list of clocks') },
}

const NEXT: Readonly<Record<NextStep, string>> = {
  'check-laptop': msg('Check this laptop\'s clock first: every other clock is judged by the true time.'),
  'repair-laptop': msg('Repair this laptop\'s clock.'),
  'set-phone': msg('Let your phone set its time by itself, then test a code again.'),
  'tell-admin': msg('Tell the administrator of the service how far its clock is off. Nobody else can set it right.'),
  'test-phone': msg('Test a code of your phone.'),
  'test-phone-closely': msg('Test your phone more closely: type the next code, or press when it flips.'),
  'ask-service': msg('Let Clock Medic ask the service for its time.'),
  'ask-service-again': msg('Ask the service for its time once more.'),
  'ask-admin': msg('Ask the administrator of the service whether the clock of the server that checks the codes is right: only a machine in front of it can be seen from here.'),
  'set-both': msg('Set your phone or laptop right first, then tell the administrator of the service about its clock.'),
  'enrol-again': msg('Enrol your authenticator again, or ask the administrator of the service to reset it.'),
}

/** Which clock is guilty, in words. */
export function guiltWords(guilt: Guilt, maker: CodeMaker): GuiltWords {
  return { sentence: sentenceOf(guilt, maker), next: guilt.next.map((step) => say(NEXT[step])) }
}

function sentenceOf({ states, errors, culprits, apart, mayEnrolAgain }: Guilt, maker: CodeMaker): string {
  const [first, ...others] = culprits
  if (first !== undefined && others.length === 0) return errorSentence(first === 'laptop' && maker === 'phone' ? LAPTOP_BESIDE_PHONE : BLAME[first], errors[first] ?? RIGHT)
  if (first !== undefined) {
    const clocks = sayList(culprits.map((name) => errorSentence(ONE_OF_SEVERAL[name], errors[name] ?? RIGHT)))
    return culprits.length === 2 ? say('Two clocks are wrong: {clocks}.', { clocks }) : say('Three clocks are wrong: {clocks}.', { clocks })
  }
  if (apart !== undefined) return say('Each clock is nearly right, but what makes your codes and what checks them are {size} apart.', { size: sizeWords(apart) })
  if (mayEnrolAgain) {
    return states.phone === 'not-used'
      ? say('The clocks of this laptop and the service are right, so the time is not to blame.')
      : say('The clocks of this laptop, your phone and the service are right, so the time is not to blame.')
  }
  return nothingProven(states)
}

function nothingProven(states: Guilt['states']): string {
  const clocks = (['laptop', 'phone', 'service'] as const).filter((name) => states[name] !== 'not-used')
  const right = clocks.filter((name) => states[name] === 'right')
  const open = clocks.filter((name) => states[name] !== 'right')
  if (open.length === 0) return say('No clock that can be seen from here is wrong.')
  const values = { open: namesOf(open), right: namesOf(right), count: right.length }
  return right.length === 0
    ? say('No clock is proven wrong so far. Not known well enough: {open}.', values)
    : say('No clock is proven wrong so far. Not known well enough: {open}; {count, plural, one {{right} is right} other {{right} are right}}.', values)
}

const namesOf = (clocks: readonly ClockName[]): string => sayList(clocks.map((name) => say(NAMES[name])))

const errorSentence = ({ behind, ahead }: Sides, error: Ahead): string => say(middleOf(error) > 0 ? ahead : behind, { size: sizeWords(error) })

/** "about 85 seconds": the middle of the range, to 5 seconds where it is wide. */
function sizeWords(error: Ahead): string {
  const middle = middleOf(error)
  const width = widthOf(error)
  if (width <= 0.5) return durationWords(middle)
  return say('about {size} || a length of time', { size: durationWords(width > 3 ? Math.round(middle / 5) * 5 : Math.round(middle)) })
}
