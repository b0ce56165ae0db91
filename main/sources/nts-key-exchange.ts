import { isIP } from 'node:net'
import tls from 'node:tls'
import { buildKeyRequest, exporterContext, KEY_BYTES, readAgreement } from '../core/nts/key-exchange.ts'
import { NtsSession } from '../core/nts/session.ts'
import type { Failure, FailureCode } from '../core/source.ts'
import { say } from '../core/words/say.ts'
import { judgeChain, type ChainVerdict, type Roots } from './certificate.ts'
import type { Refusal } from './nts-failures.ts'
import { unreachableBy } from './unreachable.ts'
import { certificatesOf } from './peer-chain.ts'

const PROTOCOL = 'ntske/1'
const EXPORTER_LABEL = 'EXPORTER-network-time-security'
/** Three round trips; a server that needs longer is of no use to a check, in seconds. */
const TIME_LIMIT = 5

/** What a key exchange leads to. */
export interface Agreed {
  readonly session: NtsSession
  /** Where to ask for the time: a name or an address. */
  readonly host: string
  readonly port: number
  /** Judges the certificates of the key exchange at a time in Unix seconds. */
  readonly judgeAt: (at: number) => ChainVerdict
}

/**
 * Agrees on keys with one address (RFC 8915 section 4): TLS 1.3 and nothing older. A key exchange claims no time, so its
 * certificates only have to lead to a known root and carry the name here; whoever asks for the time has to judge them once
 * more at the time that the answer claims. Calls back once at most. Gives a function that ends it.
 * @param host the name that the certificate has to carry
 * @param at any time in Unix seconds
 */
export function exchangeKeys(address: string, port: number, host: string, at: number, roots: Roots, done: (outcome: Agreed | Refusal) => void): () => void {
  const socket = tls.connect({
    host: address, port, minVersion: 'TLSv1.3', ALPNProtocols: [PROTOCOL], ...(isIP(host) === 0 ? { servername: host } : {}),
    // Judged by hand: with a wrong clock every certificate looks expired.
    rejectUnauthorized: false,
  })
  let answer = Buffer.alloc(0)
  let over = false
  const end = (): void => {
    over = true
    clearTimeout(limit)
    socket.destroy()
  }
  const finish = (outcome: Agreed | Refusal): void => {
    if (over) return
    end()
    done(outcome)
  }
  const fail = (code: FailureCode, status: Failure['status'], detail = ''): void => finish({ status, code, detail })
  const limit = setTimeout(() => fail('no-answer', 'unreachable'), TIME_LIMIT * 1000)

  let judgeAt = (_at: number): ChainVerdict => 'untrusted'
  socket.on('secureConnect', () => {
    if (socket.alpnProtocol !== PROTOCOL) return fail('key-exchange', 'refused', say('no key exchange at this port || in brackets'))
    const sent = certificatesOf(socket)
    judgeAt = (moment) => judgeChain(sent, host, moment, roots)
    const verdict = judgeAt(at)
    if (verdict === 'wrong-name') return fail('wrong-name', 'refused')
    if (verdict === 'untrusted') return fail('certificate', 'refused')
    socket.write(buildKeyRequest())
  })
  socket.on('data', (bytes) => {
    answer = Buffer.concat([answer, bytes])
    const read = readAgreement(answer)
    if (read.kind === 'incomplete') return
    if (read.kind === 'refused') return fail('key-exchange', 'refused', read.detail)
    const { cookies, server, port: ntpPort } = read.agreement
    const key = (direction: 'to-server' | 'to-client'): Buffer => socket.exportKeyingMaterial(KEY_BYTES, EXPORTER_LABEL, Buffer.from(exporterContext(direction)))
    finish({ session: new NtsSession({ toServer: key('to-server'), toClient: key('to-client') }, cookies), host: server ?? address, port: ntpPort, judgeAt })
  })
  socket.on('error', (error: NodeJS.ErrnoException) => {
    // Whoever hangs up was reached.
    const unreachable = error.code === 'ECONNRESET' ? null : unreachableBy(error)
    if (unreachable === null) fail('key-exchange', 'refused', say('no secure connection || in brackets'))
    else fail(unreachable, 'unreachable')
  })
  socket.on('close', () => fail('key-exchange', 'refused', 'cut short'))
  return end
}
