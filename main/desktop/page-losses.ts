/** A page that is ended (a lack of memory, a fault of the graphics driver) comes back so often, and no page that always ends. */
const MOST_RELOADS = 3
/** A page that lived for so long, in seconds, was well. */
const WAS_WELL = 60

/**
 * Counts how often a page was lost: gives a function that is called with the time of each loss, in seconds by any clock that
 * is never set, and tells whether the page is worth loading again.
 */
export function pageLosses(): (now: number) => boolean {
  let inARow = 0
  let last = -Infinity
  return (now) => {
    inARow = now - last > WAS_WELL ? 1 : inARow + 1
    last = now
    return inARow <= MOST_RELOADS
  }
}
