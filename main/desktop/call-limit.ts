/** A person with a window in front of them causes a few calls a second, and no more than this at once. */
const MOST_AT_ONCE = 40
/** So few that a slow computer is done with them in time: where the answers took longer, none would ever be refused. */
const A_SECOND = 5
/** After so many that were refused the caller is not one of ours any more. */
const MOST_REFUSED = 100

/** What to do with a call; `end` comes once, until the caller has kept quiet long enough to be anew. */
export type CallAnswer = 'do' | 'refuse' | 'end'

/**
 * Limits how often something is done: gives a function that is called with the time of each call, in seconds by a clock that
 * is never set. What was not used is kept for a burst.
 */
export function callLimit(): (now: number) => CallAnswer {
  let left = MOST_AT_ONCE
  let last = -Infinity
  let refused = 0
  return (now) => {
    left = Math.min(MOST_AT_ONCE, left + (now - last) * A_SECOND)
    last = now
    if (left === MOST_AT_ONCE) refused = 0
    if (left < 1) return ++refused === MOST_REFUSED ? 'end' : 'refuse'
    left--
    return 'do'
  }
}
