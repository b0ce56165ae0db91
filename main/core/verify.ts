import type { Checkup } from './checkup.ts'
import { REPAIR_TARGET } from './limits.ts'
import type { Remedy } from './remedy.ts'
import type { Verdict } from './verdict.ts'
import { slowOrFast } from './words/duration.ts'
import { unknownWords } from './words/verdict.ts'

export type RepairResult =
  /** Measured again: right. */
  | 'repaired'
  /** There was nothing to do. */
  | 'nothing-to-do'
  /** Still wrong, or the setting did not take. */
  | 'failed'
  /** Nobody gave the rights. */
  | 'refused'
  /** The repair ran, but the clock could not be measured afterwards. */
  | 'cannot-tell'

/** Tells whether a fresh measurement says that the clock is right: closer than half a second, or than can be measured. */
export function isRight(verdict: Verdict): boolean {
  return verdict.kind === 'known' && Math.abs(verdict.offset) <= Math.max(REPAIR_TARGET, verdict.uncertainty)
}

/** The findings that a repair (kept to the remedies in `only`, where given) should have mended and that are still there. */
export function stillOpen({ findings }: Checkup, only?: readonly Remedy[]): readonly Checkup['findings'][number][] {
  return findings.filter(({ severity, remedy }) => severity === 'critical' && remedy !== undefined && only?.includes(remedy) !== false)
}

/** Decides by the second look alone whether a repair worked; exit codes and "synchronized: yes" have no say. */
export function verify(after: Checkup, only?: readonly Remedy[]): Exclude<RepairResult, 'refused' | 'nothing-to-do'> {
  if (after.verdict.kind === 'unknown') return 'cannot-tell'
  return isRight(after.verdict) && stillOpen(after, only).length === 0 ? 'repaired' : 'failed'
}

/** Why a repair did not work and what to do next, in sentences. */
export function explainFailure(after: Checkup, only?: readonly Remedy[]): readonly string[] {
  if (after.verdict.kind === 'unknown') return ['The repair ran, but the clock could not be measured afterwards.', unknownWords(after.verdict.reason)]
  const open = stillOpen(after, only)
  const sentences = isRight(after.verdict) ? ['The clock is right now, but it may not stay right.'] : [`After the repair the clock is ${slowOrFast(after.verdict.offset)}.`]
  sentences.push(...open.filter(({ id }) => id !== 'clock-wrong').map(({ title, meaning }) => `${title}: ${meaning}`))
  if (!isRight(after.verdict)) sentences.push('Something else may be setting this clock, for example a second time program or the host of a virtual machine.')
  sentences.push('Restart the computer and check again. If it stays wrong, ask your administrator.')
  return sentences
}
