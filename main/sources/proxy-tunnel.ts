import type { Agent } from 'node:http'
import { isIP, isIPv6 } from 'node:net'
import { HttpsProxyAgent } from 'https-proxy-agent'
import { hostOf } from './server.ts'

export interface Tunnel {
  readonly agent: Agent
  readonly close: () => void
}

/**
 * Opens the way through a web proxy by CONNECT (RFC 9110 section 9.3.6), one connection that is used again.
 * @param address the proxy's own; its name stays what its certificate is compared with
 */
export function openTunnel(proxy: URL, address: string): Tunnel {
  const end = new AbortController()
  const host = hostOf(proxy)
  const port = proxy.port === '' ? '' : `:${proxy.port}`
  const login = proxy.username !== '' || proxy.password !== ''
  const agent = new HttpsProxyAgent(new URL(`${proxy.protocol}//${isIPv6(address) ? `[${address}]` : address}${port}`), {
    keepAlive: true,
    maxSockets: 1,
    signal: end.signal,
    // Not within the address: the library writes that to its debugging output.
    headers: login ? { 'Proxy-Authorization': `Basic ${loginOf(proxy)}` } : {},
    ...(isIP(host) === 0 ? { servername: host } : {}),
    // Only a password needs a proxy that proves itself, by the local clock; a website proves itself inside the tunnel.
    rejectUnauthorized: login,
  })
  return {
    agent,
    close: () => {
      end.abort()
      agent.destroy()
    },
  }
}

const loginOf = ({ username, password }: URL): string => Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`).toString('base64')
