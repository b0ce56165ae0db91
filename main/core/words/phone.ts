import type { Quirk } from '../code/authenticators.ts'
import type { PhoneMatch, PhoneVerdict } from '../code/judge-phone.ts'
import { widthOf, type PhoneRange } from '../code/range.ts'
import type { Zone } from '../code/zone.ts'
import { chanceOver } from '../services/chance.ts'
import { durationWords, hoursWords } from './duration.ts'
import { msg, say, sayNumber } from './say.ts'

export interface PhoneWords {
  readonly tone: 'good' | 'neutral' | 'warning' | 'bad'
  readonly headline: string
  readonly sentences: readonly string[]
}

const MINUTE = 60
const HOUR = 3600
/** A range narrower than this many seconds is worth a decimal. */
const NARROW = 5
const ONE_STEP = { window: 1, period: 30 } as const

interface MakerWords {
  readonly right: string
  readonly rightSoFar: string
  readonly behind: string
  readonly ahead: string
}

const PHONE: MakerWords = {
  right: msg('Your phone\'s clock is right'),
  rightSoFar: msg('Your phone\'s clock looks right so far'),
  behind: msg('Your phone is about {size} behind'),
  ahead: msg('Your phone is about {size} ahead'),
}

/** What is said of whatever makes the codes. */
const MAKERS: Readonly<Record<Quirk, MakerWords>> = {
  'plain': PHONE,
  'shows-old-codes': PHONE,
  'corrects-in-whole-minutes': {
    right: msg('Your authenticator\'s time is right'),
    rightSoFar: msg('Your authenticator\'s time looks right so far'),
    behind: msg('Your authenticator is about {size} behind'),
    ahead: msg('Your authenticator is about {size} ahead'),
  },
  'follows-this-laptop': {
    right: msg('This laptop\'s clock is right'),
    rightSoFar: msg('This laptop\'s clock looks right so far'),
    behind: msg('This laptop is about {size} behind'),
    ahead: msg('This laptop is about {size} ahead'),
  },
}

const NEXT: Readonly<Record<Exclude<PhoneMatch['next'], 'another-code' | 'enough'>, string>> = {
  'press': msg('To know it to about a second, press the button at the moment when the code changes.'),
  'code-at-press': msg('That press fits in two places. Press again when the code changes, then type the code that appeared.'),
  'press-again': msg('That press does not fit what is known so far. Press again at the moment when the code changes.'),
}

/** Of the next code, in quarters: never, 1 time in 4, … always. */
const USUAL_CHANCES: readonly string[] = [
  msg('With services that allow ±30 s the next code will be rejected.'),
  msg('With services that allow ±30 s the next code works about 1 time in 4.'),
  msg('With services that allow ±30 s the next code works about half the time.'),
  msg('With services that allow ±30 s the next code works about 3 times in 4.'),
  msg('With services that allow ±30 s the next code should work.'),
]
const MAY_REJECT = msg('Services that allow ±30 s may reject its codes.')

/** What the judged codes mean for the clock that made them, in words. */
export function phoneWords(verdict: PhoneVerdict): PhoneWords {
  if (verdict.kind === 'no-match') {
    return {
      tone: 'bad',
      headline: say('No match within a day'),
      sentences: [
        say('This code fits no time within a day of now. A digit may be wrong, or the code belongs to another account than the one being tested.'),
        say('Type the next code that the app shows.'),
      ],
    }
  }
  const statement = statementOf(verdict)
  return { ...statement, sentences: [...statement.sentences, rangeSentence(verdict.range), ...zoneSentences(verdict), ...quirkSentences(verdict), ...nextSentences(verdict)] }
}

function statementOf({ range, estimate, steps, certain, fine, quirk }: PhoneMatch): PhoneWords {
  const maker = MAKERS[quirk]
  const says = stepWords(steps)
  if (fine) return { tone: 'good', headline: say(maker.right), sentences: [`${says} ${say('Services that allow ±30 s accept its codes.')}`] }
  if (range.low <= 0 && range.high >= 0) {
    return steps === 0
      ? { tone: 'neutral', headline: say(maker.rightSoFar), sentences: [says] }
      : { tone: 'warning', headline: say('Close, but not clear yet'), sentences: [`${says} ${say('Either it had just changed while you typed, or the clock is a little off.')}`] }
  }
  const chance = chanceOver(range, ONE_STEP)
  const size = aboutWords(estimate, widthOf(range) < NARROW)
  const doubt = certain ? [] : [say('One code alone may be a chance hit.')]
  return {
    tone: chance.high === 0 ? 'bad' : 'warning',
    headline: say(estimate < 0 ? maker.behind : maker.ahead, { size }),
    sentences: [[says, acceptance(chance), ...doubt].join(' ')],
  }
}

function acceptance({ low, high }: { readonly low: number; readonly high: number }): string {
  if (high === 0) return say('Services that allow ±30 s will reject its codes.')
  const [least, most] = [quarterOf(low), quarterOf(high)]
  return say((least === most ? USUAL_CHANCES[most] : undefined) ?? MAY_REJECT)
}

/** A range as seconds ahead of true time, rounded outwards so that it never claims too much: "between 65 and 105 s behind true time". */
export function rangeWords(range: PhoneRange): string {
  const { side, from, to } = roundedRange(range)
  switch (side) {
    case 'around': return say('between {from} behind and {to} ahead of true time', { from, to })
    case 'behind': return say('between {from} and {to} behind true time', { from, to })
    case 'ahead': return say('between {from} and {to} ahead of true time', { from, to })
  }
}

