import { randomBytes } from 'node:crypto'
import { IDENTIFIER_BYTES, SEAL_NONCE_BYTES } from '../core/nts/packet.ts'
import type { NtsSession } from '../core/nts/session.ts'
import { ntpSample, type Sample } from '../core/sample.ts'
import type { FailureCode, Source } from '../core/source.ts'
import type { Stopwatch } from './ntp-exchange.ts'
import type { Refusal } from './nts-failures.ts'
import { openUdp } from './udp.ts'
import { unreachableBy } from './unreachable.ts'

/** A lost packet is worth one more question, in seconds. */
const PATIENCE = 0.5

export type NtsAnswer =
  /** `claimed`: the time in Unix seconds at which the server's certificates have to be valid. */
  | { readonly kind: 'sample'; readonly sample: Sample; readonly claimed: number }
  | { readonly kind: 'refusal'; readonly refusal: Refusal }
  /** The server, or somebody in its name, says that it does not know the cookie. The real answer may still follow. */
  | { readonly kind: 'negative' }

/**
 * Asks one address for the time with keys that were agreed on (RFC 8915 section 5.7), once more if it stays silent, each
 * time with a cookie, random numbers and a port of its own. Whatever is not sealed is ignored and waiting goes on. Calls
 * back once with a sample or a refusal, and before that once for each `negative`. Gives a function that ends it.
 */
export function askNts(session: NtsSession, source: Source, address: string, port: number, stopwatch: Stopwatch, answered: (answer: NtsAnswer) => void): () => void {
  const closers: (() => void)[] = []
  let over = false
  const end = (): void => {
    over = true
    for (const close of closers) close()
  }
  const finish = (answer: NtsAnswer): void => {
    if (over) return
    end()
    answered(answer)
  }
  const refuse = (code: FailureCode, status: Refusal['status'], detail = ''): void => finish({ kind: 'refusal', refusal: { status, code, detail } })

  const ask = (): void => {
    const question = { nonce: randomBytes(8), identifier: randomBytes(IDENTIFIER_BYTES), seal: randomBytes(SEAL_NONCE_BYTES) }
    const request = session.ask(question)
    if (request === null) return
    const socket = openUdp(address)
    let open = true
    closers.push(() => {
      if (open) socket.close()
      open = false
    })
    let sentAt = 0
    socket.on('message', (bytes) => {
      const arrivedAt = stopwatch.now()
      const read = session.read(bytes, question)
      if (read.kind === 'foreign' || over) return
      if (read.kind === 'negative') return answered(read)
      const { said } = read
      if (said.kind === 'unusable') return refuse(said.code, said.code === 'kiss-of-death' ? 'refused' : 'discarded', said.detail)
      const sample = ntpSample(source, sentAt, arrivedAt - sentAt, said.reply)
      if (typeof sample === 'string') return refuse(sample, 'discarded')
      finish({ kind: 'sample', sample, claimed: said.reply.transmitted })
    })
    // The refusal of an earlier packet arrives here as well (ICMP).
    socket.on('error', (error) => refuse(unreachableBy(error) ?? 'connection', 'unreachable'))
    socket.on('connect', () => {
      if (!open) return
      sentAt = stopwatch.now()
      socket.send(request)
    })
    // Given a callback, Node would hand it the error instead of telling the listener.
    socket.connect(port, address)
  }

  const again = setTimeout(ask, PATIENCE * 1000)
  closers.push(() => clearTimeout(again))
  ask()
  return end
}
