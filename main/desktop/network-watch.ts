import { networkInterfaces } from 'node:os'
import { networkIdentity, type Interfaces } from '../sources/network-identity.ts'

/**
 * What tells one network from another, read from this computer's own addresses; null without any. A look costs a fraction of a
 * millisecond and asks nobody, so it is taken now and then instead of keeping a program that listens.
 */
export function networkNow(interfaces: Interfaces = networkInterfaces()): string | null {
  const [four, six] = [networkIdentity(interfaces, 4), networkIdentity(interfaces, 6)]
  return four === NONE && six === NONE ? null : `${four} ${six}`
}

const NONE = networkIdentity({}, 4)
