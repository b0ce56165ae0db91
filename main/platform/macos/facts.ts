import type { Unreadable } from '../../core/clock-state.ts'
import type { CommandResult, Machine } from '../machine.ts'
import { ENFORCED_SCRIPT, isHostName, MACOS_TOOLS, PROFILE_SERVER_SCRIPT, TIMED } from './commands.ts'
import { consoleLines } from './console-text.ts'
import { parseNtpConf } from './ntp-conf.ts'
import { parseUsingNetworkTime } from './systemsetup.ts'

/** Everything read about the time set-up of a Mac, before it is interpreted. */
export interface MacFacts {
  readonly server?: string
  readonly timeZone?: string
  /** Apple's time daemon is known to launchd, which starts it on demand. */
  readonly timedLoaded?: boolean
  readonly automaticOnly: boolean
  readonly profileServer?: string
  /** The switch itself; macOS shows it to root only. */
  readonly usingNetworkTime?: boolean
  readonly unreadable: readonly Unreadable[]
}

/** Seconds; osascript is the slowest of them. */
const READ_TIMEOUT = 5

const whyNot = (result: CommandResult, program: string): string => {
  if (result.missing) return `${program} is not on this Mac or may not be run.`
  if (result.timedOut) return `${program} did not answer within ${READ_TIMEOUT} seconds.`
  return `${program} gave an answer that Clock Medic does not understand.`
}

const ended = (result: CommandResult): boolean => result.exit !== null && !result.missing && !result.timedOut

/** What follows `zoneinfo/` in the target of /etc/localtime, such as Europe/Prague. */
const zoneOf = (link: string | null): string | undefined => /zoneinfo\/([A-Za-z0-9_+/-]+)$/.exec(link ?? '')?.[1]

/** The one printed value of a preference; absent when it is not set. */
const preference = (result: CommandResult): string | undefined => {
  const text = result.exit === 0 ? consoleLines(result.stdout).join(' ') : ''
  return text === '' || text === 'undefined' || text === 'null' ? undefined : text
}

interface Switch { readonly on?: boolean; readonly unreadable: readonly Unreadable[] }

const readSwitch = async (machine: Machine): Promise<Switch> => {
  const what = 'automatic time'
  if (!machine.isRoot) return { unreadable: [{ what, why: 'macOS shows this switch to administrators only.' }] }
  const result = await machine.run([MACOS_TOOLS.systemsetup, '-getusingnetworktime'], { timeoutSeconds: READ_TIMEOUT })
  const on = parseUsingNetworkTime(result.stdout)
  return on === undefined ? { unreadable: [{ what, why: whyNot(result, 'systemsetup') }] } : { on, unreadable: [] }
}

/** Reads what can be read with the rights at hand, all at once. Never throws for a missing tool. */
export const readFacts = async (machine: Machine): Promise<MacFacts> => {
  const options = { timeoutSeconds: READ_TIMEOUT }
  const [ntpConf, localtime, timed, enforced, profile, networkTime] = await Promise.all([
    machine.readText('/etc/ntp.conf'),
    machine.readLink('/etc/localtime'),
    machine.run([MACOS_TOOLS.launchctl, 'print', `system/${TIMED}`], options),
    machine.run([MACOS_TOOLS.osascript, '-l', 'JavaScript', '-e', ENFORCED_SCRIPT], options),
    machine.run([MACOS_TOOLS.osascript, '-l', 'JavaScript', '-e', PROFILE_SERVER_SCRIPT], options),
    readSwitch(machine),
  ])
  const unreadable: Unreadable[] = []
  if (!ended(timed)) unreadable.push({ what: 'time service', why: whyNot(timed, 'launchctl') })
  const silent = [enforced, profile].find((result) => result.exit !== 0)
  if (silent !== undefined) unreadable.push({ what: 'configuration profiles', why: whyNot(silent, 'osascript') })

  const server = parseNtpConf(ntpConf ?? '')
  const timeZone = zoneOf(localtime)
  const profileServer = preference(profile)
  return {
    ...(server === undefined ? {} : { server }),
    ...(timeZone === undefined ? {} : { timeZone }),
    // What launchctl prints is no interface (launchctl(1)); whether it finds the service is.
    ...(ended(timed) ? { timedLoaded: timed.exit === 0 } : {}),
    automaticOnly: preference(enforced) === 'true',
    ...(profileServer !== undefined && isHostName(profileServer) ? { profileServer } : {}),
    ...(networkTime.on === undefined ? {} : { usingNetworkTime: networkTime.on }),
    unreadable: [...unreadable, ...networkTime.unreadable],
  }
}
