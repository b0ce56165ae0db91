import type { Checkup } from './checkup.ts'

/**
 * True time in Unix seconds at a moment of the clock that is never set, by the last checkup; null where that could not
 * tell. A local clock that was set since makes no difference.
 * @param monotonic the moment, as `Clock.monotonic` gave it
 */
export function trueTimeAt({ checkedAt, checkedAtMonotonic, verdict }: Pick<Checkup, 'checkedAt' | 'checkedAtMonotonic' | 'verdict'>, monotonic: number): number | null {
  return verdict.kind === 'known' ? checkedAt + verdict.offset + (monotonic - checkedAtMonotonic) : null
}
