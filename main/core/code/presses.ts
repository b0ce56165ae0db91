import { overlap, widthOf, type PhoneRange } from './range.ts'

/** People press after they see a change (0.15 to 0.6 s, slow ones more), or before it where they count along. Seconds. */
const REACTION = { earliest: -0.6, latest: 1.4 } as const

/**
 * A press at the moment when a code changed, which is the start of some step: that step's start plus these two, in seconds,
 * are the lowest and the highest that the phone may be ahead of true time.
 */
export interface PressSpan {
  readonly low: number
  readonly high: number
}

export interface Pressed {
  readonly range: PhoneRange
  /** So many presses agree; 0 where none can be trusted, and then the range is what it was. */
  readonly agreeing: number
  /** The last press is not among those that agree. */
  readonly lastRefused: boolean
  /** The presses fit in two places, a step apart. */
  readonly twoWays: boolean
}

/** The span of a press at a true time (Unix seconds) that is known to so many seconds. */
export function pressSpan(trueTime: number, uncertainty: number): PressSpan {
  return { low: REACTION.earliest - trueTime - uncertainty, high: REACTION.latest - trueTime + uncertainty }
}

/** Narrows a range by presses. A majority of them must agree: one who was not attentive presses at any time. */
export function narrowByPresses(known: PhoneRange, presses: readonly PressSpan[], period: number): Pressed {
  const spots = presses.flatMap((press, index) => spotsOf(known, press, period).map((range) => ({ range, index })))
  const groups = spots.map(({ range: { low } }) => spots.filter(({ range }) => range.low <= low && low <= range.high))
  const agreeing = Math.max(0, ...groups.map(({ length }) => length))
  if (agreeing * 2 <= presses.length) return { range: known, agreeing: 0, lastRefused: presses.length > 0, twoWays: false }
  const best = groups.filter(({ length }) => length === agreeing)
  const range = {
    low: Math.min(...best.map((group) => Math.max(...group.map((spot) => spot.range.low)))),
    high: Math.max(...best.map((group) => Math.min(...group.map((spot) => spot.range.high)))),
  }
  const lastFits = best.some((group) => group.some(({ index }) => index === presses.length - 1))
  return { range, agreeing, lastRefused: !lastFits, twoWays: widthOf(range) > period / 2 }
}

/** Every place in the range at which a step may have begun when the button was pressed. */
function spotsOf(known: PhoneRange, { low, high }: PressSpan, period: number): readonly PhoneRange[] {
  const spots: PhoneRange[] = []
  for (let step = Math.ceil((known.low - high) / period); step * period + low <= known.high; step++) {
    const spot = overlap(known, { low: step * period + low, high: step * period + high })
    if (spot !== null) spots.push(spot)
  }
  return spots
}
