import { createPrivateKey, sign, X509Certificate, type KeyObject } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { judgeChain, Roots } from '../../main/sources/certificate.ts'
import type { Random } from '../core/random.ts'
import { joined, mutated, oneOf, type FuzzTarget } from './engine.ts'

interface Corpus {
  /** DER in base64, by name. */
  readonly certificates: Readonly<Record<string, string>>
  /** PKCS #8 in base64: the keys of authorities that an attacker has got hold of. */
  readonly keys: Readonly<Record<string, string>>
}

const corpus = JSON.parse(readFileSync(path.join(import.meta.dirname, 'corpus/certificates.json'), 'utf8')) as Corpus
const DER = new Map(Object.entries(corpus.certificates).map(([name, text]) => [name, new Uint8Array(Buffer.from(text, 'base64'))]))
const KEYS = new Map(Object.entries(corpus.keys).map(([name, text]) => [name, createPrivateKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'pkcs8' })]))
const der = (name: string): Uint8Array => DER.get(name) ?? new Uint8Array()
const GENUINE = new Map([...DER.values()].map((bytes) => [keyOf(bytes), new X509Certificate(bytes)]))
const genuine = (name: string): X509Certificate => GENUINE.get(keyOf(der(name))) ?? new X509Certificate(der(name))
const WINDOWS = new Map([...DER.keys()].map((name) => [name, [genuine(name).validFrom, genuine(name).validTo].map((time) => Date.parse(time) / 1000)]))
const SIGNED = new Map([...DER].map(([name, bytes]) => [name, signedPart(bytes)]))

const ROOTS = new Roots(['root', 'rsaRoot'].map((name) => genuine(name).toString()))
const HOSTS = [
  'www.example.com', '192.0.2.1', 'a.wild.example', 'a.inside.example', 'other.example', 'wild.example', 'a.b.wild.example', 'inside.example', 'example.com',
  '.example.com', '', '192.0.2.2', '2001:db8::1', 'fe80::1%lo', 'WWW.EXAMPLE.COM', 'leaf', '*.wild.example', 'www.example.com\0.evil.example',
] as const
const WEB_HOSTS = ['www.example.com', 'WWW.EXAMPLE.COM', '192.0.2.1', 'a.wild.example']

/** Servers that may be trusted: for these hosts, with these authorities beside what the server sends itself, up to a root. */
const GOOD: readonly { readonly leaf: string; readonly hosts: readonly string[]; readonly sent: readonly string[]; readonly root: string }[] = [
  { leaf: 'leaf', hosts: WEB_HOSTS, sent: ['middle'], root: 'root' },
  { leaf: 'rsaLeaf', hosts: WEB_HOSTS, sent: ['rsaMiddle'], root: 'rsaRoot' },
  { leaf: 'direct', hosts: WEB_HOSTS, sent: [], root: 'root' },
  { leaf: 'website', hosts: ['other.example'], sent: [], root: 'root' },
  { leaf: 'inside', hosts: ['a.inside.example'], sent: ['constrained'], root: 'root' },
]
/** Servers that must never be, with those who vouch for them. */
const BAD: readonly (readonly string[])[] = [
  ['ofConstrained', 'constrained'], ['ofBelow', 'below', 'shallow'], ['ofMail', 'mail'], ['ofWebsite', 'website'], ['ofNoSigning', 'noSigning'], ['ofStranger', 'stranger'],
  ['ofImpostor', 'impostor'], ['middle', 'root'], ['root'], ['stranger'],
]
const CHAINS: readonly (readonly string[])[] = [...GOOD.map(({ leaf, sent }) => [leaf, ...sent]), ...BAD]
const [FIRST, LAST] = windowOf(['leaf', 'middle', 'root'])

/** All of one body under the signature of another, opened once. */
const SPLICED = new Map([...DER.values()].flatMap((body) => [...DER.values()].map((signature) => spliced(body, signature)))
  .flatMap((bytes) => {
    const opened = openNew(bytes)
    return opened === null ? [] : [[keyOf(bytes), opened] as const]
  }))

