import type { Remedy, RemedyContext, Step } from '../../core/remedy.ts'
import { msg, say } from '../../core/words/say.ts'
import { SERVICE, SERVICE_KEY, type WindowsTools } from './commands.ts'
import { peersFor } from './peers.ts'
import { willBeSet } from './step-clock.ts'
import { timeService } from './w32time.ts'

/** ERROR_SERVICE_ALREADY_RUNNING: Windows' own daily task meets it too. */
const ALREADY_RUNNING = 1056

/** Why a service is started that only has to ask once; to be said. */
export const ONLY_RUNNING = msg('Only a running service can ask a time server and correct this clock.')

/** Starts the service; fine where it runs already. */
export const startStep = (tools: WindowsTools, remedy: Remedy, why: string): Step => ({
  remedy,
  title: say('Start the Windows Time service'),
  done: say('Started the Windows Time service'),
  why,
  command: [tools.sc, 'start', SERVICE],
  needsRights: true,
  touches: say('The Windows Time service: it runs'),
  undo: [tools.sc, 'stop', SERVICE],
  okExits: [0, ALREADY_RUNNING],
  timeoutSeconds: 30,
  essential: false,
})

const resyncStep = (tools: WindowsTools, remedy: Remedy): Step => ({
  remedy,
  title: say('Ask the time servers again'),
  done: say('Asked the time servers again'),
  why: say('An explicit request makes Windows correct its clock now instead of hours later.'),
  command: [tools.w32tm, '/resync', '/rediscover'],
  needsRights: true,
  touches: say('The clock of this PC, as far as its time servers ask for it'),
  timeoutSeconds: 30,
  // Its exit code does not tell whether anything was corrected.
  essential: false,
})

/** Makes a running service read its settings, which it does by itself only when it starts. */
export const updateStep = (tools: WindowsTools, remedy: Remedy): Step => ({
  remedy,
  title: say('Let the Windows Time service read its settings'),
  done: say('Let the Windows Time service read its settings || already done'),
  why: say('A running service takes new settings over only when it is told to.'),
  command: [tools.w32tm, '/config', '/update'],
  needsRights: true,
  touches: say('Nothing that is stored: the service goes by what is set'),
  timeoutSeconds: 15,
  essential: false,
})

/** A start type that was disabled becomes what Windows comes with. */
export const allowStartStep = (tools: WindowsTools, remedy: Remedy): Step => ({
  remedy,
  title: say('Allow the Windows Time service to start'),
  done: say('Allowed the Windows Time service to start'),
  why: say('It is disabled, so nothing corrects this clock. Started on demand is the setting Windows comes with. || the Windows Time service'),
  command: [tools.sc, 'config', SERVICE, 'start=', 'demand'],
  needsRights: true,
  touches: say('The start type of the Windows Time service: from disabled to manual'),
  undo: [tools.sc, 'config', SERVICE, 'start=', 'disabled'],
  timeoutSeconds: 15,
  essential: true,
})

/** w32tm has no word for this switch, so it is set where the service reads it. */
export const clientOnStep = (tools: WindowsTools, remedy: Remedy): Step => {
  const enabled = (data: '0' | '1') => [tools.reg, 'add', `${SERVICE_KEY}\\TimeProviders\\NtpClient`, '/v', 'Enabled', '/t', 'REG_DWORD', '/d', data, '/f']
  return {
    remedy,
    title: say('Turn the time client of Windows on'),
    done: say('Turned the time client of Windows on'),
    why: say('The service may synchronise, but the part of it that asks time servers is turned off.'),
    command: enabled('1'),
    needsRights: true,
    touches: say('The registry value TimeProviders\\NtpClient\\Enabled of the service: 1'),
    undo: enabled('0'),
    timeoutSeconds: 15,
    essential: true,
  }
}

/** Why asking a time server is pointless now; undefined when it is not. A controller may answer where the internet does not. */
export const whyNotAsk = ({ state, udpBlocked }: RemedyContext): string | undefined => {
  if (state.domainMember === true) {
    return state.domainControllerReachable === false
      ? say('No controller of your domain answers. Connect to the network of your organisation (VPN), then check again.')
      : undefined
  }
  return udpBlocked === true ? say('This network lets no time server through (UDP port 123), so asking again would change nothing.') : undefined
}

/** The explicit request to the time servers, where it is not pointless. */
export const resyncSteps = (tools: WindowsTools, remedy: Remedy, context: RemedyContext): readonly Step[] =>
  (whyNotAsk(context) === undefined ? [resyncStep(tools, remedy)] : [])

/** Whether a running service may have got a new list that it was not told of, because the clock had to be set first. */
export const hasUntoldList = (tools: WindowsTools, context: RemedyContext): boolean => {
  const { state, workingServers = [] } = context
  const keepsOwn = workingServers.some((name) => state.servers.includes(name))
  return !keepsOwn && timeService(state)?.running === true && willBeSet(tools, context) && peersFor(context).kind === 'peers'
}

/** Makes the service ask now: it runs, goes by its settings as they are now, and is told to. */
export const askSteps = (tools: WindowsTools, remedy: Remedy, context: RemedyContext): readonly Step[] => [
  ...(timeService(context.state)?.running === true ? [] : [startStep(tools, remedy, say(ONLY_RUNNING))]),
  ...(hasUntoldList(tools, context) ? [updateStep(tools, remedy)] : []),
  ...resyncSteps(tools, remedy, context),
]
