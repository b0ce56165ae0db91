import { ipFamily } from '../../core/address.ts'
import type { RemedyContext } from '../../core/remedy.ts'
import { say, sayList } from '../../core/words/say.ts'
import { isAskable } from '../askable.ts'
import { timeService } from './w32time.ts'

/** Enough that one wrong server is outvoted; more would only be more load on them. */
const MOST_PEERS = 3

/** A host name as it may stand in a peer list: no port, no blank, no comma. */
const HOST_NAME = /^[A-Za-z0-9][A-Za-z0-9.-]{0,252}$/

const isPeer = (host: string): boolean => (HOST_NAME.test(host) || ipFamily(host) === 6 && !host.includes('%')) && isAskable(host)

/** NTP servers to put in the place of the configured ones, or the reason why they are not ours to change. */
export type Peers = { readonly kind: 'peers'; readonly hosts: readonly string[] } | { readonly kind: 'none'; readonly reason: string }

const none = (reason: string): Peers => ({ kind: 'none', reason })

/** Decides whether the time servers of this PC may be replaced, and by which. */
export const peersFor = ({ state, workingServers = [] }: RemedyContext): Peers => {
  if (timeService(state) === undefined) return none(say('The Windows Time service is not registered on this PC, so it has no time servers to replace.'))
  if (state.domainMember === true) {
    return none(say('This PC takes its time from its domain, and that has to stay so. Connect to the network of your organisation (VPN) and check again; if that does not help, ask your administrator.'))
  }
  if (state.managed) {
    const why = say('Your organisation sets the time servers of this PC by policy. Ask your administrator to look at them.')
    return none(state.servers.length === 0 ? why : `${why} ${say('It uses {servers} now. || the computer', { servers: sayList(state.servers) })}`)
  }
  if (state.domainMember === undefined) {
    return none(say('It could not be told whether this PC belongs to a domain, whose time servers are not ours to change. Ask whoever looks after this PC.'))
  }
  const hosts = workingServers.filter(isPeer).slice(0, MOST_PEERS)
  return hosts.length === 0 ? none(say('No other time server has answered, so there is none to put in the place of the present ones.')) : { kind: 'peers', hosts }
}
