import { ipFamily } from '../core/address.ts'
import type { Family } from './names.ts'
import { hasRoute } from './route.ts'

/** The address families by which this machine has a way out. */
export async function routedFamilies(): Promise<readonly Family[]> {
  const [four, six] = await Promise.all([hasRoute(4), hasRoute(6)])
  return [...(four ? [4 as const] : []), ...(six ? [6 as const] : [])]
}

/**
 * The families to ask a host by. An address is asked as it stands, for the way to it (loopback, the local network) may
 * be open where none leads out.
 */
export function familiesFor(host: string, routed: readonly Family[]): readonly Family[] {
  const literal = ipFamily(host)
  return literal === 0 ? routed : [literal]
}
