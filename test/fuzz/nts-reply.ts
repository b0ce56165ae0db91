import { aessiv } from '@noble/ciphers/aes.js'
import { COOKIE, UNIQUE_IDENTIFIER, writeField } from '../../main/core/nts/fields.ts'
import { readNtsReply } from '../../main/core/nts/packet.ts'
import type { Random } from '../core/random.ts'
import { joined, mutated, oneOf, type FuzzTarget } from './engine.ts'

const KEY = Uint8Array.from({ length: 32 }, (_, index) => index + 1)
const NONCE = Uint8Array.of(0xa1, 0xb2, 0xc3, 0xd4, 0xe5, 0xf6, 0x07, 0x18)
const IDENTIFIER = Uint8Array.from({ length: 32 }, (_, index) => 0xff - index)
const SEAL_NONCE = Uint8Array.from({ length: 16 }, (_, index) => index * 3)
/** First byte of an input: a datagram as it is, or what a server with the right key would seal, which the run then seals. */
const AS_IT_IS = 0
const TO_BE_SEALED = 1
const LONGEST_COOKIE = 1024

const header = (hex: string): Uint8Array => new Uint8Array(Buffer.from(hex, 'hex'))
const GOOD = header('240200e9000002000000004011fd047deead57dd6e978d4fa1b2c3d4e5f60718eead57e56e978d4feead57e56e98dcdb')
const KISS = header('e4000a0000000000000000004e54534e0000000000000000a1b2c3d4e5f6071800000000000000000000000000000000')
const OPEN = [GOOD, KISS].map((packet) => joined(packet, writeField(UNIQUE_IDENTIFIER, IDENTIFIER)))
const HIDDEN = [joined(), writeField(COOKIE, new Uint8Array(100).fill(7)), joined(...Array.from({ length: 8 }, (_, index) => writeField(COOKIE, new Uint8Array(96).fill(index))))]
const GENUINE = OPEN.flatMap((open) => HIDDEN.map((hidden) => ({ open, hidden, packet: sealed(open, hidden) })))
const SEEDS = [
  ...GENUINE.map(({ packet }) => joined(Uint8Array.of(AS_IT_IS), packet)), ...OPEN.map((open) => joined(Uint8Array.of(AS_IT_IS), open)),
  ...GENUINE.map(({ open, hidden }) => toBeSealed(open, hidden)),
]

/** Believes no datagram but what the key sealed, down to the last byte before the seal; a server with the key cannot break the reader either. */
export const ntsReply: FuzzTarget = {
  name: 'nts-reply',
  deepest: 'authentic reply',
  seeds: SEEDS,
  make: (random) => {
    const { open, hidden, packet } = oneOf(GENUINE, random)
    const others = GENUINE.map((one) => one.packet)
    // A seal costs ten times what a datagram without one does.
    if (random.whole(0, 9) > 0) return joined(Uint8Array.of(AS_IT_IS), mutated(packet, random, others))
    return random.whole(0, 1) === 0 ? toBeSealed(keptNonce(mutated(open, random, others), random), hidden) : toBeSealed(open, mutated(hidden, random, others))
  },
  run: (input) => {
    const hostile = input[0] === TO_BE_SEALED
    const openLength = hostile ? (input[1] ?? 0) * 256 + (input[2] ?? 0) : 0
    const packet = hostile ? sealed(input.subarray(3, 3 + openLength), input.subarray(3 + openLength)) : input.subarray(1)
    const read = readNtsReply(packet, { nonce: NONCE, identifier: IDENTIFIER }, KEY)
    if (read.kind !== 'authentic') return read.kind
    if (!hostile && !GENUINE.some((one) => isSealedAs(packet, one.open, one.packet))) throw new Error('The seal does not fit, and yet it is believed.')
    if (hex(packet.subarray(24, 32)) !== hex(NONCE) || !hex(packet).includes(hex(IDENTIFIER))) throw new Error('It answers another question.')
    if (!read.cookies.every(({ length }) => length > 0 && length <= LONGEST_COOKIE)) throw new Error('A cookie is none.')
    return `authentic ${read.said.kind}`
  },
}

/** What stands before the seal, the nonce and the ciphertext are those of the server; only filling may differ, for nothing vouches for it. */
function isSealedAs(packet: Uint8Array, open: Uint8Array, genuine: Uint8Array): boolean {
  return hex(packet).startsWith(hex(open)) && hex(packet.subarray(open.length)).includes(hex(genuine.subarray(open.length + 8)))
}

function sealed(open: Uint8Array, hidden: Uint8Array): Uint8Array {
  const text = aessiv(KEY, open, SEAL_NONCE).encrypt(hidden)
  const field = writeField(0x0404, joined(Uint8Array.of(0, SEAL_NONCE.length, text.length >> 8, text.length & 0xff), SEAL_NONCE, text))
  return joined(open, field)
}

function toBeSealed(open: Uint8Array, hidden: Uint8Array): Uint8Array {
  return joined(Uint8Array.of(TO_BE_SEALED, open.length >> 8, open.length & 0xff), open, hidden)
}

/** Who does not repeat the nonce gets no further than the door. */
function keptNonce(open: Uint8Array, random: Random): Uint8Array {
  if (open.length >= 32 && random.whole(0, 3) > 0) open.set(NONCE, 24)
  return open
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('hex')
