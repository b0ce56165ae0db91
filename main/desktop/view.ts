import type { AppView } from '../../preload/contract.ts'
import { reportText } from '../core/words/report.ts'
import { spokenLanguage } from '../core/words/say.ts'
import { aboutView, type AboutContext } from './about-view.ts'
import { clockView } from './clock-view.ts'
import { codeView } from './code-view.ts'
import { detailsView } from './details-view.ts'
import { helpView } from './help-view.ts'
import type { SessionState } from './session-state.ts'
import { settingsView, type SettingsContext } from './settings-view.ts'
import { welcomeView } from './welcome-view.ts'
import { windowWords } from './window-words.ts'

export interface ViewContext {
  readonly version: string
  /** Seconds by the clock that is never set. */
  readonly now: number
  /** Seconds until the next check by itself; absent where there is none. */
  readonly nextCheckIn?: number
  readonly settings: SettingsContext
  readonly about: Omit<AboutContext, 'version'>
  /** Absent where none is kept. */
  readonly historyRevision?: string
}

/** Everything the window shows for a session, sentences included. Pure. */
export function viewOf(state: SessionState, { version, now, nextCheckIn, settings, about, historyRevision }: ViewContext): AppView {
  const { checkup } = state
  const report = checkup === null ? '' : reportText(checkup, version, state.about)
  const { tag, direction } = spokenLanguage()
  return {
    language: { tag, direction },
    words: windowWords(),
    practice: state.practice,
    version,
    clock: clockView(state, now),
    details: detailsView(checkup, report, nextCheckIn),
    codeTest: codeView(state, now),
    help: helpView(state),
    settings: settingsView(settings),
    about: aboutView({ version, ...about }),
    // Who practises has seen what it is, and nothing is sent meanwhile.
    ...(state.practice || settings.settings.welcomed ? {} : { welcome: welcomeView({ on: settings.settings.startAtLogin, locked: settings.locked?.has('startAtLogin') ?? false }) }),
    ...(historyRevision === undefined ? {} : { historyRevision }),
  }
}
