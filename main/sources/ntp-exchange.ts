import { buildRequest, readReply } from '../core/ntp/packet.ts'
import { ntpSample, type Observation } from '../core/sample.ts'
import type { FailureCode, Source } from '../core/source.ts'
import { nodeCrypto } from './crypto.ts'
import { openUdp } from './udp.ts'
import { unreachableBy } from './unreachable.ts'

/** Local time at any moment of a survey, from one reading of the clock and a counter that never jumps. */
export interface Stopwatch {
  /** Local clock (Unix seconds) as it would read now had nobody set it since the start. */
  readonly now: () => number
}

/** The same for who cannot wait for the local clock to be read. */
export interface Counter extends Stopwatch {
  /** Seconds since the start of the survey, by the counter alone. */
  readonly elapsed: () => number
  /** Local clock (Unix seconds) so many seconds after the start. */
  readonly at: (elapsed: number) => number
}

export interface Exchange {
  /** Asks again with a new random number; an answer to the first question still counts. */
  readonly resend: () => void
  readonly close: () => void
}

/**
 * Asks one address for the time by SNTP (RFC 5905 section 14): a new socket and so a random port for each question
 * (RFC 9109), connected so that only that address can answer. Calls back once at most: with a sample, or with the
 * reason why none will come. A datagram that does not answer this question is ignored and waiting goes on.
 */
export function askNtp(source: Source, address: string, port: number, stopwatch: Counter, answered: (observation: Observation) => void): Exchange {
  const closers: (() => void)[] = []
  let over = false

  const finish = (observation: Observation): void => {
    if (over) return
    over = true
    for (const close of closers) close()
    answered(observation)
  }
  const fail = (code: FailureCode, status: 'unreachable' | 'refused' | 'discarded', detail = ''): void =>
    finish({ kind: 'failure', failure: { ...source, status, code, detail } })

  const ask = (): void => {
    const nonce = nodeCrypto().randomBytes(8)
    const socket = openUdp(address)
    let open = true
    closers.push(() => {
      if (open) socket.close()
      open = false
    })
    let sent = 0
    socket.on('message', (bytes) => {
      const arrived = stopwatch.elapsed()
      const read = readReply(bytes, nonce)
      if (read.kind === 'foreign') return
      if (read.kind === 'unusable') return fail(read.code, read.code === 'kiss-of-death' ? 'refused' : 'discarded', read.detail)
      const sample = ntpSample(source, stopwatch.at(sent), arrived - sent, read.reply)
      if (typeof sample === 'string') return fail(sample, 'discarded')
      finish({ kind: 'sample', sample })
    })
    // The refusal of an earlier packet arrives here as well (ICMP).
    socket.on('error', (error: NodeJS.ErrnoException) => fail(unreachableBy(error) ?? 'connection', 'unreachable'))
    socket.on('connect', () => {
      if (!open) return
      const request = buildRequest(nonce)
      sent = stopwatch.elapsed()
      socket.send(request)
    })
    // Given a callback, Node would hand it the error instead of telling the listener.
    socket.connect(port, address)
  }

  ask()
  return {
    resend: () => {
      if (!over) ask()
    },
    close: () => {
      over = true
      for (const close of closers) close()
    },
  }
}
