import { DEFAULTS, type SettingName, type Settings } from '../settings/settings.ts'
import type { PolicyReading } from './reading.ts'
import { POLICY_NAMES, type PolicyName } from './schema.ts'

/** Who decided a value. */
export type Decider = 'policy' | 'user' | 'default'

/** A value that holds, and why. */
export interface ExplainedValue {
  readonly name: PolicyName
  /** As JSON gives it; null for a default. */
  readonly value: unknown
  readonly decidedBy: Decider
  /** A path or a key of the registry; null for a default. */
  readonly from: string | null
}

/**
 * Each value with where it came from.
 * @param kept the user's settings and where they are kept; absent where there are none
 */
export function explainPolicy({ policy, from }: Pick<PolicyReading, 'policy' | 'from'>, kept?: KeptSettings): readonly ExplainedValue[] {
  return POLICY_NAMES.map((name) => {
    const where = from[name]
    if (where !== undefined) return { name, value: policy[name], decidedBy: 'policy', from: where }
    const own = kept === undefined || !isOfUser(name) || !wasChanged(name, kept.settings) ? undefined : kept.settings[name] ?? NEVER
    return own === undefined || kept === undefined ? { name, value: null, decidedBy: 'default', from: null } : { name, value: own, decidedBy: 'user', from: kept.where }
  })
}

export interface KeptSettings {
  readonly settings: Settings
  readonly where: string
}

/** How policy writes what the settings keep as null. */
const NEVER = 0

/** What both can decide. The user's services are a choice among all, policy adds to these. */
const OF_USER = ['servers', 'websites', 'checkEveryMinutes', 'notifyBeyondSeconds', 'language', 'startAtLogin'] as const satisfies readonly (PolicyName & SettingName)[]

const isOfUser = (name: PolicyName): name is (typeof OF_USER)[number] => OF_USER.some((each) => each === name)

const wasChanged = (name: SettingName, settings: Settings): boolean => JSON.stringify(settings[name]) !== JSON.stringify(DEFAULTS[name])
