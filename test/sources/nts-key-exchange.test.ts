import { once } from 'node:events'
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import tls from 'node:tls'
import { afterAll, describe, expect, it } from 'vitest'
import { CA, openWorkshop, SERVER } from '../fakes/certificates.ts'
import { askAt, countingNames, keeperFor, openThings, outcomeOf } from './nts-bench.ts'

const workshop = openWorkshop()
afterAll(() => workshop.close())
const root = workshop.make({ subject: 'A root', extensions: CA })
const good = workshop.make({ subject: 'time', by: root, extensions: SERVER('IP:127.0.0.1') })

const keep = openThings()
const hex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex')

interface KeyServer { readonly port: number; readonly connections: () => number; readonly close: () => void }

async function listening(server: Server): Promise<KeyServer> {
  const sockets: Socket[] = []
  server.on('connection', (socket) => {
    sockets.push(socket)
    socket.on('error', () => {})
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return keep({
    port: (server.address() as AddressInfo).port,
    connections: () => sockets.length,
    close: () => {
      server.close()
      for (const socket of sockets) socket.destroy()
    },
  })
}

/** Says this to whoever asks for keys, in as many pieces as it has. */
const serverThatSays = (pieces: readonly Uint8Array[], options: tls.TlsOptions = {}): Promise<KeyServer> =>
  listening(tls.createServer({ ...good, ALPNProtocols: ['ntske/1'], ...options }, (socket) => {
    socket.on('error', () => {})
    socket.once('data', () => {
      for (const piece of pieces) socket.write(piece)
      socket.end()
    })
  }))

const silentServer = (): Promise<KeyServer> => listening(createServer())
const hangingUp = (): Promise<KeyServer> => listening(createServer((socket) => socket.destroy()))

const failureFrom = async ({ port }: KeyServer) => {
  const observation = await askAt(keep(keeperFor(root)), port)
  if (observation.kind === 'sample') throw new Error('a sample')
  return observation.failure
}

describe('a server that gives no keys', () => {
  it.each<[string, () => Promise<KeyServer>, string]>([
    ['speaks no TLS 1.3', () => serverThatSays([], { maxVersion: 'TLSv1.2' }), 'no secure connection'],
    ['speaks TLS about something else', () => serverThatSays([], { ALPNProtocols: [] }), 'no key exchange at this port'],
    ['says nothing', () => serverThatSays([]), 'cut short'],
    ['stops in the middle', () => serverThatSays([hex('8001 0002 0000 8004')]), 'cut short'],
    ['reports an error', () => serverThatSays([hex('8002 0002 0002 8000 0000')]), 'error 2'],
    ['sends no cookie', () => serverThatSays([hex('8001 0002 0000 8004 0002 000f 8000 0000')]), 'no cookies'],
    ['never comes to an end', () => serverThatSays([Buffer.alloc(100_000, 0x40)]), 'too long'],
    ['hangs up', hangingUp, 'no secure connection'],
  ])('%s', async (_what, open, detail) => {
    expect(await failureFrom(await open())).toMatchObject({ kind: 'nts', name: 'time.example', code: 'key-exchange', status: 'refused', detail })
  })

  it('is not there', async () => {
    const server = await silentServer()
    server.close()
    expect(await failureFrom(server)).toMatchObject({ code: 'port-closed', status: 'unreachable', address: `127.0.0.1 port ${server.port}` })
  })

  it('is left alone for a while, longer after each failure, and its refusal stands meanwhile', async () => {
    const server = await hangingUp()
    let now = 0
    const keeper = keep(keeperFor(root, () => now))
    const connectionsAfter = async (seconds: number): Promise<number> => {
      now += seconds
      await askAt(keeper, server.port)
      return server.connections()
    }
    expect(await connectionsAfter(0)).toBe(1)
    expect(await connectionsAfter(40)).toBe(1)
    expect(await connectionsAfter(40)).toBe(2)
    expect(await connectionsAfter(80)).toBe(2)
    expect(await connectionsAfter(80)).toBe(3)
    for (let turn = 0; turn < 20; turn++) await connectionsAfter(6 * 3600)
    expect(server.connections()).toBe(23)
  })
})

describe('a name that cannot be found', () => {
  it('is asked for anew each time, for the server is not to blame', async () => {
    const server = await hangingUp()
    const keeper = keep(keeperFor(root))
    const lost = { addresses: () => Promise.resolve({ code: 'names-silent' } as const), cancel: () => {} }
    expect(outcomeOf(await askAt(keeper, server.port, { names: lost }))).toBe('names-silent')
    await askAt(keeper, server.port)
    expect(server.connections()).toBe(1)
  })
})

describe('an end', () => {
  it('of a question lets its key exchange go on, and the next question shares it', async () => {
    const server = await silentServer()
    const keeper = keeperFor(root)
    const names = countingNames()
    const stop = keeper.ask({ host: '127.0.0.1', port: server.port }, names, { now: () => 0 }, () => { throw new Error('called back after the end') })
    await reached(server)
    stop()
    keeper.ask({ host: '127.0.0.1', port: server.port }, names, { now: () => 0 }, () => { throw new Error('called back after the end') })
    keeper.close()
    expect([names.count(), server.connections()]).toEqual([1, 1])
  })

  it('of the keeper ends the connections', async () => {
    let ended: Promise<unknown> = Promise.resolve()
    const server = await listening(createServer((socket) => { ended = once(socket.resume(), 'close') }))
    const keeper = keeperFor(root)
    keeper.ask({ host: '127.0.0.1', port: server.port }, countingNames(), { now: () => 0 }, () => {})
    await reached(server)
    keeper.close()
    await ended
    keeper.ask({ host: '127.0.0.1', port: server.port }, countingNames(), { now: () => 0 }, () => {})
    expect(server.connections()).toBe(1)
  })
})

/** Waits until somebody has connected. */
async function reached(server: KeyServer): Promise<void> {
  while (server.connections() === 0) await new Promise((resolve) => { setImmediate(resolve) })
}
