import type { FailureCode } from '../core/source.ts'
import type { Roots } from './certificate.ts'
import type { Family, Names } from './names.ts'
import type { Refusal } from './nts-failures.ts'
import { exchangeKeys, type Agreed } from './nts-key-exchange.ts'

/** The second address family is tried beside the first one when that is silent for so long, in seconds. */
const HEAD_START = 0.3

/** Found out without asking the server for keys. */
const NOT_ASKED: ReadonlySet<FailureCode> = new Set(['no-route', 'name-unknown', 'names-silent'])

/** Whether the server itself was asked, and so should be left alone for a while. */
export const wasAsked = ({ code }: Refusal): boolean => !NOT_ASKED.has(code)

/**
 * Agrees on keys with a server by one address family after the other, each as soon as the one before failed or is slow;
 * the first that agrees counts, and of the refusals the first that is the server's own. Calls back once at most.
 * Gives a function that ends it.
 * @param at any time in Unix seconds, for the certificates
 */
export function exchangeByFamilies(
  host: string, port: number, families: readonly Family[], names: Names, at: number, roots: Roots, done: (outcome: Agreed | Refusal) => void,
): () => void {
  const refusals: Refusal[] = []
  const closers: (() => void)[] = []
  let started = 0
  let over = false
  const end = (): void => {
    over = true
    for (const close of closers) close()
  }
  const finish = (outcome: Agreed | Refusal): void => {
    end()
    done(outcome)
  }
  const startNext = async (): Promise<void> => {
    const family = families[started++]
    if (family === undefined || over) return
    const timer = setTimeout(() => void startNext(), HEAD_START * 1000)
    closers.push(() => clearTimeout(timer))
    const settle = (refusal: Refusal): void => {
      clearTimeout(timer)
      refusals.push(refusal)
      if (refusals.length === families.length) finish(refusals.find(wasAsked) ?? refusals[0] ?? refusal)
      else void startNext()
    }
    const found = await names.addresses(host, family)
    if (over) return
    const [address] = 'code' in found ? [] : found
    if (address === undefined) return settle({ status: 'unreachable', code: 'code' in found ? found.code : 'name-unknown', detail: '' })
    closers.push(exchangeKeys(address, port, host, at, roots, (outcome) => ('session' in outcome ? finish(outcome) : settle(outcome))))
  }
  void startNext()
  return end
}
