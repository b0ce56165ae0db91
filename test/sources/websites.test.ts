import { once } from 'node:events'
import http, { type IncomingMessage, type ServerResponse } from 'node:http'
import https from 'node:https'
import { connect, type AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import type { Sample } from '../../main/core/sample.ts'
import { askWebsite } from '../../main/sources/web-date.ts'
import { CA, openWorkshop, SERVER, type Issued } from '../fakes/certificates.ts'
import { closedPort, right, silent, trueTime, unsynchronised } from '../fakes/ntp-server.ts'
import { clockOff, codes, fits, known, openServers, surveyOf, verdictOf } from './bench.ts'

const workshop = openWorkshop()
afterAll(() => workshop.close())
const root = workshop.make({ subject: 'Authority of the tests', extensions: CA })
const good = workshop.make({ subject: 'website', by: root, extensions: SERVER('IP:127.0.0.1') })
const wrongName = workshop.make({ subject: 'website', by: root, extensions: SERVER('DNS:www.example.com') })
const unknown = workshop.make({ subject: 'website', extensions: SERVER('IP:127.0.0.1') })
// Read once, when the first website answers.
process.env['NODE_EXTRA_CA_CERTS'] = workshop.file('root.pem', root.cert)

type Page = (request: IncomingMessage, response: ServerResponse) => void

const open: https.Server[] = []
const closers: (() => void)[] = []
afterEach(async () => {
  for (const close of closers.splice(0)) close()
  await Promise.all(open.splice(0).map(async (server) => {
    server.closeAllConnections()
    server.close()
    await once(server, 'close')
  }))
})

/** Starts websites on ports of loopback of their own. */
function websites(...pages: readonly (readonly [Page, Issued?])[]): Promise<readonly URL[]> {
  return Promise.all(pages.map(async ([page, { cert, key } = good]) => {
    const server = https.createServer({ cert, key }, page)
    open.push(server)
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    return new URL(`https://127.0.0.1:${(server.address() as AddressInfo).port}/`)
  }))
}

const httpDate = (time: number): string => new Date(Math.floor(time) * 1000).toUTCString()

/** A page as an honest website sends it, `seconds` beside the truth. */
const dated = (seconds = 0, headers: Readonly<Record<string, string>> = {}, status = 200): Page => (_request, response) => {
  response.sendDate = false
  response.writeHead(status, { Date: httpDate(trueTime() + seconds), ...headers }).end()
}
const PAGE = [dated()] as const

const start = openServers()

describe('when time servers are silent', () => {
  it('three websites tell the time, to about half a second', async () => {
    const survey = await surveyOf(await start(silent, silent), { websites: await websites(PAGE, PAGE, PAGE) })
    const verdict = known(verdictOf(survey))
    expect(verdict).toMatchObject({ level: 'critical', method: 'https-date' })
    expect(fits({ offset: verdict.offset, distance: verdict.uncertainty })).toBe(true)
    expect(survey.samples.every(({ distance }) => distance >= 0.5)).toBe(true)
  })

  it('a clock that is years off makes no certificate of theirs invalid', async () => {
    const survey = await surveyOf([await closedPort()], { websites: await websites(PAGE, PAGE, PAGE), clock: clockOff(1e9) })
    expect(known(verdictOf(survey)).offset).toBeCloseTo(1e9, -1)
  })

  it('one website that lies is outvoted', async () => {
    const survey = await surveyOf([], { websites: await websites(PAGE, [dated(600)], PAGE, PAGE) })
    expect(known(verdictOf(survey)).sources.map(({ status }) => status).toSorted()).toEqual(['falseticker', 'truechimer', 'truechimer', 'truechimer'])
  })

  it('two that agree are too few', async () => {
    expect(verdictOf(await surveyOf([], { websites: await websites(PAGE, PAGE) }))).toMatchObject({ reason: 'too-few-sources' })
  })

  it('more rounds tell it more closely where that is wanted', async () => {
    const survey = await surveyOf([], { websites: await websites(PAGE, PAGE, PAGE), precision: 0.45 })
    const verdict = known(verdictOf(survey))
    expect(verdict.uncertainty).toBeLessThanOrEqual(0.45)
    expect(fits({ offset: verdict.offset, distance: verdict.uncertainty })).toBe(true)
    // Each round may wait a second for the websites' second to turn.
  }, 15_000)
})

describe('a question to a website', () => {
  it('is asked only where time servers do not suffice', async () => {
    let asked = 0
    const counting: Page = (request, response) => {
      asked++
      dated()(request, response)
    }
    await surveyOf(await start(right, right, right), { websites: await websites([counting]) })
    expect(asked).toBe(0)
    await surveyOf(await start(unsynchronised), { websites: await websites([counting]) })
    expect(asked).toBe(1)
  })

  it('tells nothing about this computer or its user', async () => {
    const seen: IncomingMessage[] = []
    await surveyOf([], { websites: await websites([(request, response) => { seen.push(request); dated()(request, response) }]) })
    expect(seen.map(({ method, url }) => [method, url])).toEqual([['HEAD', '/']])
    expect(Object.keys(seen[0]!.headers).toSorted()).toEqual(['cache-control', 'connection', 'host', 'user-agent'])
    expect(seen[0]!.headers['user-agent']).toBe('clock-medic')
  })

  it('is asked again on the same connection', async () => {
    const [url] = await websites([dated(0, { 'Content-Length': '0' })])
    let connections = 0
    open[0]?.on('secureConnection', () => { connections++ })
    if (url === undefined) throw new Error('There is no website.')
    const again = await new Promise<() => Promise<Sample | null>>((resolve) => {
      const website = askWebsite({ name: url.host, address: '', kind: 'https-date' }, url, '127.0.0.1', { now: trueTime }, () => resolve(website.again))
      closers.push(website.close)
    })
    expect([await again(), await again()]).not.toContain(null)
    expect(connections).toBe(1)
  })

  it('follows no redirect: the date of the first answer counts', async () => {
    const { samples } = await surveyOf([], { websites: await websites([dated(0, { Location: 'https://127.0.0.1:1/' }, 301)]) })
    expect(samples).toHaveLength(1)
  })
})

describe('a website that proves nothing', () => {
  const never: Page = () => {}

  it.each<[string, readonly [Page, Issued?], string, string]>([
    ['an authority that nobody knows', [dated(), unknown], 'certificate', 'refused'],
    ['an authority that nobody knows, at a time at which its certificate has expired', [dated(3e8), unknown], 'certificate', 'refused'],
    ['another website\'s certificate', [dated(), wrongName], 'wrong-name', 'refused'],
    ['a time at which its own certificate is not valid', [dated(3e8)], 'certificate', 'refused'],
    ['a sign-in page with a certificate of its own', [dated(0, { Location: 'http://login.example/' }, 302), unknown], 'portal', 'refused'],
    ['status 511, network authentication required', [dated(0, {}, 511)], 'portal', 'refused'],
    ['HTTP-02, a copy out of a cache', [dated(0, { Age: '9961' })], 'cached', 'discarded'],
    ['an error', [dated(0, {}, 503)], 'http-status', 'discarded'],
    ['no date', [(_request, response) => { response.sendDate = false; response.end() }], 'no-date', 'discarded'],
    ['a date in words of its own', [dated(0, { Date: 'yesterday' })], 'no-date', 'discarded'],
    ['a line that is cut', [(request) => request.socket.destroy()], 'connection', 'unreachable'],
  ])('%s', async (_what, page, code, status) => {
    const { samples, failures } = await surveyOf([], { websites: await websites(page) })
    expect(samples).toEqual([])
    expect(failures).toMatchObject([{ code, status, kind: 'https-date' }])
  })

  it('silence ends with the deadline', async () => {
    const survey = await surveyOf([], { websites: await websites([never]), deadline: 0.4 })
    expect(Object.values(codes(survey))).toEqual(['no-answer'])
  })

  it('websites with bad certificates are named as the reason', async () => {
    expect(verdictOf(await surveyOf(await start(unsynchronised), { websites: await websites([dated(), unknown], [dated(), unknown]) }))).toMatchObject({ reason: 'certificates' })
  })

  it('a sign-in page in the way is named as the reason', async () => {
    const page = [dated(0, { Location: 'http://login.example/' }, 302), unknown] as const
    expect(verdictOf(await surveyOf([await closedPort()], { websites: await websites(page, page) }))).toMatchObject({ reason: 'captive-portal' })
  })
})

describe('behind a web proxy', () => {
  it('websites tell the time through it, and their names are not looked up here', async () => {
    const urls = await websites(PAGE, PAGE, PAGE)
    const asked: (string | undefined)[] = []
    const proxy = http.createServer().on('connect', ({ url }: IncomingMessage, client: Duplex) => {
      asked.push(url)
      const website = connect(Number(url?.split(':')[1]), '127.0.0.1', () => client.write('HTTP/1.1 200 OK\r\n\r\n'))
      website.pipe(client).pipe(website)
    })
    closers.push(() => proxy.close())
    proxy.listen(0, '127.0.0.1')
    await once(proxy, 'listening')
    const road = new URL(`http://127.0.0.1:${(proxy.address() as AddressInfo).port}`)
    const survey = await surveyOf(await start(silent), { websites: urls, proxy: async () => road })
    expect(known(verdictOf(survey))).toMatchObject({ level: 'critical', method: 'https-date' })
    expect(new Set(asked)).toEqual(new Set(urls.map(({ host }) => host)))
  })

  it('a setting that cannot be read is named, not guessed around', async () => {
    const survey = await surveyOf(await start(silent), { websites: await websites(PAGE, PAGE, PAGE), proxy: async () => ({ wrong: 'HTTPS_PROXY' }), deadline: 1 })
    expect(survey.samples).toEqual([])
    expect(survey.failures.filter(({ code }) => code === 'proxy').map(({ detail }) => detail)).toEqual(['HTTPS_PROXY', 'HTTPS_PROXY', 'HTTPS_PROXY'])
  })
})
