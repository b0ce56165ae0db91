import type { ClockState, TimeService } from '../../core/clock-state.ts'
import { SERVICE } from './commands.ts'

/** The Windows Time service with what only Windows knows about it, kept for its remedies. */
export interface W32TimeService extends TimeService {
  readonly name: 'w32time'
  /** The NTP client inside the service is turned off (TimeProviders\NtpClient, Enabled), whatever Type says. */
  readonly clientOff?: boolean
  /** Value `Type` of its parameters, in capitals: NTP, NT5DS, ALLSYNC or NOSYNC. */
  readonly syncType?: string
  /** Value `NtpServer` of its parameters, as it has to be written to restore it. */
  readonly peerList?: string
}

/** The word after /syncfromflags: that brings back a sync type (w32tm /config). */
export const SYNC_FLAGS: Readonly<Record<string, string>> = { NTP: 'manual', NT5DS: 'domhier', ALLSYNC: 'all', NOSYNC: 'no' }

/** `host,0xFLAGS host,0xFLAGS`: what may stand in a command that runs with rights. */
const PEER_LIST = /^[A-Za-z0-9][A-Za-z0-9.:_-]*(,(0x)?[0-9A-Fa-f]{1,2})?( [A-Za-z0-9][A-Za-z0-9.:_-]*(,(0x)?[0-9A-Fa-f]{1,2})?)*$/
/** A list longer than this was not written by hand. */
const LONGEST_LIST = 1000

/** The peer list as one blank separates its entries; undefined when it cannot be handed to w32tm as it is. */
export const restorable = (list: string): string | undefined => {
  const tidy = list.trim().replaceAll(/\s+/g, ' ')
  return tidy.length <= LONGEST_LIST && PEER_LIST.test(tidy) ? tidy : undefined
}

/** A service of which nothing is left: neither started by anything nor known to the service control manager. */
export const UNREGISTERED: W32TimeService = {
  name: 'w32time', unit: SERVICE, running: false, failed: false, startup: 'unknown', unregistered: true,
}

const isW32Time = (service: TimeService): service is W32TimeService => service.name === 'w32time'

/** The Windows Time service where it can be told what to do; undefined when it is not registered. */
export const timeService = (state: ClockState): W32TimeService | undefined =>
  state.services.filter(isW32Time).find(({ unregistered }) => unregistered !== true)
