import { impossible, steps } from '../../core/answers.ts'
import type { ClockState, TimeService } from '../../core/clock-state.ts'
import type { Answer, Remedy, RemedyContext, RemedyTable, Step } from '../../core/remedy.ts'
import { say } from '../../core/words/say.ts'
import { setHardwareClockMode, setTimeZone } from './clock-settings.ts'
import { pathOf } from './commands.ts'
import { hostOwnsClock, NAMES, serviceInCharge } from './in-charge.ts'
import { enableLines, restartLines, type ServiceLine } from './service-commands.ts'
import { stepClock } from './step-clock.ts'
import { useWorkingServers } from './working-servers.ts'

/** Seconds a service may take to start: as long as systemd itself waits for one (DefaultTimeoutStartSec, systemd-system.conf(5)). */
const SERVICE_TIMEOUT = 90
const OTHER_TIMEOUT = 10

const unmaskService = ({ state }: RemedyContext): Answer => {
  const service = serviceInCharge(state)
  if (typeof service === 'string') return impossible(service)
  const systemctl = pathOf(state, 'systemctl')
  if (state.serviceManager !== 'systemd' || systemctl === undefined) {
    return impossible(say('Only systemd can forbid a service, and it is not in use here.'))
  }
  if (service.startup !== 'masked') return impossible(say('{service} is not forbidden here.', { service: NAMES[service.name] }))
  return steps({
    remedy: 'unmask-service',
    title: say('Allow {service} to start', { service: NAMES[service.name] }),
    done: say('Allowed {service} to start', { service: NAMES[service.name] }),
    why: say('Somebody masked it, so nothing may start it, not even by hand. || the time service'),
    command: [systemctl, 'unmask', service.unit],
    needsRights: true,
    touches: say('the link {path}', { path: `/etc/systemd/system/${service.unit}` }),
    undo: [systemctl, 'mask', service.unit],
    timeoutSeconds: SERVICE_TIMEOUT,
    essential: true,
  })
}

/** Turns lines for a service manager into steps, or passes its reason on. */
const serviceSteps = (
  remedy: Remedy,
  state: ClockState,
  lines: (state: ClockState, service: TimeService) => readonly ServiceLine[] | string,
  words: (name: string) => { readonly title: string; readonly done: string; readonly why: string },
): Answer => {
  const service = serviceInCharge(state)
  if (typeof service === 'string') return impossible(service)
  const answer = lines(state, service)
  if (typeof answer === 'string') return impossible(answer)
  const said = words(NAMES[service.name])
  return steps(...answer.map((line): Step => ({
    remedy, ...said, ...line.words,
    command: line.command,
    needsRights: true,
    touches: line.touches,
    ...(line.undo === undefined ? {} : { undo: line.undo }),
    timeoutSeconds: SERVICE_TIMEOUT,
    essential: line.essential,
  })))
}

const enableAutomaticTime = ({ state }: RemedyContext): Answer =>
  serviceSteps('enable-automatic-time', state, enableLines, (service) => ({
    title: say('Turn automatic time on'),
    done: say('Turned automatic time on'),
    why: say('{service} is switched off, so nothing corrects this clock.', { service }),
  }))

const startService = ({ state }: RemedyContext): Answer =>
  serviceSteps('start-service', state, (at, inCharge) => restartLines(at, inCharge, 'start'), (service) => ({
    title: say('Start {service}', { service }),
    done: say('Started {service}', { service }),
    why: say('{service} should be running and is not, so nothing corrects this clock.', { service }),
  }))

const resync = ({ state }: RemedyContext): Answer =>
  serviceSteps('resync', state, (at, inCharge) => restartLines(at, inCharge, 'resync'), (service) => ({
    title: say('Restart {service}', { service }),
    done: say('Restarted {service}', { service }),
    why: say('After a restart {service} asks its time servers at once.', { service }),
  }))

const setHardwareClock = ({ state }: RemedyContext): Answer => {
  if (state.container !== undefined) return impossible(hostOwnsClock(state.container))
  if (state.hardwareClock === undefined) return impossible(say('This machine has no hardware clock that can be seen.'))
  const hwclock = pathOf(state, 'hwclock')
  if (hwclock === undefined) {
    return impossible(say('The program hwclock, which sets the hardware clock, is not on this machine.'))
  }
  return steps({
    remedy: 'set-hardware-clock',
    title: say('Set the hardware clock'),
    done: say('Set the hardware clock || already done'),
    why: say('This machine starts with the time of its hardware clock, so a wrong one would bring the wrong time back.'),
    command: [hwclock, '--systohc'],
    needsRights: true,
    touches: say('the hardware clock and /etc/adjtime'),
    timeoutSeconds: OTHER_TIMEOUT,
    essential: false,
  })
}

/** What each remedy is on Linux. Pure: the commands are data, shown before they run. */
export const LINUX_REMEDIES: RemedyTable = {
  'unmask-service': unmaskService,
  'enable-automatic-time': enableAutomaticTime,
  'start-service': startService,
  'step-clock': ({ state, offset }) => state.container === undefined
    ? stepClock(state, offset, OTHER_TIMEOUT)
    : impossible(hostOwnsClock(state.container)),
  resync,
  'set-hardware-clock': setHardwareClock,
  'register-service': ({ state: { container } }) =>
    impossible(container === undefined ? say('On Linux a time service needs no registration.') : hostOwnsClock(container)),
  'use-working-servers': useWorkingServers,
  'set-hardware-clock-mode': setHardwareClockMode,
  'set-time-zone': setTimeZone,
}
