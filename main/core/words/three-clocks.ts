import type { Ahead } from '../services/chance.ts'
import type { ClockName, CodeMaker, Guilt, NextStep, ServiceChance } from '../three-clocks.ts'
import { durationWords } from './duration.ts'
import { listWords } from './list.ts'
import { chanceRangeWords } from './services.ts'

export interface GuiltWords {
  /** The one sentence: which clock is guilty, or what is not known yet. */
  readonly sentence: string
  /** What to do, the first thing first. */
  readonly next: readonly string[]
}

const NAMES: Readonly<Record<ClockName, string>> = { laptop: 'this laptop', phone: 'your phone', service: 'the service' }

const NEXT: Readonly<Record<NextStep, string>> = {
  'check-laptop': 'Check this laptop\'s clock first: every other clock is judged by the true time.',
  'repair-laptop': 'Repair this laptop\'s clock.',
  'set-phone': 'Let your phone set its time by itself, then test a code again.',
  'tell-admin': 'Tell the administrator of the service how far its clock is off. Nobody else can set it right.',
  'test-phone': 'Test a code of your phone.',
  'test-phone-closely': 'Test your phone more closely: type the next code, or press when it flips.',
  'ask-service': 'Let Clock Medic ask the service for its time.',
  'ask-service-again': 'Ask the service for its time once more.',
  'ask-admin': 'Ask the administrator of the service whether the clock of the server that checks the codes is right: only a machine in front of it can be seen from here.',
  'set-both': 'Set your phone or laptop right first, then tell the administrator of the service about its clock.',
  'enrol-again': 'Enrol your authenticator again, or ask the administrator of the service to reset it.',
}

/** Which clock is guilty, in words. */
export function guiltWords(guilt: Guilt, maker: CodeMaker): GuiltWords {
  return { sentence: sentenceOf(guilt, maker), next: guilt.next.map((step) => NEXT[step]) }
}

function sentenceOf({ states, errors, culprits, apart, mayEnrolAgain }: Guilt, maker: CodeMaker): string {
  const clocks = (['laptop', 'phone', 'service'] as const).filter((name) => states[name] !== 'not-used')
  const [first, ...others] = culprits
  if (first !== undefined && others.length === 0) {
    const size = errorWords(errors[first])
    if (first !== 'laptop') return `The clock of ${NAMES[first]} is to blame: it is ${size}.`
    const makesNone = 'the codes of your phone do not follow it, but the sign-in around them may.'
    return maker === 'laptop' ? `The clock of this laptop is to blame: it is ${size}, and so are its codes.` : `The clock of this laptop is ${size}; ${makesNone}`
  }
  if (first !== undefined) return `${culprits.length === 2 ? 'Two' : 'Three'} clocks are wrong: ${listWords(culprits.map((name) => `${NAMES[name]} is ${errorWords(errors[name])}`))}.`
  if (apart !== undefined) return `Each clock is nearly right, but what makes your codes and what checks them are ${errorWords(apart).replace(/ (ahead|behind)$/, '')} apart.`
  if (mayEnrolAgain) return `The clocks of ${listWords(clocks.map((name) => NAMES[name]))} are right, so the time is not to blame.`
  const right = clocks.filter((name) => states[name] === 'right')
  const open = clocks.filter((name) => states[name] !== 'right')
  if (open.length === 0) return 'No clock that can be seen from here is wrong.'
  const known = right.length === 0 ? '' : `; ${listWords(right.map((name) => NAMES[name]))} ${right.length === 1 ? 'is' : 'are'} right`
  return `No clock is proven wrong so far. Not known well enough: ${listWords(open.map((name) => NAMES[name]))}${known}.`
}

/** "about 85 seconds behind": the middle of the range, to 5 seconds where it is wide. */
function errorWords(error: Ahead | undefined): string {
  if (error === undefined) return 'wrong'
  const middle = (error.low + error.high) / 2
  const width = error.high - error.low
  const size = width > 3 ? Math.round(middle / 5) * 5 : width > 0.5 ? Math.round(middle) : middle
  return `${width > 0.5 ? 'about ' : ''}${durationWords(size)} ${middle > 0 ? 'ahead' : 'behind'}`
}

/** The chance at one service, before and after a repair where that changes it. */
export function serviceChanceWords({ service, before, after }: ServiceChance): string {
  const then = chanceRangeWords(after)
  if (before === undefined) return `${service.name}: not known yet; ${then} once all clocks of yours are right`
  const now = chanceRangeWords(before)
  return now === then ? `${service.name}: ${now}` : `${service.name}: ${now}; after a repair: ${then}`
}
