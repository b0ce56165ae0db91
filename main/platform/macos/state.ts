import type { ClockState, TimeService } from '../../core/clock-state.ts'
import { isAskable } from '../askable.ts'
import { TIMED } from './commands.ts'
import type { MacFacts } from './facts.ts'

const timed = (facts: MacFacts): TimeService => ({
  name: 'timed',
  unit: TIMED,
  // launchd runs it on demand, so a loaded daemon counts as running even between two runs.
  running: facts.timedLoaded === true,
  failed: false,
  startup: facts.timedLoaded === true ? 'enabled' : 'unknown',
  ...(facts.usingNetworkTime === undefined ? {} : { syncing: facts.usingNetworkTime }),
})

/** Interprets what was read. Pure. Without root the automatic time switch stays absent: it is not guessed. */
export const macosState = (facts: MacFacts): ClockState => {
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
    managed,
    ...(managed ? { managedBy: 'a configuration profile' } : {}),
    unreadable: facts.unreadable,
  }
}
