import { ipFamily } from './address.ts'

type Network = readonly [start: string, bits: number]

/** Not reachable from everywhere, or not one host (IANA IPv4 Special-Purpose Address Registry, multicast, reserved). */
const SPECIAL_IPV4: readonly Network[] = [
  ['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8], ['169.254.0.0', 16], ['172.16.0.0', 12], ['192.0.0.0', 24], ['192.0.2.0', 24],
  ['192.88.99.0', 24], ['192.168.0.0', 16], ['198.18.0.0', 15], ['198.51.100.0', 24], ['203.0.113.0', 24], ['224.0.0.0', 4], ['240.0.0.0', 4],
]
/** The only addresses that are given out to be reached from everywhere (RFC 4291 section 2.4). */
const GLOBAL_IPV6: Network = ['2000::', 3]
/** Within those: protocols, Teredo, documentation, and 6to4, which hides an IPv4 address (IANA IPv6 Special-Purpose Address Registry). */
const SPECIAL_IPV6: readonly Network[] = [['2001::', 23], ['2001:db8::', 32], ['2002::', 16], ['3fff::', 20]]
/** An IPv4 address as networks without IPv4 write it (RFC 6052). */
const TRANSLATED: Network = ['64:ff9b::', 96]

/**
 * Tells whether an address belongs to one host that is reachable from everywhere: not loopback, private, link-local, shared,
 * multicast, for documentation, or reserved, nor such an IPv4 address in the clothes of IPv6. False for what is no address.
 */
export function isPublicAddress(address: string): boolean {
  const family = ipFamily(address)
  if (family === 0 || address.includes('%')) return false
  if (family === 4) return !SPECIAL_IPV4.some((network) => isIn(groupsOfIPv4(address), network, groupsOfIPv4))
  const groups = groupsOfIPv6(address)
  if (isIn(groups, TRANSLATED, groupsOfIPv6)) return isPublicAddress(groups.slice(6).flatMap((group) => [group >> 8, group & 0xff]).join('.'))
  return isIn(groups, GLOBAL_IPV6, groupsOfIPv6) && !SPECIAL_IPV6.some((network) => isIn(groups, network, groupsOfIPv6))
}

/** The two groups of 16 bits of an IPv4 address. */
function groupsOfIPv4(address: string): readonly number[] {
  const [a = 0, b = 0, c = 0, d = 0] = address.split('.').map(Number)
  return [(a << 8) | b, (c << 8) | d]
}

/** The eight groups of a well-formed IPv6 address. */
function groupsOfIPv6(address: string): readonly number[] {
  const [left = [], right] = address.split('::').map((half) => half.split(':').filter((group) => group !== '').flatMap(groupsOf))
  return right === undefined ? left : [...left, ...Array.from({ length: 8 - left.length - right.length }, () => 0), ...right]
}

const groupsOf = (group: string): readonly number[] => (group.includes('.') ? groupsOfIPv4(group) : [Number.parseInt(group, 16)])

function isIn(groups: readonly number[], [start, bits]: Network, read: (address: string) => readonly number[]): boolean {
  return read(start).every((wanted, n) => {
    const free = 16 - Math.min(16, Math.max(0, bits - n * 16))
    return wanted >> free === (groups[n] ?? 0) >> free
  })
}
