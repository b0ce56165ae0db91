import { createSocket, type Socket } from 'node:dgram'
import { once } from 'node:events'
import { writeTimestamp } from '../core/ntp/timestamp.ts'
import type { LaptopNetwork } from './description.ts'

export interface TimeServer {
  /** What the user sees: a name that nobody else has. */
  readonly name: string
  /** Where it really listens. */
  readonly host: string
  readonly port: number
  /** `open` answers, `udp-blocked` swallows every question, `no-network` lets them bounce. */
  readonly setNetwork: (network: LaptopNetwork) => Promise<void>
  readonly close: () => Promise<void>
}

const LOOPBACK = '127.0.0.1'
const PACKET_BYTES = 48
const MODE_CLIENT = 3
const MODE_SERVER = 4
const STRATUM = 2
/** 2^-20 s, about a microsecond. */
const PRECISION = -20
/** Root delay and root dispersion in units of 2^-16 s: 0.5 ms and 1 ms. */
const ROOT_DELAY = 33
const ROOT_DISPERSION = 66
/** The stratum 1 server it claims to follow: an address reserved for examples (RFC 5737). */
const REFERENCE = [192, 0, 2, 1]
/** The server set its own clock this long ago, seconds. */
const REFERENCE_AGE = 16

/**
 * Starts an SNTP server (RFC 5905 section 14) on a random port of the loopback address that gives true time.
 * @param trueTime seconds since 1970 UTC
 */
export async function startTimeServer(name: string, trueTime: () => number): Promise<TimeServer> {
  let network: LaptopNetwork = 'open'
  const listen = async (onPort: number): Promise<Socket> => {
    const opened = createSocket('udp4')
    opened.on('message', (question, from) => {
      const answer = network === 'open' ? answerTo(question, trueTime(), trueTime) : null
      // An answer that cannot be sent is a question unanswered: the asker's own limit deals with it.
      if (answer !== null) opened.send(answer, from.port, from.address, () => undefined)
    })
    opened.bind(onPort, LOOPBACK)
    await once(opened, 'listening')
    return opened
  }
  let socket = await listen(0)
  const { port } = socket.address()
  return {
    name,
    host: LOOPBACK,
    port,
    setNetwork: async (next) => {
      const bounces = network === 'no-network'
      network = next
      if (next === 'no-network' && !bounces) await turnStrangersAway(socket)
      if (next !== 'no-network' && bounces) {
        await close(socket)
        socket = await listen(port)
      }
    },
    close: () => close(socket),
  }
}

/** A connected socket keeps its port while the kernel bounces everybody but the peer, which here is itself. */
async function turnStrangersAway(socket: Socket): Promise<void> {
  socket.connect(socket.address().port, LOOPBACK)
  await once(socket, 'connect')
}

async function close(socket: Socket): Promise<void> {
  const closed = once(socket, 'close')
  socket.close()
  await closed
}

/** The answer to a client's question, or null for what is none. */
function answerTo(question: Uint8Array, received: number, trueTime: () => number): Uint8Array | null {
  const [header = 0, , poll = 0] = question
  const version = (header >> 3) & 7
  if (question.length < PACKET_BYTES || (header & 7) !== MODE_CLIENT || version < 3 || version > 4) return null
  const answer = new Uint8Array(PACKET_BYTES)
  const view = new DataView(answer.buffer)
  view.setUint8(0, (version << 3) | MODE_SERVER)
  view.setUint8(1, STRATUM)
  view.setUint8(2, poll)
  view.setInt8(3, PRECISION)
  view.setUint32(4, ROOT_DELAY)
  view.setUint32(8, ROOT_DISPERSION)
  answer.set(REFERENCE, 12)
  writeTimestamp(view, 16, received - REFERENCE_AGE)
  answer.set(question.subarray(40, 48), 24)
  writeTimestamp(view, 32, received)
  writeTimestamp(view, 40, trueTime())
  return answer
}
