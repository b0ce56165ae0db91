import { urlOf } from './web-address.ts'

/** The web proxy that a system is set to. */
export interface ProxySettings {
  /** The proxy for https pages as it is written there: `host:port` or a web address. Absent: none is set. */
  readonly https?: string
  /** Hosts that are reached directly: names, `*` for any part of one, `.domain`, networks such as 10.0.0.0/8, `<local>` for names without a dot. */
  readonly bypass: readonly string[]
}

export const NO_PROXY: ProxySettings = { bypass: [] }

/** Reads the address of a proxy that speaks HTTP: `host:port`, `http://…` or `https://…`, with or without user name and password. Null for all else. */
export function readProxyAddress(text: string): URL | null {
  const address = text.trim()
  const full = address.includes('://') ? address : `http://${address}`
  const url = urlOf(full)
  return url !== null && (url.protocol === 'http:' || url.protocol === 'https:') && isEncoded(url.username) && isEncoded(url.password) ? url : null
}

function isEncoded(text: string): boolean {
  try {
    decodeURIComponent(text)
    return true
  } catch {
    return false
  }
}

/**
 * Reads what a proxy script (PAC) or a browser's settings give for an address, such as `PROXY proxy.example:8080; DIRECT`:
 * the first entry that can be used, null for a direct road. SOCKS is not spoken here and passed over.
 */
export function readPacResult(text: string): URL | null {
  for (const entry of text.split(';')) {
    const [kind = '', address = ''] = entry.trim().split(/\s+/)
    const scheme = { PROXY: 'http', HTTP: 'http', HTTPS: 'https', DIRECT: null }[kind.toUpperCase()]
    if (scheme === null) return null
    const proxy = scheme === undefined ? null : readProxyAddress(`${scheme}://${address}`)
    if (proxy !== null) return proxy
  }
  return null
}

/** Tells whether a page is reached without the proxy, by the list of exceptions in the system's settings. */
export function isBypassed(bypass: readonly string[], url: URL): boolean {
  const host = url.hostname.replaceAll(/[[\]]/g, '').toLowerCase()
  const port = url.port === '' ? '443' : url.port
  return bypass.some((entry) => {
    const rule = entry.trim().toLowerCase().replace(/^[a-z]+:\/\//, '')
    if (rule === '<local>') return !/[.:]/.test(host)
    if (rule.includes('/')) return isInNetwork(host, rule)
    const [, name = '', ruledPort] = /^\[?([^\]]*?)\]?(?::(\d+))?$/.exec(isBareIPv6(rule) ? `[${rule}]` : rule) ?? []
    return name !== '' && (ruledPort === undefined || ruledPort === port) && matches(name, host)
  })
}

const isBareIPv6 = (rule: string): boolean => rule.split(':').length > 2 && !rule.includes('[')

/** `*` stands for anything, a dot in front for anything before it. Without a regular expression, which many stars would slow down. */
function matches(name: string, host: string): boolean {
  const [first = '', ...parts] = (name.startsWith('.') ? `*${name}` : name).split('*')
  const last = parts.pop()
  if (last === undefined) return host === first
  if (!host.startsWith(first)) return false
  let at = first.length
  for (const part of parts) {
    const found = host.indexOf(part, at)
    if (found < 0) return false
    at = found + part.length
  }
  return host.length - last.length >= at && host.endsWith(last)
}

/** Tells whether an IPv4 address lies in a network such as `10.0.0.0/8` or, in the short form of macOS, `169.254/16`. */
function isInNetwork(host: string, network: string): boolean {
  const [start = '', bits = ''] = network.split('/')
  const address = numberOf(host.split('.'))
  const base = numberOf([...start.split('.'), '0', '0', '0'].slice(0, 4))
  if (address === null || base === null || host.split('.').length !== 4 || !/^\d{1,2}$/.test(bits) || Number(bits) > 32) return false
  const size = 2 ** (32 - Number(bits))
  return Math.floor(address / size) === Math.floor(base / size)
}

function numberOf(parts: readonly string[]): number | null {
  return parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256) ? parts.reduce((sum, part) => sum * 256 + Number(part), 0) : null
}