/** The program's own signature checks, counted to see how deep the inputs get; the same pair gives the same, and is checked once. */
let signatureChecks = 0
const checked = new WeakMap<X509Certificate, WeakMap<KeyObject, boolean>>()
const verify = Object.getOwnPropertyDescriptor(X509Certificate.prototype, 'verify')?.value as (this: X509Certificate, key: KeyObject) => boolean
X509Certificate.prototype.verify = function (key) {
  signatureChecks++
  const byKey = checked.get(this) ?? new WeakMap<KeyObject, boolean>()
  const verdict = byKey.get(key) ?? verify.call(this, key)
  checked.set(this, byKey.set(key, verdict))
  return verdict
}

/**
 * Nothing is trusted but the very bytes that a known root vouched for, directly or through authorities that may, under
 * their own name and within the dates of all; all of that is. Input: host, time, then certificates, each after its length.
 */
export const certificate: FuzzTarget = {
  name: 'certificate',
  deepest: 'trusted',
  seeds: CHAINS.flatMap((chain) => [0, 1, 3].map((host) => written(host, FIRST + 3600, chain.map(der)))),
  make: (random) => {
    const [host, at, chain] = [chosenHost(random), chosenTime(random), oneOf(CHAINS, random)]
    const sent = chain.map(der)
    const every = [...DER.values()]
    // What OpenSSL has to read anew costs many times what it has read before.
    switch (random.whole(0, 29)) {
      case 0: {
        // Mostly the server's own certificate, for what is wrong in those above it shows sooner.
        const at1 = random.whole(0, 2) > 0 ? 0 : random.whole(0, sent.length - 1)
        return written(host, at, sent.map((bytes, i) => (i === at1 ? mutated(bytes, random, every) : bytes)))
      }
      case 1: return mutated(written(host, at, sent), random, every)
      case 2: {
        const [template = '', ...above] = oneOf(BAD.slice(0, 7), random)
        return written(host, at, [forged(der(template), above[0] ?? '', random), ...above.map(der)])
      }
      case 3: case 4: case 5: case 6: case 7: return written(host, at, [spliced(oneOf(every, random), oneOf(every, random)), ...sent.slice(1)])
      case 8: case 9: case 10: return written(host, at, random.shuffled([...sent, ...Array.from({ length: random.whole(0, 4) }, () => oneOf(every, random))]))
      case 11: case 12: case 13: return written(host, at, [...sent, ...Array.from({ length: random.whole(0, 4) }, () => oneOf(every, random))])
      default: return written(host, at, sent)
    }
  },
  run: (input) => {
    const { host, at, sent } = read(input)
    const [own, ...others] = sent.map(open)
    if (own === undefined || own === null) return 'unreadable'
    const opened = [own, ...others.filter((other) => other !== null)]
    signatureChecks = 0
    const verdict = judgeChain(opened, host, at, ROOTS)
    const proven = isProven(opened, host, at)
    if (verdict === 'trusted' && !proven && !isFromThief(opened, host, at)) throw new Error(`It is trusted for ${host} at ${at}.`)
    if (verdict !== 'trusted' && proven && opened.every(({ raw }) => GENUINE.has(keyOf(raw)))) throw new Error(`It is ${verdict} for ${host} at ${at}.`)
    return verdict === 'untrusted' && signatureChecks === 0 ? 'untrusted before any signature was checked' : verdict
  },
}

/** Told without the product's reader, from how the certificates were made. */
function isProven(sent: readonly X509Certificate[], host: string, at: number): boolean {
  const own = sent[0]?.raw ?? Buffer.alloc(0)
  return GOOD.some(({ leaf, hosts, sent: above, root }) =>
    isOf(own, leaf) && hosts.includes(host) && above.every((name) => includes(sent, name)) && isWithin([leaf, ...above, root], at))
}

/** An authority for inside.example may make what it likes there, and the attacker of these inputs has its key. */
function isFromThief(sent: readonly X509Certificate[], host: string, at: number): boolean {
  return /^(.+\.)?inside\.example$/i.test(host) && includes(sent, 'constrained') && isWithin(['root', 'constrained'], at)
}

const includes = (sent: readonly X509Certificate[], name: string): boolean => sent.some(({ raw }) => isOf(raw, name))

