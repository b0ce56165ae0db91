import type { ClockState, TimeService } from '../../core/clock-state.ts'
import { say } from '../../core/words/say.ts'
import { isAskable } from '../askable.ts'
import { TIMED } from './commands.ts'
import type { MacFacts } from './facts.ts'

/** The state of a Mac with what only macOS knows about it, kept for its remedies. */
export interface MacState extends ClockState {
  /** A configuration profile sets the time zone. */
  readonly zoneByProfile?: boolean
}

const timed = ({ timedLoaded, usingNetworkTime }: MacFacts): TimeService => ({
  name: 'timed',
  unit: TIMED,
  // launchd runs it on demand, so a loaded daemon counts as running even between two runs.
  running: timedLoaded === true,
  failed: false,
  startup: timedLoaded === true ? 'enabled' : 'unknown',
  // With automatic time off it is no wonder that launchd does not know it.
  ...(timedLoaded === false && usingNetworkTime !== false ? { unregistered: true } : {}),
  ...(usingNetworkTime === undefined ? {} : { syncing: usingNetworkTime }),
})

/** Interprets what was read. Pure. Without root the automatic time switch stays absent: it is not guessed. */
export const macosState = (facts: MacFacts): MacState => {
  const managed = facts.automaticOnly || facts.profileServer !== undefined
  // A profile wins when it is applied next, whatever stands in the file until then.
  const servers = [facts.profileServer, facts.server].filter((server) => server !== undefined).filter(isAskable)
  return {
    os: 'macos',
    serviceManager: 'launchd',
    // Part of every macOS: when launchctl cannot be asked it is unknown, not missing.
    services: [timed(facts)],
    ...(facts.usingNetworkTime === undefined ? {} : { automaticTime: facts.usingNetworkTime }),
    servers: [...new Set(servers)],
    ...(facts.timeZone === undefined ? {} : { timeZone: facts.timeZone }),
    ...(facts.automaticZone === undefined ? {} : { automaticTimeZone: facts.automaticZone }),
    managed,
    ...(managed ? { managedBy: say('a configuration profile || manages the time settings') } : {}),
    ...(facts.zoneByProfile ? { zoneByProfile: true } : {}),
    unreadable: facts.unreadable,
  }
}
