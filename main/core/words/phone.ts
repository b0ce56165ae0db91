import type { Quirk } from '../code/authenticators.ts'
import type { PhoneMatch, PhoneVerdict } from '../code/judge-phone.ts'
import { widthOf, type PhoneRange } from '../code/range.ts'
import type { Zone } from '../code/zone.ts'
import { chanceOver } from '../services/chance.ts'
import { durationWords } from './duration.ts'

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

/** Whose clock makes the codes. */
const MAKER: Record<Quirk, { readonly name: string; readonly clock: string }> = {
  'plain': { name: 'Your phone', clock: 'Your phone\'s clock' },
  'shows-old-codes': { name: 'Your phone', clock: 'Your phone\'s clock' },
  'corrects-in-whole-minutes': { name: 'Your authenticator', clock: 'Your authenticator\'s time' },
  'follows-this-laptop': { name: 'This laptop', clock: 'This laptop\'s clock' },
}

const NEXT: Record<PhoneMatch['next'], string | null> = {
  'another-code': 'Type the next code as well',
  'press': 'To know it to about a second, press the button at the moment when the code changes.',
  'code-at-press': 'That press fits in two places. Press again when the code changes, then type the code that appeared.',
  'press-again': 'That press does not fit what is known so far. Press again at the moment when the code changes.',
  'enough': null,
}

/** What the judged codes mean for the clock that made them, in words. */
export function phoneWords(verdict: PhoneVerdict): PhoneWords {
  if (verdict.kind === 'no-match') {
    return {
      tone: 'bad',
      headline: 'No match within a day',
      sentences: [
        'This code fits no time within a day of now. A digit may be wrong, or the code belongs to another account than the one being tested.',
        'Type the next code that the app shows.',
      ],
    }
  }
  const statement = statementOf(verdict)
  const details = [`${capital(rangeWords(verdict.range))}.`, ...zoneSentences(verdict), ...quirkSentences(verdict), ...nextSentences(verdict)]
  return { ...statement, sentences: [...statement.sentences, ...details] }
}

function statementOf(verdict: PhoneMatch): PhoneWords {
  const { range, estimate, steps, certain, fine, quirk } = verdict
  const { name, clock } = MAKER[quirk]
  const says = stepWords(steps)
  if (fine) return { tone: 'good', headline: `${clock} is right`, sentences: [`${says} Services that allow ±30 s accept its codes.`] }
  if (range.low <= 0 && range.high >= 0) {
    return steps === 0
      ? { tone: 'neutral', headline: `${clock} looks right so far`, sentences: [says] }
      : { tone: 'warning', headline: 'Close, but not clear yet', sentences: [`${says} Either it had just changed while you typed, or the clock is a little off.`] }
  }
  const chance = chanceOver(range, ONE_STEP)
  return {
    tone: chance.high === 0 ? 'bad' : 'warning',
    headline: `${name} is about ${aboutWords(estimate, widthOf(range) < NARROW)} ${where(estimate)}`,
    sentences: [`${says} ${acceptance(chance)}${certain ? '' : ' One code alone may be a chance hit.'}`],
  }
}

function acceptance({ low, high }: { readonly low: number; readonly high: number }): string {
  if (high === 0) return 'Services that allow ±30 s will reject its codes.'
  const [least, most] = [chanceWords(low), chanceWords(high)]
  return least === most ? `With services that allow ±30 s the next code ${most}.` : 'Services that allow ±30 s may reject its codes.'
}

/** A range as seconds ahead of true time, rounded outwards so that it never claims too much: "between 65 and 105 s behind true time". */
export function rangeWords(range: PhoneRange): string {
  const digits = widthOf(range) < NARROW ? 10 : 1
  const low = Math.floor(range.low * digits) / digits
  const high = Math.ceil(range.high * digits) / digits
  if (low < 0 && high > 0) return `between ${spanWords(low)} behind and ${spanWords(high)} ahead of true time`
  const [near, far] = Math.abs(low) < Math.abs(high) ? [low, high] : [high, low]
  const [from, to] = [spanWords(near), spanWords(far)]
  // The unit is said once where both are plain seconds.
  return `between ${Math.abs(far) < 2 * MINUTE ? from.replace(/ s$/, '') : from} and ${to} ${far < 0 ? 'behind' : 'ahead of'} true time`
}

