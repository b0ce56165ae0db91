import { chanceOver, TYPING } from '../services/chance.ts'
import { changesOnTheStep, type Quirk } from './authenticators.ts'
import { searchOf, type StepSearch } from './codes.ts'
import type { TotpKey } from './key.ts'
import { narrowByPresses, pressSpan, type Pressed } from './presses.ts'
import { distanceTo, middleOf, overlap, type PhoneRange } from './range.ts'
import { zoneOf, type Zone } from './zone.ts'

/** A phone further off than a day has another trouble than its clock. The minute is for what drifts and rounds. */
const SEARCHED = 86_400 + 60
/** From reading a code to having typed it: up to so many seconds. */
const MOST_TYPING = 20
/** Whoever is asked for the code that just appeared presses within so many seconds of its appearance. */
const NEAR_PRESS = 5
/** Neither a phone nor a laptop gains or loses more than this per second, also when hot or cold. */
export const DRIFT = 0.0002
/** What a service of the usual kind accepts: RFC 6238 section 5.2 and 6. */
const USUAL_SERVICE = { window: 1, period: 30 } as const

/** A moment of true time (Unix seconds), and by how many seconds it may be wrong. */
interface Moment {
  readonly trueTime: number
  readonly uncertainty: number
}

/** A code, at the moment when it had been typed. */
export interface TypedCode extends Moment {
  readonly code: string
}

/** A press at the moment when the code changed; `code` is the one that appeared, where it was asked for. */
export interface Press extends Moment {
  readonly code?: string
}

/** What would tell most about the phone next; `enough` where its clock is known well enough. */
export type NextProof = 'another-code' | 'press' | 'code-at-press' | 'press-again' | 'enough'

export interface PhoneMatch {
  readonly kind: 'match'
  /** Holds the true error: seconds ahead of true time at the last code or press. */
  readonly range: PhoneRange
  /** The one figure to name; it lies in the range. */
  readonly estimate: number
  /** How many steps (RFC 6238 X) the last code is ahead of true time. */
  readonly steps: number
  /** Codes of different steps agree, so that it is no chance hit. */
  readonly certain: boolean
  /** So many presses agree and narrow the range. */
  readonly presses: number
  /** All of the range is accepted by services that allow one step either side. Never true on one code alone. */
  readonly fine: boolean
  readonly next: NextProof
  readonly zone?: Zone
  readonly quirk: Quirk
}

/** `no-match`: no time within a day of true time explains the codes. */
export type PhoneVerdict = { readonly kind: 'no-match' } | PhoneMatch

export interface PhoneEvidence {
  readonly presses?: readonly Press[]
  readonly quirk?: Quirk
  /** Finds steps by their code. A caller who judges much by one key may know them already. */
  readonly search?: StepSearch
}

/** A code that stood on the screen while the phone was ahead by the start of its step plus `from` to plus `to` seconds. */
interface Clue extends Moment {
  readonly code: string
  readonly from: number
  readonly to: number
  /** One that fits nothing is left out: nobody knows whether the code was really the one that appeared. */
  readonly doubtful: boolean
}

interface Candidate {
  readonly range: PhoneRange
  /** The codes that it explains. */
  readonly codes: readonly string[]
  /** Steps of the last code ahead of true time. */
  readonly steps: number
}

const ANYWHERE: readonly Candidate[] = [{ range: { low: -SEARCHED, high: SEARCHED }, codes: [], steps: 0 }]

/**
 * Finds how far a phone's clock is from true time by the codes it showed, a day either side; the local clock plays no part.
 * With one code the nearest match is taken; somewhere in two days it is a chance hit about 1 time in 170, so a second code
 * is asked for. What explains all codes at once is narrowed by presses at the moment when the code changed.
 */
