import { ipFamily } from '../../core/address.ts'
import { impossible, steps } from '../../core/answers.ts'
import type { ClockState, ServiceName, TimeService } from '../../core/clock-state.ts'
import type { Answer, RemedyContext, Step } from '../../core/remedy.ts'
import { say, sayList } from '../../core/words/say.ts'
import { isAskable } from '../askable.ts'
import { CHRONY_SOURCES, pathOf } from './commands.ts'
import { NAMES, ownedByOthers, serviceInCharge } from './in-charge.ts'

const TIMEOUT = 10
/** Enough to outvote one that lies; more would only be more to ask. */
const MOST_SERVERS = 4
const TIMESYNCD_FILE = '/etc/systemd/timesyncd.conf.d/90-clock-medic.conf'
const CHRONY_FILE = 'clock-medic.sources'

/** A file of settings that a service reads beside its own, with all its lines. */
interface SettingsFile {
  readonly path: string
  readonly lines: readonly string[]
}

/** Names the servers that work in a file of its own, which leaves the settings as they were; `resync` makes the service read it. */
export const useWorkingServers = ({ state, workingServers = [] }: RemedyContext): Answer => {
  const owned = ownedByOthers(state)
  if (owned !== undefined) return impossible(owned)
  if (state.domainMember === true) {
    return impossible(say('This computer takes its time from its domain, whose servers are not replaced. Connect to the office network or the VPN.'))
  }
  const service = serviceInCharge(state)
  if (typeof service === 'string') return impossible(service)
  const servers = workingServers.filter(isServer).slice(0, MOST_SERVERS)
  const [best] = servers
  if (best === undefined) return impossible(say('No other time server was found to work just now, so there is none to name. Try again on another network.'))
  const file = settingsFile(state, service, servers)
  return file === undefined ? impossible(byHand(service.name, best)) : writing(state, file, servers)
}

/** A server as it may stand in a configuration: a host name or an address, without port and zone. */
const isServer = (word: string): boolean =>
  isAskable(word) && !word.includes('%') && (ipFamily(word) !== 0 || /^[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?$/.test(word))

const settingsFile = (state: ClockState, { name }: TimeService, servers: readonly string[]): SettingsFile | undefined => {
  // An empty assignment takes away what was named before: else timesyncd would go on with a first server that lies (timesyncd.conf(5)).
  if (name === 'systemd-timesyncd') return { path: TIMESYNCD_FILE, lines: ['[Time]', 'NTP=', `NTP=${servers.join(' ')}`] }
  const folder = state.programs?.[CHRONY_SOURCES]
  return name === 'chrony' && folder !== undefined
    ? { path: `${folder}/${CHRONY_FILE}`, lines: servers.map((server) => `server ${server} iburst`) }
    : undefined
}

const writing = (state: ClockState, { path, lines }: SettingsFile, servers: readonly string[]): Answer => {
  const [install, tee, rm] = [pathOf(state, 'install'), pathOf(state, 'tee'), pathOf(state, 'rm')]
  if (install === undefined || tee === undefined || rm === undefined) {
    return impossible(say('The programs install, tee and rm, which write a file of settings, are not all on this machine.'))
  }
  const common = {
    remedy: 'use-working-servers', needsRights: true, timeoutSeconds: TIMEOUT, undo: [rm, '-f', path],
    // A clock can be set without them.
    essential: false,
  } as const satisfies Partial<Step>
  return steps(
    {
      ...common,
      title: say('Make a file for the time servers'),
      done: say('Made a file for the time servers'),
      why: say('A file of its own leaves your settings as they are, and taking it away is enough to go back to them.'),
      // Whatever the umask, the service may read it, and a link in its place is not followed.
      command: [install, '-D', '-m', '0644', '/dev/null', path],
      touches: say('the file {path}, which is new or made anew', { path }),
    },
    {
      ...common,
      title: say('Name time servers that work'),
      done: say('Named time servers that work'),
      why: say('The servers that are set cannot be used. {servers} gave the right time just now. || a list of one or more names', { servers: sayList(servers) }),
      command: [tee, path],
      input: lines,
      touches: say('the file {path}', { path }),
    },
  )
}

/** Where an administrator names a server, and how. */
const BY_HAND: Readonly<Partial<Record<ServiceName, readonly [file: string, line: (server: string) => string]>>> = {
  chrony: ['chrony.conf', (server) => `server ${server} iburst`],
  ntpsec: ['/etc/ntpsec/ntp.conf', (server) => `server ${server} iburst`],
  ntpd: ['/etc/ntp.conf', (server) => `server ${server} iburst`],
  openntpd: ['ntpd.conf', (server) => `server ${server}`],
}

const byHand = (name: ServiceName, server: string): string => {
  const [file, line] = BY_HAND[name] ?? []
  return file === undefined || line === undefined
    ? say('The servers of {service} cannot be changed from here. Its manual tells where to name {server} instead.', { service: NAMES[name], server })
    : say('The settings of {service} are kept in one file, which is not changed from here. An administrator can add this line to {file}: {line}', { service: NAMES[name], file, line: line(server) })
}
