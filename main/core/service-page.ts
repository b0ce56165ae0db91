import { ipFamily } from './address.ts'
import { printableAscii } from './printable.ts'
import { isPublicAddress } from './public-address.ts'
import { urlOf } from './web-address.ts'
import { say } from './words/say.ts'

/** Names of one network or one machine (RFC 6761, 6762, 7686, 8375, ICANN's .internal and what home routers make up). */
const PRIVATE_ENDINGS: readonly string[] = [
  'localhost', 'local', 'internal', 'intranet', 'private', 'corp', 'home', 'lan', 'localdomain', 'home.arpa', 'in-addr.arpa', 'ip6.arpa', 'test', 'example', 'invalid', 'onion', 'alt',
]
const NAME = /^[a-z0-9_-]+(\.[a-z0-9_-]+)+$/

/** Whether a host may be asked though it is not public: what an organisation allows. The host comes in small letters, without brackets. */
export type Allowed = (host: string) => boolean

/** Nothing but public hosts. */
export const PUBLIC_ONLY: Allowed = () => false

/** The hosts of such a list: names, `.domain` for all below one, addresses. */
export function allowedBy(hosts: readonly string[]): Allowed {
  const entries = hosts.map((entry) => entry.trim().toLowerCase().replaceAll(/[[\]]/g, '')).filter((entry) => entry !== '' && entry !== '.')
  return (host) => entries.some((entry) => (entry.startsWith('.') ? host.endsWith(entry) : host === entry))
}

/**
 * Reads the address of the page that rejects the code: an https address of a public host, or of one that is allowed. What
 * stands behind the path is dropped, for it may tell who signs in. Gives a sentence that says what is wrong where it is none,
 * and never shows a password in it.
 */
export function readServicePage(text: string, allowed: Allowed = PUBLIC_ONLY): URL | { readonly wrong: string } {
  const address = text.trim()
  const url = urlOf(address)
  if (url === null) return { wrong: say('"{address}" is not a web address; it begins with https://.', { address: printableAscii(address) }) }
  if (url.username !== '' || url.password !== '') return { wrong: say('A web address with a user name or password in it is not used.') }
  if (url.protocol !== 'https:') return { wrong: say('"{address}" is not an https address; without it nobody can prove who answers.', { address: printableAscii(address) }) }
  const host = hostName(url)
  if (!allowed(host) && !isPublicHost(host)) return { wrong: say('"{host}" is not a public host. Only the pages of public hosts are asked for their time.', { host: host.slice(0, 80) }) }
  // A certificate names no dot of the root.
  if (url.hostname.endsWith('.')) url.hostname = host
  url.search = ''
  url.hash = ''
  return url
}

/** The host in small letters, without the brackets of an IPv6 address and without the dot of the root. */
export const hostName = (url: URL): string => url.hostname.replaceAll(/[[\]]/g, '').replace(/\.$/, '').toLowerCase()

function isPublicHost(host: string): boolean {
  if (ipFamily(host) !== 0) return isPublicAddress(host)
  return host.length <= 253 && NAME.test(host) && !PRIVATE_ENDINGS.some((ending) => `.${host}`.endsWith(`.${ending}`))
}
