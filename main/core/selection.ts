import { overlapOf, spanOf, type Span, type Voter } from './voter.ts'

/** The span holds the truth unless half of the voters are wrong. */
export interface Selection extends Span {
  readonly truechimers: readonly Voter[]
  readonly falsetickers: readonly Voter[]
}

/**
 * Intersection of correctness intervals (RFC 5905 section 11.2.1) by strict majority: the span of all offsets that lie
 * inside the intervals of more than half of the voters. So long as more than half of them are right within their own
 * distance, the truth lies inside. RFC 5905 narrows to the densest spot instead, which a minority of liars can pull away
 * from the truth (docs/adr/0001). Gives null when no offset has a majority.
 * @param total how many have a say; more than `voters` while answers are still awaited
 * @param slack seconds by which every interval is widened on both sides (leap smearing makes honest servers differ)
 */
export function select(voters: readonly Voter[], total: number = voters.length, slack = 0): Selection | null {
  const span = spanOfMajority(voters, majorityOf(Math.max(total, voters.length)), slack)
  if (span === null) return null
  const agrees = ({ low, high }: Voter): boolean => low - slack <= span.high && high + slack >= span.low
  return { ...span, truechimers: voters.filter(agrees), falsetickers: voters.filter((voter) => !agrees(voter)) }
}

/**
 * The span of all offsets that can still have a majority once `pending` more have answered or failed: whatever they say,
 * what `select` gives then lies inside. Null when these voters leave that open.
 */
export function openSpan(voters: readonly Voter[], pending: number): Span | null {
  const missing = majorityOf(voters.length + pending) - pending
  return missing < 1 ? null : spanOfMajority(voters, missing, 0)
}

const majorityOf = (voters: number): number => Math.floor(voters / 2) + 1

interface Edge {
  readonly at: number
  readonly step: 1 | -1
}

/** The ends of all intervals in order; at the same place one begins before another ends, so that touching ones overlap. */
function edgesOf(spans: readonly Span[], slack: number): readonly Edge[] {
  return spans.flatMap(({ low, high }): readonly Edge[] => [{ at: low - slack, step: 1 }, { at: high + slack, step: -1 }])
    .toSorted((a, b) => a.at - b.at || b.step - a.step)
}

/** From the first to the last offset that lies inside at least `needed` of the intervals. */
function spanOfMajority(spans: readonly Span[], needed: number, slack: number): Span | null {
  let count = 0
  let low: number | null = null
  let high = 0
  for (const { at, step } of edgesOf(spans, slack)) {
    if (step === -1 && count >= needed) high = at
    count += step
    if (step === 1 && count >= needed) low ??= at
  }
  return low === null ? null : { low, high }
}

/** Where most intervals overlap; of several such places the lowest. The truth need not be there (docs/adr/0001), but it is the best guess. */
export function densest(spans: readonly Span[]): Span {
  let count = 0
  let most = 0
  let spot: Span = { low: 0, high: 0 }
  for (const { at, step } of edgesOf(spans, 0)) {
    count += step
    if (count > most) {
      most = count
      spot = { low: at, high: Infinity }
    } else if (step === -1 && count === most - 1 && spot.high === Infinity) spot = { low: spot.low, high: at }
  }
  return spot
}

/**
 * The offset to report, inside what an authenticated source allows. The best guess is the middle of where the truechimers
 * overlap most, for there the shortest ways there and back meet; the middle of the span they agree on can be wrong by
 * least. The figure leans from the one to the other by the more, the farther the second-best bounds lie behind the best
 * (so much the guess may be luck), and hardly where one good source leaves much less open than the majority does.
 * `uncertainty` reaches to the farther end of the span. Seconds.
 */
export function combine({ low, high, truechimers }: Selection): { readonly offset: number; readonly uncertainty: number } {
  const span = { low, high }
  const proven = overlapOf([span, ...truechimers.filter(({ kind }) => kind === 'nts')]) ?? span
  const spot = densest(truechimers)
  const guess = middleOf(spot)
  const away = middleOf(span) - guess
  const offset = Math.min(proven.high, Math.max(proven.low, guess + Math.sign(away) * Math.min(Math.abs(away), leanOf(span, spot, truechimers))))
  return { offset, uncertainty: Math.max(high - offset, offset - low) }
}

/** How far to lean at most, in seconds: not at all where two agree on each bound, the whole way where half of them is luck. */
function leanOf({ low, high }: Span, spot: Span, truechimers: readonly Voter[]): number {
  if (high <= low) return 0
  const spans = truechimers.flatMap(({ samples }) => samples.map(spanOf))
  const lows = spans.map((span) => span.low).toSorted((a, b) => b - a)
  const highs = spans.map((span) => span.high).toSorted((a, b) => a - b)
  const [low1 = 0, low2 = low1] = lows
  const [high1 = 0, high2 = high1] = highs
  const gap = (low1 - low2 + high2 - high1) / 2
  const share = Math.min(1, (spot.high - spot.low) / (high - low))
  return (12 * (share * gap) ** 2) / (high - low)
}

const middleOf = ({ low, high }: Span): number => (low + high) / 2
