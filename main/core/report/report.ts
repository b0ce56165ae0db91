import type { Checkup } from '../checkup.ts'
import type { HistoryRecord } from '../history/record.ts'
import { checkJson, planJson, round } from '../json.ts'
import { cleanLine } from '../log/line.ts'
import { cleanCheckup } from './clean-checkup.ts'
import { hiderFor, type Privacy } from './hider.ts'

/** What an administrator would ask for. */
export interface Report {
  readonly version: string
  /** Words on the system. */
  readonly about: readonly string[]
  readonly checkup: Checkup
  /** What happened to the clock, newest last; empty where none is kept. */
  readonly history: readonly HistoryRecord[]
  /** Lines of the log, newest last; empty where none is kept. */
  readonly log: readonly string[]
}

/** So much of the history is told, in seconds. */
const TOLD = 86_400
const MOST_RECORDS = 200
const MOST_LINES = 100

/** The report without what is private in it: only such a one may be shown, copied or saved. */
export function cleanReport({ version, about, checkup, history, log }: Report, privacy: Privacy): Report {
  const hider = hiderFor(privacy)
  const { checkedAt, verdict } = checkup
  const since = checkedAt + (verdict.kind === 'known' ? verdict.offset : 0) - TOLD
  return {
    version,
    about: about.map(hider.words),
    checkup: cleanCheckup(checkup, privacy),
    history: history.filter(({ at }) => at >= since).slice(-MOST_RECORDS),
    log: log.slice(-MOST_LINES).flatMap((line) => cleanLine(line, hider) ?? []),
  }
}

/** The report as data, the document of `report --json`: that of `check --json` with plan, history and log. */
export function reportJson({ version, about, checkup, history, log }: Report): Record<string, unknown> {
  return {
    version, about, ...checkJson(checkup), plan: planJson(checkup.plan),
    ...(history.length === 0 ? {} : { history: history.map(recordJson) }),
    ...(log.length === 0 ? {} : { log }),
  }
}

/** One thing that happened, in the names that other documents have for it. */
function recordJson(record: HistoryRecord): Record<string, unknown> {
  const { kind } = record
  const at = new Date(record.at * 1000).toISOString()
  switch (record.kind) {
    case 'check': return { kind, at, offsetSeconds: round(record.offset), uncertaintySeconds: round(record.uncertainty) }
    case 'repair': return {
      kind, at, result: record.result,
      ...(record.before === undefined ? {} : { beforeSeconds: round(record.before) }), ...(record.after === undefined ? {} : { afterSeconds: round(record.after) }),
    }
    case 'sleep': return { kind, at, seconds: round(record.seconds) }
    case 'stepped': return { kind, at, bySeconds: round(record.by) }
  }
}
