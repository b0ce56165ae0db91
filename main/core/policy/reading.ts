import type { Policy, PolicyName } from './schema.ts'

/** A value, or a whole place, that is not used, and why. */
export interface WrongPolicy {
  readonly where: string
  /** As it was written; absent where it is about the whole place. */
  readonly name?: string
  readonly sentence: string
}

export interface PolicyReading {
  readonly policy: Policy
  /** Where each value came from. */
  readonly from: Readonly<Partial<Record<PolicyName, string>>>
  readonly wrong: readonly WrongPolicy[]
  /** The places that were looked at, strongest first. */
  readonly places: readonly string[]
}

/** What holds where no place says anything. */
export const NOTHING_SET: PolicyReading = { policy: {}, from: {}, wrong: [], places: [] }
