import type { ClockState, TimeService } from '../../core/clock-state.ts'
import { say } from '../../core/words/say.ts'
import { installLine } from './os-release.ts'

/** Each time service by the name its users know. */
export const NAMES: Readonly<Record<TimeService['name'], string>> = {
  'systemd-timesyncd': 'systemd-timesyncd', chrony: 'chrony', ntpsec: 'NTPsec', ntpd: 'ntpd', openntpd: 'OpenNTPD',
  'ntpd-rs': 'ntpd-rs', htpdate: 'htpdate', w32time: 'Windows Time', timed: 'timed',
}

/** The service that is in charge of the clock, or a sentence that says why none can be handled at all here. */
export const serviceInCharge = (state: ClockState): TimeService | string => {
  if (state.container !== undefined) return hostOwnsClock(state.container)
  const service = state.services[0]
  if (service === undefined) return noService(state)
  if (state.serviceManager === 'none') {
    return say('No service manager was recognised on this machine, so it is not known how to start a service here.')
  }
  if (service.blockedByCondition === true) {
    return say('This system does not let {service} start: a condition of its unit {unit} is not met. Your administrator can tell why.', { service: NAMES[service.name], unit: service.unit })
  }
  return service
}

/** Why nothing inside a container can set the clock, and where to go instead. */
export const hostOwnsClock = (container: string): string => container === 'WSL'
  ? say('The clock of WSL follows Windows. Repair the clock in Windows, then run "wsl --shutdown" there.')
  : say('This runs in a container ({container}), so its clock belongs to the computer around it. Repair the clock there.', { container })

const noService = (state: ClockState): string => {
  if (state.automaticTime === undefined) return say('The time services of this machine could not be read.')
  const line = installLine(state.distribution ?? [])
  return line === undefined
    ? say('No time service is installed. Install one, for example chrony.')
    : say('No time service is installed. An administrator can install one with: {command}', { command: line })
}

/** Why a setting is not this program's to change, or undefined where it is. */
export const ownedByOthers = ({ container, managed, managedBy }: ClockState): string | undefined => {
  if (container !== undefined) return hostOwnsClock(container)
  if (!managed) return undefined
  return managedBy === undefined
    ? say('The time settings of this computer are managed by your organisation and are left as they are. Ask whoever manages them.')
    : say('The time settings of this computer are managed by {owner} and are left as they are. Ask whoever manages them. || such as "a policy of your organisation"', { owner: managedBy })
}
