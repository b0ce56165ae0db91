import { chanceOfCode, PERIOD, type PhoneVerdict } from '../totp.ts'
import { durationWords } from './duration.ts'

export interface PhoneWords {
  readonly tone: 'good' | 'warning' | 'bad'
  readonly headline: string
  readonly sentences: readonly string[]
}

/** What the judged codes mean for the phone, in words. */
export function phoneWords(verdict: PhoneVerdict): PhoneWords {
  if (verdict.kind === 'no-match') {
    return {
      tone: 'bad',
      headline: 'No match within a day',
      sentences: [
        'This code fits no time within a day of now. A digit may be wrong, or the code belongs to another account: it has to be the one called "Clock Medic".',
        'Type the next code that the app shows.',
      ],
    }
  }
  const { low, high } = verdict.range
  const middle = (low + high) / 2
  const where = middle < 0 ? 'behind' : 'ahead'
  const doubt = verdict.certain ? [] : ['Type the next code as well, to rule out chance.']
  const says = stepWords(verdict.steps)
  if (verdict.steps === 0) {
    return {
      tone: 'good',
      headline: verdict.certain ? 'Your phone\'s clock is right' : 'Your phone\'s clock looks right',
      sentences: [`${says} Services accept it.`, ...doubt],
    }
  }
  if (low <= 0 && high >= 0) {
    return {
      tone: 'warning',
      headline: 'Almost right',
      sentences: [`${says} Either it had just changed while you typed, or your phone is a little ${where}. Type the next code as soon as it appears.`],
    }
  }
  // One code says so many steps and no more; two narrow it down.
  const size = verdict.certain ? Math.max(5, Math.round(Math.abs(middle) / 5) * 5) : Math.abs(verdict.steps) * PERIOD
  const said = size * Math.sign(middle)
  const rejected = Math.abs(verdict.steps) === 1 ? `With services that allow ±30 s the next code ${chanceWords(chanceOfCode(said, 1))}.` : 'Services that allow ±30 s will reject it.'
  return {
    tone: Math.abs(verdict.steps) === 1 ? 'warning' : 'bad',
    headline: `Your phone is about ${size < 120 ? `${size} s` : durationWords(size)} ${where}`,
    sentences: [`${says} ${rejected}`, `Give or take ${Math.ceil(Math.max(high - said, said - low))} seconds.`, ...doubt],
  }
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
