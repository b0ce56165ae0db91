import type { Clock, Reading } from '../core/clock.ts'

/** A tick of `Date.now` that was seen to within this is exact enough, in seconds. */
const CLOSE = 20e-6
/** On a loaded machine the program is held up now and then: of so many ticks the one that was seen best is taken. */
const MOST_TICKS = 5

const monotonic = (): number => Number(process.hrtime.bigint()) / 1e9

/** Waits for `Date.now` to change, and brackets that moment between two readings of the other clock. */
function tick(): Reading {
  const seen = Date.now()
  for (let before = monotonic(); ;) {
    const asked = monotonic()
    const now = Date.now()
    const after = monotonic()
    if (now !== seen) return { wall: now / 1000, monotonic: (before + after) / 2, error: (after - before) / 2 }
    before = asked
  }
}

function both(): Reading {
  let best = tick()
  for (let ticks = 1; best.error > CLOSE && ticks < MOST_TICKS; ticks++) {
    const next = tick()
    if (next.error < best.error) best = next
  }
  return best
}

/**
 * The real clock of this machine. `Date.now` cuts to whole milliseconds (half a millisecond of error on average), so
 * the local time is read at the moment its millisecond changes; that takes up to 1 ms.
 */
export const systemClock: Clock = { monotonic, wall: () => tick().wall, both }
