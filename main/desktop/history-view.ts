import type { HistoryRow, HistorySpan, HistoryView } from '../../preload/history-view.ts'
import { driftOf } from '../core/history/drift.ts'
import type { HistoryRecord, CheckRecord } from '../core/history/record.ts'
import { KEPT_FOR } from '../core/history/thin.ts'
import { DEFAULT_LIMITS, levelOf } from '../core/limits.ts'
import { slowOrFastShort } from '../core/words/duration.ts'
import { driftWords, eventWords, historySummary } from '../core/words/history.ts'
import { say } from '../core/words/say.ts'
import { chartOf } from './history-chart.ts'
import { dayAndTimeText, dayText, timeText } from './history-times.ts'
import { LEVEL_TONES } from './scale.ts'

const LENGTH: Readonly<Record<HistorySpan, number>> = { day: 86_400, month: KEPT_FOR }
/** A table longer than this is no help. */
const MOST_ROWS = 300

export interface HistoryContext {
  /** True time in Unix seconds, as well as it is known. */
  readonly now: number
  /** Why the history may be lost, as a sentence. */
  readonly problem: string | null
}

/** The history as the window shows it: chart, table and sentences. Pure, but for the zone of this computer. */
export function historyView(records: readonly HistoryRecord[], span: HistorySpan, { now, problem }: HistoryContext): HistoryView {
  const from = now - LENGTH[span]
  // Sorting is stable, so what was written at one moment keeps its order. A check may be a little ahead of a clock that was set since.
  const shown = records.filter(({ at }) => at >= from && at <= now + 60).toSorted((a, b) => a.at - b.at)
  const to = Math.max(now, shown.at(-1)?.at ?? now)
  const chart = chartOf(shown, span, from, to)
  const offsets = shown.flatMap(offsetsOf)
  const latest = offsets.at(-1)
  const largest = offsets.toSorted((a, b) => Math.abs(b) - Math.abs(a))[0]
  const drift = driftOf(records)
  const empty = records.some(({ kind }) => kind === 'check')
    ? say('The clock was not measured in this time.')
    : say('No history yet. Each check adds a point here.')
  return {
    span,
    title: span === 'day' ? say('Last 24 hours || heading of a chart') : say('Last 31 days || heading of a chart'),
    spans: [
      { id: 'day', label: say('Last day || button that chooses what a chart shows') }, { id: 'month', label: say('Last month || button that chooses what a chart shows') },
    ],
    ...(chart === null ? {} : { chart }),
    summary: latest === undefined || largest === undefined ? empty : historySummary({
      latest, largest, checks: shown.filter(({ kind }) => kind === 'check').length,
      repairs: shown.filter((record) => record.kind === 'repair' && record.result === 'repaired').length,
    }),
    sentences: [
      ...(chart === null ? [empty] : []),
      ...(drift === null ? [] : [driftWords(drift)]),
      ...(problem === null ? [] : [problem]),
    ],
    showTable: say('Show as a table'),
    showChart: say('Show as a chart'),
    columns: { time: say('Time || heading of a column: when'), offset: say('Your clock || heading of a column: how wrong it was'), what: say('What happened || heading of a column') },
    rows: (span === 'day' ? shown.map((record) => rowOf(record, timeText(record.at))) : rowsByDay(shown)).toReversed().slice(0, MOST_ROWS),
  }
}

const offsetsOf = (record: HistoryRecord): readonly number[] => {
  if (record.kind === 'check') return [record.offset]
  return record.kind === 'repair' ? [record.before, record.after].filter((offset) => offset !== undefined) : []
}

/** One row a day for its checks, with the largest error of them, and one for each thing that happened. */
function rowsByDay(records: readonly HistoryRecord[]): readonly HistoryRow[] {
  const rows: HistoryRow[] = []
  for (const ofDay of byDay(records)) {
    const checks = ofDay.filter((record) => record.kind === 'check')
    const largest = checks.toSorted((a, b) => Math.abs(b.offset) - Math.abs(a.offset))[0]
    rows.push(
      ...(largest === undefined ? [] : [{ ...rowOf(largest, dayText(largest.at)), what: checksOfDay(checks) }]),
      ...ofDay.filter(({ kind }) => kind !== 'check').map((record) => rowOf(record, dayAndTimeText(record.at))),
    )
  }
  return rows
}

/** In runs of one calendar day of this place. */
function byDay(records: readonly HistoryRecord[]): readonly (readonly HistoryRecord[])[] {
  const days = new Map<string, HistoryRecord[]>()
  for (const record of records) {
    const day = new Date(record.at * 1000).toDateString()
    days.set(day, [...(days.get(day) ?? []), record])
  }
  return [...days.values()]
}

const checksOfDay = (checks: readonly CheckRecord[]): string =>
  say('largest of {checks, plural, one {# check} other {# checks}} || in a table, beside the largest error of a day', { checks: checks.length })

function rowOf(record: HistoryRecord, time: string): HistoryRow {
  const offset = offsetsOf(record).at(-1)
  return {
    time, what: eventWords(record),
    offset: offset === undefined ? '' : slowOrFastShort(offset),
    tone: offset === undefined ? 'neutral' : LEVEL_TONES[levelOf(offset, DEFAULT_LIMITS)],
  }
}
