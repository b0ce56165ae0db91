import { createSocket, type RemoteInfo, type Socket } from 'node:dgram'
import { once } from 'node:events'
import { writeTimestamp } from '../../main/core/ntp/timestamp.ts'
import type { Server } from '../../main/sources/server.ts'

/** What a server does with a question: the datagrams it sends back, in order. */
export type Behaviour = (question: Uint8Array, time: number) => readonly Uint8Array[]

export interface NtpServer extends Server {
  readonly name: string
  /** The questions that came, in order. */
  readonly questions: readonly Uint8Array[]
  /** The ports they came from. */
  readonly ports: readonly number[]
  readonly close: () => Promise<void>
}

const NONCE_AT = 40

/** A sound answer of a server whose clock shows `time` (Unix seconds). */
export function soundAnswer(question: Uint8Array, time: number): Uint8Array {
  const packet = new Uint8Array(48)
  const view = new DataView(packet.buffer)
  packet.set([0x24, 2, 0, 0xec])
  view.setUint32(4, 33)
  view.setUint32(8, 66)
  packet.set([192, 0, 2, 7], 12)
  writeTimestamp(view, 16, time - 16)
  packet.set(question.subarray(NONCE_AT), 24)
  writeTimestamp(view, 32, time)
  writeTimestamp(view, 40, time)
  return packet
}

/** The sound answer with some bytes changed. */
const changed = (change: (packet: Uint8Array) => Uint8Array | void): Behaviour => (question, time) => {
  const packet = soundAnswer(question, time)
  return [change(packet) ?? packet]
}

export const right: Behaviour = (question, time) => [soundAnswer(question, time)]
export const lies = (seconds: number): Behaviour => (question, time) => [soundAnswer(question, time + seconds)]
export const silent: Behaviour = () => []
export const unsynchronised = changed((packet) => { packet[0] = 0xe4 })
export const zeroTimes = changed((packet) => { packet.fill(0, 32) })
export const truncated = changed((packet) => packet.subarray(0, 47))
export const kiss = (code: string): Behaviour => changed((packet) => {
  packet[1] = 0
  packet.set(new TextEncoder().encode(code), 12)
})
/** Somebody who cannot see the question answers first, an hour off; then the server itself. */
export const forgedFirst: Behaviour = (question, time) => {
  const forged = soundAnswer(question, time + 3600)
  forged.fill(7, 24, 32)
  return [forged, soundAnswer(question, time)]
}
/** Loses the first question. */
export const deafAtFirst = (): Behaviour => {
  let heard = 0
  return (question, time) => (++heard === 1 ? [] : right(question, time))
}

/** The true time, Unix seconds, with the microseconds that `Date.now` lacks. */
export const trueTime = (): number => (performance.timeOrigin + performance.now()) / 1000

let started = 0

/** Starts a time server on a random port of loopback. */
export async function startNtpServer(behaviour: Behaviour, host = '127.0.0.1', port = 0): Promise<NtpServer> {
  const socket: Socket = createSocket(host === '::1' ? 'udp6' : 'udp4')
  const questions: Uint8Array[] = []
  const ports: number[] = []
  socket.on('message', (question: Buffer, asker: RemoteInfo) => {
    questions.push(question)
    ports.push(asker.port)
    for (const packet of behaviour(question, trueTime())) socket.send(packet, asker.port, asker.address)
  })
  socket.bind(port, host)
  await once(socket, 'listening')
  return {
    host, port: socket.address().port, name: `fake-${++started}.example`, questions, ports,
    close: async () => {
      const closed = once(socket, 'close')
      socket.close()
      await closed
    },
  }
}

/** A port of loopback on which nobody listens. */
export async function closedPort(): Promise<Server> {
  const server = await startNtpServer(silent)
  await server.close()
  return { host: server.host, port: server.port, name: server.name }
}
