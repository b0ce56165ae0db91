import { impossible, steps } from '../../core/answers.ts'
import type { Answer, RemedyContext } from '../../core/remedy.ts'
import { msg, say } from '../../core/words/say.ts'
import type { WindowsTools } from './commands.ts'

/** Names of time zones as Windows has them, in every language ("Default Time Zones"): words, then what they all end in. */
const WINDOWS_ZONE = /^(?:UTC(?:[+-]\d{2})?|Russia Time Zone \d{1,2}|[A-Z][A-Za-z.-]*(?: [A-Za-z.-]+){0,4} Standard Time(?: \(Mexico\))?)(?:_dstoff)?$/
const LONGEST_NAME = 64

const isWindowsZone = (name: string): boolean => name.length <= LONGEST_NAME && WINDOWS_ZONE.test(name)

const BY_HAND = msg('Choose the zone in Settings, Time & language, Date & time.')

/** Sets the zone that the user named. Users may do that without an administrator (SeTimeZonePrivilege). */
export const setTimeZone = (tools: WindowsTools, { state, timeZone }: RemedyContext): Answer => {
  if (timeZone === undefined) return impossible(`${say('Which zone is right cannot be measured.')} ${say(BY_HAND)}`)
  if (!isWindowsZone(timeZone)) {
    return impossible(`${say('Windows has names of its own for time zones, such as "W. Europe Standard Time"; the command "tzutil /l" lists them.')} ${say(BY_HAND)}`)
  }
  if (timeZone === state.timeZone) return impossible(say('The time zone is "{zone}" already.', { zone: timeZone }))
  const former = state.timeZone
  return steps({
    remedy: 'set-time-zone',
    title: say('Set the time zone to {zone}', { zone: timeZone }),
    done: say('Set the time zone to {zone} || already done', { zone: timeZone }),
    why: say('In a wrong zone a right clock shows a wrong hour, which tempts people to set the clock wrong.'),
    command: [tools.tzutil, '/s', timeZone],
    needsRights: false,
    touches: state.automaticTimeZone === true
      ? say('The time zone of this PC; Windows chooses it by itself, too, and may change it again')
      : say('The time zone of this PC'),
    ...(former !== undefined && isWindowsZone(former) ? { undo: [tools.tzutil, '/s', former] } : {}),
    timeoutSeconds: 15,
    essential: false,
  })
}
