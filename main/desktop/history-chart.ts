import type { HistoryChartView, HistoryMark, HistorySpan } from '../../preload/history-view.ts'
import type { HistoryRecord } from '../core/history/record.ts'
import { DEFAULT_LIMITS } from '../core/limits.ts'
import { durationWords, slowOrFastShort } from '../core/words/duration.ts'
import { eventWords } from '../core/words/history.ts'
import { say } from '../core/words/say.ts'
import { dayText, timeText } from './history-times.ts'

const HOUR = 3600
const DAY = 86_400
/** What most codes bear, either way. */
const BAND = DEFAULT_LIMITS.critical
/** The band shows whole even where every error is small, with a little room around it. */
const SHORTEST_REACH = 1.2 * BAND
const ROOM = 1.15
/** Beyond this a straight scale would press the band flat. Seconds. */
const STRAIGHT_UP_TO = 120
const HEIGHT_LABELS = [BAND, 60, 120, 300, HOUR, 6 * HOUR, DAY, 30 * DAY, 365 * DAY, 3650 * DAY] as const
/** Labels closer than this part of the height would touch. */
const LABELS_APART = 0.16

/** The records between two moments as a drawing; null where none of them holds a measurement. They have to be in the order of time. */
export function chartOf(records: readonly HistoryRecord[], span: HistorySpan, from: number, to: number): HistoryChartView | null {
  const measured = pointsOf(records)
  if (measured.length === 0) return null
  const offsets = measured.map(({ offset }) => offset)
  const [slowest, fastest] = [Math.max(0, ...offsets), Math.max(0, ...offsets.map((offset) => -offset))]
  const bent = Math.max(slowest, fastest) > STRAIGHT_UP_TO
  const heightOf = (fastBy: number): number => (bent ? Math.asinh(fastBy / BAND) : fastBy)
  const [below, above] = [Math.max(SHORTEST_REACH, slowest * ROOM), Math.max(SHORTEST_REACH, fastest * ROOM)]
  const [lowest, highest] = [heightOf(-below), heightOf(above)]
  return {
    from, to, lowest, highest,
    points: measured.map(({ at, offset }) => ({ at, height: heightOf(-offset) })),
    marks: records.flatMap((record) => markOf(record, span, from) ?? []),
    band: { from: heightOf(-BAND), to: heightOf(BAND) },
    times: timesOf(span, from, to),
    heights: heightsOf(heightOf, below, above),
    notes: [
      say('Inside the band, up to {size} either way, most codes work.', { size: durationWords(BAND) }),
      ...(bent ? [say('Large errors are drawn closer together, so that they fit.')] : []),
    ],
  }
}

interface Point { readonly at: number; readonly offset: number }

/** Checks, and both sides of whatever set the clock, so that it shows as a step and not as a slope. */
function pointsOf(records: readonly HistoryRecord[]): readonly Point[] {
  const points: Point[] = []
  for (const record of records) {
    const { at } = record
    if (record.kind === 'check') points.push({ at, offset: record.offset })
    if (record.kind === 'repair') points.push(...[record.before, record.after].flatMap((offset) => (offset === undefined ? [] : [{ at, offset }])))
    const before = points.at(-1)
    if (record.kind === 'stepped' && before !== undefined) points.push({ at, offset: before.offset }, { at, offset: before.offset - record.by })
  }
  return points
}

/** Repairs that did something to the clock, steps, sleeps; nothing for the rest. */
function markOf(record: HistoryRecord, span: HistorySpan, from: number): HistoryMark | null {
  const { at } = record
  const label = say('{what} {time} || label in a chart, such as "repaired 12:04"', { what: eventWords(record), time: span === 'day' ? timeText(at) : dayText(at) })
  switch (record.kind) {
    case 'check': return null
    case 'repair': return record.result === 'repaired' ? { kind: 'repair', at, tone: 'good', label } : record.result === 'failed' ? { kind: 'repair', at, tone: 'bad', label } : null
    case 'stepped': return { kind: 'stepped', at, tone: 'neutral', label }
    case 'sleep': return { kind: 'sleep', at, since: Math.max(from, at - record.seconds), tone: 'neutral', label }
  }
}

/** Every sixth hour of a day, every seventh day of a month, by the calendar of this place. */
function timesOf(span: HistorySpan, from: number, to: number): HistoryChartView['times'] {
  const date = new Date(to * 1000)
  const found: { readonly at: number; readonly label: string }[] = []
  if (span === 'day') date.setHours(date.getHours() - (date.getHours() % 6), 0, 0, 0)
  else date.setHours(0, 0, 0, 0)
  for (let at = date.getTime() / 1000; at >= from; at = date.getTime() / 1000) {
    found.unshift({ at, label: span === 'day' ? timeText(at) : dayText(at) })
    if (span === 'day') date.setHours(date.getHours() - 6)
    else date.setDate(date.getDate() - 7)
  }
  return found
}

/** The middle, the edges of the band, and what else has room. */
function heightsOf(heightOf: (fastBy: number) => number, below: number, above: number): HistoryChartView['heights'] {
  const whole = heightOf(above) - heightOf(-below)
  const side = (sign: 1 | -1, reach: number): readonly number[] => {
    const chosen: number[] = []
    for (const size of HEIGHT_LABELS.filter((each) => each <= reach)) {
      if (Math.abs(heightOf(size) - heightOf(chosen.at(-1) ?? 0)) >= LABELS_APART * whole) chosen.push(size)
    }
    return chosen.map((size) => size * sign)
  }
  return [...side(-1, below), 0, ...side(1, above)].toSorted((a, b) => a - b)
    .map((fastBy) => ({ at: heightOf(fastBy), label: fastBy === 0 ? say('right || on a scale: the clock is right') : slowOrFastShort(-fastBy) }))
}
