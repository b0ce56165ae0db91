import type { Clock } from '../core/clock.ts'
import { nextTick } from '../core/fleet/ticks.ts'
import { EXIT } from './exit-codes.ts'
import type { FleetOptions } from './fleet-options.ts'

/** So often a wait looks whether this machine slept or its clock was set, in seconds. */
const GLANCE_EVERY = 30
/** A clock that moved by this much against the one that is never set was set, or the machine slept. */
const MOVED = 2
/** After sleep a network takes so long to be there again, in seconds. */
const SETTLE = 10

export interface Rhythm {
  readonly clock: Clock
  readonly pause: (seconds: number) => Promise<void>
  /** A number from 0 up to 1, for the jitter. */
  readonly chance: () => number
}

/**
 * Runs `round`, which never rejects, at times that do not drift, until `stop`. After sleep, and after the clock was set, it
 * does not wait for the next time. Gives the exit code of the last round that ended; "cannot tell" where none did.
 */
export async function watch({ interval, jitter }: NonNullable<FleetOptions['watch']>, round: () => Promise<number>, rhythm: Rhythm, stop: AbortSignal): Promise<number> {
  const { clock, chance } = rhythm
  const stopped = stopOf(stop)
  const start = clock.monotonic()
  let exit: number = EXIT.unknown
  for (let due = start + chance() * jitter; ; due = nextTick(start, interval, clock.monotonic()) + chance() * jitter) {
    if (await Promise.race([stopped, waitUntil(due, rhythm, stop)]) === STOPPED) return exit
    const ended = await Promise.race([stopped, round()])
    if (ended === STOPPED) return exit
    exit = ended
  }
}

const STOPPED = Symbol('stopped')

const stopOf = (stop: AbortSignal): Promise<typeof STOPPED> => new Promise((resolve) => {
  if (stop.aborted) resolve(STOPPED)
  else stop.addEventListener('abort', () => resolve(STOPPED), { once: true })
})

async function waitUntil(due: number, { clock, pause }: Rhythm, stop: AbortSignal): Promise<void> {
  const apart = (): number => clock.wall() - clock.monotonic()
  const before = apart()
  for (let left = due - clock.monotonic(); left > 0 && !stop.aborted; left = due - clock.monotonic()) {
    await pause(Math.min(left, GLANCE_EVERY))
    if (Math.abs(apart() - before) > MOVED) return pause(SETTLE)
  }
}
