import { getProxyForUrl } from 'proxy-from-env'
import { isBypassed, NO_PROXY, readProxyAddress, type ProxySettings } from '../core/proxy.ts'
import type { Failure } from '../core/source.ts'
import { say } from '../core/words/say.ts'
import type { Names } from './names.ts'
import { hostOf } from './server.ts'

/** The way to a website: null directly, else through this proxy; `wrong` names the setting that cannot be used, without what stands in it. */
export type Road = URL | null | { readonly wrong: string }

/** Which way a website is to be asked. Never rejects. */
export type ProxyFor = (url: URL) => Promise<Road>

/** In the order in which they count for an https page. */
const VARIABLES = ['https_proxy', 'HTTPS_PROXY', 'all_proxy', 'ALL_PROXY'] as const

/** The user's proxy: what the environment says (https_proxy, all_proxy, no_proxy), else what the system is set to. */
export function proxyFinder(system: ProxyFor): ProxyFor {
  return async (url) => {
    const variable = VARIABLES.find((name) => (process.env[name] ?? '') !== '')
    if (variable === undefined) return system(url)
    // The library knows no_proxy. Its address is not taken: where the scheme is left out it guesses https.
    return getProxyForUrl(url) === '' ? null : (readProxyAddress(process.env[variable] ?? '') ?? { wrong: variable })
  }
}

/** The proxy that the system is set to; its settings are read once, when the first website is to be asked. */
export function systemProxy(read: () => Promise<ProxySettings>): ProxyFor {
  let settings: Promise<ProxySettings> | null = null
  return async (url) => {
    settings ??= read().catch(() => NO_PROXY)
    const { https, bypass } = await settings
    if (https === undefined || isBypassed(bypass, url)) return null
    return readProxyAddress(https) ?? { wrong: say('system settings || of the web proxy, in brackets') }
  }
}

/** An address of a proxy, looked up here and not by the system (docs/adr/0003); or what a failure says where there is none. */
export async function proxyAddress(proxy: URL, names: Names): Promise<string | Pick<Failure, 'status' | 'code' | 'detail'>> {
  for (const family of [4, 6] as const) {
    const found = await names.addresses(hostOf(proxy), family)
    const [address] = 'code' in found ? [] : found
    if (address !== undefined) return address
  }
  return { status: 'unreachable', code: 'proxy', detail: say('its name was not found || of the web proxy, in brackets') }
}
