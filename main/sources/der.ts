/** One value of a DER encoding (ITU-T X.690 section 8.1). */
export interface Element {
  /** Identifier octet: class, constructed or not, number. */
  readonly tag: number
  readonly body: Uint8Array
  /** Identifier, length and body together, as they were signed. */
  readonly whole: Uint8Array
}

export const TAG = {
  boolean: 0x01, integer: 0x02, bitString: 0x03, octetString: 0x04, oid: 0x06, utcTime: 0x17, generalizedTime: 0x18, sequence: 0x30,
} as const

/**
 * Splits bytes into the values that stand in them one after another. Throws a RangeError for what DER forbids: lengths
 * that are open, longer than needed or reach past the end (X.690 section 10.1), and for tags of several bytes, which
 * certificates do not have.
 */
export function readElements(bytes: Uint8Array): readonly Element[] {
  const elements: Element[] = []
  for (let at = 0; at < bytes.length;) {
    const element = readElement(bytes, at)
    elements.push(element)
    at += element.whole.length
  }
  return elements
}

/** The values inside the single one, of this tag, that these bytes consist of. Throws a RangeError for anything else. */
export function readInside(bytes: Uint8Array, tag: number = TAG.sequence): readonly Element[] {
  const [only, ...more] = readElements(bytes)
  if (only?.tag !== tag || more.length > 0) throw new RangeError('A value of another kind was expected.')
  return readElements(only.body)
}

function readElement(bytes: Uint8Array, start: number): Element {
  const tag = bytes[start] ?? 0
  if ((tag & 0x1f) === 0x1f) throw new RangeError('The tag is too long.')
  const first = bytes[start + 1] ?? 0x80
  const count = first < 0x80 ? 0 : first & 0x7f
  // Three bytes hold 16 MB, more than TLS lets anybody send.
  if (first === 0x80 || count > 3) throw new RangeError('The length is open or too long.')
  let length = count === 0 ? first : 0
  for (let i = 0; i < count; i++) length = length * 256 + (bytes[start + 2 + i] ?? 0)
  if (count > 0 && (length < 0x80 || length < 256 ** (count - 1))) throw new RangeError('The length is longer than needed.')
  const from = start + 2 + count
  if (from + length > bytes.length) throw new RangeError('The value reaches past the end.')
  return { tag, body: bytes.subarray(from, from + length), whole: bytes.subarray(start, from + length) }
}
