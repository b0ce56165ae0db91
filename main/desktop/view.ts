import type { AppView } from '../../preload/contract.ts'
import type { Policy } from '../core/policy/schema.ts'
import { allServices } from '../core/services/reader.ts'
import { spokenLanguage } from '../core/words/say.ts'
import { aboutView, type AboutContext } from './about-view.ts'
import { clockView } from './clock-view.ts'
import { codeView } from './code-view.ts'
import { detailsView, type ReportShown } from './details-view.ts'
import { helpView } from './help-view.ts'
import { clockUnder, codeTestUnder, helpUnder } from './policy-view.ts'
import { plainReport } from './report-desk.ts'
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
  /** What support would ask for, without what is private; made of the session alone when absent. */
  readonly report?: ReportShown
  /** What the organisation decides; nothing when absent. */
  readonly policy?: Policy
}

/** Everything the window shows for a session, sentences included. Pure. */
export function viewOf(state: SessionState, { version, now, nextCheckIn, settings, about, historyRevision, report, policy = {} }: ViewContext): AppView {
  const { checkup } = state
  const { tag, direction } = spokenLanguage()
  return {
    language: { tag, direction },
    words: windowWords(),
    practice: state.practice,
    version,
    clock: clockUnder(policy, clockView(state, now)),
    details: detailsView(checkup, report ?? { text: plainReport(state, version) }, nextCheckIn),
    codeTest: codeTestUnder(policy, codeView(state, now)),
    help: helpUnder(policy, helpView(state)),
    settings: settingsView({ services: allServices(policy.services), ...settings }),
    about: aboutView({ version, ...about }),
    // Who practises has seen what it is, and nothing is sent meanwhile.
    ...(state.practice || settings.settings.welcomed ? {} : { welcome: welcomeView({ on: settings.settings.startAtLogin, locked: settings.locked?.has('startAtLogin') ?? false }) }),
    ...(historyRevision === undefined ? {} : { historyRevision }),
    ...(policy.codeTest === false ? { noCodeTest: true } : {}),
  }
}
