import { readAgreement } from '../../main/core/nts/key-exchange.ts'
import { joined, mutated, oneOf, type FuzzTarget } from './engine.ts'

const record = (type: number, ...body: readonly number[]): Uint8Array => Uint8Array.of(type >> 8, type & 0xff, body.length >> 8, body.length & 0xff, ...body)
const text = (content: string): readonly number[] => [...Buffer.from(content)]
const PROTOCOL = record(0x8001, 0, 0)
const ALGORITHM = record(0x8004, 0, 15)
const COOKIE = record(5, ...Array.from({ length: 100 }, (_, index) => index))
const SERVER = record(0x8006, ...text('ntp.example'))
const PORT = record(0x8007, 4, 0)
const END = record(0x8000)
const RECORDS = [PROTOCOL, ALGORITHM, COOKIE, COOKIE, SERVER, PORT, record(6, ...text('2001:db8::1')), record(0x8002, 0, 1), record(0x8003, 0, 0), record(0xc000, 1), record(0x4000, 1, 2), record(5), END]
const SEEDS = [
  [PROTOCOL, ALGORITHM, COOKIE, END], [PROTOCOL, ALGORITHM, ...Array.from({ length: 9 }, () => COOKIE), SERVER, PORT, END], [PROTOCOL, ALGORITHM, END],
  [PROTOCOL, ALGORITHM, COOKIE], [record(0x8002, 0, 1), END],
].map((records) => joined(...records))

/** An agreement is one on NTPv4 and AES-SIV-CMAC-256, holds cookies that can be sent, and names no odd place to ask. */
export const ntsRecords: FuzzTarget = {
  name: 'nts-records',
  deepest: 'agreement',
  seeds: SEEDS,
  make: (random) => {
    const shuffled = joined(PROTOCOL, ALGORITHM, ...random.shuffled(RECORDS).slice(0, random.whole(0, RECORDS.length)), END)
    const message = random.whole(0, 1) === 0 ? oneOf(SEEDS, random) : shuffled
    return random.whole(0, 3) === 0 ? message : mutated(message, random, SEEDS)
  },
  run: (input) => {
    const read = readAgreement(input)
    if (read.kind === 'refused' && !/^[a-z ]+( \d+)?$/.test(read.detail)) throw new Error(`This is no reason: ${read.detail}`)
    if (read.kind !== 'agreement') return read.kind === 'refused' ? `refused: ${read.detail.replace(/\d+/, 'N')}` : read.kind
    const hex = Buffer.from(input).toString('hex')
    const { cookies, server, port } = read.agreement
    if (!/[08]00100020000/.test(hex) || !/[08]0040002000f/.test(hex)) throw new Error('Nobody agreed to that.')
    if (cookies.length < 1 || cookies.length > 8 || cookies.some(({ length }) => length < 1 || length > 1024)) throw new Error('These are no cookies.')
    if (!cookies.every((cookie) => hex.includes(Buffer.from(cookie).toString('hex')))) throw new Error('A cookie was made up.')
    if (!(Number.isInteger(port) && port > 0 && port < 65_536)) throw new Error(`${port} is no port.`)
    if (server !== null && (server.length === 0 || server.length > 253 || [...server].some((character) => !/[\w.:-]/.test(character)))) throw new Error(`${server} is no server.`)
    return 'agreement'
  },
}
