import { createSocket, type Socket } from 'node:dgram'
import { once } from 'node:events'
import { createServer, type Server } from 'node:net'
import { CHECKING_DISABLED, decode, encode, TRUNCATED_RESPONSE, type Answer, type DecodedPacket } from 'dns-packet'
import { afterEach, describe, expect, it } from 'vitest'
import { readAnswer } from '../../main/core/dns-answer.ts'
import { openNameMemory } from '../../main/sources/name-memory.ts'
import { addressesInHosts, openNames, type Addresses, type Names } from '../../main/sources/names.ts'

const HOSTS = [
  '# a comment with 192.0.2.9 time.example', '127.0.0.1 localhost', '::1\tlocalhost ip6-localhost', '',
  '192.0.2.1   Time.Example  ntp # 192.0.2.8 ntp', '  2001:db8::1 time.example', '192.0.2.2 time.example.', 'nonsense time.example', '192.0.2.3', '0x7f.1 ntp',
].join('\r\n')

describe('the hosts file', () => {
  it.each([
    ['time.example', ['192.0.2.1', '2001:db8::1']], ['TIME.EXAMPLE.', ['192.0.2.1', '2001:db8::1']], ['ntp', ['192.0.2.1']], ['localhost', ['127.0.0.1', '::1']],
    ['example', []], ['', []], ['192.0.2.1', []],
  ])('%s', (host, addresses) => expect(addressesInHosts(HOSTS, host)).toEqual(addresses))

  it('survives being empty, of another system, or no text at all', () => {
    for (const text of ['', '\n\n', '\uFEFF', '\0\0\0', '127.0.0.1 a\r127.0.0.1 b']) expect(addressesInHosts(text, 'time.example')).toEqual([])
  })
})

const SERVFAIL = 2
const NXDOMAIN = 3

/** The bytes that a name server sends back, none for silence. */
type Behaviour = (query: DecodedPacket) => readonly Buffer[]

const response = (query: DecodedPacket, flags: number, answers: readonly Answer[] = [], id = query.id): Buffer =>
  encode({ type: 'response', ...(id === undefined ? {} : { id }), flags, questions: query.questions ?? [], answers: [...answers] })

const ADDRESS = { A: '192.0.2.7', AAAA: '2001:db8::7' } as const

/** A right answer by way of another name. */
const right = (query: DecodedPacket, id = query.id): Buffer => {
  const { name = '', type } = query.questions?.[0] ?? {}
  if (type !== 'A' && type !== 'AAAA') throw new Error('A question for addresses was expected.')
  return response(query, 0, [{ type: 'CNAME', name, data: 'other.example' }, { type, name: 'other.example', data: ADDRESS[type] }], id)
}
const isUnchecked = (query: DecodedPacket): boolean => ((query.flags ?? 0) & CHECKING_DISABLED) !== 0

const honest: Behaviour = (query) => [right(query)]
const silent: Behaviour = () => []
const broken: Behaviour = (query) => [response(query, SERVFAIL)]
/** Finds every signature out of date, as a name server that validates does under a wrong clock. */
const validating: Behaviour = (query) => [isUnchecked(query) ? right(query) : response(query, SERVFAIL)]

interface NameServer {
  readonly address: string
  readonly queries: readonly DecodedPacket[]
}

const sockets: Socket[] = []
const opened: Names[] = []
const tcpServers: Server[] = []
afterEach(() => {
  for (const names of opened.splice(0)) names.cancel()
  for (const socket of sockets.splice(0)) socket.close()
  for (const server of tcpServers.splice(0)) server.close()
})

async function nameServer(behave: Behaviour): Promise<NameServer> {
  const socket = createSocket('udp4')
  sockets.push(socket)
  const queries: DecodedPacket[] = []
  socket.on('message', (bytes, { port, address }) => {
    const query = decode(bytes)
    queries.push(query)
    for (const answer of behave(query)) socket.send(answer, port, address)
  })
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  return { address: `127.0.0.1:${socket.address().port}`, queries }
}

/** So long that nobody here waits for it. */
const FOREVER = 600

const namesBy = (...servers: readonly NameServer[]): Names => {
  const names = openNames(FOREVER, servers.map(({ address }) => address))
  opened.push(names)
  return names
}

const SILENT = { code: 'names-silent' }

