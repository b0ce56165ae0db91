import type { ClockState, TimeService } from '../../core/clock-state.ts'
import { say } from '../../core/words/say.ts'
import { pathOf } from './commands.ts'

/** One command on a service, without the words of the remedy it belongs to. */
export interface ServiceLine {
  readonly command: readonly string[]
  readonly touches: string
  readonly undo?: readonly string[]
  readonly essential: boolean
  /** Words of its own where the remedy needs more than one command. */
  readonly words?: { readonly title: string; readonly done: string; readonly why: string }
}

/**
 * Commands that switch a service on for good and start it, or the reason why there are none. Exactly this unit is
 * addressed: `timedatectl set-ntp true` may replace chrony by timesyncd and reports success when nothing starts.
 */
export const enableLines = (state: ClockState, service: TimeService): readonly ServiceLine[] | string => {
  const unit = service.unit
  switch (state.serviceManager) {
    case 'systemd': {
      const systemctl = pathOf(state, 'systemctl')
      if (systemctl === undefined) return missing('systemctl')
      return [{
        command: [systemctl, 'enable', '--now', unit],
        undo: [systemctl, 'disable', '--now', unit],
        touches: say('the service {service}: it runs now and from now on starts with the machine', { service: unit }),
        essential: true,
      }]
    }
    case 'openrc': {
      const [update, run] = [pathOf(state, 'rc-update'), pathOf(state, 'rc-service')]
      if (update === undefined || run === undefined) return missing('rc-update')
      return [
        {
          command: [update, 'add', unit, 'default'], undo: [update, 'del', unit, 'default'],
          touches: say('the runlevel "default": {service} starts with the machine', { service: unit }), essential: true,
        },
        {
          command: [run, unit, 'start'], undo: [run, unit, 'stop'],
          touches: say('the service {service}: it runs now', { service: unit }), essential: true,
          words: {
            title: say('Start {service}', { service: unit }),
            done: say('Started {service}', { service: unit }),
            why: say('Switched on alone, it would not start before the next boot. || the time service'),
          },
        },
      ]
    }
    case 'runit':
      return say('With runit a service is switched on by a link that you set yourself: {command}', { command: `ln -s /etc/sv/${unit} /var/service/` })
    case 'sysv':
      return say('How a service is switched on for good differs between systems of this kind. Ask your administrator to let {service} start with the machine.', { service: unit })
    case 'launchd': case 'scm': case 'none':
      return say('No service manager was recognised on this machine.')
    default:
      return state.serviceManager satisfies never
  }
}

/**
 * Commands that start a service anew, or the reason why there are none. A restart is the one thing that made every
 * service ask its servers at once (`chronyc makestep` reports success without a measurement to step by).
 */
export const restartLines = (
  state: ClockState, service: TimeService, purpose: 'start' | 'resync',
): readonly ServiceLine[] | string => {
  const unit = service.unit
  const touches = say('the running service {service}', { service: unit })
  const line = (command: readonly string[], stop: readonly string[]): ServiceLine =>
    ({ command, touches, ...(purpose === 'start' ? { undo: stop } : {}), essential: true })
  switch (state.serviceManager) {
    case 'systemd': {
      const systemctl = pathOf(state, 'systemctl')
      if (systemctl === undefined) return missing('systemctl')
      const restart = line([systemctl, 'restart', unit], [systemctl, 'stop', unit])
      return service.failed ? [forgetFailures(systemctl, unit), restart] : [restart]
    }
    case 'openrc': {
      const program = pathOf(state, 'rc-service')
      return program === undefined ? missing('rc-service') : [line([program, unit, 'restart'], [program, unit, 'stop'])]
    }
    case 'runit': {
      const program = pathOf(state, 'sv')
      if (service.startup === 'disabled') {
        return say('runit starts only services that are linked into /var/service, and {service} is not.', { service: unit })
      }
      return program === undefined ? missing('sv') : [line([program, 'restart', unit], [program, 'down', unit])]
    }
    case 'sysv': {
      const program = pathOf(state, 'service')
      const script = program === undefined ? [`/etc/init.d/${unit}`] : [program, unit]
      return [line([...script, 'restart'], [...script, 'stop'])]
    }
    case 'launchd': case 'scm': case 'none':
      return say('No service manager was recognised on this machine.')
    default:
      return state.serviceManager satisfies never
  }
}

/** After several crashes systemd refuses every start ("start-limit-hit") until it is told to forget them. */
const forgetFailures = (systemctl: string, unit: string): ServiceLine => ({
  command: [systemctl, 'reset-failed', unit],
  touches: say('systemd\'s memory of failed starts of {service}', { service: unit }),
  essential: false,
  words: {
    title: say('Forget earlier failures'),
    done: say('Forgot earlier failures'),
    why: say('systemd may refuse to start a service that failed several times.'),
  },
})

const missing = (program: string): string =>
  say('The program {program} is not on this machine, so its services cannot be changed.', { program })
