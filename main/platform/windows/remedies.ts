import { impossible, steps } from '../../core/answers.ts'
import type { ClockState, TimeService } from '../../core/clock-state.ts'
import { LARGEST_STEP } from '../../core/limits.ts'
import type { Answer, Remedy, RemedyContext, RemedyTable, Step } from '../../core/remedy.ts'
import { SERVICE, VENDOR_SERVER, type WindowsTools } from './commands.ts'

const NOT_REGISTERED = 'The Windows Time service is missing on this PC. An administrator can register it again with '
  + '"w32tm /register"; that resets all its settings, so Clock Medic does not do it by itself.'

const ONLY_RUNNING = 'Only a running service can ask a time server and correct this clock.'

/** ERROR_SERVICE_ALREADY_RUNNING: Windows' own daily task meets it too. */
const ALREADY_RUNNING = 1056

/** The time service, or undefined when it is not registered. */
const timeService = (state: ClockState): TimeService | undefined =>
  state.services.find(({ name }) => name === 'w32time')

const startStep = (tools: WindowsTools, remedy: Remedy, why: string): Step => ({
  remedy,
  title: 'Start the Windows Time service',
  done: 'Started the Windows Time service',
  why,
  command: [tools.sc, 'start', SERVICE],
  needsRights: true,
  touches: 'The Windows Time service: it runs',
  undo: [tools.sc, 'stop', SERVICE],
  okExits: [0, ALREADY_RUNNING],
  timeoutSeconds: 30,
  essential: false,
})

const resyncStep = (tools: WindowsTools, remedy: Remedy): Step => ({
  remedy,
  title: 'Ask the time servers again',
  done: 'Asked the time servers again',
  why: 'An explicit request makes Windows correct its clock now instead of hours later.',
  command: [tools.w32tm, '/resync', '/rediscover'],
  needsRights: true,
  touches: 'The clock of this PC, as far as its time servers ask for it',
  timeoutSeconds: 30,
  // Its exit code does not tell whether anything was corrected.
  essential: false,
})

/** A domain controller may answer through the VPN while the servers of the internet do not. */
const canAsk = ({ state, udpBlocked }: RemedyContext): boolean => udpBlocked !== true || state.domainMember === true

const allowStartStep = (tools: WindowsTools): Step => ({
  remedy: 'enable-automatic-time',
  title: 'Allow the Windows Time service to start',
  done: 'Allowed the Windows Time service to start',
  why: 'It is disabled, so nothing corrects this clock. Started on demand is the setting Windows comes with.',
  command: [tools.sc, 'config', SERVICE, 'start=', 'demand'],
  needsRights: true,
  touches: 'The start type of the Windows Time service: from disabled to manual',
  undo: [tools.sc, 'config', SERVICE, 'start=', 'disabled'],
  timeoutSeconds: 15,
  essential: true,
})

const synchroniseStep = (tools: WindowsTools, servers: readonly string[]): Step => {
  // Without a new list Windows keeps the configured peers with their flags.
  const peers = servers.length > 0 ? [] : [`/manualpeerlist:${VENDOR_SERVER},0x9`]
  const source = servers.length > 0 ? 'the time servers already configured' : VENDOR_SERVER
  return {
    remedy: 'enable-automatic-time',
    title: 'Turn automatic time on',
    done: 'Turned automatic time on',
    why: 'Windows is told not to synchronise its clock, so it drifts.',
    command: [tools.w32tm, '/config', ...peers, '/syncfromflags:manual', '/update'],
    needsRights: true,
    touches: `The setting "Set time automatically": on, with ${source}`,
    undo: [tools.w32tm, '/config', '/syncfromflags:no', '/update'],
    timeoutSeconds: 15,
    // w32tm may complain of a service that is still starting although it wrote the setting; the state is read again.
    essential: false,
  }
}

