import { densest, select } from './selection.ts'
import { votersOf, type Span } from './voter.ts'
import type { Sample } from './sample.ts'

/**
 * How long to wait, in seconds, until a request arrives at the server just when its second turns, if the offset is what
 * is believed: the answer then tells on which side of the belief the truth lies.
 * @param now local clock
 * @param offset believed offset, true time minus local clock
 * @param delay round trip
 */
export function untilSecondTurns(now: number, offset: number, delay: number): number {
  const arrival = now + delay / 2 + offset
  return Math.ceil(arrival) - arrival
}

/** Where the truth probably lies after these answers: what most of the agreeing sources allow. Null without a majority. */
export function likely(samples: readonly Sample[]): Span | null {
  const selection = select(votersOf(samples))
  return selection === null ? null : densest(selection.truechimers)
}

/** One website that may be asked for its date again. */
export interface Asker {
  readonly delay: number
}

/** Who asks next, and after how many seconds. */
export interface Turn<A extends Asker> {
  readonly asker: A
  readonly wait: number
}

/**
 * Plans the next questions of several websites: aimed at the points that cut what is still possible into equal parts, each
 * point by the website that can reach it first. One answer halves what is left; k at different points cut it into k + 1.
 */
export function planTurns<A extends Asker>(askers: readonly A[], now: number, { low, high }: Span): readonly Turn<A>[] {
  const points = askers.map((_, i) => low + ((high - low) * (i + 1)) / (askers.length + 1))
  let free = askers
  return points.flatMap((point) => {
    const [first] = free.map((asker) => ({ asker, wait: untilSecondTurns(now, point, asker.delay) })).toSorted((a, b) => a.wait - b.wait)
    if (first === undefined) return []
    free = free.filter((asker) => asker !== first.asker)
    return [first]
  })
}
