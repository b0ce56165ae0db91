import type { Unreadable } from '../../core/clock-state.ts'
import type { Command, CommandResult, Machine } from '../machine.ts'
import { SERVICE, type WindowsTools } from './commands.ts'
import { parseDomainJoined } from './dsregcmd.ts'
import { NO_REGISTRY, parseRegQuery, registryText, type RegistryDump } from './reg-query.ts'
import { parseScQuery, type ScQuery } from './sc-query.ts'
import { parseW32tmStatus, type W32tmAnswer } from './w32tm-status.ts'

/** Everything read about the time set-up of a Windows PC, before it is interpreted. */
export interface WindowsFacts {
  readonly service: ScQuery
  readonly status: W32tmAnswer
  /** The service's own key: start type and the names of its subkeys. */
  readonly serviceKey: RegistryDump
  readonly parameters: RegistryDump
  readonly config: RegistryDump
  readonly policy: RegistryDump
  readonly zone: RegistryDump
  readonly domainMember?: boolean
  /** DNS name of the domain, or whatever domain name was set by hand. */
  readonly domainName?: string
  readonly unreadable: readonly Unreadable[]
}

const SERVICE_KEY = 'HKLM\\SYSTEM\\CurrentControlSet\\Services\\W32Time'
const POLICY_KEY = 'HKLM\\SOFTWARE\\Policies\\Microsoft\\W32Time'
const ZONE_KEY = 'HKLM\\SYSTEM\\CurrentControlSet\\Control\\TimeZoneInformation'
const NETWORK_KEY = 'HKLM\\SYSTEM\\CurrentControlSet\\Services\\Tcpip\\Parameters'

/** w32tm can hang on a wedged service; the others answer in milliseconds. Seconds. */
const READ_TIMEOUT = 5

const whyNot = (result: CommandResult, program: string): string => {
  if (result.missing) return `${program} is not on this PC or may not be run.`
  if (result.timedOut) return `${program} did not answer within ${READ_TIMEOUT} seconds.`
  return `${program} gave an answer that Clock Medic does not understand.`
}

const dump = (result: CommandResult): RegistryDump => (result.exit === 0 ? parseRegQuery(result.stdout) : NO_REGISTRY)

/** reg.exe ends with 1 for an absent key and for a denied one: both mean that nothing is known to be set there. */
const wasRead = (result: CommandResult): boolean => result.exit === 1 || dump(result).keys.length > 0

interface DomainEvidence { readonly member?: boolean; readonly unreadable: readonly Unreadable[] }

const domainNameOf = (network: CommandResult): string => {
  const names = dump(network)
  return registryText(names, 'Domain') || registryText(names, 'NV Domain') || ''
}

/**
 * The sync type alone can be set by hand, and so can a DNS domain name: only where both agree is the answer taken
 * from the registry, which is quick; else dsregcmd decides.
 */
const readDomain = async (
  machine: Machine, tools: WindowsTools, network: CommandResult, parameters: RegistryDump,
): Promise<DomainEvidence> => {
  const named = domainNameOf(network) !== ''
  const type = registryText(parameters, 'Type')?.toUpperCase()
  if (network.exit === 0 && type !== undefined && named === (type === 'NT5DS')) return { member: named, unreadable: [] }
  const result = await machine.run([tools.dsregcmd, '/status'], { timeoutSeconds: READ_TIMEOUT })
  const member = parseDomainJoined(result.stdout)
  return member === undefined
    ? { unreadable: [{ what: 'domain membership', why: whyNot(result, 'dsregcmd.exe') }] }
    : { member, unreadable: [] }
}

/** Runs the commands that need no rights, all at once, and gives what they said. Never throws for a missing tool. */
export const readFacts = async (machine: Machine, tools: WindowsTools): Promise<WindowsFacts> => {
  const run = (...command: Command) => machine.run(command, { timeoutSeconds: READ_TIMEOUT })
  // Not the whole service key with /s: a standard user may not open its Security subkey, which can end the listing.
  const [sc, serviceKey, parameters, config, policy, zone, network, w32tm] = await Promise.all([
    run(tools.sc, 'query', SERVICE),
    run(tools.reg, 'query', SERVICE_KEY),
    run(tools.reg, 'query', `${SERVICE_KEY}\\Parameters`),
    run(tools.reg, 'query', `${SERVICE_KEY}\\Config`),
    run(tools.reg, 'query', POLICY_KEY, '/s'),
    run(tools.reg, 'query', ZONE_KEY),
    run(tools.reg, 'query', NETWORK_KEY),
    run(tools.w32tm, '/query', '/status', '/verbose'),
  ])
  const domain = await readDomain(machine, tools, network, dump(parameters))
  const service = parseScQuery(sc.stdout, sc.exit)
  const status = parseW32tmStatus(w32tm.stdout)
  const domainName = domainNameOf(network)

  const unreadable: Unreadable[] = []
  if (service.kind === 'unrecognised') unreadable.push({ what: 'Windows Time service', why: whyNot(sc, 'sc.exe') })
  const registryReads = [serviceKey, parameters, config, policy, zone, network]
  const unread = registryReads.find((result) => !wasRead(result))
  if (unread !== undefined) unreadable.push({ what: 'time settings in the registry', why: whyNot(unread, 'reg.exe') })
  if (status.kind === 'unrecognised') unreadable.push({ what: 'last synchronisation', why: whyNot(w32tm, 'w32tm.exe') })

  return {
    service,
    status,
    serviceKey: dump(serviceKey),
    parameters: dump(parameters),
    config: dump(config),
    policy: dump(policy),
    zone: dump(zone),
    ...(domain.member === undefined ? {} : { domainMember: domain.member }),
    ...(domainName === '' ? {} : { domainName }),
    unreadable: [...unreadable, ...domain.unreadable],
  }
}
