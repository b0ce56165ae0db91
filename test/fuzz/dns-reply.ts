import { isIP } from 'node:net'
import { AUTHORITATIVE_ANSWER, encode, RECURSION_AVAILABLE, TRUNCATED_RESPONSE, type Answer } from 'dns-packet'
import { readAnswer } from '../../main/core/dns-answer.ts'
import { claim } from './claims.ts'
import { joined, mutated, oneOf, type FuzzTarget } from './engine.ts'

const ID = 0xa1b2
const NAME = 'time.example'
const TYPES = { A: 1, CNAME: 5, AAAA: 28 } as const
const IN = 1

const a = (data: string, name = NAME): Answer => ({ type: 'A', name, ttl: 300, data })
const aaaa = (data: string, name = NAME): Answer => ({ type: 'AAAA', name, ttl: 300, data })
const alias = (data: string, name = NAME): Answer => ({ type: 'CNAME', name, ttl: 300, data })
const reply = (type: 'A' | 'AAAA', answers: readonly Answer[], flags = RECURSION_AVAILABLE, id = ID): Uint8Array =>
  new Uint8Array(encode({ type: 'response', id, flags, questions: [{ type, name: NAME, class: 'IN' }], answers: [...answers] }))
/** The first answer's name as a pointer to the question, as servers write it. */
const pointed = (packet: Uint8Array): Uint8Array => {
  const end = 12 + NAME.length + 2 + 4
  return joined(packet.subarray(0, end), Uint8Array.of(0xc0, 12), packet.subarray(end + NAME.length + 2))
}

const PACKETS = [
  reply('A', [a('192.0.2.1')]), reply('A', [a('192.0.2.1'), a('192.0.2.2')]), pointed(reply('A', [a('192.0.2.7')])), reply('AAAA', [aaaa('2001:db8::1')]),
  reply('A', [alias('pool.example'), a('192.0.2.3', 'pool.example')]), reply('A', [a('192.0.2.9', 'other.example')]), reply('A', [a('192.0.2.3', 'pool.example'), alias('pool.example')]),
  reply('A', []), reply('A', [], RECURSION_AVAILABLE | 3), reply('A', [a('192.0.2.1')], RECURSION_AVAILABLE | TRUNCATED_RESPONSE), reply('A', [a('192.0.2.1')], AUTHORITATIVE_ANSWER, 1),
  reply('AAAA', [alias('x.example'), alias('y.example', 'x.example'), aaaa('2001:db8::2', 'y.example'), a('192.0.2.4', 'y.example')]),
  reply('A', [{ type: 'TXT', name: NAME, ttl: 5, data: 'v=spf1' }, { type: 'MX', name: NAME, ttl: 5, data: { preference: 1, exchange: 'mail.example' } }, a('192.0.2.5')]),
]
const GOOD = new Set(PACKETS.map((packet) => Buffer.from(packet).toString('latin1')))
/** First byte of an input: 4 or 6 for the family that was asked for. */
const SEEDS = PACKETS.flatMap((packet) => [4, 6].map((family) => joined(Uint8Array.of(family), packet)))

