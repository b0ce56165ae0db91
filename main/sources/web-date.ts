import { X509Certificate } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import https from 'node:https'
import type { TLSSocket } from 'node:tls'
import { narrowed, untilSecondTurns } from '../core/date-interval.ts'
import { readHttpDate } from '../core/http-date.ts'
import { dateSample, type Observation, type Sample } from '../core/sample.ts'
import type { FailureCode, Source } from '../core/source.ts'
import { judgeChain, trustedRoots, type ChainVerdict } from './certificate.ts'
import type { Stopwatch } from './ntp-exchange.ts'
import { hostOf } from './server.ts'

export interface Website {
  /**
   * Asks once more, at the moment at which the answer halves what is still possible, and gives a sample of what all
   * answers so far allow together. Null when this website has nothing more to say.
   */
  readonly refine: () => Promise<Sample | null>
  readonly close: () => void
}

/**
 * Asks a website for its `Date` (RFC 9110 section 6.6.1): HEAD requests on a connection of its own, without cookies,
 * redirects or a body. The certificate is judged at the claimed time; until then nothing but the date was read.
 * `answered` is called once at most, with the first answer.
 */
export function askWebsite(source: Source, url: URL, address: string, stopwatch: Stopwatch, answered: (observation: Observation) => void): Website {
  const agent = new https.Agent({ keepAlive: true, maxSockets: 1 })
  let over = false
  let best: Sample | null = null
  let waiting: NodeJS.Timeout | null = null

  const ask = (): Promise<Observation> => askOnce(agent, source, url, address, stopwatch)
  void ask().then((observation) => {
    if (over) return
    if (observation.kind === 'sample') best = observation.sample
    answered(observation)
  })
  return {
    refine: async () => {
      if (over || best === null) return null
      const { offset, delay } = best
      await new Promise<void>((resolve) => {
        waiting = setTimeout(resolve, untilSecondTurns(stopwatch.now(), offset, delay) * 1000)
      })
      if (over) return null
      const observation = await ask()
      if (observation.kind === 'failure') return null
      best = narrowed(best, observation.sample)
      return best
    },
    close: () => {
      over = true
      if (waiting !== null) clearTimeout(waiting)
      agent.destroy()
    },
  }
}

function askOnce(agent: https.Agent, source: Source, url: URL, address: string, stopwatch: Stopwatch): Promise<Observation> {
  return new Promise((resolve) => {
    let sentAt = Number.NaN
    const fail = (code: FailureCode, status: 'unreachable' | 'refused' | 'discarded', detail = ''): void =>
      resolve({ kind: 'failure', failure: { ...source, status, code, detail } })
    const host = hostOf(url)
    const request = https.request({
      method: 'HEAD',
      host: address,
      port: url.port === '' ? 443 : Number(url.port),
      path: url.pathname,
      ...(/^[\d.]+$|:/.test(host) ? {} : { servername: host }),
      headers: { 'Host': url.host, 'Cache-Control': 'no-cache', 'User-Agent': 'clock-medic' },
      agent,
      // Judged by hand below: with a wrong clock every certificate looks expired.
      rejectUnauthorized: false,
      checkServerIdentity: () => undefined,
    })
    request.on('socket', (socket) => {
      const markSent = (): void => {
        sentAt = stopwatch.now()
      }
      if (request.reusedSocket) markSent()
      else socket.once('secureConnect', markSent)
    })
    request.on('response', (response) => {
      const elapsed = stopwatch.now() - sentAt
      response.resume()
      const date = readHttpDate(response.headers.date ?? '')
      const chain = judgeServer(response.socket as TLSSocket, host, date ?? sentAt)
      // Without a claimed time nothing can be said about dates, least of all by a clock that may be wrong.
      const proven = chain === 'trusted' || (date === null && chain === 'out-of-dates')
      if (!proven) return fail(isRedirect(response) ? 'portal' : chain === 'wrong-name' ? 'wrong-name' : 'certificate', 'refused')
      if (response.statusCode === 511) return fail('portal', 'refused')
      if ((response.statusCode ?? 500) >= 500) return fail('http-status', 'discarded', String(response.statusCode))
      if (date === null) return fail('no-date', 'discarded')
      if (Number(response.headers.age ?? 0) > 0) return fail('cached', 'discarded')
      const sample = dateSample(source, sentAt, elapsed, date)
      if (typeof sample === 'string') return fail(sample, 'discarded')
      resolve({ kind: 'sample', sample })
    })
    request.on('error', () => fail('connection', 'unreachable'))
    request.end()
  })
}

const isRedirect = ({ statusCode = 0 }: IncomingMessage): boolean => (statusCode >= 300 && statusCode < 400) || statusCode === 511

/** `judgeChain` of what a server sent. A certificate that cannot even be read (TLS libraries differ in what they take) is not trusted. */
function judgeServer(socket: TLSSocket, host: string, at: number): ChainVerdict {
  try {
    return judgeChain(certificatesOf(socket), host, at, trustedRoots())
  } catch {
    return 'untrusted'
  }
}

/** What the server sent, its own certificate first. */
function certificatesOf(socket: TLSSocket): readonly X509Certificate[] {
  const chain: X509Certificate[] = []
  let link = socket.getPeerCertificate(true)
  while (link?.raw !== undefined && !chain.some(({ raw }) => raw.equals(link.raw))) {
    chain.push(new X509Certificate(link.raw))
    link = link.issuerCertificate
  }
  return chain
}
