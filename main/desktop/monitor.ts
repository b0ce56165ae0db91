import { powerMonitor } from 'electron'
import { delayAfter, delayAfterWake } from './check-delay.ts'
import type { SessionState } from './session-state.ts'

/** A timer that comes so many seconds late was due in sleep. */
const LATE = 30

export interface Monitor {
  /** When the next check is due, by the clock that is never set. */
  readonly nextCheckAt: () => number
}

/** Checks at the start, soon after sleep and about once an hour, sooner after a check that could not tell. */
export function watchClock(check: () => Promise<SessionState>, monotonic: () => number): Monitor {
  let next = Infinity
  let silences = 0
  let wakes = 0
  let timer: NodeJS.Timeout | undefined
  const plan = (wait: number): void => {
    next = monotonic() + wait
    clearTimeout(timer)
    timer = setTimeout(() => (monotonic() - next > LATE ? awake() : void look()), wait * 1000)
  }
  const look = async (): Promise<void> => {
    const began = wakes
    const state = await check()
    silences = state.checkup?.verdict.kind === 'known' ? 0 : silences + 1
    // A check that sleep came into does not stand for the one after it.
    if (began === wakes) plan(delayAfter(silences, Math.random()))
  }
  const awake = (): void => {
    wakes++
    // It may have come to another network, where silence has to show itself anew.
    silences = 0
    plan(delayAfterWake(Math.random()))
  }
  powerMonitor.on('resume', awake)
  void look()
  return { nextCheckAt: () => next }
}
