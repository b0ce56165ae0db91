import type { Tone } from './views.ts'

export type HistorySpan = 'day' | 'month'

/** A place on the upright axis: 0 is the right time, what is fast lies above it. */
type Height = number

/** Something that happened to the clock, on the time axis. */
export interface HistoryMark {
  readonly kind: 'repair' | 'stepped' | 'sleep'
  /** Unix seconds; of a sleep, its end. */
  readonly at: number
  /** Unix seconds; of a sleep, its beginning. */
  readonly since?: number
  readonly tone: Tone
  /** "repaired 12:04" */
  readonly label: string
}

/** One line of the table that says the same as the chart. */
export interface HistoryRow {
  readonly time: string
  /** "47.3 s slow"; empty where it was not measured. */
  readonly offset: string
  readonly tone: Tone
  readonly what: string
}

/** The drawing: places are ready to draw, words ready to show. */
export interface HistoryChartView {
  /** Both ends of the time axis, Unix seconds. */
  readonly from: number
  readonly to: number
  /** The reach of the upright axis. */
  readonly lowest: Height
  readonly highest: Height
  /** In the order of time. */
  readonly points: readonly { readonly at: number; readonly height: Height }[]
  readonly marks: readonly HistoryMark[]
  /** The errors that most sign-ins bear. */
  readonly band: { readonly from: Height; readonly to: Height }
  readonly times: readonly { readonly at: number; readonly label: string }[]
  readonly heights: readonly { readonly at: Height; readonly label: string }[]
  /** How to read the drawing, in sentences. */
  readonly notes: readonly string[]
}

/** The offset of the clock over the last day or month. */
export interface HistoryView {
  readonly span: HistorySpan
  readonly title: string
  readonly spans: readonly { readonly id: HistorySpan; readonly label: string }[]
  /** Absent while there is nothing to draw; then `sentences` says so. */
  readonly chart?: HistoryChartView
  /** Stands for the drawing where it cannot be seen. */
  readonly summary: string
  /** What else is to say: that there is nothing yet, the drift, a problem with the disk. */
  readonly sentences: readonly string[]
  readonly showTable: string
  readonly showChart: string
  readonly columns: { readonly time: string; readonly offset: string; readonly what: string }
  /** The newest first. */
  readonly rows: readonly HistoryRow[]
}
