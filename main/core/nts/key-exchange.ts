import { concatBytes } from '@noble/ciphers/utils.js'
import { isCookie, MOST_COOKIES } from './cookie.ts'

/** Record types (RFC 8915 section 7.6). */
const END_OF_MESSAGE = 0
const NEXT_PROTOCOL = 1
const ERROR = 2
const WARNING = 3
const AEAD_ALGORITHM = 4
const NEW_COOKIE = 5
const NTP_SERVER = 6
const NTP_PORT = 7
/** The highest bit of the type: who does not know this record must refuse the whole. */
const CRITICAL = 0x80_00

const HEADER_BYTES = 4
/** Network Time Protocol version 4 (RFC 8915 section 7.7). */
const NTPV4 = 0
/** AEAD_AES_SIV_CMAC_256: the one that every server has to know (RFC 8915 section 4.1.5). */
const AES_SIV_CMAC_256 = 15

/** One key of AEAD_AES_SIV_CMAC_256. */
export const KEY_BYTES = 32
/** Room for eight of the longest cookies and all else that was ever defined. */
const LONGEST_ANSWER = 16_384
/** What an address or a name may be made of; it goes to the resolver and to the screen. */
const HOST = /^[A-Za-z0-9.:_-]{1,253}$/

/** What a server agreed to. The keys themselves come out of the TLS session. */
export interface Agreement {
  /** At least one, at most eight; each good for one question. */
  readonly cookies: readonly Uint8Array[]
  /** Where to ask for the time, where that is not the server that gave the keys: a name or an address. */
  readonly server: string | null
  readonly port: number
}

export type ReadAgreement =
  | { readonly kind: 'agreement'; readonly agreement: Agreement }
  /** More has to come. */
  | { readonly kind: 'incomplete' }
  | { readonly kind: 'refused'; readonly detail: string }

interface KeyRecord { readonly critical: boolean; readonly type: number; readonly body: Uint8Array }

/** The client's whole request (RFC 8915 section 4): keys for NTPv4, by AEAD_AES_SIV_CMAC_256. */
export function buildKeyRequest(): Uint8Array {
  return concatBytes(record(NEXT_PROTOCOL, NTPV4), record(AEAD_ALGORITHM, AES_SIV_CMAC_256), record(END_OF_MESSAGE))
}

function record(type: number, ...numbers: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(HEADER_BYTES + numbers.length * 2)
  const view = new DataView(bytes.buffer)
  view.setUint16(0, CRITICAL | type)
  view.setUint16(2, numbers.length * 2)
  numbers.forEach((number, index) => view.setUint16(HEADER_BYTES + index * 2, number))
  return bytes
}

/** The context with which a key is taken out of the TLS session (RFC 8915 section 5.1), for one direction. */
export function exporterContext(direction: 'to-server' | 'to-client'): Uint8Array {
  return Uint8Array.of(0, NTPV4, 0, AES_SIV_CMAC_256, direction === 'to-server' ? 0 : 1)
}

/**
 * Reads what has come so far of a server's answer (RFC 8915 section 4.1). Says in a few words why it is no agreement;
 * what follows the end of the message is not looked at.
 */
export function readAgreement(bytes: Uint8Array): ReadAgreement {
  const records = readRecords(bytes)
  if (records !== null) return judge(records)
  return bytes.length > LONGEST_ANSWER ? refused('too long') : { kind: 'incomplete' }
}

const refused = (detail: string): ReadAgreement => ({ kind: 'refused', detail })

/** All records up to the end of the message, or null where that is not there yet. */
function readRecords(bytes: Uint8Array): readonly KeyRecord[] | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const records: KeyRecord[] = []
  for (let at = 0; at + HEADER_BYTES <= bytes.length;) {
    const type = view.getUint16(at)
    const end = at + HEADER_BYTES + view.getUint16(at + 2)
    if (end > bytes.length || end > LONGEST_ANSWER) return null
    records.push({ critical: (type & CRITICAL) !== 0, type: type & ~CRITICAL, body: bytes.slice(at + HEADER_BYTES, end) })
    if (records.at(-1)?.type === END_OF_MESSAGE) return records
    at = end
  }
  return null
}

function judge(records: readonly KeyRecord[]): ReadAgreement {
  const bodies = (type: number): readonly Uint8Array[] => records.filter((one) => one.type === type).map(({ body }) => body)
  const [error] = bodies(ERROR)
  if (error !== undefined) return refused(`error ${numberIn(error) ?? ''}`.trimEnd())
  const [warning] = bodies(WARNING)
  if (warning !== undefined) return refused(`warning ${numberIn(warning) ?? ''}`.trimEnd())
  const strange = records.find(({ critical, type }) => critical && type > NTP_PORT)
  if (strange !== undefined) return refused(`unknown record ${strange.type}`)
  if (!isJust(bodies(NEXT_PROTOCOL), NTPV4)) return refused('no common protocol')
  if (!isJust(bodies(AEAD_ALGORITHM), AES_SIV_CMAC_256)) return refused('no common algorithm')
  const cookies = bodies(NEW_COOKIE).filter(isCookie).slice(0, MOST_COOKIES)
  if (cookies.length === 0) return refused('no cookies')
  const servers = bodies(NTP_SERVER).map((body) => String.fromCharCode(...body.subarray(0, 254)))
  if (servers.length > 1 || !servers.every((server) => HOST.test(server))) return refused('no valid server')
  const ports = bodies(NTP_PORT).map((body) => numberIn(body) ?? 0)
  if (ports.length > 1 || ports.includes(0)) return refused('no valid port')
  return { kind: 'agreement', agreement: { cookies, server: servers[0] ?? null, port: ports[0] ?? 123 } }
}

/** Whether there is one such record and it holds this number and no other. */
const isJust = (bodies: readonly Uint8Array[], number: number): boolean => bodies.length === 1 && bodies[0] !== undefined && numberIn(bodies[0]) === number

const numberIn = ([high, low, ...more]: Uint8Array): number | null => (high === undefined || low === undefined || more.length > 0 ? null : high * 256 + low)
