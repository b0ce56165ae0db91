import { NO_PROXY } from '../../core/proxy.ts'
import type { Platform } from '../machine.ts'
import { serversOfVendor } from './os-release.ts'
import { LINUX_REMEDIES } from './remedies.ts'
import { readDistribution, readLinuxState } from './state.ts'

/** Linux: systemd-timesyncd, chrony, ntpd, ntpsec, openntpd, none of them, and no systemd at all. */
export const linux: Platform = {
  os: 'linux',
  readState: readLinuxState,
  remedies: LINUX_REMEDIES,
  vendorServers: async (machine) => serversOfVendor(await readDistribution(machine)),
  // Programs learn it from the environment; a desktop's own setting is the business of the desktop app.
  proxySettings: () => Promise.resolve(NO_PROXY),
}
