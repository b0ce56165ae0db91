import type { SessionState } from './session-state.ts'

const HOUR = 3600
/** Where the last check could not tell, the network is probably on its way. */
const SOON = 300
/** Up to this part earlier or later, so that a fleet does not ask its servers all at once. */
const JITTER = 1 / 6

/** Seconds until the next check by itself; `chance` from 0 to 1. */
export function delayAfter({ checkup }: Pick<SessionState, 'checkup'>, chance: number): number {
  const usual = checkup?.verdict.kind === 'known' ? HOUR : SOON
  return usual * (1 + (chance * 2 - 1) * JITTER)
}
