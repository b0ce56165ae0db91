import { NO_PROXY, type ProxySettings } from '../../core/proxy.ts'
import type { Machine } from '../machine.ts'
import { MACOS_TOOLS } from './commands.ts'
import { consoleLines } from './console-text.ts'

/** It answers in milliseconds; a check does not wait for it longer. Seconds. */
const READ_TIMEOUT = 1

/** The web proxy in the network settings (System Settings, Network, Proxies). None where it cannot be read. */
export async function readMacProxy(machine: Machine): Promise<ProxySettings> {
  const { exit, stdout } = await machine.run([MACOS_TOOLS.scutil, '--proxy'], { timeoutSeconds: READ_TIMEOUT })
  return exit === 0 ? parseScutilProxy(stdout) : NO_PROXY
}

/**
 * Reads `scutil --proxy` (scutil(8); keys: SCSchemaDefinitions.h, kSCPropNetProxies…): a dictionary, `KEY : VALUE` on each
 * line. Dictionaries inside it hold the settings of single interfaces, which do not count for the system.
 */
export function parseScutilProxy(stdout: Uint8Array): ProxySettings {
  const values = new Map<string, string>()
  const exceptions: string[] = []
  const inside: string[] = []
  for (const line of consoleLines(stdout)) {
    const [, key = '', value = ''] = /^(\S+) : (.*)$/.exec(line) ?? []
    if (line === '}') inside.pop()
    else if (line.endsWith('{')) inside.push(key)
    else if (inside.length <= 1) values.set(key, value)
    else if (inside.length === 2 && inside[1] === 'ExceptionsList') exceptions.push(value)
  }
  const host = values.get('HTTPSProxy') ?? ''
  const bypass = [...exceptions, ...(values.get('ExcludeSimpleHostnames') === '1' ? ['<local>'] : [])]
  if (values.get('HTTPSEnable') !== '1' || host === '') return NO_PROXY
  const port = values.get('HTTPSPort')
  return { https: `${host.includes(':') ? `[${host}]` : host}${port === undefined ? '' : `:${port}`}`, bypass }
}
