import http from 'node:http'
import type { Hint } from '../core/hint.ts'
import { isOldCopy, readHttpDate } from '../core/http-date.ts'
import { dateSample } from '../core/sample.ts'
import type { Names } from './names.ts'
import type { Stopwatch } from './ntp-exchange.ts'
import type { ProxyFor } from './proxy.ts'

/** Pages that answer 204 and nothing else when nobody stands in the way; browsers use them for the same question. */
const PROBE = new URL('http://connectivitycheck.gstatic.com/generate_204')

/** `portal`: somebody else answered. `hint`: the page itself did, and its date came unprotected. */
export type PortalAnswer = { readonly kind: 'portal' } | { readonly kind: 'hint'; readonly hint: Hint } | { readonly kind: 'nothing' }

/**
 * Finds out whether a sign-in page stands between this machine and the internet: plain HTTP on purpose, for that is
 * what such pages catch. Calls back once at most. Gives a function that ends the question.
 */
export function askPortal(names: Names, stopwatch: Stopwatch, proxyFor: ProxyFor, answered: (answer: PortalAnswer) => void, probe = PROBE): () => void {
  let request: http.ClientRequest | null = null
  let over = false
  const answer = (found: PortalAnswer): void => {
    if (!over) answered(found)
    over = true
    request?.destroy()
  }
  const ask = async (): Promise<void> => {
    // A proxy answers plain requests with pages of its own, which would look like a sign-in page.
    if ((await proxyFor(probe)) !== null) return answer({ kind: 'nothing' })
    const found = await names.addresses(probe.hostname, 4)
    const address = 'code' in found ? undefined : found[0]
    if (address === undefined) return answer({ kind: 'nothing' })
    if (over) return
    let sentAt = Number.NaN
    const port = probe.port === '' ? 80 : Number(probe.port)
    request = http.request({ method: 'GET', host: address, port, path: probe.pathname, headers: { 'Host': probe.host, 'Cache-Control': 'no-cache' }, agent: false })
    request.on('socket', (socket) => socket.once('connect', () => {
      sentAt = stopwatch.now()
    }))
    request.on('response', (response) => answer(readPortalAnswer(probe.host, response, sentAt, stopwatch.now() - sentAt)))
    request.on('error', () => answer({ kind: 'nothing' }))
    request.end()
  }
  void ask()
  return () => {
    over = true
    request?.destroy()
  }
}

/** What an answer to the probe says. `sentAt` is the local clock (Unix seconds) at the question, the answer came `elapsed` seconds later. */
export function readPortalAnswer(name: string, { statusCode = 0, headers }: Pick<http.IncomingMessage, 'statusCode' | 'headers'>, sentAt: number, elapsed: number): PortalAnswer {
  if (statusCode === 511 || (statusCode >= 200 && statusCode < 400 && statusCode !== 204)) return { kind: 'portal' }
  const date = readHttpDate(headers.date ?? '')
  if (statusCode !== 204 || date === null || isOldCopy(headers.age)) return { kind: 'nothing' }
  const sample = dateSample({ name, address: '', kind: 'https-date' }, sentAt, elapsed, date)
  return typeof sample === 'string' ? { kind: 'nothing' } : { kind: 'hint', hint: { name, offset: sample.offset, uncertainty: sample.distance } }
}
