/** Extension fields of NTS (RFC 8915 section 7.5). */
export const UNIQUE_IDENTIFIER = 0x01_04
export const COOKIE = 0x02_04
export const COOKIE_PLACEHOLDER = 0x03_04
export const AUTHENTICATOR = 0x04_04

const HEADER_BYTES = 4

/** One extension field (RFC 7822): where it begins in its packet and what it holds, padding included. */
export interface Field {
  readonly type: number
  readonly at: number
  readonly body: Uint8Array
}

export const padded = (length: number): number => Math.ceil(length / 4) * 4

/** The bytes that a field takes in a packet. */
export const fieldBytes = (bodyLength: number): number => HEADER_BYTES + padded(bodyLength)

/** Writes one field, filled up with zeros to whole words (RFC 7822 section 3). */
export function writeField(type: number, body: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(fieldBytes(body.length))
  const view = new DataView(bytes.buffer)
  view.setUint16(0, type)
  view.setUint16(2, bytes.length)
  bytes.set(body, HEADER_BYTES)
  return bytes
}

/**
 * Reads the fields of a packet up to the authenticator, for nobody vouches for what comes after that.
 * Gives null where the lengths cannot be true.
 */
export function readFields(bytes: Uint8Array, from: number): readonly Field[] | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const fields: Field[] = []
  for (let at = from; at < bytes.length;) {
    if (at + HEADER_BYTES > bytes.length) return null
    const type = view.getUint16(at)
    const length = view.getUint16(at + 2)
    if (length < HEADER_BYTES || length % 4 !== 0 || at + length > bytes.length) return null
    fields.push({ type, at, body: bytes.subarray(at + HEADER_BYTES, at + length) })
    if (type === AUTHENTICATOR) break
    at += length
  }
  return fields
}
