import { isIP } from 'node:net'
import type { Observation } from '../core/sample.ts'
import type { Source } from '../core/source.ts'
import type { Roots } from './certificate.ts'
import { familiesFor, routedFamilies } from './families.ts'
import type { Names } from './names.ts'
import type { Stopwatch } from './ntp-exchange.ts'
import { Association } from './nts-association.ts'
import { askNts } from './nts-exchange.ts'
import { refusedBy, type Refusal } from './nts-failures.ts'
import type { Agreed } from './nts-key-exchange.ts'
import { NTP_PORT, NTS_PORT, shownAddress, type Server } from './server.ts'

/** Keys and cookies of authenticated servers, in memory only; lives as long as the program so that a later check needs one packet. */
export interface NtsKeeper {
  /** Whether cookies are at hand, so that one packet is enough. */
  readonly isReady: (server: Server) => boolean
  /**
   * Asks for authenticated time; calls back once at most, with a sample or a failure. Never throws. Gives a function that
   * ends the question; a key exchange that is under way goes on to its end, so that its cookies serve the next check.
   * @param server where to agree on keys: `port` is not that of NTP
   */
  readonly ask: (server: Server, names: Names, stopwatch: Stopwatch, answered: (observation: Observation) => void) => () => void
  /** Ends all that is under way and overwrites keys and cookies. */
  readonly close: () => void
}

/**
 * Opens the memory of authenticated servers (RFC 8915).
 * @param roots the authorities to trust; the system's when absent
 * @param monotonic seconds from any start by a clock that is never set
 */
export function openNts(roots?: Roots, monotonic: () => number = () => performance.now() / 1000): NtsKeeper {
  const associations = new Map<string, Association>()
  const open = new Set<() => void>()
  let closed = false
  const associationOf = ({ host, port }: Server): Association => {
    const key = `${host} ${port}`
    const known = associations.get(key) ?? new Association(host, port, roots, monotonic)
    associations.set(key, known)
    return known
  }
  return {
    isReady: (server) => associationOf(server).isReady,
    ask: (server, names, stopwatch, answered) => {
      if (closed) return () => {}
      const end = askServer(associationOf(server), server, names, stopwatch, (observation) => {
        open.delete(end)
        answered(observation)
      })
      open.add(end)
      return () => {
        open.delete(end)
        end()
      }
    },
    close: () => {
      closed = true
      for (const end of open) end()
      for (const association of associations.values()) association.close()
    },
  }
}

/** One question, with one key exchange more where the server has forgotten the cookie or its certificates have run out. */
function askServer(association: Association, { host, port, name = host }: Server, names: Names, stopwatch: Stopwatch, answered: (observation: Observation) => void): () => void {
  const unnamed: Source = { name, address: '', kind: 'nts' }
  const closers: (() => void)[] = []
  let over = false
  const end = (): void => {
    over = true
    for (const close of closers) close()
  }
  const finish = (observation: Observation): void => {
    if (over) return
    end()
    answered(observation)
  }

  const begin = async (turn: 'first' | 'last'): Promise<void> => {
    const wasAtHand = association.isReady
    const agreed = await association.agree(names, stopwatch.now())
    if (over) return
    if (!('session' in agreed)) return finish(refusedBy({ ...unnamed, address: shownAddress(host, port, NTS_PORT) }, agreed))
    const address = await addressOf(agreed, names)
    if (over) return
    if (typeof address !== 'string') return finish(refusedBy(unnamed, address))
    const source = { ...unnamed, address: shownAddress(address, agreed.port, NTP_PORT) }
    let renewed = turn === 'last'
    const renew = (): void => {
      renewed = true
      association.forget(agreed)
      // The answer to the first question still counts: who sent word of a forgotten cookie is not known.
      closers.push(() => agreed.session.close())
      void begin('last')
    }
    closers.push(askNts(agreed.session, source, address, agreed.port, stopwatch, (answer) => {
      if (answer.kind === 'negative') {
        if (!renewed) renew()
        else if (turn === 'last') finish(refusedBy(source, { status: 'refused', code: 'kiss-of-death', detail: 'NTSN' }))
        return
      }
      if (answer.kind === 'refusal') return finish(refusedBy(source, answer.refusal))
      const chain = agreed.judgeAt(answer.claimed)
      if (chain === 'trusted') {
        association.prove()
        return finish({ kind: 'sample', sample: answer.sample })
      }
      if (wasAtHand && !renewed) return renew()
      const refusal: Refusal = { status: 'refused', code: 'certificate', detail: '' }
      association.forget(agreed)
      association.hold(refusal)
      closers.push(() => agreed.session.close())
      finish(refusedBy(source, refusal))
    }))
  }
  void begin('first')
  return end
}

/** An address of the server that tells the time, or why there is none. */
async function addressOf({ host }: Agreed, names: Names): Promise<string | Refusal> {
  if (isIP(host) !== 0) return host
  let refusal: Refusal = { status: 'unreachable', code: 'name-unknown', detail: '' }
  for (const family of familiesFor(host, await routedFamilies())) {
    const found = await names.addresses(host, family)
    if ('code' in found) refusal = { ...refusal, code: found.code }
    else if (found[0] !== undefined) return found[0]
  }
  return refusal
}
