import type { Platform } from '../machine.ts'
import { VENDOR_SERVER } from './commands.ts'
import { readFacts } from './facts.ts'
import { readMacProxy } from './proxy.ts'
import { macosRemedies } from './remedies.ts'
import { macosState } from './state.ts'

/** macOS 10.14 and later. */
export const macosPlatform: Platform = {
  os: 'macos',
  readState: async (machine) => macosState(await readFacts(machine)),
  remedies: macosRemedies,
  vendorServers: () => Promise.resolve([VENDOR_SERVER]),
  proxySettings: readMacProxy,
}
