import type { Addresses, Family } from './names.ts'

/** An answer of the name service is good for at least so long, whatever it says of itself, and at most for so long; seconds. */
const AT_LEAST = 5 * 60
const AT_MOST = 60 * 60

/** What the name service told lately, so that the next check need not ask first. */
export interface NameMemory {
  /** What was told of this name a while ago, also that there is no such name; null where that is nothing or too old. */
  readonly recall: (host: string, family: Family) => Addresses | null
  /** @param ttl how long the name service vouches for it, in seconds */
  readonly learn: (host: string, family: Family, told: Addresses, ttl: number) => void
  /** A network that gave no verdict may have given wrong addresses too: a sign-in page answers for every name. */
  readonly forget: () => void
}

/** @param monotonic seconds by a clock that is never set */
export function openNameMemory(monotonic: () => number): NameMemory {
  const known = new Map<string, { readonly told: Addresses; readonly until: number }>()
  return {
    recall: (host, family) => {
      const entry = known.get(`${family} ${host}`)
      return entry !== undefined && monotonic() < entry.until ? entry.told : null
    },
    learn: (host, family, told, ttl) => {
      known.set(`${family} ${host}`, { told, until: monotonic() + Math.min(AT_MOST, Math.max(AT_LEAST, ttl)) })
    },
    forget: () => known.clear(),
  }
}
