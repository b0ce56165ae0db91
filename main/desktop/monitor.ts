import { powerMonitor } from 'electron'
import { delayAfter } from './check-delay.ts'
import type { SessionState } from './session-state.ts'

export interface Monitor {
  /** When the next check is due, by the clock that is never set. */
  readonly nextCheckAt: () => number
}

/** Checks after sleep and about once an hour, sooner after a check that could not tell. */
export function watchClock(check: () => Promise<SessionState>, monotonic: () => number): Monitor {
  let next = Infinity
  const plan = (state: SessionState): void => {
    const wait = delayAfter(state, Math.random())
    next = monotonic() + wait
    clearTimeout(timer)
    timer = setTimeout(() => void look(), wait * 1000)
  }
  const look = async (): Promise<void> => plan(await check())
  let timer: NodeJS.Timeout | undefined
  powerMonitor.on('resume', () => void look())
  void look()
  return { nextCheckAt: () => next }
}
