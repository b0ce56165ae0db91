import { impossible, steps } from '../../core/answers.ts'
import type { Answer, RemedyContext, RemedyTable, Step } from '../../core/remedy.ts'
import { msg, say, sayList } from '../../core/words/say.ts'
import { SERVICE, VENDOR_SERVER, type WindowsTools } from './commands.ts'
import { peersFor } from './peers.ts'
import { allowStartStep, askSteps, clientOnStep, hasUntoldList, ONLY_RUNNING, resyncSteps, startStep, updateStep, whyNotAsk } from './service-steps.ts'
import { stepClock, willBeSet } from './step-clock.ts'
import { setTimeZone } from './time-zone.ts'
import { SYNC_FLAGS, timeService, type W32TimeService } from './w32time.ts'

const NOT_REGISTERED = msg('The Windows Time service is not registered on this PC, so nothing can start it. It has to be registered first.')

const config = (tools: WindowsTools, ...options: readonly string[]): readonly string[] => [tools.w32tm, '/config', ...options]

/** Removed with everything it was set to, the service has nothing left that registering it could overwrite. */
const registerService = (tools: WindowsTools, context: RemedyContext): Answer => {
  const remedy = 'register-service'
  const { state } = context
  if (timeService(state) !== undefined) return impossible(say('The Windows Time service is registered already.'))
  const common = { remedy, needsRights: true, timeoutSeconds: 30 } as const
  const register: Step = {
    ...common,
    title: say('Register the Windows Time service'),
    done: say('Registered the Windows Time service'),
    why: say('It was removed from this PC together with its settings, so nothing corrects this clock. || the Windows Time service'),
    command: [tools.w32tm, '/register'],
    touches: say('The Windows Time service: registered, with the settings Windows comes with'),
    undo: [tools.w32tm, '/unregister'],
    // One that is marked for deletion waits for a restart; the clock can be set all the same.
    essential: false,
  }
  const onDemand: Step = {
    ...common,
    title: say('Set the service to start on demand'),
    done: say('Set the service to start on demand || already done'),
    why: say('That is the setting Windows comes with.'),
    command: [tools.sc, 'config', SERVICE, 'start=', 'demand'],
    touches: say('The start type of the Windows Time service: manual'),
    essential: false,
  }
  const fromDomain: Step = {
    ...common,
    title: say('Let the service take its time from the domain'),
    done: say('Let the service take its time from the domain || already done'),
    why: say('This PC belongs to a domain, which is where its time has to come from.'),
    command: config(tools, '/syncfromflags:domhier'),
    touches: say('The source of the Windows Time service: the domain of this PC'),
    essential: false,
  }
  return steps(
    register, onDemand,
    ...(state.domainMember === true && !state.managed ? [fromDomain] : []),
    ...(willBeSet(tools, context) ? [] : askSteps(tools, remedy, context)),
  )
}

/** Puts servers that answered just now in the place of those that did not, with flag 0x8: one with 0x1 may never correct an error of 5 s and more. */
const useWorkingServers = (tools: WindowsTools, context: RemedyContext): Answer => {
  const peers = peersFor(context)
  const service = timeService(context.state)
  if (peers.kind === 'none' || service === undefined) return impossible(peers.kind === 'none' ? peers.reason : say(NOT_REGISTERED))
  // Without /update the service hears of it when it starts, or from the request that follows.
  const update = service.running && !willBeSet(tools, context) ? ['/update'] : []
  const undo = formerList(service)
  return steps({
    remedy: 'use-working-servers',
    title: say('Use time servers that answer'),
    done: say('Chose time servers that answer'),
    why: say('The present ones do not give the right time; {servers} did just now. || time servers; {servers} is a list of one or more names', { servers: sayList(peers.hosts) }),
    command: config(tools, `/manualpeerlist:${peers.hosts.map((host) => `${host},0x8`).join(' ')}`, '/syncfromflags:manual', ...update),
    needsRights: true,
    touches: say('The time servers of this PC: {servers}', { servers: sayList(peers.hosts) }),
    ...(undo === undefined ? {} : { undo: config(tools, ...undo, '/update') }),
    timeoutSeconds: 15,
    // w32tm may complain of a service that is not running although it wrote the setting; the state is read again.
    essential: false,
  })
}

/** The options that bring the former servers and their use back; undefined when they are not known. */
const formerList = ({ peerList, syncType = '' }: W32TimeService): readonly string[] | undefined => {
  const flags = SYNC_FLAGS[syncType]
  return peerList === undefined || flags === undefined ? undefined : [`/manualpeerlist:${peerList}`, `/syncfromflags:${flags}`]
}

