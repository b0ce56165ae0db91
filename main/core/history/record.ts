import type { Checkup } from '../checkup.ts'
import { trueTimeAt } from '../true-time.ts'
import type { Verdict } from '../verdict.ts'
import type { RepairResult } from '../verify.ts'

/** The clock was measured. Seconds; `offset` is true time minus local clock. */
export interface CheckRecord {
  readonly kind: 'check'
  /** True time in Unix seconds, as well as it is known; so in all records. */
  readonly at: number
  readonly offset: number
  readonly uncertainty: number
}

/** A repair ended. Offsets before and after it are absent where they were not known. */
export interface RepairRecord {
  readonly kind: 'repair'
  readonly at: number
  readonly result: RepairResult
  readonly before?: number
  readonly after?: number
}

/** The computer slept for so many seconds and woke at this moment. */
export interface SleepRecord {
  readonly kind: 'sleep'
  readonly at: number
  readonly seconds: number
}

/** Somebody set the local clock by so many seconds; positive is forward, which makes the offset smaller. */
export interface SteppedRecord {
  readonly kind: 'stepped'
  readonly at: number
  readonly by: number
}

/** One thing worth remembering about a clock. */
export type HistoryRecord = CheckRecord | RepairRecord | SleepRecord | SteppedRecord

/** What a checkup leaves in the history; null where it could not tell. */
export function recordOfCheck({ verdict, checkedAt }: Pick<Checkup, 'verdict' | 'checkedAt'>): CheckRecord | null {
  if (verdict.kind === 'unknown') return null
  const { offset, uncertainty } = verdict
  return { kind: 'check', at: toThousandths(checkedAt + offset), offset: toMillionths(offset), uncertainty: toMillionths(uncertainty) }
}

type Look = Pick<Checkup, 'verdict' | 'checkedAt' | 'checkedAtMonotonic'>

/**
 * What a repair leaves in the history, its measurements included; null where there was nothing to do.
 * @param monotonic its end, by the clock that is never set
 */
export function recordOfRepair({ result, before, after }: { readonly result: RepairResult; readonly before: Look; readonly after?: Look }, monotonic: number): RepairRecord | null {
  if (result === 'nothing-to-do') return null
  const at = (after === undefined ? null : trueTimeAt(after, monotonic)) ?? trueTimeAt(before, monotonic) ?? before.checkedAt + monotonic - before.checkedAtMonotonic
  return { kind: 'repair', at: toThousandths(at), result, ...offsetAs('before', before.verdict), ...(after === undefined ? {} : offsetAs('after', after.verdict)) }
}

const offsetAs = <Name extends 'before' | 'after'>(name: Name, verdict: Verdict): Partial<Record<Name, number>> =>
  (verdict.kind === 'known' ? { [name]: toMillionths(verdict.offset) } as Record<Name, number> : {})

// More digits than anything here can be known to would only fill the disk.
const toThousandths = (seconds: number): number => Math.round(seconds * 1e3) / 1e3
const toMillionths = (seconds: number): number => Math.round(seconds * 1e6) / 1e6
