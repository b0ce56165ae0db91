import { EventEmitter, once } from 'node:events'
import http, { type IncomingMessage } from 'node:http'
import https from 'node:https'
import net, { type AddressInfo, type Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import type { Observation } from '../../main/core/sample.ts'
import { openNames } from '../../main/sources/names.ts'
import { proxyAddress } from '../../main/sources/proxy.ts'
import { askWebsite, type Website } from '../../main/sources/web-date.ts'
import { CA, openWorkshop, SERVER, type Issued } from '../fakes/certificates.ts'
import { closedPort, trueTime } from '../fakes/ntp-server.ts'
import { fits } from './bench.ts'

const workshop = openWorkshop()
afterAll(() => workshop.close())
const root = workshop.make({ subject: 'Authority of the tests', extensions: CA })
/** A name that nobody here can look up: the proxy does. */
const HOST = 'website.invalid'
const good = workshop.make({ subject: 'website', by: root, extensions: SERVER(`DNS:${HOST}`) })
const otherName = workshop.make({ subject: 'website', by: root, extensions: SERVER('DNS:www.example.com') })
const unknown = workshop.make({ subject: 'website', extensions: SERVER(`DNS:${HOST}`) })
const ofProxy = workshop.make({ subject: 'proxy', extensions: SERVER('IP:127.0.0.1') })
// Read once, when the first website answers.
process.env['NODE_EXTRA_CA_CERTS'] = workshop.file('root.pem', root.cert)

const servers: net.Server[] = []
const sockets = new Set<Duplex>()
const websites: Website[] = []
afterEach(async () => {
  for (const website of websites.splice(0)) website.close()
  for (const socket of sockets) socket.destroy()
  await Promise.all(servers.splice(0).map(async (server) => {
    server.close()
    await once(server, 'close')
  }))
})

async function listen(server: net.Server): Promise<number> {
  servers.push(server)
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('error', () => {}).on('close', () => sockets.delete(socket))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

const startWebsite = ({ cert, key }: Issued = good): Promise<number> => listen(https.createServer({ cert, key }, (_request, response) => {
  response.sendDate = false
  response.writeHead(200, { 'Date': new Date(Math.floor(trueTime()) * 1000).toUTCString(), 'Content-Length': 0 }).end()
}))

/** Answers a CONNECT: by a status line, or by opening the way to a port here. */
type Way = (request: IncomingMessage, socket: Duplex) => number | string | null

interface Proxy {
  readonly url: URL
  readonly asked: readonly IncomingMessage[]
}

async function startProxy(way: Way, certificate?: Issued): Promise<Proxy> {
  const asked: IncomingMessage[] = []
  const server = certificate === undefined ? http.createServer() : https.createServer(certificate)
  server.on('connect', (request: IncomingMessage, socket: Duplex) => {
    asked.push(request)
    sockets.add(socket)
    socket.on('error', () => {}).on('close', () => sockets.delete(socket))
    const answer = way(request, socket)
    if (typeof answer === 'string') socket.end(answer)
    if (typeof answer !== 'number') return
    const onward = net.connect(answer, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
      socket.pipe(onward).pipe(socket)
    })
    onward.on('error', () => socket.destroy())
  })
  const port = await listen(server)
  return { url: new URL(`${certificate === undefined ? 'http' : 'https'}://127.0.0.1:${port}`), asked }
}

const status = (line: string): string => `HTTP/1.1 ${line}\r\nContent-Length: 0\r\n\r\n`

/** A laptop that is 47.3 s slow. */
const laptop = { now: () => trueTime() - 47.3 }

function ask(proxy: URL, stopwatch = laptop): { readonly website: Website; readonly answer: Promise<Observation> } {
  let website: Website | null = null
  const answer = new Promise<Observation>((answered) => {
    website = askWebsite({ name: HOST, address: '', kind: 'https-date' }, new URL(`https://${HOST}/`), '127.0.0.1', stopwatch, answered, proxy)
    websites.push(website)
  })
  if (website === null) throw new Error('The website was not asked.')
  return { website, answer }
}

const answerBy = (proxy: URL): Promise<Observation> => ask(proxy).answer

const withLogin = ({ url }: Proxy, login: string): URL => new URL(url.href.replace('//', `//${login}@`))

describe('a website behind a web proxy', () => {
  it.each<[string, Issued?]>([['http'], ['https', ofProxy]])('tells the time, by an %s proxy', async (_kind, certificate) => {
    const port = await startWebsite()
    const proxy = await startProxy(() => port, certificate)
    const answer = await answerBy(proxy.url)
    if (answer.kind === 'failure') throw new Error(answer.failure.code)
    expect(fits(answer.sample)).toBe(true)
    expect(proxy.asked.map(({ url, headers }) => [url, headers['proxy-authorization']])).toEqual([[`${HOST}:443`, undefined]])
  })

  it('tells it again on the same connection', async () => {
    const port = await startWebsite()
    const proxy = await startProxy(() => port)
    const { website, answer } = ask(proxy.url)
    expect(await answer).toMatchObject({ kind: 'sample' })
    expect(await website.again()).not.toBeNull()
    expect(await website.again()).not.toBeNull()
    expect(proxy.asked).toHaveLength(1)
  })

  it('is judged by its own round trip, however long the proxy takes', async () => {
    const port = await startWebsite()
    let now = laptop.now()
    const proxy = await startProxy(() => {
      now += 100
      return port
    })
    expect(await ask(proxy.url, { now: () => now }).answer).toMatchObject({ kind: 'sample', sample: { delay: 0 } })
  })

  it.each<[string, Issued, string]>([
    ['opens what is inside, by an authority that nobody knows', unknown, 'certificate'], ['leads to another website', otherName, 'wrong-name'],
  ])('is not believed where the proxy %s', async (_what, certificate, code) => {
    const port = await startWebsite(certificate)
    const proxy = await startProxy(() => port)
    expect(await answerBy(proxy.url)).toMatchObject({ kind: 'failure', failure: { code, status: 'refused' } })
  })
})

describe('a proxy that wants a password', () => {
  const right = `Basic ${Buffer.from('some one:pass:word@').toString('base64')}`
  const guard = (port: number): Way => ({ headers }) => (headers['proxy-authorization'] === right ? port : status('407 Proxy Authentication Required'))

  it('is told the one in its address', async () => {
    const proxy = await startProxy(guard(await startWebsite()))
    expect(await answerBy(withLogin(proxy, 'some%20one:pass%3Aword%40'))).toMatchObject({ kind: 'sample' })
  })

  it('is named as the reason without one or with a wrong one, which is not shown', async () => {
    const proxy = await startProxy(guard(await startWebsite()))
    for (const url of [proxy.url, withLogin(proxy, 'someone:secret')]) {
      const answer = await answerBy(url)
      expect(answer).toMatchObject({ kind: 'failure', failure: { code: 'proxy', status: 'refused', detail: 'it asks for a user name and password' } })
      expect(JSON.stringify(answer)).not.toContain('secret')
    }
  })

  it('is not told it where it cannot prove who it is', async () => {
    const proxy = await startProxy(guard(await startWebsite()), ofProxy)
    expect(await answerBy(withLogin(proxy, 'some%20one:pass%3Aword%40'))).toMatchObject({ kind: 'failure', failure: { code: 'proxy', status: 'unreachable' } })
    expect(proxy.asked).toEqual([])
  })
})

describe('a proxy that does not let the question through', () => {
  it.each<[string, Way, string]>([
    ['refuses', () => status('403 Forbidden'), 'it answered with status 403'], ['has lost its way', () => status('502 Bad Gateway'), 'it answered with status 502'],
    ['shows a page of its own', () => status('302 Found\r\nLocation: http://login.example/'), 'it answered with status 302'],
    ['talks nonsense', () => 'nonsense\r\n\r\n', 'it answered with status NaN'], ['hangs up', (_request, socket) => { socket.destroy(); return null }, 'no connection to it'],
  ])('because it %s', async (_what, way, detail) => {
    const proxy = await startProxy(way)
    expect(await answerBy(proxy.url)).toMatchObject({ kind: 'failure', failure: { code: 'proxy', detail } })
  })

  it('because it is not there', async () => {
    const { port } = await closedPort()
    expect(await answerBy(new URL(`http://127.0.0.1:${port}`))).toMatchObject({ kind: 'failure', failure: { code: 'proxy', status: 'unreachable', detail: 'no connection to it' } })
  })

  it('is told from a website that hangs up inside the tunnel', async () => {
    const port = await listen(net.createServer((socket) => socket.destroy()))
    expect(await answerBy((await startProxy(() => port)).url)).toMatchObject({ kind: 'failure', failure: { code: 'connection' } })
  })

  it.each<[string, Issued?]>([['http'], ['https', ofProxy]])('is left alone when the check is over: %s', async (_kind, certificate) => {
    const held: Duplex[] = []
    const asked = new EventEmitter()
    const proxy = await startProxy((_request, socket) => {
      held.push(socket.resume())
      asked.emit('asked')
      return null
    }, certificate)
    const { website } = ask(proxy.url)
    await once(asked, 'asked')
    website.close()
    await Promise.all(held.map((socket) => once(socket, 'end')))
    expect(held).toHaveLength(1)
  })
})

describe('the address of a proxy', () => {
  const names = openNames(0.1, ['127.0.0.1:9'])
  afterAll(() => names.cancel())

  it('may stand in its name', async () => {
    expect(await proxyAddress(new URL('http://192.0.2.1:3128'), names)).toBe('192.0.2.1')
    expect(await proxyAddress(new URL('http://[2001:db8::1]:3128'), names)).toBe('2001:db8::1')
  })

  it('that cannot be found is the proxy\'s trouble, told without its password', async () => {
    expect(await proxyAddress(new URL('http://user:secret@proxy.invalid'), names)).toEqual({ status: 'unreachable', code: 'proxy', detail: 'its name was not found' })
  })
})