const synchroniseStep = (tools: WindowsTools, servers: readonly string[]): Step => {
  // Without a new list Windows keeps the configured peers with their flags.
  const peers = servers.length > 0 ? [] : [`/manualpeerlist:${VENDOR_SERVER},0x9`]
  return {
    remedy: 'enable-automatic-time',
    title: say('Turn automatic time on'),
    done: say('Turned automatic time on'),
    why: say('Windows is told not to synchronise its clock, so it drifts.'),
    command: config(tools, ...peers, '/syncfromflags:manual', '/update'),
    needsRights: true,
    touches: servers.length > 0
      ? say('The setting "Set time automatically": on, with the time servers already configured')
      : say('The setting "Set time automatically": on, with {server}', { server: VENDOR_SERVER }),
    undo: config(tools, '/syncfromflags:no', '/update'),
    timeoutSeconds: 15,
    // w32tm may complain of a service that is still starting although it wrote the setting; the state is read again.
    essential: false,
  }
}

const enableAutomaticTime = (tools: WindowsTools, context: RemedyContext): Answer => {
  const remedy = 'enable-automatic-time'
  const { state } = context
  const service = timeService(state)
  if (service === undefined) return impossible(say(NOT_REGISTERED))
  if (state.managed) {
    return impossible(say('Your organisation sets how this PC keeps its time. Ask your administrator to turn automatic time on; only they can.'))
  }
  const disabled = service.startup === 'disabled'
  const silent = service.syncing === false
  if (!disabled && !silent) {
    return impossible(state.automaticTime === true
      ? say('Automatic time is already on.')
      : say('The present setting could not be read, so Clock Medic does not change it.'))
  }
  if (silent && state.domainMember === true) {
    return impossible(say('This PC belongs to a domain, which decides where its time comes from. Ask your administrator to turn synchronisation on again.'))
  }
  if (silent && state.domainMember === undefined) {
    return impossible(say('It could not be told whether this PC belongs to a domain, and there this setting is not ours to change. Turn on "Set time automatically" in Settings, Time & language, Date & time.'))
  }
  const clientOff = service.clientOff === true
  const toldNot = silent && (!clientOff || service.syncType === 'NOSYNC')
  const mustUpdate = service.running && (clientOff || hasUntoldList(tools, context))
  return steps(
    ...(disabled ? [allowStartStep(tools, remedy)] : []),
    ...(clientOff ? [clientOnStep(tools, remedy)] : []),
    ...(service.running ? [] : [startStep(tools, remedy, say(ONLY_RUNNING))]),
    ...(toldNot ? [synchroniseStep(tools, state.servers)] : mustUpdate ? [updateStep(tools, remedy)] : []),
    ...resyncSteps(tools, remedy, context),
  )
}

const startService = (tools: WindowsTools, context: RemedyContext): Answer =>
  timeService(context.state) === undefined
    ? impossible(say(NOT_REGISTERED))
    : steps(startStep(tools, 'start-service', say('It is not running, so nothing corrects this clock. || the time service')), ...resyncSteps(tools, 'start-service', context))

const resync = (tools: WindowsTools, context: RemedyContext): Answer => {
  if (timeService(context.state) === undefined) return impossible(say(NOT_REGISTERED))
  const reason = whyNotAsk(context)
  return reason === undefined ? steps(...askSteps(tools, 'resync', context)) : impossible(reason)
}

/** A lasting choice for every system on the computer, and the recipes for Windows differ: told, never written. */
const setHardwareClockMode = ({ state }: RemedyContext): Answer => impossible(state.hardwareClock?.mode === 'utc'
  ? say('Windows keeps the hardware clock in UTC already.')
  : say('Windows keeps the hardware clock in local time, and changing that is a choice for every system on this computer. Beside Linux, run "timedatectl set-local-rtc 1" there, so that both agree.'))

/** How Windows answers each remedy, with the tools of this PC. Source: "Windows Time service tools and settings". */
export const windowsRemedies = (tools: WindowsTools): RemedyTable => ({
  'register-service': (context) => registerService(tools, context),
  'unmask-service': () => impossible(say('Windows has no masked services; a disabled one is turned on again instead.')),
  'use-working-servers': (context) => useWorkingServers(tools, context),
  'step-clock': (context) => stepClock(tools, context),
  'enable-automatic-time': (context) => enableAutomaticTime(tools, context),
  'start-service': (context) => startService(tools, context),
  resync: (context) => resync(tools, context),
  // Windows writes the hardware clock by itself whenever the clock is set.
  'set-hardware-clock': () => steps(),
  'set-hardware-clock-mode': setHardwareClockMode,
  'set-time-zone': (context) => setTimeZone(tools, context),
})
