import type { Unreadable } from '../../core/clock-state.ts'
import { say } from '../../core/words/say.ts'
import type { Machine } from '../machine.ts'
import type { WindowsTools } from './commands.ts'
import { parseDomainJoined } from './dsregcmd.ts'
import { parseControllerFound } from './nltest.ts'
import { ask, whyNot } from './read.ts'
import { registryText, type RegistryDump } from './reg-query.ts'

export interface DomainFacts {
  readonly domainMember?: boolean
  /** DNS name of the domain, or whatever domain name was set by hand. */
  readonly domainName?: string
  readonly controllerFound?: boolean
  readonly unreadable: readonly Unreadable[]
}

/** What nltest may be given: a DNS name, which cannot be taken for an option. */
const DNS_NAME = /^[A-Za-z0-9][A-Za-z0-9.-]{0,252}$/

/**
 * The sync type alone can be set by hand, and so can a DNS domain name: only where both agree is the answer taken
 * from the registry, which is quick; else dsregcmd decides.
 * @param network values of Tcpip\Parameters; null when they could not be read
 */
const readMembership = async (machine: Machine, tools: WindowsTools, network: RegistryDump | null, domainName: string, type: string | undefined): Promise<DomainFacts> => {
  const named = domainName !== ''
  if (network !== null && type !== undefined && named === (type.toUpperCase() === 'NT5DS')) return { domainMember: named, unreadable: [] }
  const result = await ask(machine, tools.dsregcmd, '/status')
  const member = parseDomainJoined(result.stdout)
  return member === undefined
    ? { unreadable: [{ what: say('domain membership || could not be read; label'), why: whyNot(result, 'dsregcmd.exe') }] }
    : { domainMember: member, unreadable: [] }
}

/** Reads whether this PC is a member of a domain and, if so, whether a controller of it can be found. Never throws. */
export const readDomain = async (machine: Machine, tools: WindowsTools, network: RegistryDump | null, type: string | undefined): Promise<DomainFacts> => {
  const domainName = network === null ? '' : registryText(network, 'Domain') || registryText(network, 'NV Domain') || ''
  const membership = await readMembership(machine, tools, network, domainName, type)
  const named = { ...membership, ...(domainName === '' ? {} : { domainName }) }
  if (membership.domainMember !== true || !DNS_NAME.test(domainName)) return named
  const found = parseControllerFound(await ask(machine, tools.nltest, `/dsgetdc:${domainName}`))
  return { ...named, ...(found === undefined ? {} : { controllerFound: found }) }
}
