const OCTET = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)'
const IPV4 = new RegExp(`^${OCTET}(?:\\.${OCTET}){3}$`)
const GROUP = /^[0-9a-f]{1,4}$/i
const ZONE = /%[0-9a-z.:-]+$/i

/**
 * The family of an address in its usual form (RFC 4291 section 2.2 for IPv6, with or without a zone), 0 for anything else.
 * Agrees with Node's `net.isIP`, whose one pattern for IPv6 takes a third as long to make ready as a whole check.
 */
export function ipFamily(text: string): 4 | 6 | 0 {
  if (!text.includes(':')) return IPV4.test(text) ? 4 : 0
  const [before = '', after, ...more] = text.replace(ZONE, '').split('::')
  if (more.length > 0) return 0
  const [left, right] = [groupsOf(before, after === undefined), groupsOf(after ?? '', true)]
  if (left === null || right === null) return 0
  return (after === undefined ? left === 8 : left + right <= 7) ? 6 : 0
}

/** How many groups of 16 bits stand here, null where one is wrong. The last two may be written as an IPv4 address. */
function groupsOf(text: string, last: boolean): number | null {
  if (text === '') return 0
  const groups = text.split(':')
  const tail = last && IPV4.test(groups.at(-1) ?? '') ? 1 : 0
  return groups.slice(0, groups.length - tail).every((group) => GROUP.test(group)) ? groups.length + tail : null
}
