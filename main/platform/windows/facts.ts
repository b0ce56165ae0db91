import type { Unreadable } from '../../core/clock-state.ts'
import { say } from '../../core/words/say.ts'
import type { CommandResult, Machine } from '../machine.ts'
import { SERVICE, SERVICE_KEY, type WindowsTools } from './commands.ts'
import { readDomain } from './domain.ts'
import { ask, whyNot } from './read.ts'
import { NO_REGISTRY, parseRegQuery, registryText, type RegistryDump } from './reg-query.ts'
import { readOtherClients, readPortTaken } from './rivals.ts'
import { parseScQuery, type ScQuery } from './sc-query.ts'
import { NO_TIME_DATA, parseW32tmStatus, type W32tmAnswer } from './w32tm-status.ts'

/** Everything read about the time set-up of a Windows PC, before it is interpreted. */
export interface WindowsFacts {
  readonly service: ScQuery
  readonly status: W32tmAnswer
  /** The service's own key: start type and the names of its subkeys. */
  readonly serviceKey: RegistryDump
  readonly parameters: RegistryDump
  readonly config: RegistryDump
  /** The parts of the service that give it the time: NtpClient, VMICTimeProvider. */
  readonly providers: RegistryDump
  readonly policy: RegistryDump
  readonly zone: RegistryDump
  /** The service that chooses the time zone by where the PC is. */
  readonly zoneService: RegistryDump
  readonly domainMember?: boolean
  readonly domainName?: string
  /** Whether a controller of the domain was found just now. */
  readonly controllerFound?: boolean
  readonly otherClients: readonly string[]
  /** Another process has the port of the time service; only looked at where that would explain something. */
  readonly portTaken?: boolean
  readonly unreadable: readonly Unreadable[]
}

const POLICY_KEY = 'HKLM\\SOFTWARE\\Policies\\Microsoft\\W32Time'
const ZONE_KEY = 'HKLM\\SYSTEM\\CurrentControlSet\\Control\\TimeZoneInformation'
const ZONE_SERVICE_KEY = 'HKLM\\SYSTEM\\CurrentControlSet\\Services\\tzautoupdate'
const NETWORK_KEY = 'HKLM\\SYSTEM\\CurrentControlSet\\Services\\Tcpip\\Parameters'

const dump = (result: CommandResult): RegistryDump => (result.exit === 0 ? parseRegQuery(result.stdout) : NO_REGISTRY)

/** reg.exe ends with 1 for an absent key and for a denied one: both mean that nothing is known to be set there. */
const wasRead = (result: CommandResult): boolean => result.exit === 1 || dump(result).keys.length > 0

/** The service reports that no server gave it the time, so it is worth looking who has its port. */
const hearsNothing = (answer: W32tmAnswer): boolean => answer.kind === 'status' && answer.status.lastSyncError === NO_TIME_DATA

/** Runs the commands that need no rights and gives what they said. Never throws for a missing tool. */
export const readFacts = async (machine: Machine, tools: WindowsTools): Promise<WindowsFacts> => {
  const registry = (key: string, ...options: readonly string[]) => ask(machine, tools.reg, 'query', key, ...options)
  // Not the whole service key with /s: a standard user may not open its Security subkey, which can end the listing.
  const [sc, serviceKey, parameters, config, providers, policy, zone, zoneService, network, w32tm, otherClients] = await Promise.all([
    ask(machine, tools.sc, 'query', SERVICE),
    registry(SERVICE_KEY),
    registry(`${SERVICE_KEY}\\Parameters`),
    registry(`${SERVICE_KEY}\\Config`),
    registry(`${SERVICE_KEY}\\TimeProviders`, '/s'),
    registry(POLICY_KEY, '/s'),
    registry(ZONE_KEY),
    registry(ZONE_SERVICE_KEY),
    registry(NETWORK_KEY),
    ask(machine, tools.w32tm, '/query', '/status', '/verbose'),
    readOtherClients(machine, tools),
  ])
  const service = parseScQuery(sc.stdout, sc.exit)
  const status = parseW32tmStatus(w32tm.stdout)
  const [domain, portTaken] = await Promise.all([
    readDomain(machine, tools, network.exit === 0 ? dump(network) : null, registryText(dump(parameters), 'Type')),
    hearsNothing(status) ? readPortTaken(machine, tools) : undefined,
  ])

  const unreadable: Unreadable[] = []
  if (service.kind === 'unrecognised') unreadable.push({ what: say('Windows Time service || could not be read; label'), why: whyNot(sc, 'sc.exe') })
  const unread = [serviceKey, parameters, config, providers, policy, zone, zoneService, network].find((result) => !wasRead(result))
  if (unread !== undefined) unreadable.push({ what: say('time settings in the registry || could not be read; label'), why: whyNot(unread, 'reg.exe') })
  if (status.kind === 'unrecognised') unreadable.push({ what: say('last synchronisation || could not be read; label'), why: whyNot(w32tm, 'w32tm.exe') })

  return {
    service,
    status,
    serviceKey: dump(serviceKey),
    parameters: dump(parameters),
    config: dump(config),
    providers: dump(providers),
    policy: dump(policy),
    zone: dump(zone),
    zoneService: dump(zoneService),
    ...domain,
    otherClients,
    ...(portTaken === undefined ? {} : { portTaken }),
    unreadable: [...unreadable, ...domain.unreadable],
  }
}
