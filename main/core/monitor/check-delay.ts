/** Where the last check could not tell, the network is probably on its way. Seconds, as all here. */
const SOON = 300
/** Up to this part earlier or later, so that a fleet does not ask its servers all at once. */
const JITTER = 1 / 6
/** After sleep the network needs a moment, and a fleet that one signal woke up should not ask in the same one. */
const AFTER_WAKE = 4
const WAKE_SPREAD = 12
/** A network that comes up brings one address after the other, and names resolve a little later still. */
const SETTLE = 10
const SETTLE_SPREAD = 10

/**
 * Seconds until the next check by itself: about as often as the user wants it; sooner where the last one could not tell,
 * though twice as late after each further one (RFC 4330 section 10 asks for a back-off on silence).
 * @param every how often the user wants it, in seconds
 * @param silences how many checks in a row could not tell
 * @param chance from 0 to 1
 */
export function delayAfter(every: number, silences: number, chance: number): number {
  const usual = silences === 0 ? every : Math.min(SOON * 2 ** (silences - 1), every)
  return usual * (1 + (chance * 2 - 1) * JITTER)
}

/** Seconds from waking up, or from a clock that was set, to the check that follows; `chance` from 0 to 1. */
export const delayAfterWake = (chance: number): number => AFTER_WAKE + chance * WAKE_SPREAD

/** Seconds from a change of the network to the check that follows; `chance` from 0 to 1. */
export const delayAfterNetwork = (chance: number): number => SETTLE + chance * SETTLE_SPREAD
