import { X509Certificate } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import https from 'node:https'
import type { TLSSocket } from 'node:tls'
import { dateSample, type FailureCode, type Observation, type Source } from '../core/sample.ts'
import { readHttpDate } from '../core/http-date.ts'
import { judgeChain, trustedRoots } from './certificate.ts'
import type { Stopwatch } from './ntp-exchange.ts'

/**
 * Asks a website for its `Date` (RFC 9110 section 6.6.1): one HEAD request on a new connection, without cookies,
 * redirects or a body. The certificate is judged afterwards at the claimed time; until then nothing but the date was read.
 * Calls back once at most. Gives a function that ends the request.
 */
export function askWebsite(source: Source, url: URL, address: string, stopwatch: Stopwatch, answered: (observation: Observation) => void): () => void {
  let over = false
  let sentAt = Number.NaN
  const finish = (observation: Observation): void => {
    if (over) return
    over = true
    request.destroy()
    answered(observation)
  }
  const fail = (code: FailureCode, status: 'unreachable' | 'refused' | 'discarded', detail = ''): void =>
    finish({ kind: 'failure', failure: { ...source, status, code, detail } })
  const host = url.hostname.replaceAll(/[[\]]/g, '')
  const request = https.request({
    method: 'HEAD',
    host: address,
    port: url.port === '' ? 443 : Number(url.port),
    path: url.pathname,
    ...(/^[\d.]+$|:/.test(host) ? {} : { servername: host }),
    headers: { 'Host': url.host, 'Cache-Control': 'no-cache', 'User-Agent': 'clock-medic' },
    agent: false,
    // Judged by hand below: with a wrong clock every certificate looks expired.
    rejectUnauthorized: false,
    checkServerIdentity: () => undefined,
  })
  request.on('socket', (socket) => socket.once('secureConnect', () => {
    sentAt = stopwatch.now()
  }))
  request.on('response', (response) => {
    const elapsed = stopwatch.now() - sentAt
    const date = readHttpDate(response.headers.date ?? '')
    const chain = judgeChain(certificatesOf(response.socket as TLSSocket), host, date ?? sentAt, trustedRoots())
    if (chain !== 'trusted') return fail(isRedirect(response) ? 'portal' : chain === 'wrong-name' ? 'wrong-name' : 'certificate', 'refused')
    if (response.statusCode === 511) return fail('portal', 'refused')
    if ((response.statusCode ?? 500) >= 500) return fail('http-status', 'discarded', String(response.statusCode))
    if (date === null) return fail('no-date', 'discarded')
    if (Number(response.headers.age ?? 0) > 0) return fail('cached', 'discarded')
    const sample = dateSample(source, sentAt, elapsed, date)
    if (typeof sample === 'string') return fail(sample, 'discarded')
    finish({ kind: 'sample', sample })
  })
  request.on('error', () => fail('connection', 'unreachable'))
  request.end()
  return () => {
    over = true
    request.destroy()
  }
}

const isRedirect = ({ statusCode = 0 }: IncomingMessage): boolean => (statusCode >= 300 && statusCode < 400) || statusCode === 511

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
