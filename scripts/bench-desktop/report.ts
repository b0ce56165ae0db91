import type { Life } from './run.ts'

/** What is promised: at most so many times the bare app's figure, and after the window at most so much of the memory before it. */
const LIMITS = { startToTray: 1.25, memoryInTray: 1.15, openToPainted: 1.3, idleProcessor: 1.2, afterWindow: 1.1 } as const

export interface Figures {
  readonly bare: readonly Life[]
  readonly own: readonly Life[]
  /** Processor time while at rest in the tray, in seconds, and how long that was watched. */
  readonly idle: { readonly bare: number; readonly own: number; readonly seconds: number } | null
}

/** The middle of the values. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? sorted[middle] ?? NaN : ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2
}

interface Row {
  readonly what: string
  readonly bare: string
  readonly own: string
  readonly ratio: number
  readonly limit: number
}

/** The figures as a table, and whether every promise is kept. */
export function reportOf({ bare, own, idle }: Figures): { readonly text: string; readonly kept: boolean } {
  const of = (lives: readonly Life[], key: keyof Life): number => median(lives.map((life) => life[key]))
  const compared = (what: string, key: keyof Life, limit: number, words: (value: number) => string): Row =>
    ({ what, bare: words(of(bare, key)), own: words(of(own, key)), ratio: of(own, key) / of(bare, key), limit })
  const before = of(own, 'memoryInTray')
  const after = of(own, 'memoryAfterWindow')
  const rows: readonly Row[] = [
    compared('start to tray icon', 'startToTray', LIMITS.startToTray, milliseconds),
    compared('memory in the tray, no window', 'memoryInTray', LIMITS.memoryInTray, megabytes),
    compared('window opened to content painted', 'openToPainted', LIMITS.openToPainted, milliseconds),
    ...(idle === null ? [] : [{
      what: `processor time at rest, ${idle.seconds} s`, bare: milliseconds(idle.bare), own: milliseconds(idle.own), ratio: idle.own / idle.bare, limit: LIMITS.idleProcessor,
    }]),
    { what: 'memory after the window is closed, against before', bare: megabytes(before), own: megabytes(after), ratio: after / before, limit: LIMITS.afterWindow },
  ]
  const lines = [
    '| what | bare app | Clock Medic | ratio | at most | |',
    '|---|---|---|---|---|---|',
    ...rows.map(({ what, bare: first, own: second, ratio, limit }) => `| ${what} | ${first} | ${second} | ${ratio.toFixed(2)} | ${limit.toFixed(2)} | ${ratio <= limit ? 'kept' : 'missed'} |`),
    '',
    `For comparison: with the window open ${megabytes(of(bare, 'memoryWithWindow'))} and ${megabytes(of(own, 'memoryWithWindow'))}; after closing it the bare app holds ${(of(bare, 'memoryAfterWindow') / of(bare, 'memoryInTray')).toFixed(2)} of before. Medians of ${own.length} rounds each, in turns. In the last line of the table the first figure is Clock Medic before its window was opened.`,
  ]
  return { text: lines.join('\n'), kept: rows.every(({ ratio, limit }) => ratio <= limit) }
}

const milliseconds = (seconds: number): string => `${Math.round(seconds * 1000)} ms`
const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(0)} MB`