/** Whether what is signed in these bytes is what is signed in the genuine certificate of that name. */
function isOf(raw: Buffer, name: string): boolean {
  const signed = SIGNED.get(name) ?? Buffer.alloc(0)
  const start = headerLength(raw)
  return signed.equals(raw.subarray(start, start + signed.length))
}

function isWithin(names: readonly string[], at: number): boolean {
  const [from, to] = windowOf(names)
  return from <= at && at <= to
}

function windowOf(names: readonly string[]): readonly [from: number, to: number] {
  const windows = names.map((name) => WINDOWS.get(name) ?? [Infinity, 0])
  return [Math.max(...windows.map(([from = 0]) => from)), Math.min(...windows.map(([, to = 0]) => to))]
}

function chosenHost(random: Random): number {
  return random.whole(0, 2) > 0 ? random.whole(0, 3) : random.whole(0, HOSTS.length - 1)
}

function chosenTime(random: Random): number {
  const edges = [FIRST, LAST, windowOf(['direct'])[1], windowOf(['middle'])[1], windowOf(['root'])[1]]
  return [FIRST + 86_400, FIRST + 86_400, oneOf(edges, random) + random.whole(-1, 1), Math.floor(random.between(0, 2 ** 32))][random.whole(0, 3)] ?? 0
}

/** What one certificate says under the signature of another. */
function spliced(body: Uint8Array, signature: Uint8Array): Uint8Array {
  return sequence(signedPart(body), signature.subarray(headerLength(signature) + signedPart(signature).length))
}

/** A certificate with changes, signed by an authority whose key the attacker has. */
function forged(template: Uint8Array, by: string, random: Random): Uint8Array {
  const key = KEYS.get(by)
  if (key === undefined) return template
  const body = mutated(signedPart(template), random, [...DER.values()].map(signedPart))
  const signature = sign('sha256', body, key)
  return sequence(body, Buffer.from('300a06082a8648ce3d040302', 'hex'), Buffer.from([3, signature.length + 1, 0]), signature)
}

function sequence(...parts: readonly Uint8Array[]): Uint8Array {
  const body = joined(...parts)
  return joined(Uint8Array.of(0x30, 0x82, body.length >> 8, body.length & 0xff), body)
}

/** Bytes before the first value inside a certificate, all of which are 128 to 65,535 bytes long. */
function headerLength(bytes: Uint8Array): number {
  return bytes[1] === 0x81 ? 3 : 4
}

function signedPart(bytes: Uint8Array): Buffer {
  const start = headerLength(bytes)
  const length = bytes[start + 1] === 0x81 ? (bytes[start + 2] ?? 0) + 3 : (bytes[start + 2] ?? 0) * 256 + (bytes[start + 3] ?? 0) + 4
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, length)
}

function open(bytes: Uint8Array): X509Certificate | null {
  const name = keyOf(bytes)
  const known = GENUINE.get(name) ?? SPLICED.get(name)
  return known ?? openNew(bytes)
}

function openNew(bytes: Uint8Array): X509Certificate | null {
  try {
    return new X509Certificate(bytes)
  } catch {
    return null
  }
}

function keyOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')
}

function written(host: number, at: number, sent: readonly Uint8Array[]): Uint8Array {
  const head = Buffer.alloc(5)
  head.writeUInt8(host, 0)
  head.writeUInt32BE(Math.min(Math.max(at, 0), 2 ** 32 - 1), 1)
  return joined(head, ...sent.flatMap((bytes) => [Uint8Array.of(bytes.length >> 8, bytes.length & 0xff), bytes]))
}

function read(input: Uint8Array): { readonly host: string; readonly at: number; readonly sent: readonly Uint8Array[] } {
  const bytes = Buffer.from(input.buffer, input.byteOffset, input.length)
  const sent: Uint8Array[] = []
  if (bytes.length < 5) return { host: '', at: 0, sent }
  for (let at = 5; at + 2 <= bytes.length; at += 2 + bytes.readUInt16BE(at)) sent.push(bytes.subarray(at + 2, at + 2 + bytes.readUInt16BE(at)))
  return { host: HOSTS[(bytes[0] ?? 0) % HOSTS.length] ?? '', at: bytes.readUInt32BE(1), sent }
}
