import { once } from 'node:events'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { openNames } from '../../main/sources/names.ts'
import { askPortal, type PortalAnswer } from '../../main/sources/portal.ts'
import type { ProxyFor } from '../../main/sources/proxy.ts'
import { trueTime } from '../fakes/ntp-server.ts'
import { fits } from './bench.ts'

type Page = (request: http.IncomingMessage, response: http.ServerResponse) => void

const names = openNames(1)
/** A laptop that is 47.3 s slow. */
const stopwatch = { now: () => trueTime() - 47.3 }
const direct: ProxyFor = () => Promise.resolve(null)

const open: http.Server[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map(async (server) => {
    server.closeAllConnections()
    server.close()
    await once(server, 'close')
  }))
})

async function pageAt(page: Page): Promise<URL> {
  const server = http.createServer(page)
  open.push(server)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/generate_204`)
}

const answerOf = (probe: URL, proxyFor = direct): Promise<PortalAnswer> => new Promise((answered) => {
  askPortal(names, stopwatch, proxyFor, answered, probe)
})

const page = (status: number, headers: Readonly<Record<string, string>> = {}): Page => (_request, response) => {
  response.sendDate = false
  response.writeHead(status, { Date: new Date(Math.floor(trueTime()) * 1000).toUTCString(), ...headers }).end()
}

describe('a page without protection', () => {
  it('that answers as it should gives a hint of the time', async () => {
    const answer = await answerOf(await pageAt(page(204)))
    if (answer.kind !== 'hint') throw new Error(`A hint was expected, not ${answer.kind}.`)
    expect(fits({ offset: answer.hint.offset, distance: answer.hint.uncertainty })).toBe(true)
    expect(answer.hint.uncertainty).toBeGreaterThanOrEqual(0.5)
    expect(answer.hint.name).toMatch(/^127\.0\.0\.1:/)
  })

  it.each([
    ['a redirect to a sign-in page', page(302, { Location: 'http://login.example/' })], ['a page where there should be none', page(200)],
    ['status 511, network authentication required', page(511)],
  ])('answered by somebody else: %s', async (_what, answering) => expect(await answerOf(await pageAt(answering))).toEqual({ kind: 'portal' }))

  it.each<[string, Page]>([
    ['an error', page(503)], ['a page that is not there', page(404)], ['a copy out of a cache', page(204, { Age: '9961' })],
    ['a date in words of its own', page(204, { Date: 'yesterday' })], ['a date that cannot be', page(204, { Date: 'Thu, 01 Jan 1970 00:01:12 GMT' })],
    ['a line that is cut', (request) => request.socket.destroy()],
  ])('says nothing by %s', async (_what, answering) => expect(await answerOf(await pageAt(answering))).toEqual({ kind: 'nothing' }))

  it('is not asked where a proxy would answer in its place', async () => {
    let asked = 0
    const probe = await pageAt(() => { asked++ })
    expect(await answerOf(probe, () => Promise.resolve(new URL('http://192.0.2.1:3128')))).toEqual({ kind: 'nothing' })
    expect(asked).toBe(0)
  })

  it('is told no more than a browser tells it', async () => {
    let seen: http.IncomingHttpHeaders = {}
    await answerOf(await pageAt((request, response) => {
      seen = request.headers
      page(204)(request, response)
    }))
    expect(Object.keys(seen).toSorted()).toEqual(['cache-control', 'connection', 'host'])
  })
})
