import type { Observation } from '../core/sample.ts'
import type { Failure, FailureCode, Source } from '../core/source.ts'

/** A source that gave no time, as an observation. */
export const failedSource = (source: Source, code: FailureCode, status: Failure['status'] = 'unreachable') =>
  ({ kind: 'failure', failure: { ...source, status, code, detail: '' } }) as const

/** Tells whether an answer came, but no time with it. */
export const isUseless = (observation: Observation): boolean => observation.kind === 'failure' && observation.failure.status !== 'unreachable'

/** The same source with the same trouble, told once. */
export function distinct(failures: readonly Failure[]): readonly Failure[] {
  const seen = new Set<string>()
  return failures.filter(({ name, address, kind, code }) => {
    const key = [name, address, kind, code].join(' ')
    return !seen.has(key) && seen.add(key)
  })
}
