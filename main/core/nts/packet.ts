import { aessiv } from '@noble/ciphers/aes.js'
import { concatBytes } from '@noble/ciphers/utils.js'
import { buildRequest, readReply, type ReadReply } from '../ntp/packet.ts'
import { isCookie } from './cookie.ts'
import { AUTHENTICATOR, COOKIE, COOKIE_PLACEHOLDER, fieldBytes, padded, readFields, UNIQUE_IDENTIFIER, writeField, type Field } from './fields.ts'

const NTP_BYTES = 48
/** AEAD_AES_SIV_CMAC_256: the tag stands before what was encrypted (RFC 5297 section 2.6). */
const TAG_BYTES = 16
/** The lengths of nonce and ciphertext, at the beginning of the authenticator's body. */
const HEAD_OF_SEAL = 4
export const IDENTIFIER_BYTES = 32
/** As long as the tag, so that the answer's nonce finds as much room (RFC 8915 section 5.6). */
export const SEAL_NONCE_BYTES = 16
/** Passes every network in one piece: the least that IPv6 has to carry, without the headers of IPv6 and UDP. */
const LARGEST_REQUEST = 1280 - 48

/** The random numbers by which an answer shows that it belongs to this question. */
export interface Question {
  /** 8 bytes, the transmit timestamp of the NTP header. */
  readonly nonce: Uint8Array
  /** 32 bytes (RFC 8915 section 5.3). */
  readonly identifier: Uint8Array
}

export interface Seal {
  readonly key: Uint8Array
  /** Never the same twice for one key. */
  readonly nonce: Uint8Array
}

/** What an authenticated answer says, by the rules of NTP. */
export type Said = Exclude<ReadReply, { readonly kind: 'foreign' }>

export type ReadNtsReply =
  /** Not proven to be the answer to this question: keep waiting, the real one may follow. */
  | { readonly kind: 'foreign' }
  /** The server does not know the cookie any more (NTSN, RFC 8915 section 5.7); nobody vouches for this. */
  | { readonly kind: 'negative' }
  | { readonly kind: 'authentic'; readonly said: Said; readonly cookies: readonly Uint8Array[] }

/**
 * Builds an authenticated request (RFC 8915 section 5.7): the NTP header without a word about this machine, identifier,
 * cookie, a placeholder for each cookie more that is wanted, and the seal over all of it.
 * @param more cookies wanted beside the one that every answer brings; fewer are asked for where the packet would get too large
 */
export function buildNtsRequest({ nonce, identifier }: Question, cookie: Uint8Array, more: number, seal: Seal): Uint8Array {
  const needed = [identifier.length, cookie.length, HEAD_OF_SEAL + SEAL_NONCE_BYTES + TAG_BYTES].map(fieldBytes).reduce((sum, bytes) => sum + bytes, NTP_BYTES)
  const room = Math.max(0, Math.floor((LARGEST_REQUEST - needed) / fieldBytes(cookie.length)))
  const placeholder = writeField(COOKIE_PLACEHOLDER, new Uint8Array(cookie.length))
  const open = concatBytes(
    buildRequest(nonce), writeField(UNIQUE_IDENTIFIER, identifier), writeField(COOKIE, cookie),
    ...Array.from({ length: Math.min(more, room) }, () => placeholder),
  )
  return concatBytes(open, sealOf(open, seal))
}

/** The authenticator field (RFC 8915 section 5.6) over a packet, with nothing encrypted. */
function sealOf(open: Uint8Array, { key, nonce }: Seal): Uint8Array {
  const tag = aessiv(key, open, nonce).encrypt(new Uint8Array(0))
  return writeField(AUTHENTICATOR, concatBytes(Uint8Array.of(0, nonce.length, 0, tag.length), nonce, tag))
}

/**
 * Reads one datagram as the answer to a question (RFC 8915 section 5.7). Both random numbers come first, then the seal;
 * only then is anything else believed, a kiss-o'-death included. New cookies come out of the encrypted part alone.
 * @param key the key of the direction from server to client
 */
export function readNtsReply(bytes: Uint8Array, { nonce, identifier }: Question, key: Uint8Array): ReadNtsReply {
  const said = readReply(bytes, nonce)
  if (said.kind === 'foreign') return { kind: 'foreign' }
  const fields = readFields(bytes, NTP_BYTES)
  const identifiers = fields?.filter(({ type }) => type === UNIQUE_IDENTIFIER) ?? []
  if (fields === null || identifiers.length !== 1 || !identifiers.every(({ body }) => isSame(body, identifier))) return { kind: 'foreign' }
  const seal = fields.at(-1)
  if (seal?.type !== AUTHENTICATOR) return isNegative(said) ? { kind: 'negative' } : { kind: 'foreign' }
  const hidden = unseal(seal, bytes.subarray(0, seal.at), key)
  return hidden === null ? { kind: 'foreign' } : { kind: 'authentic', said, cookies: cookiesIn(hidden) }
}

const isNegative = (said: Said): boolean => said.kind === 'unusable' && said.code === 'kiss-of-death' && said.detail === 'NTSN'

const isSame = (one: Uint8Array, other: Uint8Array): boolean => one.length === other.length && one.every((byte, index) => byte === other[index])

/** What the authenticator encrypts, or null where it does not fit the packet before it. */
function unseal({ body }: Field, open: Uint8Array, key: Uint8Array): Uint8Array | null {
  if (body.length < HEAD_OF_SEAL) return null
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength)
  const nonceEnd = HEAD_OF_SEAL + view.getUint16(0)
  const textAt = HEAD_OF_SEAL + padded(view.getUint16(0))
  const textEnd = textAt + view.getUint16(2)
  if (textEnd > body.length || textEnd - textAt < TAG_BYTES) return null
  try {
    return aessiv(key, open, body.subarray(HEAD_OF_SEAL, nonceEnd)).decrypt(body.subarray(textAt, textEnd))
  } catch {
    return null
  }
}

const cookiesIn = (hidden: Uint8Array): readonly Uint8Array[] =>
  (readFields(hidden, 0) ?? []).filter(({ type, body }) => type === COOKIE && isCookie(body)).map(({ body }) => body.slice())
