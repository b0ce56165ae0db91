import type { Machine } from '../machine.ts'
import { SERVICE, type WindowsTools } from './commands.ts'
import { udpOwners } from './netstat.ts'
import { ask } from './read.ts'
import { parseScPid, parseScQuery } from './sc-query.ts'

/** Time clients of other makers: the name of their service for sc.exe, and the one a user knows. */
const CLIENTS = [['NTP', 'Meinberg NTP'], ['NetTimeSvc', 'NetTime']] as const

/** Names of the time clients of other makers that run as a service now. */
export const readOtherClients = async (machine: Machine, tools: WindowsTools): Promise<readonly string[]> => {
  const answers = await Promise.all(CLIENTS.map(async ([service, name]) => {
    const { stdout, exit } = await ask(machine, tools.sc, 'query', service)
    const answer = parseScQuery(stdout, exit)
    return answer.kind === 'state' && answer.state === 'running' ? [name] : []
  }))
  return answers.flat()
}

/** The service sends from this port and no other (Windows Time service tools and settings, "Network port"). */
const NTP_PORT = 123

/**
 * Tells whether another process has the port of the running time service. Undefined when the process of either is not
 * known. Asked only where the service gets no answer: two programs may share the port and get along.
 */
export const readPortTaken = async (machine: Machine, tools: WindowsTools): Promise<boolean | undefined> => {
  const [service, ports] = await Promise.all([
    ask(machine, tools.sc, 'queryex', SERVICE),
    ask(machine, tools.netstat, '-a', '-n', '-o', '-p', 'UDP'),
  ])
  const own = parseScPid(service.stdout)
  // A listing that was cut off may end in the middle of a number.
  const owners = ports.exit === 0 ? udpOwners(ports.stdout, NTP_PORT) : []
  return own === undefined || owners.length === 0 ? undefined : owners.some((owner) => owner !== own)
}
