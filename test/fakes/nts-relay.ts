import { createSocket } from 'node:dgram'
import { once } from 'node:events'

/** What reaches the client instead of one answer, in this order. */
export type Meddling = (answer: Uint8Array, earlier: readonly Uint8Array[]) => readonly Uint8Array[]

export interface Relay {
  /** The questions that came through, in order. */
  readonly questions: readonly Uint8Array[]
  /** From now on answers are treated like this. */
  readonly meddle: (meddling: Meddling) => void
  readonly close: () => Promise<void>
}

/** Stands between client and server, both at the same port number of two addresses of loopback. */
export async function startRelay(host: string, port: number, serverHost: string): Promise<Relay> {
  const front = createSocket('udp4').bind(port, host)
  await once(front, 'listening')
  const questions: Uint8Array[] = []
  const answers: Uint8Array[] = []
  const behind = new Set<ReturnType<typeof createSocket>>()
  let meddling: Meddling = (answer) => [answer]
  front.on('message', (question, client) => {
    questions.push(new Uint8Array(question))
    const back = createSocket('udp4')
    behind.add(back)
    back.on('message', (bytes) => {
      const answer = new Uint8Array(bytes)
      for (const packet of meddling(answer, answers)) front.send(packet, client.port, client.address)
      answers.push(answer)
    })
    back.send(question, port, serverHost)
  })
  return {
    questions,
    meddle: (next) => {
      meddling = next
    },
    close: async () => {
      for (const socket of behind) socket.close()
      const closed = once(front, 'close')
      front.close()
      await closed
    },
  }
}
