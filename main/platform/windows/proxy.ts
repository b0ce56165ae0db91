import { NO_PROXY, type ProxySettings } from '../../core/proxy.ts'
import type { Machine } from '../machine.ts'
import type { WindowsTools } from './commands.ts'
import { parseRegQuery, registryNumber, registryText, type RegistryDump } from './reg-query.ts'

const SETTINGS_KEY = 'HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings'
/** It answers in milliseconds; a check does not wait for it longer. Seconds. */
const READ_TIMEOUT = 1

/** The web proxy of this user (Settings, Network, Proxy). None where it cannot be read. */
export async function readWindowsProxy(machine: Machine, tools: WindowsTools): Promise<ProxySettings> {
  const { exit, stdout } = await machine.run([tools.reg, 'query', SETTINGS_KEY], { timeoutSeconds: READ_TIMEOUT })
  return exit === 0 ? proxyOf(parseRegQuery(stdout)) : NO_PROXY
}

/** Reads ProxyEnable, ProxyServer (`host:port` for all, or `http=host:port;https=host:port`) and ProxyOverride (`;` between). */
function proxyOf(dump: RegistryDump): ProxySettings {
  const server = registryText(dump, 'ProxyServer') ?? ''
  if (registryNumber(dump, 'ProxyEnable') !== 1) return NO_PROXY
  const parts = server.split(/[;\s]+/)
  const https = server.includes('=') ? parts.find((part) => /^https=/i.test(part))?.slice('https='.length) : parts[0]
  if (https === undefined || https === '') return NO_PROXY
  const bypass = (registryText(dump, 'ProxyOverride') ?? '').split(/[;,\s]+/).filter((entry) => entry !== '')
  return { https, bypass }
}
