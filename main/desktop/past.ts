import path from 'node:path'
import type { HistorySpan, HistoryView } from '../../preload/contract.ts'
import { recordOfRepair, type HistoryRecord } from '../core/history/record.ts'
import { privateNamesHere } from '../platform/private-names.ts'
import { VERSION } from '../version.ts'
import { openHistory } from './history-store.ts'
import { historyView } from './history-view.ts'
import { openLog, type Log } from './log.ts'
import { openReportDesk, type ReportDesk } from './report-desk.ts'
import type { SessionState } from './session-state.ts'

/** What the app keeps of the past of this computer's clock: history and log, and the report that tells of both. */
export interface Past {
  readonly log: Log
  readonly report: ReportDesk
  /** Takes an error of our own. */
  readonly onError: (error: unknown) => void
  /** Wants every change of this computer's session; `monotonic` is its clock that is never set. */
  readonly saw: (next: SessionState, monotonic: number) => void
  readonly remember: (record: HistoryRecord) => void
  /** Changes when there is more history to show. */
  readonly revision: () => string
  readonly chart: (span: HistorySpan, now: number) => Promise<HistoryView>
  /** Resolves when all is on disk. */
  readonly close: () => Promise<void>
}

/**
 * Opens it in the app's own folder.
 * @param verbose every line of the log is written, and shown on the terminal; without it only errors are shown there
 */
export function openPast(folder: string, { verbose }: { readonly verbose: boolean }): Past {
  const history = openHistory(path.join(folder, 'history.jsonl'))
  const log = openLog({
    file: path.join(folder, 'logs', 'clock-medic.log'), now: () => Date.now() / 1000, names: privateNamesHere, verbose,
    echo: (line, level) => { if (verbose || level === 'error') console.error(line) },
  })
  let revision = 0
  let records: readonly HistoryRecord[] = []
  let seen: Pick<SessionState, 'checkup' | 'repair'> = { checkup: null, repair: null }
  void history.then((opened) => { records = opened.records() })

  const remember: Past['remember'] = (record) => {
    revision++
    if (record.kind === 'sleep' || record.kind === 'stepped') log.write({ kind: 'noted', record })
    void history.then((opened) => {
      void opened.add(record)
      records = opened.records()
    })
  }
  return {
    log, remember,
    report: openReportDesk({ history: () => records, log: log.lines, names: privateNamesHere, version: VERSION }),
    // Not to the terminal as it is: what an app says there ends up in the system's log, names and all.
    onError: (error) => log.write({ kind: 'fault', error }),
    saw: (next, monotonic) => {
      const { checkup, repair } = next
      if (repair !== null && repair !== seen.repair) {
        log.write({ kind: 'repaired', result: repair.result, steps: repair.steps })
        const record = recordOfRepair(repair, monotonic)
        if (record !== null) remember(record)
      }
      if (checkup !== null && checkup !== seen.checkup) log.write({ kind: 'checked', checkup })
      seen = next
    },
    revision: () => String(revision),
    chart: async (span, now) => {
      const opened = await history
      return historyView(opened.records(), span, { now, problem: opened.problem() })
    },
    close: async () => {
      log.write({ kind: 'ended' })
      await Promise.all([history.then((opened) => opened.close()), log.close()])
    },
  }
}