/** "47 s" below two minutes, then "59 min 45 s", "1 h 25 s". */
function spanWords(seconds: number): string {
  const size = Math.abs(seconds)
  const plain = (value: number): string => value.toFixed(1).replace(/\.0$/, '')
  if (size < 2 * MINUTE) return `${plain(size)} s`
  const tenths = Math.round(size * 10)
  const [hours, minutes, rest] = [Math.floor(tenths / 10 / HOUR), Math.floor(tenths / 10 / MINUTE) % MINUTE, (tenths % (10 * MINUTE)) / 10]
  return [[hours, 'h'], [minutes, 'min'], [rest, 's']].flatMap(([value, unit]) => (Number(value) > 0 ? [`${plain(Number(value))} ${unit}`] : [])).join(' ')
}

/** A figure that claims no more than the range behind it knows: to 5 s, or to 1 s where it is narrow. */
function aboutWords(seconds: number, narrow: boolean): string {
  const grain = narrow ? 1 : 5
  const size = Math.max(grain, Math.round(Math.abs(seconds) / grain) * grain)
  return size < 2 * MINUTE ? `${size} s` : durationWords(size)
}

const where = (seconds: number): string => (seconds < 0 ? 'behind' : 'ahead')
const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)

function zoneSentences({ zone, certain, quirk }: PhoneMatch): readonly string[] {
  if (zone === undefined) return []
  const rest = zone.rest.low > 0 || zone.rest.high < 0 ? ` What remains beside it is ${rangeWords(zone.rest)}.` : ''
  const cure = quirk === 'follows-this-laptop' ? '' : ' Turn on automatic time and automatic time zone.'
  return [`${zoneWords(zone)} ${certain ? 'points to' : 'would point to'} a wrong time zone: the time zone was set by hand, and then the clock to match.${rest}${cure}`]
}

function zoneWords({ seconds }: Zone): string {
  const size = Math.abs(seconds)
  const [hours, minutes] = [Math.floor(size / HOUR), (size % HOUR) / MINUTE]
  const parts = [...(hours > 0 ? [`${hours} ${hours === 1 ? 'hour' : 'hours'}`] : []), ...(minutes > 0 ? [`${minutes} minutes`] : [])]
  return `An error of ${parts.join(' ')}`
}

function quirkSentences({ quirk, fine, range }: PhoneMatch): readonly string[] {
  if (quirk === 'shows-old-codes') return ['This app keeps showing a code for 30 s after you open it, so the code may be an older one. The range allows for that.']
  if (fine || (range.low <= 0 && range.high >= 0)) return []
  if (quirk === 'follows-this-laptop') return ['These codes are made on this laptop and follow its clock. Repair the laptop\'s clock and they are right.']
  if (quirk === 'corrects-in-whole-minutes') return ['This app may correct its codes by whole minutes, which cannot mend seconds. Set the phone\'s clock right first, then sync the app.']
  return []
}

function nextSentences({ next, certain }: PhoneMatch): readonly string[] {
  const sentence = NEXT[next]
  if (sentence === null) return []
  if (next !== 'another-code') return [sentence]
  return [`${sentence}, to ${certain ? 'narrow it down' : 'rule out chance'}.`]
}

/** A chance from 0 to 1 in words, to a quarter. */
export function chanceWords(chance: number): string {
  const quarters = Math.round(chance * 4)
  if (quarters === 0) return 'will be rejected'
  if (quarters === 4) return 'should work'
  return quarters === 2 ? 'works about half the time' : `works about ${quarters === 1 ? '1 time' : '3 times'} in 4`
}

function stepWords(steps: number): string {
  if (steps === 0) return 'This code is right just now.'
  const size = Math.abs(steps)
  const count = size === 1 ? 'one step' : size === 2 ? 'two steps' : `${size} steps`
  return steps < 0 ? `This code was right ${count} ago.` : `This code will be right in ${count}.`
}