/** Every address is one that this very question is answered with: of its name or what that is an alias of, and of its family. */
export const dnsReply: FuzzTarget = {
  name: 'dns-reply',
  deepest: 'addresses',
  seeds: SEEDS,
  make: (random) => {
    const packet = mutated(oneOf(PACKETS, random), random, PACKETS)
    // Who does not see the question has to guess its number.
    if (packet.length > 1 && random.whole(0, 7) > 0) packet.set([ID >> 8, ID & 0xff], 0)
    return joined(Uint8Array.of(random.whole(0, 3) > 0 ? (packet[12 + NAME.length + 3] === TYPES.AAAA ? 6 : 4) : 6), packet)
  },
  run: (input) => {
    const type = input[0] === 6 ? 'AAAA' : 'A'
    const bytes = input.subarray(1)
    const read = readAnswer(bytes, ID, { type, name: NAME })
    if (read === 'foreign') return read
    claim(bytes.length >= 12 && word(bytes, 0) === ID && (bytes[2] ?? 0) >= 0x80 && word(bytes, 4) === 1, 'It answers another question.')
    const asked = nameAt(bytes, 12)
    claim(asked.name.toLowerCase() === NAME && word(bytes, asked.end) === TYPES[type], 'It answers for another name or family.')
    const isWhole = ((bytes[2] ?? 0) & 2) === 0 && ((bytes[3] ?? 0) & 0xf) === 0
    claim((read !== null) === isWhole, 'An error, or a part, is taken for an answer, or the other way round.')
    if (read === null) return 'tells nothing'
    const expected = addressesIn(bytes, asked.end + 4, type)
    claim(read.every((address) => isIP(address) === (type === 'A' ? 4 : 6)), () => `${read.join()} are no addresses.`)
    // Of a broken answer less may be read, never more.
    const isGood = GOOD.has(Buffer.from(bytes).toString('latin1'))
    claim(isGood ? read.map(plain).join() === expected.join() : read.every((address) => expected.includes(plain(address))), () => `It is read as ${read.join()}, and says ${expected.join()}.`)
    return read.length === 0 ? 'no addresses' : 'addresses'
  },
}

const word = (bytes: Uint8Array, at: number): number => (bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0)

/** An address as the bytes it stands for, in hex. */
function plain(address: string): string {
  if (isIP(address) === 4) return Buffer.from(address.split('.').map(Number)).toString('hex')
  const [left = [], right] = address.split('::').map((half) => half.split(':').filter((group) => group !== '').flatMap((group) => (group.includes('.') ? plain(group).match(/.{4}/g) ?? [] : [group.padStart(4, '0')])))
  return right === undefined ? left.join('') : [...left, ...Array.from({ length: 8 - left.length - right.length }, () => '0000'), ...right].join('')
}

/** The addresses that a packet gives its question, told apart from the product's reader. */
function addressesIn(bytes: Uint8Array, start: number, type: 'A' | 'AAAA'): readonly string[] {
  const records: { name: string; type: number; kind: number; target: string; data: string }[] = []
  let at = start
  for (let left = word(bytes, 6); left > 0; left--) {
    const { name, end } = nameAt(bytes, at)
    const length = word(bytes, end + 8)
    const kind = word(bytes, end + 2) & 0x7fff
    records.push({
      name: name.toLowerCase(), type: word(bytes, end), kind, data: Buffer.from(bytes.subarray(end + 10, end + 10 + length)).toString('hex'),
      target: word(bytes, end) === TYPES.CNAME ? nameAt(bytes, end + 10).name.toLowerCase() : '',
    })
    at = end + 10 + length
  }
  const names = new Set([NAME])
  for (let size = 0; size !== names.size;) {
    size = names.size
    for (const record of records) if (record.type === TYPES.CNAME && record.kind === IN && names.has(record.name)) names.add(record.target)
  }
  return records.filter((record) => record.type === TYPES[type] && record.kind === IN && names.has(record.name)).map(({ data }) => data).filter(({ length }) => length === (type === 'A' ? 8 : 32))
}

function nameAt(bytes: Uint8Array, start: number): { readonly name: string; readonly end: number } {
  const labels: string[] = []
  let end = -1
  for (let at = start, jumps = 0; jumps < 200;) {
    const length = bytes[at] ?? 0
    if (length >= 0xc0) {
      end = end === -1 ? at + 2 : end
      at = word(bytes, at) - 0xc000
      jumps++
    } else if (length === 0) {
      return { name: labels.join('.'), end: end === -1 ? at + 1 : end }
    } else {
      labels.push(Buffer.from(bytes.subarray(at + 1, at + 1 + length)).toString('utf8'))
      at += 1 + length
    }
  }
  throw new Error('The name has no end, and yet it was read.')
}
