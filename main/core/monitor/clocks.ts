/** The local clock and the time since the computer was started, read at one moment. Seconds. */
export interface ClocksRead {
  /** Local clock, Unix seconds. */
  readonly wall: number
  /** Never set, and goes on in sleep. */
  readonly sinceBoot: number
}

export interface Meanwhile {
  /** The computer slept for so many seconds; null where it did not. */
  readonly slept: number | null
  /** The clock was set by so many seconds, positive forward; null where it was not, or where sleep hides it. */
  readonly stepped: number | null
}

/** A timer that comes so many seconds late was due in sleep. */
export const LATE = 30
/** Clocks that are steered drift apart by far less than this between two looks. */
const STEP = 1

/**
 * What happened to the computer between two looks at its clocks.
 * @param planned after how many seconds the second look was to be taken
 * @param resumed whether the system says that it slept
 */
export function between(before: ClocksRead, after: ClocksRead, planned: number, resumed: boolean): Meanwhile {
  const elapsed = after.sinceBoot - before.sinceBoot
  const late = Math.max(0, elapsed - planned)
  // On waking systems set the clock anew from the one on the board: nobody meant anything by it, and a check follows anyhow.
  if (resumed || late > LATE) return { slept: late, stepped: null }
  const moved = after.wall - before.wall - elapsed
  return { slept: null, stepped: Math.abs(moved) > STEP ? moved : null }
}