const enableAutomaticTime = (tools: WindowsTools, context: RemedyContext): Answer => {
  const { state } = context
  const service = timeService(state)
  if (service === undefined) return impossible(NOT_REGISTERED)
  if (state.managed) {
    return impossible('Your organisation sets how this PC keeps its time. Only your administrator can change that.')
  }
  const disabled = service.startup === 'disabled'
  const silent = service.syncing === false
  if (!disabled && !silent) {
    return impossible(state.automaticTime === true
      ? 'Automatic time is already on.'
      : 'The present setting could not be read, so Clock Medic does not change it.')
  }
  if (silent && state.domainMember === true) {
    return impossible('This PC belongs to a domain, which decides where its time comes from. '
      + 'Ask your administrator to turn synchronisation on again.')
  }
  if (silent && state.domainMember === undefined) {
    return impossible('It could not be told whether this PC belongs to a domain, and there this setting is not ours to '
      + 'change. Turn on "Set time automatically" in Settings, Time & language, Date & time.')
  }
  return steps(
    ...(disabled ? [allowStartStep(tools)] : []),
    ...(service.running ? [] : [startStep(tools, 'enable-automatic-time', ONLY_RUNNING)]),
    ...(silent ? [synchroniseStep(tools, state.servers)] : []),
    ...(canAsk(context) ? [resyncStep(tools, 'enable-automatic-time')] : []),
  )
}

const startService = (tools: WindowsTools, context: RemedyContext): Answer =>
  timeService(context.state) === undefined
    ? impossible(NOT_REGISTERED)
    : steps(
      startStep(tools, 'start-service', 'It is not running, so nothing corrects this clock.'),
      ...(canAsk(context) ? [resyncStep(tools, 'start-service')] : []),
    )

const stepClock = (tools: WindowsTools, state: ClockState, offset: number | undefined): Answer => {
  if (offset === undefined) return impossible('The true time is not known, so there is nothing to set the clock to.')
  if (!Number.isFinite(offset) || Math.abs(offset) > LARGEST_STEP) {
    return impossible('The measured difference is too large to be believed. Please set date and time by hand.')
  }
  if (state.domainMember === true) {
    return impossible('This PC takes its time from its domain. Connect to the network of your organisation (VPN) and '
      + 'synchronise instead.')
  }
  return steps({
    remedy: 'step-clock',
    title: 'Set the clock',
    done: 'Set the clock',
    why: 'Windows corrects a large difference late or not at all.',
    // Relative, so that a password prompt that stays open for minutes does no harm.
    command: [tools.powershell, '-NoProfile', '-NonInteractive', '-Command',
      `Set-Date -Adjust ([TimeSpan]::FromSeconds(${offset.toFixed(3)}))`],
    needsRights: true,
    touches: 'The clock of this PC',
    timeoutSeconds: 30,
    essential: true,
  })
}

const resync = (tools: WindowsTools, context: RemedyContext): Answer => {
  const service = timeService(context.state)
  if (service === undefined) return impossible(NOT_REGISTERED)
  if (!canAsk(context)) {
    return impossible('This network lets no time server through (UDP port 123), so asking again would change nothing.')
  }
  return steps(
    ...(service.running ? [] : [startStep(tools, 'resync', ONLY_RUNNING)]),
    resyncStep(tools, 'resync'),
  )
}

/** How Windows answers each remedy, with the tools of this PC. Source: "Windows Time service tools and settings". */
export const windowsRemedies = (tools: WindowsTools): RemedyTable => ({
  'unmask-service': () => impossible('Windows has no masked services; a disabled one is turned on again instead.'),
  'enable-automatic-time': (context) => enableAutomaticTime(tools, context),
  'start-service': (context) => startService(tools, context),
  'step-clock': ({ state, offset }) => stepClock(tools, state, offset),
  resync: (context) => resync(tools, context),
  // Windows writes the hardware clock by itself whenever the clock is set.
  'set-hardware-clock': () => steps(),
})
