import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { afterEach, expect, test } from 'vitest'
import { buildRequest, readReply } from '../../main/core/ntp/packet.ts'
import { createPracticeLaptop, type Practice } from '../../main/practice/index.ts'
import { fakeHost, START } from './fake-host.ts'

const NONCE = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8)
const open: { close(): unknown }[] = []

afterEach(async () => {
  await Promise.all(open.splice(0).map((thing) => thing.close()))
})

async function practice(): Promise<Practice> {
  const started = await createPracticeLaptop(undefined, { host: fakeHost().clock })
  open.push(started)
  return started
}

/** Asks from a connected socket, as the measuring side does: a port that turns it away is an error. */
async function ask(port: number, question: Uint8Array): Promise<Uint8Array> {
  const socket = createSocket('udp4')
  open.push(socket)
  socket.connect(port, '127.0.0.1')
  await once(socket, 'connect')
  const answered = once(socket, 'message')
  socket.send(question)
  const [answer] = await answered as [Buffer]
  return answer
}

test('four servers on ports of their own give the practice laptop\'s true time in a sound answer', async () => {
  const { servers } = await practice()
  expect(new Set(servers.map((server) => server.port)).size).toBe(4)
  expect(servers.map((server) => server.name)).toEqual([1, 2, 3, 4].map((n) => `practice-${n}.example`))
  for (const { port } of servers) {
    const read = readReply(await ask(port, buildRequest(NONCE)), NONCE)
    expect(read).toMatchObject({ kind: 'reply', reply: {
      stratum: 2,
      leap: 0,
      rootDispersion: expect.closeTo(0.001, 4) as number,
      transmitted: expect.closeTo(START, 5) as number,
    } })
  }
})

test('what is not a question gets no answer, and the next question does', async () => {
  const { servers: [server] } = await practice()
  const socket = createSocket('udp4')
  open.push(socket)
  const port = server?.port ?? 0
  const answered = once(socket, 'message')
  const otherMode = buildRequest(NONCE)
  otherMode[0] = 0x24
  socket.send(Uint8Array.of(0x23), port, '127.0.0.1')
  socket.send(otherMode, port, '127.0.0.1')
  const versionThree = buildRequest(NONCE)
  versionThree[0] = 0x1b
  socket.send(versionThree, port, '127.0.0.1')
  const [answer] = await answered as [Buffer]
  expect(answer[0]).toBe(0x1c)
})

test('without network questions bounce, and pass again when it is back', async () => {
  const laptop = await practice()
  const port = laptop.servers[0]?.port ?? 0
  await laptop.setNetwork('no-network')
  await expect(ask(port, buildRequest(NONCE))).rejects.toThrow('ECONNREFUSED')
  await laptop.setNetwork('open')
  expect((await ask(port, buildRequest(NONCE))).length).toBe(48)
})
