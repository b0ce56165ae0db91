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
}
