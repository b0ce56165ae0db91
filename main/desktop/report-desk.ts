import type { HistoryRecord } from '../core/history/record.ts'
import type { Privacy } from '../core/report/hider.ts'
import { cleanReport, reportJson, type Report } from '../core/report/report.ts'
import { reportText } from '../core/words/report.ts'
import { say, spokenLanguage } from '../core/words/say.ts'
import { writeReport } from '../report-file.ts'
import type { ReportShown } from './details-view.ts'
import type { SessionState } from './session-state.ts'

/** What the app keeps that a report tells of. */
export interface Kept {
  readonly history: () => readonly HistoryRecord[]
  readonly log: () => readonly string[]
  /** What this user and this computer are called. */
  readonly names: () => readonly string[]
  readonly version: string
}

/** The dialogs of the system, as far as saving needs them. */
export interface SaveDialogs {
  /** Null where the user wants none after all. */
  readonly askFile: (name: string) => Promise<string | null>
  readonly tell: (sentence: string) => void
}

/** The report of the window: what is shown is what is copied and saved. */
export interface ReportDesk {
  /** The report is on the screen; until then none is made, for the first one takes time from the answer that the user waits for. */
  readonly begin: () => void
  readonly shown: (state: SessionState) => ReportShown
  /** Names own time servers and addresses from now on. */
  readonly nameAddresses: (on: boolean) => void
  readonly save: (state: SessionState, dialogs: SaveDialogs) => Promise<void>
}

const NO_PAST = { history: [], log: [] } as const
const NO_NAMES: Privacy = { names: [], withAddresses: false }

/** The report of a session, ready to be shown; null before the first check. A made-up laptop has neither a past nor anything to hide. */
function reportOn({ checkup, about, practice }: SessionState, version: string, past: Pick<Report, 'history' | 'log'> = NO_PAST, privacy = NO_NAMES): Report | null {
  if (checkup === null) return null
  return cleanReport({ version, about, checkup, ...(practice ? NO_PAST : past) }, practice ? { names: [], withAddresses: true } : privacy)
}

/** Its text where the app keeps no past; empty before the first check. */
export function plainReport(state: SessionState, version: string): string {
  const report = reportOn(state, version)
  return report === null ? '' : reportText(report)
}

/** Opens the desk. The choice to name addresses ends with the program. */
export function openReportDesk({ history, log, names, version }: Kept): ReportDesk {
  let begun = false
  let withAddresses = false
  let known: readonly string[] | null = null
  /** A window is told its view often, and most of the time nothing of this has changed. */
  let last: { readonly of: readonly unknown[]; readonly text: string } | null = null

  const clean = (state: SessionState): Report | null => reportOn(state, version, { history: history(), log: log() }, { names: known ??= names(), withAddresses })
  return {
    nameAddresses: (on) => { withAddresses = on },
    begin: () => { begun = true },
    shown: (state) => {
      if (!begun) return { text: '' }
      const of = [state.checkup, state.about, state.practice, withAddresses, spokenLanguage(), state.practice ? null : history(), state.practice ? null : log()]
      if (last === null || of.some((part, index) => part !== last?.of[index])) {
        const report = clean(state)
        last = { of, text: report === null ? '' : reportText(report) }
      }
      return { text: last.text, ...(state.practice ? {} : { withAddresses }) }
    },
    save: async (state, { askFile, tell }) => {
      // What was on the screen is saved, whatever is measured while the user looks for a place.
      const report = clean(state)
      if (report === null) return
      const file = await askFile('clock-medic-report.txt')
      if (file === null) return
      const text = file.toLowerCase().endsWith('.json') ? JSON.stringify(reportJson(report), null, 2) : reportText(report)
      // The dialog has asked already whether a file of that name may go.
      if (await writeReport(file, `${text}\n`, true) !== null) tell(say('The report could not be saved there. Choose another place.'))
    },
  }
}