describe('names', () => {
  it('an address needs no name service and belongs to its own family only', async () => {
    const server = await nameServer(broken)
    const names = namesBy(server)
    expect(await names.addresses('192.0.2.1', 4)).toEqual(['192.0.2.1'])
    expect(await names.addresses('192.0.2.1', 6)).toEqual([])
    expect(await names.addresses('2001:db8::1', 6)).toEqual(['2001:db8::1'])
    expect(await names.addresses('2001:db8::1', 4)).toEqual([])
    expect(server.queries).toEqual([])
  })

  it('are asked for once, whatever the answer', async () => {
    for (const behave of [honest, (query: DecodedPacket) => [response(query, NXDOMAIN)], (query: DecodedPacket) => [response(query, 0)]]) {
      const server = await nameServer(behave)
      const names = namesBy(server)
      const first = await names.addresses('Time.Example.', 4)
      expect(await names.addresses('time.example', 4)).toEqual(first)
      expect(server.queries).toHaveLength(1)
    }
  })

  it('that are unknown, or have no address of a family, are told from a name service in trouble', async () => {
    expect(await namesBy(await nameServer((query) => [response(query, NXDOMAIN)])).addresses('time.example', 4)).toEqual({ code: 'name-unknown' })
    expect(await namesBy(await nameServer((query) => [response(query, 0)])).addresses('time.example', 6)).toEqual([])
    const names = namesBy(await nameServer(broken))
    expect(await names.addresses('time.example', 4)).toEqual(SILENT)
  })

  it('are told for one family where the other fails', async () => {
    const names = namesBy(await nameServer((query) => (query.questions?.[0]?.type === 'A' ? broken : honest)(query)))
    expect(await Promise.all([names.addresses('time.example', 4), names.addresses('time.example', 6)])).toEqual([SILENT, [ADDRESS.AAAA]])
  })

  it('end at once when they are no longer wanted', async () => {
    const names = namesBy(await nameServer(silent))
    const waiting = [names.addresses('time.example', 4), names.addresses('time.google.com', 4)]
    await new Promise((resolve) => setImmediate(resolve))
    names.cancel()
    expect(await Promise.all(waiting)).toEqual([SILENT, SILENT])
    expect(await names.addresses('later.example', 4)).toEqual(SILENT)
  })
})

describe('a question to the name service', () => {
  it('that got lost is put once more, and the answer to the first still counts', async () => {
    let heard = 0
    const deaf = await nameServer((query) => (++heard === 1 ? [] : [right(query)]))
    expect(await namesBy(deaf).addresses('time.example', 4)).toEqual(['192.0.2.7'])
    expect(deaf.queries).toHaveLength(2)
  })

  it('that nobody hears by UDP is put by TCP', async () => {
    const server = await nameServer(silent)
    const port = Number(server.address.split(':')[1])
    const tcp = createServer((socket) => socket.on('data', (bytes) => {
      const answer = right(decode(bytes.subarray(2)))
      const length = Buffer.alloc(2)
      length.writeUInt16BE(answer.length)
      // In pieces, as a stream may come.
      for (const part of [length, answer.subarray(0, 5), answer.subarray(5)]) socket.write(part)
    }))
    tcpServers.push(tcp)
    tcp.listen(port, '127.0.0.1')
    await once(tcp, 'listening')
    const names = namesBy(server)
    expect(await names.addresses('time.example', 6)).toEqual(['2001:db8::7'])
  })
})

describe('what was told', () => {
  it('is remembered for the next check, until a check gives no verdict', async () => {
    const server = await nameServer(honest)
    const memory = openNameMemory(() => 0)
    const ask = (): Promise<Addresses> => {
      const names = openNames(FOREVER, [server.address], memory)
      opened.push(names)
      return names.addresses('time.example', 4)
    }
    expect([await ask(), await ask()]).toEqual([['192.0.2.7'], ['192.0.2.7']])
    expect(server.queries).toHaveLength(1)
    memory.forget()
    await ask()
    expect(server.queries).toHaveLength(2)
  })

  it('is forgotten after its time, though not within five minutes and not later than in an hour', () => {
    let now = 0
    const memory = openNameMemory(() => now)
    memory.learn('short.example', 4, ['192.0.2.1'], 1)
    memory.learn('long.example', 4, ['192.0.2.2'], 1e9)
    const known = (at: number) => {
      now = at
      return ['short.example', 'long.example'].map((host) => memory.recall(host, 4) !== null)
    }
    expect([known(299), known(301), known(3599), known(3601)]).toEqual([[true, true], [false, true], [false, true], [false, false]])
    expect(memory.recall('short.example', 6)).toBeNull()
  })
})

