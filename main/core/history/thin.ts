import type { CheckRecord, HistoryRecord } from './record.ts'

const HOUR = 3600
const DAY = 86_400
/** So long every check is kept, in seconds. */
const IN_FULL = 2 * DAY
/** So long anything is kept: what the longest view shows. */
export const KEPT_FOR = 31 * DAY
/** What was written last stays whatever its date says: one measurement with a wrong year must not empty the history. */
const KEPT_ANYWAY = 200
/** Two full days, four thin weeks and a thousand marks. */
const MOST_RECORDS = 1500

/**
 * The records worth keeping, in the order in which they were written: all of the last two days, before that one check an
 * hour, the one with the largest error. Marks stay. What is older than 31 days goes, and what lies in the future.
 */
export function thinned(records: readonly HistoryRecord[]): readonly HistoryRecord[] {
  const now = newestCheck(records)?.at ?? records.at(-1)?.at ?? 0
  const hourly = largestOfEachHour(records)
  return records.filter((record, index) => {
    const age = now - record.at
    if (index >= records.length - KEPT_ANYWAY) return true
    if (age < -HOUR || age > KEPT_FOR) return false
    return record.kind !== 'check' || age <= IN_FULL || hourly.has(record)
  }).slice(-MOST_RECORDS)
}

/** The last check that was written: of all records the one whose time was measured. */
const newestCheck = (records: readonly HistoryRecord[]): CheckRecord | undefined => records.findLast((record) => record.kind === 'check')

function largestOfEachHour(records: readonly HistoryRecord[]): ReadonlySet<HistoryRecord> {
  const largest = new Map<number, CheckRecord>()
  for (const record of records) {
    if (record.kind !== 'check') continue
    const hour = Math.floor(record.at / HOUR)
    const known = largest.get(hour)
    if (known === undefined || Math.abs(record.offset) > Math.abs(known.offset)) largest.set(hour, record)
  }
  return new Set(largest.values())
}
