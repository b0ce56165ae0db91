import { once } from 'node:events'
import type http from 'node:http'
import https from 'node:https'
import type { AddressInfo } from 'node:net'
import { afterAll } from 'vitest'
import { CA, openWorkshop, SERVER, type Issued } from './certificates.ts'
import { trueTime } from './ntp-server.ts'

export type Page = (request: http.IncomingMessage, response: http.ServerResponse) => void

export interface HttpsService {
  readonly port: number
  readonly seen: readonly http.IncomingMessage[]
  readonly connections: () => number
}

export interface HttpsServices {
  /** Starts a service on a port of loopback of its own; it proves itself as 127.0.0.1 and login.example.com unless given another certificate. */
  readonly start: (page: Page, issued?: Issued) => Promise<HttpsService>
  /** A certificate of an authority that nobody knows. */
  readonly stranger: Issued
}

/** Services with real certificates of an authority that this process trusts, closed after all tests of a file. Call it once, before any service answers. */
export function openHttpsServices(): HttpsServices {
  const workshop = openWorkshop()
  const root = workshop.make({ subject: 'Authority of the tests', extensions: CA })
  const good = workshop.make({ subject: 'service', by: root, extensions: SERVER('IP:127.0.0.1', 'DNS:login.example.com') })
  // Read once, when the first service answers.
  process.env['NODE_EXTRA_CA_CERTS'] = workshop.file('root.pem', root.cert)
  const open: https.Server[] = []
  afterAll(async () => {
    workshop.close()
    await Promise.all(open.map(async (server) => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    }))
  })
  return {
    stranger: workshop.make({ subject: 'service', extensions: SERVER('IP:127.0.0.1') }),
    start: async (page, { cert, key } = good) => {
      const seen: http.IncomingMessage[] = []
      let connections = 0
      const server = https.createServer({ cert, key }, (request, response) => {
        seen.push(request)
        page(request, response)
      }).on('connection', () => { connections++ })
      open.push(server)
      server.listen(0, '127.0.0.1')
      await once(server, 'listening')
      return { port: (server.address() as AddressInfo).port, seen, connections: () => connections }
    },
  }
}

/** A page of a service whose clock is `ahead` seconds ahead of true time. */
export const datedPage = (ahead: number, headers: Readonly<Record<string, string>> = {}, status = 200): Page => (_request, response) => {
  response.sendDate = false
  response.writeHead(status, { 'Date': new Date(Math.floor(trueTime() + ahead) * 1000).toUTCString(), 'Content-Length': '0', ...headers }).end()
}
