/** What was asked of a name server. */
export interface DnsQuestion {
  readonly type: 'A' | 'AAAA'
  readonly name: string
}

/** Numbers of record types and classes (RFC 1035 section 3.2, RFC 3596). */
const CNAME = 5
const TYPES = { A: 1, AAAA: 28 } as const
const LENGTHS = { A: 4, AAAA: 16 } as const
const IN = 1

const HEADER_BYTES = 12
/** Bits of the flags (RFC 1035 section 4.1.1): an answer, cut short, and the code of an error. */
const RESPONSE = 0x80_00
const CUT_SHORT = 0x02_00
const RCODE = 0x0f
const LONGEST_NAME = 255

interface Name {
  /** In small letters, a dot inside a label with a backslash before it. */
  readonly text: string
  /** Where what follows it begins. */
  readonly end: number
}

interface DnsRecord extends Name {
  readonly type: number
  readonly start: number
  readonly length: number
}

/**
 * Reads the answer to a question (RFC 1035 section 4): the addresses of that name or of what it is an alias of, null where it
 * tells nothing (an error, or cut short), `foreign` where it answers something else or is none. Each record has to be as long as it says.
 */
export function readAnswer(bytes: Uint8Array, id: number, { type, name }: DnsQuestion): readonly string[] | null | 'foreign' {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    const flags = view.getUint16(2)
    if (view.getUint16(0) !== id || (flags & RESPONSE) === 0 || view.getUint16(4) !== 1) return 'foreign'
    const asked = readName(view, HEADER_BYTES)
    if (asked.text !== name.toLowerCase() || view.getUint16(asked.end) !== TYPES[type] || view.getUint16(asked.end + 2) !== IN) return 'foreign'
    if ((flags & (CUT_SHORT | RCODE)) !== 0) return null
    const records = readRecords(view, asked.end + 4)
    const names = namesOf(asked.text, records, view)
    const found = records.filter((record) => record.type === TYPES[type] && names.has(record.text))
    return found.every(({ length }) => length === LENGTHS[type]) ? found.map(({ start }) => addressAt(view, start, type)) : 'foreign'
  } catch {
    // A RangeError: it reaches past its end.
    return 'foreign'
  }
}

/** The records of the answer that belong to the internet. */
function readRecords(view: DataView, from: number): readonly DnsRecord[] {
  const records: DnsRecord[] = []
  let at = from
  for (let left = view.getUint16(6); left > 0; left--) {
    const { text, end } = readName(view, at)
    const length = view.getUint16(end + 8)
    const start = end + 10
    at = start + length
    if (at > view.byteLength) throw new RangeError('The record reaches past the end.')
    if (view.getUint16(end + 2) === IN) records.push({ text, end: at, type: view.getUint16(end), start, length })
  }
  return records
}

/** The name that was asked for and all that the answer calls an alias of it (RFC 1034 section 3.6.2), in whatever order. */
function namesOf(asked: string, records: readonly DnsRecord[], view: DataView): ReadonlySet<string> {
  const names = new Set([asked])
  const aliases = records.filter((record) => record.type === CNAME)
  for (let known = 0; known < names.size;) {
    known = names.size
    for (const { text, start } of aliases) if (names.has(text)) names.add(readName(view, start).text)
  }
  return names
}

/** Reads a name, of which the end may stand further to the front (RFC 1035 section 4.1.4). */
function readName(view: DataView, start: number): Name {
  const labels: string[] = []
  let [at, end, length, before] = [start, -1, 0, start]
  for (;;) {
    const size = view.getUint8(at)
    if (size === 0) return { text: labels.join('.'), end: end === -1 ? at + 1 : end }
    if (size >= 0xc0) {
      if (end === -1) end = at + 2
      at = view.getUint16(at) & 0x3f_ff
      // Always further to the front, so that it comes to an end.
      if (at >= before) throw new RangeError('The name leads in a circle.')
      before = at
    } else {
      length += size + 1
      if (size > 63 || length > LONGEST_NAME) throw new RangeError('The name is too long.')
      labels.push(labelAt(view, at + 1, size))
      at += size + 1
    }
  }
}

function labelAt(view: DataView, at: number, size: number): string {
  const letters = Array.from({ length: size }, (_, n) => String.fromCharCode(view.getUint8(at + n)))
  return letters.map((letter) => (letter === '.' ? '\\.' : letter.toLowerCase())).join('')
}

function addressAt(view: DataView, at: number, type: DnsQuestion['type']): string {
  if (type === 'A') return Array.from({ length: 4 }, (_, n) => view.getUint8(at + n)).join('.')
  const groups = Array.from({ length: 8 }, (_, n) => view.getUint16(at + n * 2).toString(16))
  // The address bar's spelling of it is the usual one (RFC 5952).
  return new URL(`http://[${groups.join(':')}]/`).hostname.slice(1, -1)
}
