import { READING_ERROR, type Sample } from './sample.ts'

/**
 * What two answers of one website allow together: a `Date` is cut to whole seconds, so each answer only bounds the
 * offset, and the bounds of several intersect. Where they contradict each other the newer one stands alone.
 */
export function narrowed(known: Sample, next: Sample): Sample {
  const low = Math.max(known.offset - known.distance, next.offset - next.distance)
  const high = Math.min(known.offset + known.distance, next.offset + next.distance)
  if (low > high) return next
  return { ...next, offset: (low + high) / 2, distance: Math.max(READING_ERROR, (high - low) / 2), delay: Math.min(known.delay, next.delay) }
}

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
