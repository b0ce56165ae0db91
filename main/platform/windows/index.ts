import type { Platform } from '../machine.ts'
import { VENDOR_SERVER, windowsTools } from './commands.ts'
import { readFacts } from './facts.ts'
import { readWindowsProxy } from './proxy.ts'
import { windowsRemedies } from './remedies.ts'
import { windowsState } from './state.ts'

/** Windows 10 and later. `systemRoot` is the Windows folder; throws when it is not a folder on a local drive. */
export const createWindowsPlatform = (systemRoot?: string): Platform => {
  const tools = windowsTools(systemRoot)
  return {
    os: 'windows',
    readState: async (machine) => windowsState(await readFacts(machine, tools)),
    remedies: windowsRemedies(tools),
    vendorServers: () => Promise.resolve([VENDOR_SERVER]),
    proxySettings: (machine) => readWindowsProxy(machine, tools),
  }
}
