import { impossible, steps } from '../../core/answers.ts'
import type { Answer, RemedyContext } from '../../core/remedy.ts'
import { say } from '../../core/words/say.ts'
import { isZoneName } from '../../core/zone-name.ts'
import { pathOf } from './commands.ts'
import { ownedByOthers } from './in-charge.ts'
import { zoneOffset } from './rtc.ts'

/** Seconds. timedated is started by the first question to it. */
const TIMEOUT = 15

/** Lets the hardware clock run in UTC: the system clock, which has to be right by then, is copied to it at once (timedatectl(1)). */
export const setHardwareClockMode = ({ state }: RemedyContext): Answer => {
  const owned = ownedByOthers(state)
  if (owned !== undefined) return impossible(owned)
  if (state.hardwareClock === undefined) return impossible(say('This machine has no hardware clock that can be seen.'))
  if (state.hardwareClock.mode === 'utc') return impossible(say('The hardware clock runs in UTC already.'))
  if (state.dualBoot !== undefined) {
    return impossible(say('{system} is installed on this computer as well and expects the hardware clock in local time, so it stays that way. To change it, let Windows use UTC first (its registry value RealTimeIsUniversal), then this system.', { system: state.dualBoot }))
  }
  const timedatectl = pathOf(state, 'timedatectl')
  if (state.serviceManager !== 'systemd' || timedatectl === undefined) {
    return impossible(say('How the hardware clock is kept is set by a file of this system that differs between distributions. Ask your administrator to set it to UTC.'))
  }
  return steps({
    remedy: 'set-hardware-clock-mode',
    title: say('Keep the hardware clock in UTC'),
    done: say('Kept the hardware clock in UTC'),
    why: say('In local time nothing keeps it right, and it may shift the clock by whole hours when the machine starts.'),
    command: [timedatectl, 'set-local-rtc', '0'],
    needsRights: true,
    touches: say('the hardware clock and /etc/adjtime'),
    undo: [timedatectl, 'set-local-rtc', '1'],
    timeoutSeconds: TIMEOUT,
    essential: false,
  })
}

/** Sets the zone that the user named: which one is right cannot be measured. */
export const setTimeZone = ({ state, timeZone }: RemedyContext): Answer => {
  const owned = ownedByOthers(state)
  if (owned !== undefined) return impossible(owned)
  if (timeZone === undefined) return impossible(say('Which zone is right cannot be measured. Choose it in the settings, or say fix --zone Europe/Prague.'))
  if (!isZone(timeZone)) return impossible(say('There is no time zone of that name. Names look like Europe/Prague.'))
  if (timeZone === state.timeZone) return impossible(say('The time zone is {zone} already.', { zone: timeZone }))
  const timedatectl = pathOf(state, 'timedatectl')
  if (state.serviceManager !== 'systemd' || timedatectl === undefined) {
    return impossible(say('The program timedatectl, which sets the time zone, is not in use on this machine. Choose the zone in the settings of the system.'))
  }
  const before = state.timeZone !== undefined && isZone(state.timeZone) ? state.timeZone : undefined
  return steps({
    remedy: 'set-time-zone',
    title: say('Set the time zone to {zone}', { zone: timeZone }),
    done: say('Set the time zone to {zone} || already done', { zone: timeZone }),
    why: say('You named this zone. In a wrong one a right clock looks wrong, and is soon set wrong by hand again.'),
    command: [timedatectl, 'set-timezone', timeZone],
    needsRights: true,
    touches: say('the link /etc/localtime'),
    ...(before === undefined ? {} : { undo: [timedatectl, 'set-timezone', before] }),
    timeoutSeconds: TIMEOUT,
    essential: false,
  })
}

const isZone = (name: string): boolean => isZoneName(name) && zoneOffset(name, 0) !== null
