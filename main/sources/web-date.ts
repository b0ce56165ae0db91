import type { X509Certificate } from 'node:crypto'
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import https from 'node:https'
import tls, { type TLSSocket } from 'node:tls'
import { ipFamily } from '../core/address.ts'
import { isOldCopy, readHttpDate } from '../core/http-date.ts'
import { dateSample, type Observation, type Sample } from '../core/sample.ts'
import type { Failure, FailureCode, Source } from '../core/source.ts'
import { say } from '../core/words/say.ts'
import { judgeChain, trustedRoots } from './certificate.ts'
import type { Stopwatch } from './ntp-exchange.ts'
import { certificatesOf } from './peer-chain.ts'
import type { Tunnel } from './proxy-tunnel.ts'
import { hostOf } from './server.ts'

export interface Website {
  /** Asks once more at once, on the same connection. Null when this website has nothing more to say. */
  readonly again: () => Promise<Sample | null>
  readonly close: () => void
}

/** What every question to one website has in common. */
interface Line {
  readonly source: Source
  readonly url: URL
  readonly stopwatch: Stopwatch
  /** Where to connect to; through a tunnel the proxy connects to the website's name. */
  readonly host: string
  readonly agent: Tunnel['agent']
  readonly byProxy: boolean
  readonly wishes: Wishes
}

/** What one who asks a particular website wants besides. */
export interface Wishes {
  /** Told the headers of every answer, before it is judged. */
  readonly seen?: (headers: IncomingHttpHeaders) => void
  /** The stopwatch shows true time: the certificate is judged by that, not at the time that the website claims. */
  readonly byTrueTime?: true
}

let context: tls.SecureContext | null = null

/** One for all websites, without the authorities that take OpenSSL so long to load: certificates are judged by hand. */
function withoutAuthorities(): tls.SecureContext {
  context ??= tls.createSecureContext({ ca: [] })
  return context
}

/** Reads ahead what an answer needs, so that none has to wait for it. */
export function prepareForWebsites(): void {
  withoutAuthorities()
  trustedRoots()
}

/**
 * Asks a website for its `Date` (RFC 9110 section 6.6.1): HEAD requests on a connection of its own, without cookies,
 * redirects or a body. The certificate is judged at the claimed time; until then nothing but the date was read.
 * `answered` is called once at most, with the first answer.
 * @param address where to connect to: the website, or the proxy where there is one
 * @param proxy asks through this web proxy; the website proves itself by its certificate as it does without
 */
export function askWebsite(
  source: Source, url: URL, address: string, stopwatch: Stopwatch, answered: (observation: Observation) => void, proxy: URL | null = null,
  wishes: Wishes = {},
): Website {
  let over = false
  const tunnel = proxy === null ? directly() : import('./proxy-tunnel.ts').then(({ openTunnel }) => openTunnel(proxy, address))
  const host = proxy === null ? address : hostOf(url)
  const ask = async (): Promise<Observation | null> => {
    const { agent } = await tunnel
    return over ? null : askOnce({ source, url, stopwatch, host, agent, byProxy: proxy !== null, wishes })
  }
  void ask().then((observation) => {
    if (!over && observation !== null) answered(observation)
  })
  // While the connection is made there is time.
  setImmediate(prepareForWebsites)
  return {
    again: async () => {
      const observation = await ask()
      return observation?.kind === 'sample' ? observation.sample : null
    },
    close: () => {
      over = true
      void tunnel.then(({ close }) => close())
    },
  }
}

async function directly(): Promise<Tunnel> {
  // A session that is taken up again shows no chain of certificates that could be judged.
  const agent = new https.Agent({ keepAlive: true, maxSockets: 1, maxCachedSessions: 0 })
  return { agent, close: () => agent.destroy() }
}

function askOnce({ source, url, stopwatch, host, agent, byProxy, wishes }: Line): Promise<Observation> {
  const name = hostOf(url)
  return new Promise((resolve) => {
    let sentAt = Number.NaN
    let open = !byProxy
    const fail = (code: FailureCode, status: Failure['status'], detail = ''): void =>
      resolve({ kind: 'failure', failure: { ...source, status, code, detail } })
    const options: https.RequestOptions & Pick<tls.ConnectionOptions, 'secureContext'> = {
      method: 'HEAD',
      // Without it the tunnel's agent looks for its connection under another name and opens one more.
      protocol: 'https:',
      host,
      port: url.port === '' ? 443 : Number(url.port),
      path: url.pathname,
      ...(ipFamily(name) === 0 ? { servername: name } : {}),
      headers: { 'Host': url.host, 'Cache-Control': 'no-cache', 'User-Agent': 'clock-medic' },
      agent,
      secureContext: withoutAuthorities(),
      // Judged by hand below: with a wrong clock every certificate looks expired.
      rejectUnauthorized: false,
    }
    const request = https.request(options)
    request.on('proxyConnect', ({ statusCode }: { readonly statusCode: number }) => {
      open = statusCode === 200
      if (open) return
      fail('proxy', 'refused', statusCode === 407
        ? say('it asks for a user name and password || the web proxy, in brackets')
        : say('it answered with status {status} || the web proxy, in brackets', { status: String(statusCode) }))
    })
    request.on('socket', (socket) => {
      const markSent = (): void => {
        sentAt = stopwatch.now()
      }
      if (request.reusedSocket) {
        open = true
        markSent()
      } else socket.once('secureConnect', markSent)
    })
    request.on('response', (response) => {
      const elapsed = stopwatch.now() - sentAt
      response.resume()
      // What a proxy says in place of the website is no answer.
      if (!open) return
      wishes.seen?.(response.headers)
      const sent = certificatesOf(response.socket as TLSSocket)
      // Judged once the answers that came together with this one have their times.
      setImmediate(() => resolve(observationOf(source, name, response, sent, sentAt, elapsed, wishes.byTrueTime === true)))
    })
    request.on('error', () => (open ? fail('connection', 'unreachable') : fail('proxy', 'unreachable', say('no connection to it || the web proxy, in brackets'))))
    request.end()
  })
}

/** What an answer is worth: a sample where the website has proved itself at the time that it claims. */
function observationOf(
  source: Source, host: string, response: IncomingMessage, sent: readonly X509Certificate[], sentAt: number, elapsed: number, byTrueTime: boolean,
): Observation {
  const fail = (code: FailureCode, status: Failure['status'], detail = ''): Observation => ({ kind: 'failure', failure: { ...source, status, code, detail } })
  const { headers, statusCode = 500 } = response
  const date = readHttpDate(headers.date ?? '')
  const chain = judgeChain(sent, host, byTrueTime ? sentAt : date ?? sentAt, trustedRoots())
  // Without a claimed time nothing can be said about dates, least of all by a clock that may be wrong.
  const proven = chain === 'trusted' || (date === null && chain === 'out-of-dates')
  if (!proven) return fail(isRedirect(statusCode) ? 'portal' : chain === 'wrong-name' ? 'wrong-name' : 'certificate', 'refused')
  if (statusCode === 511) return fail('portal', 'refused')
  if (statusCode >= 500) return fail('http-status', 'discarded', String(statusCode))
  if (date === null) return fail('no-date', 'discarded')
  if (isOldCopy(headers.age)) return fail('cached', 'discarded')
  const sample = dateSample(source, sentAt, elapsed, date)
  return typeof sample === 'string' ? fail(sample, 'discarded') : { kind: 'sample', sample }
}

const isRedirect = (status: number): boolean => (status >= 300 && status < 400) || status === 511
