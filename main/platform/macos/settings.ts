import { impossible, steps } from '../../core/answers.ts'
import type { ClockState } from '../../core/clock-state.ts'
import type { Answer, RemedyContext } from '../../core/remedy.ts'
import { msg, say } from '../../core/words/say.ts'
import { isHostName, MACOS_TOOLS } from './commands.ts'
import type { MacState } from './state.ts'

/** systemsetup ends with 0 whatever happened, so no step depends on it; the state is read again anyway. */
const COMMON = { needsRights: true, timeoutSeconds: 30, essential: false } as const

/** Turns "Set time and date automatically" on (systemsetup(8)). */
export const enableAutomaticTime = ({ state }: RemedyContext): Answer => {
  if (state.managed) {
    return impossible(say('A configuration profile sets how this Mac keeps its time. Ask your administrator to turn automatic time on; only they can.'))
  }
  if (state.automaticTime === true) return impossible(say('Automatic time is already on.'))
  return steps({
    ...COMMON,
    remedy: 'enable-automatic-time',
    title: say('Turn automatic time on'),
    done: say('Turned automatic time on'),
    why: say('While it is off, nothing corrects this clock. || automatic time'),
    command: [MACOS_TOOLS.systemsetup, '-setusingnetworktime', 'on'],
    touches: say('The setting "Set time and date automatically": on'),
    // Without root it is not known whether it was off before.
    ...(state.automaticTime === false ? { undo: [MACOS_TOOLS.systemsetup, '-setusingnetworktime', 'off'] } : {}),
  })
}

/** Puts a server that answered just now in the place of the one that did not; timed(8) uses one only. */
export const useWorkingServers = ({ state, workingServers = [] }: RemedyContext): Answer => {
  if (state.managed) {
    const why = say('A configuration profile sets the time server of this Mac. Ask your administrator to look at it; what is set here would last only until the profile is applied again.')
    const [present] = state.servers
    return impossible(present === undefined ? why : `${why} ${say('It is {server} now. || the time server', { server: present })}`)
  }
  const server = workingServers.find(isHostName)
  if (server === undefined) return impossible(say('No other time server has answered, so there is none to put in the place of the present one.'))
  const former = state.servers.find(isHostName)
  return steps({
    ...COMMON,
    remedy: 'use-working-servers',
    title: say('Use a time server that answers'),
    done: say('Chose a time server that answers'),
    why: say('The present one does not give the right time; {server} did just now. || time server', { server }),
    command: [MACOS_TOOLS.systemsetup, '-setnetworktimeserver', server],
    touches: say('The time server of this Mac: {server}', { server }),
    ...(former === undefined ? {} : { undo: [MACOS_TOOLS.systemsetup, '-setnetworktimeserver', former] }),
  })
}

/** Names of the tz database, such as Europe/Prague or America/Argentina/Buenos_Aires: no dash first, no dot. */
const ZONE = /^[A-Z][A-Za-z0-9_+-]*(?:\/[A-Za-z0-9][A-Za-z0-9_+-]*){0,2}$/
const LONGEST_NAME = 64

const isZone = (name: string): boolean => name.length <= LONGEST_NAME && ZONE.test(name)

const isByProfile = (state: ClockState): boolean => (state as MacState).zoneByProfile === true

const BY_HAND = msg('Choose the zone in System Settings, General, Date & Time.')

/** Sets the zone that the user named (systemsetup(8)). */
export const setTimeZone = ({ state, timeZone }: RemedyContext): Answer => {
  if (isByProfile(state)) return impossible(say('A configuration profile sets the time zone of this Mac. Ask your administrator to change it there.'))
  if (timeZone === undefined) return impossible(`${say('Which zone is right cannot be measured.')} ${say(BY_HAND)}`)
  if (!isZone(timeZone)) return impossible(`${say('"{zone}" is no name of a time zone, such as Europe/Prague.', { zone: timeZone.slice(0, LONGEST_NAME) })} ${say(BY_HAND)}`)
  if (timeZone === state.timeZone) return impossible(say('The time zone is {zone} already.', { zone: timeZone }))
  const former = state.timeZone
  return steps({
    ...COMMON,
    remedy: 'set-time-zone',
    title: say('Set the time zone to {zone}', { zone: timeZone }),
    done: say('Set the time zone to {zone} || already done', { zone: timeZone }),
    why: say('In a wrong zone a right clock shows a wrong hour, which tempts people to set the clock wrong.'),
    command: [MACOS_TOOLS.systemsetup, '-settimezone', timeZone],
    touches: state.automaticTimeZone === true
      ? say('The time zone of this Mac; macOS chooses it by itself, too, and may change it again')
      : say('The time zone of this Mac'),
    ...(former !== undefined && isZone(former) ? { undo: [MACOS_TOOLS.systemsetup, '-settimezone', former] } : {}),
  })
}
