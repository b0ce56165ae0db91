import type { CheckRecord, HistoryRecord } from './record.ts'

const HOUR = 3600
const DAY = 86_400
/** A shorter span says little about a day. */
const SHORTEST_SPAN = 12 * HOUR
const FEWEST_CHECKS = 6
/** Pairs that lie closer than this would mostly compare the errors of two measurements. */
const SHORTEST_PAIR = HOUR
/** More checks than this make the answer no better, only slower. */
const MOST_CHECKS = 120
/** Temperature bends the rate of a crystal by up to this part, and one that keeps the time in sleep runs at another rate. */
const WANDER = 50e-6
/** Whoever corrects a clock without a jump runs it up to 500 ppm faster or slower (RFC 5905 figure 27, MAXFREQ): that is no drift. */
const FASTEST = 400e-6 * DAY
/** Below this, in seconds a day, nobody needs to know. */
const WORTH_TELLING = 0.05

/** How a clock moves when nothing corrects it. */
export interface Drift {
  /** Seconds that the offset grows in a day: positive when the clock loses time. */
  readonly perDay: number
  /** Half-width of what it may be, in seconds a day. */
  readonly uncertainty: number
}

/**
 * The drift of a clock out of its checks between repairs and steps, marked or not; null where it is not known well
 * enough or where something keeps the clock right. The median of all slopes (Theil and Sen): a bad measurement or two do not move it.
 */
export function driftOf(records: readonly HistoryRecord[]): Drift | null {
  const found = stretches(records).flatMap(withoutJumps).map(driftOfStretch).filter((drift) => drift !== null)
  const [best] = found.toSorted((a, b) => a.uncertainty - b.uncertainty)
  if (best === undefined) return null
  const size = Math.abs(best.perDay)
  return size >= Math.max(WORTH_TELLING, 2 * best.uncertainty) && size <= FASTEST ? best : null
}

/** The checks between what set the clock. */
function stretches(records: readonly HistoryRecord[]): readonly (readonly CheckRecord[])[] {
  const all: CheckRecord[][] = [[]]
  for (const record of records.toSorted((a, b) => a.at - b.at)) {
    if (record.kind === 'check') all.at(-1)?.push(record)
    else if (record.kind !== 'sleep') all.push([])
  }
  return all
}

/** Cut where the offset leaves its usual rate: something set the clock and nobody noted it. */
function withoutJumps(checks: readonly CheckRecord[]): readonly (readonly CheckRecord[])[] {
  const usual = median(checks.slice(1).flatMap((check, index) => slopeBetween(checks[index], check) ?? []))
  const parts: CheckRecord[][] = [[]]
  let before: CheckRecord | undefined
  for (const check of checks) {
    if (before !== undefined && usual !== null) {
      const passed = check.at - before.at
      const unexpected = Math.abs(check.offset - before.offset - usual * passed)
      if (unexpected > check.uncertainty + before.uncertainty + WANDER * passed) parts.push([])
    }
    parts.at(-1)?.push(check)
    before = check
  }
  return parts
}

function driftOfStretch(checks: readonly CheckRecord[]): Drift | null {
  const [first, last] = [checks[0], checks.at(-1)]
  if (first === undefined || last === undefined || last.at - first.at < SHORTEST_SPAN || checks.length < FEWEST_CHECKS) return null
  const some = thinly(checks)
  const error = 2 * (median(some.map(({ uncertainty }) => uncertainty)) ?? Infinity)
  const half = Math.ceil(some.length / 2)
  const [slope, early, late] = [some, some.slice(0, half), some.slice(-half)].map(medianSlope)
  if (slope === null || slope === undefined) return null
  // A rate that changes by half time is not one that the clock has by itself.
  const uncertainty = DAY * Math.max(error / (last.at - first.at), Math.abs((early ?? slope) - (late ?? slope)) / 2)
  return { perDay: slope * DAY, uncertainty }
}

/** So many checks at most, evenly chosen, both ends among them. */
function thinly(checks: readonly CheckRecord[]): readonly CheckRecord[] {
  const every = Math.max(1, Math.ceil(checks.length / MOST_CHECKS))
  return checks.filter((_, index) => index % every === 0 || index === checks.length - 1)
}

function medianSlope(checks: readonly CheckRecord[]): number | null {
  return median(checks.flatMap((check, index) => checks.slice(index + 1).flatMap((later) => slopeBetween(check, later, SHORTEST_PAIR) ?? [])))
}

/** Seconds of offset in a second; null for two checks that are too close together. */
function slopeBetween(one: CheckRecord | undefined, other: CheckRecord, shortest = HOUR / 6): number | null {
  return one === undefined || other.at - one.at < shortest ? null : (other.offset - one.offset) / (other.at - one.at)
}

function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b)
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]]
  return low === undefined || high === undefined ? null : (low + high) / 2
}
