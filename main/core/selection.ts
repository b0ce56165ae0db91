import type { Sample } from './sample.ts'

/** Offsets in seconds, both ends included. */
export interface Span {
  readonly low: number
  readonly high: number
}

/** The span holds the truth unless half of the voters are wrong. */
export interface Selection extends Span {
  readonly truechimers: readonly Sample[]
  readonly falsetickers: readonly Sample[]
}

/**
 * Intersection of correctness intervals (RFC 5905 section 11.2.1) by strict majority: the span of all offsets that lie
 * inside the interval (offset ± distance) of more than half of the voters. So long as more than half of them are right
 * within their own distance, the truth lies inside. RFC 5905 narrows to the densest spot instead, which a minority of
 * liars can pull away from the truth. Gives null when no offset has a majority.
 * @param voters how many sources have a say; more than `samples` while answers are still awaited
 * @param slack seconds by which every interval is widened on both sides (leap smearing makes honest servers differ)
 */
export function select(samples: readonly Sample[], voters: number = samples.length, slack = 0): Selection | null {
  const span = spanOf(samples, majorityOf(Math.max(voters, samples.length)), slack)
  if (span === null) return null
  const agrees = ({ offset, distance }: Sample): boolean => offset - distance - slack <= span.high && offset + distance + slack >= span.low
  return { ...span, truechimers: samples.filter(agrees), falsetickers: samples.filter((sample) => !agrees(sample)) }
}

/**
 * The span of all offsets that can still have a majority once `pending` more sources have answered or failed: whatever
 * they say, what `select` gives then lies inside. Null when these samples leave that open.
 */
export function openSpan(samples: readonly Sample[], pending: number): Span | null {
  const missing = majorityOf(samples.length + pending) - pending
  return missing < 1 ? null : spanOf(samples, missing, 0)
}

const majorityOf = (voters: number): number => Math.floor(voters / 2) + 1

/** From the first to the last offset that lies inside at least `needed` of the intervals. */
function spanOf(samples: readonly Sample[], needed: number, slack: number): Span | null {
  const edges: { readonly at: number; readonly step: 1 | -1 }[] = []
  for (const { offset, distance } of samples) {
    edges.push({ at: offset - distance - slack, step: 1 }, { at: offset + distance + slack, step: -1 })
  }
  // At the same place an interval begins before another ends, so that touching intervals overlap.
  edges.sort((a, b) => a.at - b.at || b.step - a.step)
  let count = 0
  let low: number | null = null
  let high = 0
  for (const { at, step } of edges) {
    if (step === -1 && count >= needed) high = at
    count += step
    if (step === 1 && count >= needed) low ??= at
  }
  return low === null ? null : { low, high }
}

/**
 * The offset to report: the truechimers' mean weighted by how much each can tell (1 / distance²), held inside the
 * interval they agree on. `uncertainty` reaches from it to the farther end of that interval. Both in seconds.
 */
export function combine({ low, high, truechimers }: Selection): { readonly offset: number; readonly uncertainty: number } {
  let weights = 0
  let sum = 0
  // Sums relative to one end keep the digits when the offset is decades.
  for (const { offset, distance } of truechimers) {
    const weight = 1 / distance ** 2
    weights += weight
    sum += weight * (offset - low)
  }
  const offset = Math.min(high, Math.max(low, low + sum / weights))
  return { offset, uncertainty: Math.max(high - offset, offset - low) }
}
