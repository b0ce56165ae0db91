import { ipFamily } from '../core/address.ts'
import { printableAscii } from '../core/printable.ts'
import { urlOf } from '../core/web-address.ts'
import { say } from '../core/words/say.ts'

/** A time server to ask, by name or address. */
export interface Server {
  readonly host: string
  readonly port: number
  /** What to call it, where that is not its host. */
  readonly name?: string
  /** Asked by NTS (RFC 8915) and nothing less; `port` is where keys are agreed on. */
  readonly nts?: true
}

export const NTP_PORT = 123
export const HTTPS_PORT = 443
/** Where servers agree on keys for authenticated time (RFC 8915 section 7.1). */
export const NTS_PORT = 4460

/** Public servers of four independent operators, asked beside the ones this machine is configured to use. */
export const DEFAULT_SERVERS: readonly Server[] = [
  'time.cloudflare.com', 'time.google.com', 'time.apple.com', 'time.windows.com',
].map((host) => ({ host, port: NTP_PORT }))

/** Servers that prove who they are, asked where there is time to agree on keys. */
export const DEFAULT_NTS_SERVERS: readonly Server[] = [{ host: 'time.cloudflare.com', port: NTS_PORT, nts: true }]

/** Websites of independent operators whose `Date` stands in where time servers are not reachable. */
export const DEFAULT_WEBSITES: readonly string[] = [
  'https://www.google.com/', 'https://www.cloudflare.com/', 'https://www.apple.com/', 'https://www.microsoft.com/', 'https://www.example.com/',
  'https://detectportal.firefox.com/',
]

const HOST = /^(?!-)[A-Za-z0-9_-]{1,63}(\.[A-Za-z0-9_-]{1,63})*\.?$/
/** What ends like an address can be no name (RFC 3696 section 2: no top-level domain is a number). */
const ENDS_IN_NUMBER = /(^|\.)\d+\.?$/

/** An address as it is shown: with its port where that is not the usual one. */
export const shownAddress = (address: string, port: number, usual: number): string => (port === usual ? address : `${address} port ${port}`)

/**
 * Reads `HOST`, `HOST:PORT`, `1.2.3.4`, `[2001:db8::1]:123` or a bare IPv6 address; with `nts:` before it the server is to
 * prove who it is, and the port is that of its keys. Gives a sentence that says what is wrong where it is none of these.
 */
export function readServer(text: string): Server | { readonly wrong: string } {
  if (!text.startsWith('nts:')) return readPlainServer(text)
  const read = readPlainServer(text.slice('nts:'.length), NTS_PORT)
  return 'wrong' in read ? read : { ...read, nts: true }
}

function readPlainServer(text: string, usual: number = NTP_PORT): Server | { readonly wrong: string } {
  if (ipFamily(text) === 6 && !text.includes('%')) return { host: text, port: usual }
  const [, bracketed, name, port] = /^(?:\[([0-9A-Fa-f:.]+)\]|([^:]*))(?::([^:/]*))?$/.exec(text) ?? []
  const host = bracketed ?? name ?? ''
  if (bracketed === undefined ? !isName(host) : ipFamily(bracketed) !== 6) return { wrong: say('"{text}" is not a server name or address.', { text: printableAscii(text) }) }
  return withPort(host, port, text, usual)
}

const isName = (host: string): boolean => ipFamily(host) === 4 || (host.length <= 253 && HOST.test(host) && !ENDS_IN_NUMBER.test(host))

function withPort(host: string, port: string | undefined, text: string, usual: number): Server | { readonly wrong: string } {
  if (port === undefined) return { host, port: usual }
  const number = Number(port)
  if (!/^\d{1,5}$/.test(port) || number < 1 || number > 65_535) return { wrong: say('"{text}" has no valid port (1 to 65535).', { text: printableAscii(text) }) }
  return { host, port: number }
}

/** Reads an `https://` address for the Date fallback, or gives a sentence that says what is wrong with it. */
export function readWebsite(text: string): URL | { readonly wrong: string } {
  // What URL leaves out in silence was not meant: a line of a list that holds two addresses, say.
  const url = urlOf(text)
  if (url === null || /[\s\p{Cc}]/u.test(text)) return { wrong: say('"{text}" is not a web address.', { text: printableAscii(text) }) }
  if (url.username !== '' || url.password !== '') return { wrong: say('A web address with a user name or password in it is not used.') }
  if (url.protocol !== 'https:') return { wrong: say('"{text}" is not an https address; plain http cannot prove who answers.', { text: printableAscii(text) }) }
  return url
}

/** The host of a web address, an IPv6 one without its brackets. */
export const hostOf = (url: URL): string => url.hostname.replaceAll(/[[\]]/g, '')