function rangeSentence(range: PhoneRange): string {
  const { side, from, to } = roundedRange(range)
  switch (side) {
    case 'around': return say('Between {from} behind and {to} ahead of true time.', { from, to })
    case 'behind': return say('Between {from} and {to} behind true time.', { from, to })
    case 'ahead': return say('Between {from} and {to} ahead of true time.', { from, to })
  }
}

/** The end nearer to true time comes first. */
function roundedRange(range: PhoneRange): { readonly side: 'around' | 'behind' | 'ahead'; readonly from: string; readonly to: string } {
  const digits = widthOf(range) < NARROW ? 10 : 1
  const low = Math.floor(range.low * digits) / digits
  const high = Math.ceil(range.high * digits) / digits
  if (low < 0 && high > 0) return { side: 'around', from: spanWords(low), to: spanWords(high) }
  const [near, far] = Math.abs(low) < Math.abs(high) ? [low, high] : [high, low]
  // The unit is said once where both are plain seconds.
  return { side: far < 0 ? 'behind' : 'ahead', from: Math.abs(far) < 2 * MINUTE ? plainNumber(near) : spanWords(near), to: spanWords(far) }
}

/** "47 s" below two minutes, then "59 min 45 s", "1 h 25 s". */
function spanWords(seconds: number): string {
  const size = Math.abs(seconds)
  if (size < 2 * MINUTE) return say('{value} s || seconds, short', { value: plainNumber(size) })
  const tenths = Math.round(size * 10)
  const [hours, minutes, rest] = [Math.floor(tenths / 10 / HOUR), Math.floor(tenths / 10 / MINUTE) % MINUTE, (tenths % (10 * MINUTE)) / 10]
  return [
    ...(hours > 0 ? [say('{value} h || hours, short', { value: sayNumber(hours) })] : []),
    ...(minutes > 0 ? [say('{value} min || minutes, short', { value: sayNumber(minutes) })] : []),
    ...(rest > 0 ? [say('{value} s || seconds, short', { value: plainNumber(rest) })] : []),
  ].join(' ')
}

/** The size, to a tenth where it has any. */
function plainNumber(value: number): string {
  const size = Math.abs(Number(value.toFixed(1)))
  return sayNumber(size, Number.isInteger(size) ? 0 : 1)
}

/** A figure that claims no more than the range behind it knows: to 5 s, or to 1 s where it is narrow. */
function aboutWords(seconds: number, narrow: boolean): string {
  const grain = narrow ? 1 : 5
  const size = Math.max(grain, Math.round(Math.abs(seconds) / grain) * grain)
  return size < 2 * MINUTE ? say('{value} s || seconds, short', { value: sayNumber(size) }) : durationWords(size)
}

function zoneSentences({ zone, certain, quirk }: PhoneMatch): readonly string[] {
  if (zone === undefined) return []
  const size = zoneWords(zone)
  const sentences = [
    certain
      ? say('An error of {size} points to a wrong time zone: the time zone was set by hand, and then the clock to match.', { size })
      : say('An error of {size} would point to a wrong time zone: the time zone was set by hand, and then the clock to match.', { size }),
    ...(zone.rest.low > 0 || zone.rest.high < 0 ? [say('What remains beside it is {range}.', { range: rangeWords(zone.rest) })] : []),
    ...(quirk === 'follows-this-laptop' ? [] : [say('Turn on automatic time and automatic time zone.')]),
  ]
  return [sentences.join(' ')]
}

/** Whole quarters of an hour: "1 hour 30 minutes". */
function zoneWords({ seconds }: Zone): string {
  const size = Math.abs(seconds)
  const [hours, minutes] = [Math.floor(size / HOUR), (size % HOUR) / MINUTE]
  return [
    ...(hours > 0 ? [hoursWords(hours)] : []),
    ...(minutes > 0 ? [durationWords(minutes * MINUTE)] : []),
  ].join(' ')
}

function quirkSentences({ quirk, fine, range }: PhoneMatch): readonly string[] {
  if (quirk === 'shows-old-codes') return [say('This app keeps showing a code for 30 s after you open it, so the code may be an older one. The range allows for that.')]
  if (fine || (range.low <= 0 && range.high >= 0)) return []
  if (quirk === 'follows-this-laptop') return [say('These codes are made on this laptop and follow its clock. Repair the laptop\'s clock and they are right.')]
  if (quirk === 'corrects-in-whole-minutes') return [say('This app may correct its codes by whole minutes, which cannot mend seconds. Set the phone\'s clock right first, then sync the app.')]
  return []
}

function nextSentences({ next, certain }: PhoneMatch): readonly string[] {
  if (next === 'enough') return []
  if (next !== 'another-code') return [say(NEXT[next])]
  return [certain ? say('Type the next code as well, to narrow it down.') : say('Type the next code as well, to rule out chance.')]
}

const quarterOf = (chance: number): number => Math.round(chance * 4)

function stepWords(steps: number): string {
  if (steps === 0) return say('This code is right just now.')
  const size = Math.abs(steps)
  const values = { steps: size, count: sayNumber(size) }
  return steps < 0
    ? say('This code was right {steps, plural, one {one step} =2 {two steps} other {{count} steps}} ago.', values)
    : say('This code will be right in {steps, plural, one {one step} =2 {two steps} other {{count} steps}}.', values)
}