export function judgePhone(key: TotpKey, typed: readonly TypedCode[], { presses = [], quirk = 'plain', search = searchOf(key) }: PhoneEvidence = {}): PhoneVerdict {
  const useful = changesOnTheStep(quirk) ? presses : []
  const clues = [...typed.map((code) => typedClue(code, quirk, key.period)), ...useful.flatMap(pressClue)].toSorted((a, b) => a.trueTime - b.trueTime)
  if (clues.length === 0) return { kind: 'no-match' }
  const now = Math.max(...[...clues, ...useful].map(({ trueTime }) => trueTime))
  const candidates = clues.reduce((known, clue) => {
    const left = explaining(known, clue, now, key.period, search)
    return left.length === 0 && clue.doubtful && known !== ANYWHERE ? known : left
  }, ANYWHERE)
  const [first, ...others] = candidates
  if (first === undefined) return { kind: 'no-match' }
  const nearest = others.reduce((best, other) => (distanceTo(other.range, 0) < distanceTo(best.range, 0) ? other : best), first)
  return verdictOf(nearest, { presses: useful, now, quirk, period: key.period })
}

interface Circumstances {
  readonly presses: readonly Press[]
  readonly now: number
  readonly quirk: Quirk
  readonly period: number
}

function verdictOf({ range: known, codes, steps }: Candidate, { presses, now, quirk, period }: Circumstances): PhoneMatch {
  const certain = new Set(codes).size > 1
  const pressed = narrowByPresses(known, presses.map((press) => pressSpan(press.trueTime, doubtOf(press, now))), period)
  const { range, agreeing, twoWays } = pressed
  const exact = agreeing > 0 && !twoWays
  const fine = (certain || exact) && worksForSure(range)
  const estimate = certain || exact ? middleOf(range) : Math.min(range.high, Math.max(range.low, steps * period))
  const zone = zoneOf(range)
  const next = nextProof({ certain, fine, quirk }, pressed)
  return { kind: 'match', range, estimate, steps, certain, presses: agreeing, fine, next, ...(zone === null ? {} : { zone }), quirk }
}

function nextProof({ certain, fine, quirk }: Pick<PhoneMatch, 'certain' | 'fine' | 'quirk'>, { agreeing, lastRefused, twoWays }: Pressed): NextProof {
  if (lastRefused) return 'press-again'
  if (fine) return 'enough'
  if (twoWays) return 'code-at-press'
  if (!certain) return 'another-code'
  if (agreeing > 0) return 'enough'
  return changesOnTheStep(quirk) ? 'press' : 'another-code'
}

function typedClue({ code, trueTime, uncertainty }: TypedCode, quirk: Quirk, period: number): Clue {
  const late = MOST_TYPING + (quirk === 'shows-old-codes' ? period : 0)
  return { code, trueTime, uncertainty, from: 0, to: period + late, doubtful: false }
}

function pressClue({ code, trueTime, uncertainty }: Press): readonly Clue[] {
  return code === undefined ? [] : [{ code, trueTime, uncertainty, from: -NEAR_PRESS, to: NEAR_PRESS, doubtful: true }]
}

/** By how many seconds a moment may be wrong as seen from `now`, when clocks have run apart a little. */
const doubtOf = ({ trueTime, uncertainty }: Moment, now: number): number => uncertainty + DRIFT * (now - trueTime)

/** What is left of the candidates once this code has to be explained as well. */
function explaining(known: readonly Candidate[], clue: Clue, now: number, period: number, search: StepSearch): readonly Candidate[] {
  const doubt = doubtOf(clue, now)
  const low = clue.from - clue.trueTime - doubt
  const high = clue.to - clue.trueTime + doubt
  const current = Math.floor(clue.trueTime / period)
  return known.flatMap(({ range, codes }) => search(clue.code, Math.ceil((range.low - high) / period), Math.floor((range.high - low) / period)).flatMap((step) => {
    const left = overlap(range, { low: step * period + low, high: step * period + high })
    return left === null ? [] : [{ range: left, codes: [...codes, clue.code], steps: step - current }]
  }))
}

/** Whether each code is accepted over the whole range, sent at once or after the usual typing. */
const worksForSure = (range: PhoneRange): boolean => [0, TYPING].every((delay) => chanceOver(range, USUAL_SERVICE, delay).low === 1)
