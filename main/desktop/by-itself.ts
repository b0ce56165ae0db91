import type { Remedy } from '../core/remedy.ts'
import type { Session } from './session.ts'

/** A repair that does not help must not be tried all day. Seconds. */
const PAUSE = 3600

export interface ByItselfParts {
  /** The session of this computer. */
  readonly session: Pick<Session, 'state' | 'fix' | 'monotonic'>
  /** Remedies that the organisation lets run by themselves. */
  readonly allowed: () => readonly Remedy[]
  readonly practising: () => boolean
}

/**
 * Repairs this computer without being asked: gives what is to be called after a check by itself. Runs only where each step is
 * allowed to run so and nobody would be asked for a password.
 */
export function repairsByItself({ session, allowed, practising }: ByItselfParts): () => Promise<void> {
  let last = -Infinity
  return async () => {
    const { activity, checkup, asks } = session.state()
    if (practising() || activity.kind !== 'idle' || asks !== null || checkup?.verdict.kind !== 'known') return
    const { id, steps } = checkup.plan
    const remedies = allowed()
    if (steps.length === 0 || !steps.every(({ remedy }) => remedies.includes(remedy)) || session.monotonic() - last < PAUSE) return
    last = session.monotonic()
    await session.fix(id)
  }
}
