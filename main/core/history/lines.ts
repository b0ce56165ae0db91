import * as v from 'valibot'
import type { HistoryRecord } from './record.ts'

/** What the number of milliseconds of a date can hold (ECMA-262, time values), in seconds. */
const LATEST = 8.64e12
const Seconds = v.pipe(v.number(), v.minValue(-LATEST), v.maxValue(LATEST))
const Size = v.pipe(Seconds, v.minValue(0))

const Line = v.variant('kind', [
  v.object({ kind: v.literal('check'), at: Seconds, offset: Seconds, uncertainty: Size }),
  v.object({
    kind: v.literal('repair'), at: Seconds, result: v.picklist(['repaired', 'nothing-to-do', 'failed', 'refused', 'overtaken', 'cannot-tell']),
    before: v.exactOptional(Seconds), after: v.exactOptional(Seconds),
  }),
  v.object({ kind: v.literal('sleep'), at: Seconds, seconds: Size }),
  v.object({ kind: v.literal('stepped'), at: Seconds, by: Seconds }),
])

/** A record as one line of the file. */
export const lineOf = (record: HistoryRecord): string => `${JSON.stringify(record)}\n`

/** The records in the text of a file, and how many lines were none: broken, half written or of another version. */
export function readLines(text: string): { readonly records: readonly HistoryRecord[]; readonly broken: number } {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  const records = lines.map(readLine).filter((record) => record !== null)
  return { records, broken: lines.length - records.length }
}

function readLine(line: string): HistoryRecord | null {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    return null
  }
  const read = v.safeParse(Line, value)
  return read.success ? read.output : null
}
