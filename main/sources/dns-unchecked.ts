import { randomInt } from 'node:crypto'
import { connect } from 'node:net'
import { CHECKING_DISABLED, RECURSION_DESIRED, encode, streamEncode, type Packet } from 'dns-packet'
import { readAnswer } from '../core/dns-answer.ts'
import type { Family } from './names.ts'
import { openUdp } from './udp.ts'

const DNS_PORT = 53
/** A long list of name servers is a list of the same ones twice. */
const MOST_SERVERS = 3
/** They have just answered, so they are there. Seconds. */
const PATIENCE = 0.8

export interface Question {
  /** The addresses, perhaps none; null where no name server could tell. Never rejects. */
  readonly answer: Promise<readonly string[] | null>
  readonly close: () => void
}

/** By UDP, or by TCP (RFC 7766), which some networks let through where they drop the other. */
export type Way = 'udp' | 'tcp'

/**
 * Asks name servers for the addresses of a name without the check of signatures: the CD bit (RFC 4035 section 3.2.2).
 * With a wrong clock a validating name server finds every signature out of date. Nothing is lost by it here: time
 * servers have to agree with each other, and websites prove themselves by their certificates.
 * @param servers as `dns.getServers` lists them: `192.0.2.1`, `192.0.2.1:5353`, `2001:db8::1` or `[2001:db8::1]:5353`
 */
export function askUnchecked(servers: readonly string[], host: string, family: Family, way: Way = 'udp'): Question {
  const closers: (() => void)[] = []
  const answer = new Promise<readonly string[] | null>((resolve) => {
    const asked = servers.slice(0, MOST_SERVERS)
    let left = asked.length
    const give = (addresses: readonly string[] | null): void => {
      if (addresses === null && --left > 0) return
      resolve(addresses)
      for (const close of closers) close()
    }
    const limit = setTimeout(() => {
      left = 0
      give(null)
    }, PATIENCE * 1000)
    closers.push(() => clearTimeout(limit), () => resolve(null))
    for (const server of asked) closers.push((way === 'udp' ? askByUdp : askByTcp)(server, host, family, give))
    if (asked.length === 0) give(null)
  })
  return {
    answer,
    close: () => {
      for (const close of closers) close()
    },
  }
}

type Ask = (server: string, host: string, family: Family, give: (addresses: readonly string[] | null) => void) => () => void

const questionOf = (host: string, family: Family) => ({ type: family === 4 ? 'A' : 'AAAA', name: host, class: 'IN' } as const)

const queryOf = (id: number, question: ReturnType<typeof questionOf>): Packet => ({ type: 'query', id, flags: RECURSION_DESIRED | CHECKING_DISABLED, questions: [question] })

/** Asks one name server. Gives a function that ends the question. */
const askByUdp: Ask = (server, host, family, give) => {
  const { address, port } = endpointOf(server)
  const socket = openUdp(address)
  const question = questionOf(host, family)
  const id = randomInt(0x1_0000)
  let over = false
  const close = (): void => {
    if (!over) socket.close()
    over = true
  }
  const finish = (addresses: readonly string[] | null): void => {
    if (over) return
    close()
    give(addresses)
  }
  // What does not answer our question is ignored: the right answer may still come.
  socket.on('message', (bytes) => {
    const read = readAnswer(bytes, id, question)
    if (read !== 'foreign') finish(read)
  })
  socket.on('error', () => finish(null))
  socket.on('connect', () => {
    if (!over) socket.send(encode(queryOf(id, question)))
  })
  socket.connect(port, address)
  return close
}

const askByTcp: Ask = (server, host, family, give) => {
  const { address, port } = endpointOf(server)
  const question = questionOf(host, family)
  const id = randomInt(0x1_0000)
  const socket = connect(port, address)
  let received = Buffer.alloc(0)
  let over = false
  const finish = (addresses: readonly string[] | null): void => {
    socket.destroy()
    if (!over) give(addresses)
    over = true
  }
  socket.on('connect', () => socket.write(streamEncode(queryOf(id, question))))
  socket.on('data', (bytes: Buffer) => {
    received = Buffer.concat([received, bytes])
    if (received.length < 2 || received.length < 2 + received.readUInt16BE()) return
    const read = readAnswer(received.subarray(2, 2 + received.readUInt16BE()), id, question)
    finish(read === 'foreign' ? null : read)
  })
  socket.on('error', () => finish(null))
  socket.on('end', () => finish(null))
  return () => {
    over = true
    socket.destroy()
  }
}

function endpointOf(server: string): { readonly address: string; readonly port: number } {
  const [, bracketed, plain, port] = /^(?:\[(.+)\]|([^:]+)):(\d+)$/.exec(server) ?? []
  const address = bracketed ?? plain
  return address === undefined ? { address: server, port: DNS_PORT } : { address, port: Number(port) }
}
