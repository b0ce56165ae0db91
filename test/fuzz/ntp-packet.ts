import { readReply } from '../../main/core/ntp/packet.ts'
import { ntpSample } from '../../main/core/sample.ts'
import { joined, mutated, oneOf, type FuzzTarget } from './engine.ts'

/** In front of the packet: the random number of the question, the local clock when it left, and the seconds until the answer. */
const NONCE_BYTES = 8
const QUESTION_BYTES = NONCE_BYTES + 16
const SOURCE = { name: 'time.example', address: '192.0.2.1', kind: 'ntp' } as const
const NONCE = Buffer.from('a1b2c3d4e5f60718', 'hex')

const PACKETS = [
  '240200e9000002000000004011fd047deead57dd6e978d4fa1b2c3d4e5f60718eead57e56e978d4feead57e56e98dcdb',
  'e4000a000000000000000000524154450000000000000000a1b2c3d4e5f6071800000000000000000000000000000000',
  '240200e9000002000000004011fd047d0000005c00000000a1b2c3d4e5f6071800000064051eb85100000064052007dd',
  '1c0f06ec0001000000010000c00002010000000000000000a1b2c3d4e5f60718ffffffffffffffff00000000000000ff',
  '240200e9000002000000004011fd047deead57dd6e978d4fa1b2c3d4e5f60718eead57e56e978d4feead57e56e98dcdb0104001c' + '00'.repeat(24),
]
const CLOCKS: readonly (readonly [sentAt: number, elapsed: number])[] = [[1_795_348_800, 0.04002], [2_085_978_595.9, 0.2], [0, 0.0001], [4_102_444_800, 4.9], [-62_135_596_800, 1], [9e10, 30]]
const SEEDS = PACKETS.flatMap((packet) => CLOCKS.map(([sentAt, elapsed]) => asked(NONCE, sentAt, elapsed, Buffer.from(packet, 'hex'))))

/** The reading agrees with what stands in the bytes, told by rules written apart from the product's. */
export const ntpPacket: FuzzTarget = {
  name: 'ntp-packet',
  deepest: 'sample',
  seeds: SEEDS,
  make: (random) => {
    const [sentAt, elapsed] = oneOf(CLOCKS, random)
    const packets = SEEDS.map((seed) => seed.subarray(QUESTION_BYTES))
    const packet = mutated(oneOf(packets, random), random, packets)
    // A forger who does not see the question would only ever fail at the origin.
    if (random.whole(0, 3) > 0) packet.set(NONCE.subarray(0, Math.max(0, packet.length - 24)), Math.min(24, packet.length))
    return asked(NONCE, sentAt, elapsed * random.between(0.5, 1.5), packet)
  },
  run: (input) => {
    if (input.length < QUESTION_BYTES) return 'no question'
    const view = new DataView(input.buffer, input.byteOffset, input.byteLength)
    const nonce = input.subarray(0, NONCE_BYTES)
    const [sentAt, elapsed] = [view.getFloat64(NONCE_BYTES), view.getFloat64(NONCE_BYTES + 8)]
    const bytes = input.subarray(QUESTION_BYTES)
    const reading = readReply(bytes, nonce)
    const fault = faultOf(bytes, nonce)
    if ((reading.kind === 'reply') !== (fault === null)) throw new Error(`It is ${reading.kind}, but ${fault ?? 'nothing is wrong with it'}.`)
    if (reading.kind !== 'reply') {
      if ((reading.kind === 'foreign') !== isForeign(bytes, nonce)) throw new Error(`It is ${reading.kind} where it must not be.`)
      return `${reading.kind}: ${reading.code}`
    }
    const { reply } = reading
    if (!Object.values(reply).every(Number.isFinite)) throw new Error(`A figure is no number: ${JSON.stringify(reply)}`)
    // How long it took and what the laptop believes is ours to know, never a stranger's to say.
    if (!(elapsed >= 0 && elapsed < 1000 && Math.abs(sentAt) < 1e11)) return 'reply, but the clock is none'
    const sample = ntpSample(SOURCE, sentAt, elapsed, reply)
    if (typeof sample === 'string') return `reply, then ${sample}`
    const [received, transmitted] = [unixOf(bytes, 32), unixOf(bytes, 40)]
    const offset = (received + transmitted) / 2 - sentAt - elapsed / 2
    if (!(Math.abs(sample.offset - offset) < 0.0001)) throw new Error(`The offset is ${offset}, not ${sample.offset}.`)
    if (!(sample.delay > 0 && sample.delay <= 5 && sample.distance > sample.delay / 2 && sample.distance < 10)) throw new Error(`The figures cannot be: ${JSON.stringify(sample)}`)
    if (transmitted < Date.UTC(2010, 0) / 1000 || transmitted > Date.UTC(2100, 0) / 1000) throw new Error('Nobody means such a time.')
    return 'sample'
  },
}

const isForeign = (bytes: Uint8Array, nonce: Uint8Array): boolean =>
  bytes.length < 48 || !Buffer.from(bytes.subarray(24, 32)).equals(nonce) || bytes[0]! % 8 !== 4

/** Why these bytes are no good answer; null when they are one. */
function faultOf(bytes: Uint8Array, nonce: Uint8Array): string | null {
  if (isForeign(bytes, nonce)) return 'it answers another question'
  const [first = 0, stratum = 0] = bytes
  if (first >= 0xc0) return 'its clock is not synchronised'
  if (![3, 4].includes(Math.floor(first / 8) % 8)) return 'its version is odd'
  if (stratum < 1 || stratum > 15) return 'its stratum is odd'
  const stamp = (at: number): bigint => Buffer.from(bytes).readBigUInt64BE(at)
  if (stamp(32) === 0n || stamp(40) === 0n) return 'it has no time'
  const [reference, received, transmitted] = [stamp(16) === 0n ? unixOf(bytes, 40) : unixOf(bytes, 16), unixOf(bytes, 32), unixOf(bytes, 40)]
  if (transmitted < received) return 'it left before it came'
  if (reference - transmitted > 1 || transmitted - reference > 131_072) return 'its reference is odd'
  const [delay, dispersion] = [Buffer.from(bytes).readUInt32BE(4), Buffer.from(bytes).readUInt32BE(8)]
  return delay / 2 + dispersion > 1.5 * 65_536 ? 'it is too far from the truth' : null
}

/** Unix seconds of the stamp at this place, 1970 to 2106. */
function unixOf(bytes: Uint8Array, at: number): number {
  const since1970 = BigInt.asUintN(64, Buffer.from(bytes).readBigUInt64BE(at) - (2_208_988_800n << 32n))
  return Number(since1970 >> 32n) + Number(since1970 & 0xffff_ffffn) / 2 ** 32
}

function asked(nonce: Uint8Array, sentAt: number, elapsed: number, packet: Uint8Array): Uint8Array {
  const clock = Buffer.alloc(16)
  clock.writeDoubleBE(sentAt, 0)
  clock.writeDoubleBE(elapsed, 8)
  return joined(nonce, clock, packet)
}
