import type { NetworkInterfaceInfo } from 'node:os'
import { nodeCrypto } from './crypto.ts'

export type Interfaces = Readonly<Record<string, readonly NetworkInterfaceInfo[] | undefined>>

/** A link-local address (RFC 4291 section 2.5.6): it names the interface, and nobody outside sees it. */
const isLinkLocal = (address: string): boolean => /^fe[89ab]/i.test(address) || address.startsWith('169.254.')

/** The first four groups: the rest of an IPv6 address changes every day (RFC 8981), the network's part stays. */
const prefixOf = (address: string): string => {
  const [head = '', tail] = address.split('::')
  const groups = head.split(':').filter((group) => group !== '')
  const missing = tail === undefined ? 0 : 8 - groups.length - tail.split(':').filter((group) => group !== '').length
  return [...groups, ...Array<string>(Math.max(0, missing)).fill('0')].slice(0, 4).join(':')
}

/**
 * A name for the network this machine is in, as one address family sees it: 16 hexadecimal digits out of the machine's
 * own addresses, which cannot be read back. The families are apart because one often comes up seconds after the other.
 */
export function networkIdentity(interfaces: Interfaces, family: 4 | 6): string {
  const parts = Object.values(interfaces).flatMap((addresses = []) => {
    const outer = addresses.filter(({ internal }) => !internal)
    const own = outer.filter(({ family: of, address }) => of === `IPv${family}` && !isLinkLocal(address))
    // An interface with nothing but a link-local address leads nowhere; programs add and remove such ones all day.
    const links = own.length === 0 ? [] : outer.filter(({ address }) => isLinkLocal(address))
    return [...own.map(({ address }) => (family === 4 ? address : prefixOf(address))), ...links.map(({ address }) => address)]
  })
  return nodeCrypto().createHash('sha256').update([...new Set(parts)].toSorted().join(' ')).digest('hex').slice(0, 16)
}
