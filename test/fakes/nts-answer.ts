import { aessiv } from '@noble/ciphers/aes.js'
import { AUTHENTICATOR, COOKIE, UNIQUE_IDENTIFIER, writeField } from '../../main/core/nts/fields.ts'
import { soundAnswer } from './ntp-server.ts'

const IDENTIFIER_AT = 52
const IDENTIFIER_END = 84

export const joined = (...parts: readonly Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(parts))

/** The identifier of a request, which stands right behind the NTP header. */
export const identifierOf = (request: Uint8Array): Uint8Array => request.slice(IDENTIFIER_AT, IDENTIFIER_END)

/** The cookie of a request, which stands behind the identifier, in hexadecimal. */
export function cookieOf(request: Uint8Array): string {
  const length = new DataView(request.buffer, request.byteOffset).getUint16(IDENTIFIER_END + 2)
  return Buffer.from(request.subarray(IDENTIFIER_END + 4, IDENTIFIER_END + length)).toString('hex')
}

/** A sound answer with the identifier of its request and no seal. */
export const openAnswer = (request: Uint8Array, time: number): Uint8Array =>
  joined(soundAnswer(request.subarray(0, 48), time), writeField(UNIQUE_IDENTIFIER, identifierOf(request)))

/** Seals a packet (RFC 8915 section 5.6) with these cookies in the encrypted part. */
export function sealed(open: Uint8Array, key: Uint8Array, ...cookies: readonly Uint8Array[]): Uint8Array {
  const nonce = new Uint8Array(16).fill(7)
  const text = aessiv(key, open, nonce).encrypt(joined(...cookies.map((cookie) => writeField(COOKIE, cookie))))
  return joined(open, writeField(AUTHENTICATOR, joined(Uint8Array.of(0, nonce.length, text.length >> 8, text.length & 255), nonce, text)))
}

/** Turns an answer into a kiss-o'-death (RFC 5905 section 7.4). */
export function kissed(answer: Uint8Array, code: string): Uint8Array {
  const packet = answer.slice()
  packet[1] = 0
  packet.set(Buffer.from(code, 'latin1'), 12)
  return packet
}
