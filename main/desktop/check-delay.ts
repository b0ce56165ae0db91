const HOUR = 3600
/** Where the last check could not tell, the network is probably on its way. */
const SOON = 300
/** Up to this part earlier or later, so that a fleet does not ask its servers all at once. */
const JITTER = 1 / 6
/** After sleep the network needs a moment, and a fleet that one signal woke up should not ask in the same one. */
const AFTER_WAKE = 4
const WAKE_SPREAD = 12

/**
 * Seconds until the next check by itself: about an hour; sooner where the last one could not tell, though twice as late
 * after each further one (RFC 4330 section 10 asks for a back-off on silence).
 * @param silences how many checks in a row could not tell
 * @param chance from 0 to 1
 */
export function delayAfter(silences: number, chance: number): number {
  const usual = silences === 0 ? HOUR : Math.min(SOON * 2 ** (silences - 1), HOUR)
  return usual * (1 + (chance * 2 - 1) * JITTER)
}

/** Seconds from waking up to the check that follows; `chance` from 0 to 1. */
export const delayAfterWake = (chance: number): number => AFTER_WAKE + chance * WAKE_SPREAD
