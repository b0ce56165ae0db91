import type { FailureCode } from '../source.ts'
import { readShort, readTimestamp } from './timestamp.ts'

const PACKET_BYTES = 48
const NONCE_BYTES = 8
/** Leap 0, version 4, mode 3 (client). */
const CLIENT_HEADER = 0x23

/** chrony and the prototype agree: a server whose own error may reach this is of no use for one-time codes. */
const MAX_ROOT_DISTANCE = 1.5
/** A reference older than this means the server lost its own source long ago (RFC 5905 MAXSTRAT's neighbour: 2^17 s, 36 h). */
const MAX_REFERENCE_AGE = 2 ** 17
/** Servers round their reference time or blur its last bits; one that lies later than this is a server that was set back. */
const REFERENCE_FUZZ = 1

/** What a checked answer says. Times are Unix seconds by the server's clock. */
export interface Reply {
  readonly stratum: number
  readonly leap: number
  /** Seconds one tick of the server's clock takes. */
  readonly precision: number
  readonly rootDelay: number
  readonly rootDispersion: number
  readonly received: number
  readonly transmitted: number
}

export type ReadReply =
  | { readonly kind: 'reply'; readonly reply: Reply }
  /** Not an answer to this question: keep waiting, the real one may follow. */
  | { readonly kind: 'foreign'; readonly code: FailureCode }
  /** An answer to this question that gives no usable time. */
  | { readonly kind: 'unusable'; readonly code: FailureCode; readonly detail: string }

/**
 * Builds a client request that tells the server nothing about this machine: version, mode, and a random transmit
 * timestamp that the answer must repeat (RFC 5905 section 8, data minimisation).
 * @param nonce 8 random bytes, not all zero
 */
export function buildRequest(nonce: Uint8Array): Uint8Array {
  if (nonce.length !== NONCE_BYTES || nonce.every((byte) => byte === 0)) throw new Error('A request needs 8 random bytes.')
  const packet = new Uint8Array(PACKET_BYTES)
  packet[0] = CLIENT_HEADER
  packet.set(nonce, 40)
  return packet
}

/**
 * Reads and checks one datagram as the answer to the request with this nonce (RFC 5905 section 8 and 9.2, RFC 4330
 * section 5). Origin is checked before anything else is believed, a kiss-o'-death included.
 */
export function readReply(bytes: Uint8Array, nonce: Uint8Array): ReadReply {
  if (bytes.length < PACKET_BYTES) return { kind: 'foreign', code: 'short' }
  for (let i = 0; i < NONCE_BYTES; i++) if (bytes[24 + i] !== nonce[i]) return { kind: 'foreign', code: 'origin' }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const header = view.getUint8(0)
  const leap = header >> 6
  const version = (header >> 3) & 7
  const mode = header & 7
  const stratum = view.getUint8(1)
  const unusable = (code: FailureCode, detail = ''): ReadReply => ({ kind: 'unusable', code, detail })

  if (mode !== 4) return { kind: 'foreign', code: 'mode' }
  if (version !== 3 && version !== 4) return unusable('version', String(version))
  if (stratum === 0) return readKiss(bytes, leap, unusable)
  if (stratum > 15) return unusable('stratum', String(stratum))
  if (leap === 3) return unusable('unsynchronised')
  const received = readTimestamp(view, 32)
  const transmitted = readTimestamp(view, 40)
  if (received === null || transmitted === null) return unusable('zero-time')
  const rootDelay = readShort(view, 4)
  const rootDispersion = readShort(view, 8)
  const rootDistance = rootDelay / 2 + rootDispersion
  if (rootDistance > MAX_ROOT_DISTANCE) return unusable('root-distance', rootDistance.toFixed(1))
  const reference = readTimestamp(view, 16) ?? transmitted
  if (transmitted < received || transmitted < reference - REFERENCE_FUZZ) return unusable('order')
  if (transmitted - reference > MAX_REFERENCE_AGE) return unusable('stale')
  const precision = 2 ** Math.max(-30, Math.min(0, view.getInt8(3)))
  return { kind: 'reply', reply: { stratum, leap, precision, rootDelay, rootDispersion, received, transmitted } }
}

/** Codes that only say "no time yet" (RFC 5905 figure 13) are no order to stay away. */
const NO_TIME_YET = new Set(['INIT', 'STEP', 'LOCL'])

function readKiss(bytes: Uint8Array, leap: number, unusable: (code: FailureCode, detail?: string) => ReadReply): ReadReply {
  const code = String.fromCharCode(...bytes.subarray(12, 16)).replaceAll(/[^A-Z0-9]/g, '')
  if (code === '' || NO_TIME_YET.has(code)) return unusable(leap === 3 ? 'unsynchronised' : 'stratum', code)
  return unusable('kiss-of-death', code)
}
