import { once } from 'node:events'
import http, { type IncomingMessage } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { afterAll, describe, expect, test } from 'vitest'
import { rangeOfService, type ServiceClock } from '../../main/core/service-clock.ts'
import type { Addresses, Family, Names } from '../../main/sources/names.ts'
import { askServiceClock, type ServiceQuestion } from '../../main/sources/service-clock.ts'
import { datedPage as page, openHttpsServices, type HttpsService, type Page } from '../fakes/https-service.ts'
import { trueTime } from '../fakes/ntp-server.ts'

const { start: service, stranger } = openHttpsServices()
const proxies: http.Server[] = []
afterAll(() => {
  for (const proxy of proxies) proxy.close()
})

const ask = ({ port }: HttpsService, more: Partial<ServiceQuestion> = {}, address = `https://127.0.0.1:${port}/sign-in`): Promise<ServiceClock> => askServiceClock({
  page: new URL(address), allowed: (host) => host === '127.0.0.1', trueTime: { now: trueTime, uncertainty: 0.001 }, proxyFor: async () => null, ...more,
})

/** Names that lead where a test says, and what was asked of them. */
function namesTo(lead: (family: Family, turn: number) => Addresses): Names & { readonly asked: () => number } {
  let asked = 0
  return { addresses: async (_host, family) => lead(family, ++asked), cancel: () => {}, asked: () => asked }
}

const fits = (clock: ServiceClock, ahead: number): boolean => {
  if (clock.kind === 'unknown') throw new Error(clock.reason)
  const { low, high } = rangeOfService(clock)
  return low - 0.001 <= ahead && ahead <= high + 0.001
}

describe.concurrent('a service that answers', () => {
  test.each([0, 42.3, -600])('%d s ahead of true time: several answers give a range that holds it', async (ahead) => {
    const clock = await ask(await service(page(ahead)))
    expect(clock).toMatchObject({ kind: 'known', host: '127.0.0.1', front: false })
    expect(fits(clock, ahead)).toBe(true)
    expect(clock.kind === 'known' && clock.answers).toBeGreaterThan(2)
  })

  test('gets a few HEAD requests on one connection, without cookies, query or referrer, and no redirect is followed', async () => {
    const asked = await service(page(0, { 'Set-Cookie': 'session=1', 'Location': 'https://127.0.0.1:1/' }, 302))
    const clock = await ask(asked, {}, `https://127.0.0.1:${asked.port}/sign-in?user=me#code`)
    expect(clock.kind).toBe('known')
    expect(asked.connections()).toBe(1)
    expect(asked.seen.length).toBeLessThanOrEqual(5)
    expect(new Set(asked.seen.map(({ method, url }) => `${method} ${url}`))).toEqual(new Set(['HEAD /sign-in']))
    expect(new Set(asked.seen.flatMap(({ headers }) => Object.keys(headers)))).toEqual(new Set(['host', 'cache-control', 'user-agent', 'connection']))
    expect(asked.seen[0]?.headers['user-agent']).toBe('clock-medic')
  })

  test('through a machine in front of it is measured, and that is said', async () => {
    expect(await ask(await service(page(3, { Via: '1.1 front' })))).toMatchObject({ kind: 'known', front: true })
  })

  test('by a name is asked at the address that was checked, and the name is looked up once', async () => {
    const asked = await service(page(7))
    const names = namesTo((family, turn) => (family === 6 ? [] : turn <= 2 ? ['127.0.0.1'] : ['203.0.113.1']))
    const clock = await ask(asked, { names, allowed: (host) => host === 'login.example.com' }, `https://login.example.com:${asked.port}/`)
    expect(fits(clock, 7)).toBe(true)
    expect(names.asked()).toBeLessThanOrEqual(2)
    expect(asked.seen[0]?.headers.host).toBe(`login.example.com:${asked.port}`)
  })

  test('is reached through a web proxy as well', async () => {
    const asked = await service(page(-20))
    const proxy = http.createServer().on('connect', ({ url }: IncomingMessage, client: Duplex) => {
      const website = connect(Number(url?.split(':')[1]), '127.0.0.1', () => client.write('HTTP/1.1 200 OK\r\n\r\n'))
      website.pipe(client).pipe(website)
      client.on('error', () => website.destroy())
      website.on('error', () => client.destroy())
    })
    proxies.push(proxy)
    proxy.listen(0, '127.0.0.1')
    await once(proxy, 'listening')
    const road = new URL(`http://127.0.0.1:${(proxy.address() as AddressInfo).port}`)
    expect(fits(await ask(asked, { proxyFor: async () => road }), -20)).toBe(true)
  })
})

