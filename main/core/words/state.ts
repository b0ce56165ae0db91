import type { ClockState, TimeService } from '../clock-state.ts'
import { durationShort } from './duration.ts'
import { labelledText } from './label.ts'
import { msg, say } from './say.ts'

const STARTUP: Readonly<Record<TimeService['startup'], string>> = {
  enabled: msg('enabled || of a service: starts by itself'),
  disabled: msg('disabled || of a service: does not start by itself'),
  masked: msg('masked || of a service: nothing may start it'),
  manual: msg('manual || of a service: started by hand'),
  trigger: msg('trigger || of a service: started when something happens'),
  unknown: msg('unknown || of a service: not known how it starts'),
}

/** How this machine keeps its clock right, as labels and values. */
export function stateRows(state: ClockState): readonly (readonly [label: string, value: string])[] {
  const [service, ...others] = state.services
  const { servers, otherClients = [] } = state
  return [
    [say('Time service'), service === undefined ? say('none found || no time service') : serviceWords(service)],
    ...(service?.serversSilent === true ? [[say('Its time servers || those of the time service'), say('did not answer it lately || of time servers and their service')] as const] : []),
    ...(service?.portTaken === true ? [[say('Its port || that of the time service'), say('used by another program')] as const] : []),
    ...others.map((other) => [say('Also found || another time service'), otherWords(other)] as const),
    [say('Automatic time'), onOrOff(state.automaticTime)],
    [say('The system says || about its own clock'), believedWords(state.synchronized)],
    [say('Time servers'), servers.length === 0 ? say('none configured || no time servers') : servers.join(', ')],
    [say('Time zone'), zoneWords(state)],
    [say('Hardware clock'), state.hardwareClock === undefined ? say('not readable || the hardware clock') : hardwareWords(state.hardwareClock)],
    ...(state.dualBoot === undefined ? [] : [[say('Also installed || another system on the same computer'), state.dualBoot] as const]),
    ...(otherClients.length === 0 ? [] : [[say('May set the clock || other programs'), otherClients.join(', ')] as const]),
    ...(state.secureTimeSeeding === true ? [[say('Secure time seeding || a setting of Windows'), onOrOff(true)] as const] : []),
    ...(state.managed ? [[say('Managed by'), state.managedBy ?? say('your organisation || who manages the settings')] as const] : []),
    ...(state.container === undefined ? [] : [[say('Runs inside || a container'), state.container] as const]),
    ...(state.virtualMachine === undefined ? [] : [[say('Virtual machine'), state.virtualMachine] as const]),
    ...state.unreadable.map(({ what, why }) => [`${what.charAt(0).toUpperCase()}${what.slice(1)}`, why] as const),
  ]
}

/** The same as text, a row a line. */
export const stateText = (state: ClockState): string => labelledText(stateRows(state)).join('\n')

const onOrOff = (value: boolean | undefined): string =>
  (value === undefined ? say('not known') : value ? say('on || a setting is switched on') : say('off || a setting is switched off'))

function serviceWords({ name, running, startup }: TimeService): string {
  const words = { service: name, startup: say(STARTUP[startup]) }
  return running ? say('{service}, running, {startup}', words) : say('{service}, not running, {startup}', words)
}

const otherWords = ({ name: service, running }: TimeService): string =>
  (running ? say('{service}, running', { service }) : say('{service}, not running', { service }))

const believedWords = (synchronized: boolean | undefined): string =>
  (synchronized === undefined ? say('nothing || what the system says about its own clock')
    : synchronized ? say('synchronized || what the system says about its own clock') : say('not synchronized || what the system says about its own clock'))

function zoneWords({ timeZone, automaticTimeZone }: ClockState): string {
  const zone = timeZone ?? say('not known')
  if (automaticTimeZone === undefined) return zone
  return automaticTimeZone ? say('{zone}, chosen automatically', { zone }) : say('{zone}, chosen by hand', { zone })
}

function hardwareWords({ mode, minusLocalClock }: NonNullable<ClockState['hardwareClock']>): string {
  const kept = mode === 'utc' ? say('in UTC || how the hardware clock is kept') : say('in local time || how the hardware clock is kept')
  if (minusLocalClock === undefined) return kept
  const words = { kept, size: durationShort(minusLocalClock) }
  if (Math.abs(minusLocalClock) < 2) return say('{kept}, like the system clock', words)
  return minusLocalClock > 0 ? say('{kept}, {size} ahead of the system clock', words) : say('{kept}, {size} behind the system clock', words)
}
