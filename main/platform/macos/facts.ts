import type { Unreadable } from '../../core/clock-state.ts'
import { say } from '../../core/words/say.ts'
import type { CommandResult, Machine } from '../machine.ts'
import { AUTOMATIC_ZONE, ENFORCED_SCRIPT, isHostName, MACOS_TOOLS, PROFILE_SERVER_SCRIPT, PROFILE_ZONE_SCRIPT, TIMED } from './commands.ts'
import { consoleLines } from './console-text.ts'
import { parseNtpConf } from './ntp-conf.ts'
import { parseUsingNetworkTime } from './systemsetup.ts'

/** Everything read about the time set-up of a Mac, before it is interpreted. */
export interface MacFacts {
  readonly server?: string
  readonly timeZone?: string
  readonly automaticZone?: boolean
  /** Apple's time daemon is known to launchd, which starts it on demand. */
  readonly timedLoaded?: boolean
  readonly automaticOnly: boolean
  readonly profileServer?: string
  /** A profile sets the time zone. */
  readonly zoneByProfile: boolean
  /** The switch itself; macOS shows it to root only. */
  readonly usingNetworkTime?: boolean
  readonly unreadable: readonly Unreadable[]
}

/** Seconds; osascript is the slowest of them. */
const READ_TIMEOUT = 5

const whyNot = (result: CommandResult, program: string): string => {
  if (result.missing) return say('{program} is not on this Mac or may not be run.', { program })
  if (result.timedOut) return say('{program} did not answer within {seconds, plural, one {# second} other {# seconds}}.', { program, seconds: READ_TIMEOUT })
  return say('{program} gave an answer that Clock Medic does not understand.', { program })
}

/** launchctl's exit code for a service that it does not know; any other failure tells nothing about the service. */
const NO_SUCH_SERVICE = 113

/** What launchctl prints is no interface (launchctl(1)); whether it finds the service is. */
const isLoaded = ({ exit }: CommandResult): boolean | undefined => (exit === 0 || exit === NO_SUCH_SERVICE ? exit === 0 : undefined)

/** What follows `zoneinfo/` in the target of /etc/localtime, such as Europe/Prague. */
const zoneOf = (link: string | null): string | undefined => /zoneinfo\/([A-Za-z0-9_+/-]+)$/.exec(link ?? '')?.[1]

/** The one printed value of a preference; absent when it is not set. */
const preference = (result: CommandResult): string | undefined => {
  const text = result.exit === 0 ? consoleLines(result.stdout).join(' ') : ''
  return text === '' || text === 'undefined' || text === 'null' ? undefined : text
}

/** `defaults read` prints a switch as 1 or 0, and nothing on standard output when it was never set. */
const switchOf = (result: CommandResult): boolean | undefined => {
  const text = preference(result)
  return text === '1' || text === '0' ? text === '1' : undefined
}

interface Switch { readonly on?: boolean; readonly unreadable: readonly Unreadable[] }

const readSwitch = async (machine: Machine): Promise<Switch> => {
  const what = say('automatic time || could not be read; label')
  if (!machine.isRoot) return { unreadable: [{ what, why: say('macOS shows this switch to administrators only.') }] }
  const result = await machine.run([MACOS_TOOLS.systemsetup, '-getusingnetworktime'], { timeoutSeconds: READ_TIMEOUT })
  const on = parseUsingNetworkTime(result.stdout)
  return on === undefined ? { unreadable: [{ what, why: whyNot(result, 'systemsetup') }] } : { on, unreadable: [] }
}

/** Reads what can be read with the rights at hand, all at once. Never throws for a missing tool. */
export const readFacts = async (machine: Machine): Promise<MacFacts> => {
  const options = { timeoutSeconds: READ_TIMEOUT }
  const script = (text: string) => machine.run([MACOS_TOOLS.osascript, '-l', 'JavaScript', '-e', text], options)
  const [ntpConf, localtime, timed, enforced, profileServer, profileZone, zoneSwitch, networkTime] = await Promise.all([
    machine.readText('/etc/ntp.conf'),
    machine.readLink('/etc/localtime'),
    machine.run([MACOS_TOOLS.launchctl, 'print', `system/${TIMED}`], options),
    script(ENFORCED_SCRIPT),
    script(PROFILE_SERVER_SCRIPT),
    script(PROFILE_ZONE_SCRIPT),
    machine.run([MACOS_TOOLS.defaults, 'read', ...AUTOMATIC_ZONE], options),
    readSwitch(machine),
  ])
  const loaded = isLoaded(timed)
  const unreadable: Unreadable[] = []
  if (loaded === undefined) unreadable.push({ what: say('time service || could not be read; label'), why: whyNot(timed, 'launchctl') })
  const silent = [enforced, profileServer, profileZone].find((result) => result.exit !== 0)
  if (silent !== undefined) unreadable.push({ what: say('configuration profiles || could not be read; label'), why: whyNot(silent, 'osascript') })

  const server = parseNtpConf(ntpConf ?? '')
  const timeZone = zoneOf(localtime)
  const automaticZone = switchOf(zoneSwitch)
  const serverOfProfile = preference(profileServer)
  return {
    ...(server === undefined ? {} : { server }),
    ...(timeZone === undefined ? {} : { timeZone }),
    ...(automaticZone === undefined ? {} : { automaticZone }),
    ...(loaded === undefined ? {} : { timedLoaded: loaded }),
    automaticOnly: preference(enforced) === 'true',
    ...(serverOfProfile !== undefined && isHostName(serverOfProfile) ? { profileServer: serverOfProfile } : {}),
    zoneByProfile: preference(profileZone) !== undefined,
    ...(networkTime.on === undefined ? {} : { usingNetworkTime: networkTime.on }),
    unreadable: [...unreadable, ...networkTime.unreadable],
  }
}