describe.concurrent('an answer that tells nothing', () => {
  const still = new Date((Math.floor(trueTime()) - 3) * 1000).toUTCString()
  let turn = 0
  const laterFromCache: Page = (request, response) => page(0, turn++ === 0 ? {} : { Age: '7' })(request, response)

  test.each<[string, Page, string]>([
    ['a date that stands still', page(0, { Date: still }), 'cached'],
    ['a copy that says so', page(0, { 'X-Cache': 'HIT' }), 'cached'],
    ['a copy from the second answer on', laterFromCache, 'cached'],
    ['an error', page(0, {}, 502), 'status'],
    ['no date', (_request, response) => { response.sendDate = false; response.end() }, 'no-date'],
    ['a date of 1970', page(-trueTime()), 'no-date'],
    ['a line that is cut', ({ socket }) => socket.destroy(), 'no-answer'],
  ])('%s', async (_what, answers, reason) => {
    expect(await ask(await service(answers))).toEqual({ kind: 'unknown', host: '127.0.0.1', reason })
  })

  test('one that cannot prove who it is', async () => {
    expect(await ask(await service(page(0), stranger))).toMatchObject({ reason: 'certificate' })
  })

  test('silence, which ends with the deadline', async () => {
    expect(await ask(await service(() => {}), { deadline: 0.3 })).toMatchObject({ reason: 'no-answer' })
  })

  test('a proxy whose setting cannot be read', async () => {
    expect(await ask(await service(page(0)), { proxyFor: async () => ({ wrong: 'HTTPS_PROXY' }) })).toMatchObject({ reason: 'proxy' })
  })
})

describe.concurrent('nobody is asked', () => {
  const outcome = async (more: Partial<ServiceQuestion>, host = '127.0.0.1') => {
    const asked = await service(page(0))
    const clock = await ask(asked, more, `https://${host}:${asked.port}/`)
    return { reason: clock.kind === 'unknown' ? clock.reason : '', connections: asked.connections() }
  }

  test('on loopback or in a private network, unless it is allowed', async () => {
    expect(await outcome({ allowed: () => false })).toEqual({ reason: 'not-public', connections: 0 })
  })

  test.each<[string, (family: Family) => Addresses]>([
    ['loopback', (family) => (family === 4 ? ['127.0.0.1'] : [])],
    ['an IPv6 address that is loopback in disguise', () => ['::ffff:127.0.0.1']],
    ['a private address beside a public one', () => ['8.8.8.8', '127.0.0.1']],
  ])('by a public name that leads to %s', async (_where, lead) => {
    expect(await outcome({ allowed: () => false, names: namesTo(lead) }, 'login.example.com')).toEqual({ reason: 'not-public', connections: 0 })
  })

  test('by a name that nobody knows', async () => {
    expect(await outcome({ names: namesTo(() => ({ code: 'name-unknown' })) }, 'login.example.com')).toEqual({ reason: 'name-unknown', connections: 0 })
  })

  test('where true time is not known: nothing could be said then', async () => {
    expect(await outcome({ trueTime: null })).toEqual({ reason: 'true-time-unknown', connections: 0 })
  })
})
