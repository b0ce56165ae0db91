import type { ClockState } from '../clock-state.ts'
import { durationShort } from './duration.ts'

/** How this machine keeps its clock right, as labels and values. */
export function stateRows(state: ClockState): readonly (readonly [label: string, value: string])[] {
  const [service, ...others] = state.services
  const yes = (value: boolean | undefined): string => (value === undefined ? 'not known' : value ? 'on' : 'off')
  return [
    ['Time service', service === undefined ? 'none found' : `${service.name}, ${service.running ? 'running' : 'not running'}, ${service.startup}`],
    ...(service?.serversSilent === true ? [['Its time servers', 'did not answer it lately'] as const] : []),
    ...(service?.portTaken === true ? [['Its port', 'used by another program'] as const] : []),
    ...others.map(({ name, running }) => ['Also found', `${name}, ${running ? 'running' : 'not running'}`] as const),
    ['Automatic time', yes(state.automaticTime)],
    ['The system says', state.synchronized === undefined ? 'nothing' : state.synchronized ? 'synchronized' : 'not synchronized'],
    ['Time servers', state.servers.join(', ') || 'none configured'],
    ['Time zone', `${state.timeZone ?? 'not known'}${state.automaticTimeZone === undefined ? '' : state.automaticTimeZone ? ', chosen automatically' : ', chosen by hand'}`],
    ['Hardware clock', state.hardwareClock === undefined ? 'not readable' : hardwareWords(state.hardwareClock)],
    ...(state.dualBoot === undefined ? [] : [['Also installed', state.dualBoot] as const]),
    ...(state.otherClients === undefined || state.otherClients.length === 0 ? [] : [['May set the clock', state.otherClients.join(', ')] as const]),
    ...(state.secureTimeSeeding === true ? [['Secure time seeding', 'on'] as const] : []),
    ...(state.managed ? [['Managed by', state.managedBy ?? 'your organisation'] as const] : []),
    ...(state.container === undefined ? [] : [['Runs inside', state.container] as const]),
    ...(state.virtualMachine === undefined ? [] : [['Virtual machine', state.virtualMachine] as const]),
    ...state.unreadable.map(({ what, why }) => [`${what.charAt(0).toUpperCase()}${what.slice(1)}`, why] as const),
  ]
}

/** The same as text, a row a line. */
export function stateText(state: ClockState): string {
  const rows = stateRows(state)
  const width = Math.max(...rows.map(([label]) => label.length)) + 2
  return rows.map(([label, value]) => `${`${label}:`.padEnd(width)}${value}`).join('\n')
}

function hardwareWords({ mode, minusLocalClock }: NonNullable<ClockState['hardwareClock']>): string {
  const kept = mode === 'utc' ? 'in UTC' : 'in local time'
  if (minusLocalClock === undefined) return kept
  const away = Math.abs(minusLocalClock)
  return away < 2 ? `${kept}, like the system clock` : `${kept}, ${durationShort(away)} ${minusLocalClock > 0 ? 'ahead of' : 'behind'} the system clock`
}