describe('a name server that finds every signature out of date', () => {
  it('is asked once more, without the check', async () => {
    const server = await nameServer(validating)
    const names = namesBy(server)
    expect(await names.addresses('time.example', 4)).toEqual([ADDRESS.A])
    expect(await names.addresses('time.example', 6)).toEqual([ADDRESS.AAAA])
    expect(server.queries.filter(isUnchecked)).toHaveLength(2)
  })

  it('is not asked so where it knows that there is no such name', async () => {
    const server = await nameServer((query) => [response(query, NXDOMAIN)])
    await namesBy(server).addresses('time.example', 4)
    expect(server.queries.some(isUnchecked)).toBe(false)
  })

  it('may be the second of two, the first of which says nothing', async () => {
    const first = await nameServer((query) => (isUnchecked(query) ? [] : broken(query)))
    expect(await namesBy(first, await nameServer(validating)).addresses('time.example', 4)).toEqual([ADDRESS.A])
  })

  const question = { type: 'A', name: 'time.example', class: 'IN' } as const
  const query = decode(encode({ type: 'query', id: 7, questions: [question] }))
  const other = decode(encode({ type: 'query', id: 7, questions: [{ ...question, name: 'evil.example' }] }))

  it.each<[string, Uint8Array, ReturnType<typeof readAnswer>]>([
    ['the answer', right(query), [ADDRESS.A]],
    ['no address', response(query, 0), []],
    ['the answer to another question', right(other), 'foreign'],
    ['an answer with another number', right(query, 8), 'foreign'],
    ['the question itself', encode({ type: 'query', id: 7, questions: [question] }), 'foreign'],
    ['no question', encode({ type: 'response', id: 7, answers: [{ type: 'A', name: 'time.example', data: ADDRESS.A }] }), 'foreign'],
    ['an answer that is cut short', response(query, TRUNCATED_RESPONSE, [{ type: 'A', name: 'time.example', data: ADDRESS.A }]), null],
    ['an error', response(query, SERVFAIL), null],
    ['nothing', new Uint8Array(), 'foreign'],
  ])('reads %s', (_what, bytes, read) => expect(readAnswer(bytes, 7, question)).toEqual(read))

  it('survives whatever is sent', () => {
    const answer = right(query)
    for (let at = 0; at < answer.length; at++) {
      for (const value of [0, 1, 0x3f, 0x80, 0xc0, 0xff]) {
        const bytes = new Uint8Array(answer)
        bytes[at] = value
        for (const text of [bytes, bytes.subarray(0, at)]) {
          const read = readAnswer(text, 7, question)
          expect(read === null || read === 'foreign' || read.every((address) => /^[\d.]+$/.test(address))).toBe(true)
        }
      }
    }
  })

  it('forgeries before the right answer change nothing', async () => {
    const server = await nameServer((asked) => (isUnchecked(asked) ? [right(asked, (asked.id ?? 0) ^ 1), Buffer.from('nonsense'), right(asked)] : broken(asked)))
    expect(await namesBy(server).addresses('time.example', 4)).toEqual([ADDRESS.A])
  })
})

describe('addresses of last resort', () => {
  it.each([['fails', broken], ['is silent', silent]])('are used where the name service %s', async (_what, behave) => {
    const names = namesBy(await nameServer(behave))
    expect(await names.addresses('time.cloudflare.com', 4)).toEqual(['162.159.200.1', '162.159.200.123'])
    expect(await names.addresses('Time.Google.com', 6)).toContain('2001:4860:4806::')
  })

  it('are not used where a name could be told, or is said to be unknown', async () => {
    const names = namesBy(await nameServer(honest))
    expect(await names.addresses('time.cloudflare.com', 4)).toEqual([ADDRESS.A])
    expect(await namesBy(await nameServer((query) => [response(query, NXDOMAIN)])).addresses('time.google.com', 4)).toEqual({ code: 'name-unknown' })
  })

  it('are there for a few default servers only', async () => {
    const names = namesBy(await nameServer(broken))
    for (const host of ['pool.ntp.org', 'time.example', 'www.google.com', 'evil.time.google.com']) expect(await names.addresses(host, 4)).toEqual(SILENT)
  })
})
