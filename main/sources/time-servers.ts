import type { Failure, Source } from '../core/source.ts'
import { nodeCrypto } from './crypto.ts'
import type { Family, Names } from './names.ts'
import { askNtp, type Counter } from './ntp-exchange.ts'
import { familiesFor } from './families.ts'
import type { Ledger } from './ledger.ts'
import type { Manners } from './manners.ts'
import { failedSource, isUseless } from './observations.ts'
import { HTTPS_PORT, NTP_PORT, shownAddress, type Server } from './server.ts'

/** Of one name so many servers are asked one after another, in each address family. */
const MOST_TURNS = 2

export interface TimeServersParts {
  readonly ledger: Ledger
  readonly names: Names
  readonly stopwatch: Counter
  readonly manners?: Manners
  readonly onPacket?: () => void
  /** The verdict stands: nobody else has to be bothered. */
  readonly settled: () => boolean
}

interface Asked {
  readonly source: Source
  readonly address: string
  readonly port: number
}

/** Asks time servers by plain NTP: of each name one address over IPv4 and one over IPv6, each address once. */
export class TimeServers {
  readonly #parts: TimeServersParts
  readonly #closers: (() => void)[] = []
  readonly #asked: Asked[] = []

  constructor(parts: TimeServersParts) {
    this.#parts = parts
  }

  ask(servers: readonly Server[], routed: readonly Family[]): void {
    for (const server of servers) {
      const ways = familiesFor(server.host, routed)
      if (ways.length === 0) this.#parts.ledger.record(failedSource({ name: server.name ?? server.host, address: '', kind: 'ntp' }, 'no-route'))
      for (const family of ways) void this.#askOne(server, family, 1)
    }
    // Every question needs a random number; now there is time to load what makes it.
    setImmediate(nodeCrypto)
  }

  /** Asks those who answered once more, for a measurement that may take its time. */
  askAgain(): void {
    const { samples } = this.#parts.ledger
    for (const asked of this.#asked) {
      if (samples.some(({ kind, address }) => kind === 'ntp' && address === asked.source.address)) this.#send(asked, () => {})
    }
  }

  close(): void {
    for (const close of this.#closers) close()
  }

  #reachable(): boolean {
    const { samples, failures } = this.#parts.ledger
    return samples.length > 0 || failures.some(({ kind, status }) => kind === 'ntp' && status !== 'unreachable')
  }

  /** Asks one server of this name; where that one is of no use, another of the same name. */
  async #askOne(server: Server, family: Family, turn: number): Promise<void> {
    const { host, port, name = host } = server
    const address = await findAddress(this.#parts, { name, address: '', kind: 'ntp' }, host, family, port)
    if (address === null) return
    const source: Source = { name, address: shownAddress(address, port, NTP_PORT), kind: 'ntp' }
    let replaced = turn === MOST_TURNS
    const asked = { source, address, port }
    this.#asked.push(asked)
    this.#send(asked, () => {
      if (!replaced && !this.#parts.settled()) void this.#askOne(server, family, turn + 1)
      replaced = true
    })
  }

  #send({ source, address, port }: Asked, replace: () => void): void {
    const { ledger, stopwatch, manners, onPacket } = this.#parts
    onPacket?.()
    manners?.asked(source.address)
    const exchange = askNtp(source, address, port, stopwatch, (observation) => {
      if (observation.kind === 'failure' && observation.failure.code === 'kiss-of-death') manners?.refused(source.address, observation.failure.detail)
      if (isUseless(observation)) replace()
      question.answered(observation)
    })
    const question = ledger.ask(source, 'no-answer', {
      again: () => {
        exchange.resend()
        // Where no packet comes through at all, asking more servers would only be a nuisance.
        if (this.#reachable()) replace()
      },
    })
    this.#closers.push(exchange.close)
  }
}

/**
 * An address of this name that nobody has asked in this survey, so that several names of one pool reach several servers;
 * one that was asked a moment ago, in another survey, only where there is no other. Null where there is none, which is
 * told to the ledger, or to `failed`.
 */
export async function findAddress(
  { ledger, names, manners }: Pick<TimeServersParts, 'ledger' | 'names' | 'manners'>,
  source: Source, host: string, family: Family, port: number,
  failed: (failure: Failure) => void = (failure) => ledger.record({ kind: 'failure', failure }),
): Promise<string | null> {
  const question = ledger.ask(source, 'names-silent')
  const found = await names.addresses(host, family)
  const fail = (failure: Failure): null => {
    failed(failure)
    question.answered(null)
    return null
  }
  if ('code' in found) {
    // A name that only one family knows is no trouble; both families report the same silence once.
    if (family === 4 || found.code === 'names-silent') return fail(failedSource(source, found.code).failure)
    question.answered(null)
    return null
  }
  const shown = (address: string): string => shownAddress(address, port, source.kind === 'ntp' ? NTP_PORT : HTTPS_PORT)
  const keyOf = (address: string): string => `${source.kind} ${shown(address)}`
  const left = found.filter((address) => !ledger.isTaken(keyOf(address)))
  const open = left.filter((address) => manners?.heldOff(shown(address)) !== true)
  if (open.length === 0 && left.length > 0) return fail(failedSource({ ...source, address: shown(left[0] ?? '') }, 'held-off', 'refused').failure)
  const [free = null] = open.toSorted((a, b) => Number(manners?.justAsked(shown(a)) ?? false) - Number(manners?.justAsked(shown(b)) ?? false))
  if (free === null) question.answered(null)
  else {
    ledger.take(keyOf(free))
    question.goesOn()
  }
  return free
}
