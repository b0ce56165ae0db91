import type { Observation } from '../core/sample.ts'
import type { Failure, Source } from '../core/source.ts'

/** Why there is no authenticated time, whoever was asked. */
export type Refusal = Pick<Failure, 'status' | 'code' | 'detail'>

export const refusedBy = (source: Source, refusal: Refusal): Observation => ({ kind: 'failure', failure: { ...source, ...refusal } })
