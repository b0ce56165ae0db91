import { DEFAULT_LIMITS, type Limits } from '../limits.ts'
import { REMEDIES, type Remedy } from '../remedy.ts'
import type { Settings } from '../settings/settings.ts'
import type { Policy } from './schema.ts'

/** What of the user's settings policy decides instead. */
export function settingsByPolicy({ servers, websites, checkEveryMinutes, notifyBeyondSeconds, language, startAtLogin }: Policy): Partial<Settings> {
  return {
    ...(servers === undefined ? {} : { servers }),
    ...(websites === undefined ? {} : { websites }),
    ...(checkEveryMinutes === undefined ? {} : { checkEveryMinutes }),
    ...(notifyBeyondSeconds === undefined ? {} : { notifyBeyondSeconds: notifyBeyondSeconds === 0 ? null : notifyBeyondSeconds }),
    ...(language === undefined ? {} : { language }),
    ...(startAtLogin === undefined ? {} : { startAtLogin }),
  }
}

/** The settings that the user cannot change. */
export const lockedBy = (policy: Policy): ReadonlySet<string> => new Set(Object.keys(settingsByPolicy(policy)))

/** The limits that hold; where policy sets one of them, the usual other one makes room for it. */
export function limitsBy({ warnSeconds, criticalSeconds }: Policy): Limits {
  const warning = warnSeconds ?? Math.min(DEFAULT_LIMITS.warning, criticalSeconds ?? Infinity)
  return { warning, critical: criticalSeconds ?? Math.max(DEFAULT_LIMITS.critical, warning) }
}

/** What of these remedies policy offers, all of them when none is named; undefined where nothing is left out. */
export function offeredBy({ remediesOffered }: Policy, named?: readonly Remedy[]): readonly Remedy[] | undefined {
  if (remediesOffered === undefined) return named
  return REMEDIES.filter((remedy) => remediesOffered.includes(remedy) && (named === undefined || named.includes(remedy)))
}

/** Words of the organisation on who helps; null where it gave none. */
export function helpBy({ helpText, helpContact }: Policy): string | null {
  const words = [helpText, helpContact].filter((text) => text !== undefined).join(' ')
  return words === '' ? null : words
}
