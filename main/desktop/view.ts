import type { AppView } from '../../preload/contract.ts'
import { reportText } from '../core/words/report.ts'
import { clockView } from './clock-view.ts'
import { codeView } from './code-view.ts'
import { detailsView } from './details-view.ts'
import { helpView } from './help-view.ts'
import type { SessionState } from './session-state.ts'

export interface ViewContext {
  readonly version: string
  /** Seconds by the clock that is never set. */
  readonly now: number
  /** Seconds until the next check by itself; absent where there is none. */
  readonly nextCheckIn?: number
}

/** Everything the window shows for a session, sentences included. Pure. */
export function viewOf(state: SessionState, { version, now, nextCheckIn }: ViewContext): AppView {
  const { checkup, about } = state
  const report = checkup === null ? '' : reportText(checkup, version, about)
  return {
    practice: state.practice,
    version,
    clock: clockView(state, now),
    details: detailsView(checkup, report, nextCheckIn),
    codeTest: codeView(state, now),
    help: helpView(state),
  }
}
