import { BlockList, isIP } from 'node:net'
import { readElements, readInside, TAG, type Element } from './der.ts'

/**
 * What a certificate says about itself, for those fields that Node's X509Certificate does not show (RFC 5280 section 4).
 * Names are the bytes of their DER, as in mozilla::pkix and Go: RFC 5280 section 4.1.2.6 has authorities repeat theirs exactly.
 */
export interface CertificateFacts {
  readonly subject: string
  readonly issuer: string
  /** Unix seconds, both ends included. */
  readonly notBefore: number
  readonly notAfter: number
  /** The whole AlgorithmIdentifier in hex. */
  readonly signatureAlgorithm: string
  /** May vouch for other certificates: CA in the basic constraints, and the key usage, where stated, has keyCertSign. */
  readonly isAuthority: boolean
  /** How many authorities may stand between this one and a server. */
  readonly pathLength: number
  /** Extended key usages as DER in hex; null: for every use. */
  readonly usages: readonly string[] | null
  readonly constraints: NameConstraints | null
}

interface NameConstraints {
  readonly permitted: readonly Element[]
  readonly excluded: readonly Element[]
}

const OID = { keyUsage: '551d0f', alternativeNames: '551d11', basicConstraints: '551d13', nameConstraints: '551d1e', policies: '551d20', extendedKeyUsage: '551d25' }
/** Policies are harmless: without policy constraints, which are refused where critical, any will do. */
const UNDERSTOOD: ReadonlySet<string> = new Set(Object.values(OID))
/** Constructed context tags of a TBSCertificate. */
const VERSION = 0xa0
const EXTENSIONS = 0xa3
/** GeneralName (RFC 5280 section 4.2.1.6). */
const DNS_NAME = 0x82
const IP_ADDRESS = 0x87
/** Of a constraint: with a dot in front for what is below it only, empty for every name. */
const DOMAIN = /^(\.?[\w-]+(\.[\w-]+)*)?$/
/** Bit 5 of the key usage. */
const KEY_CERT_SIGN = 0x04

/**
 * Reads a certificate's DER. Null for what cannot be relied on: no DER, two extensions of one kind, or a critical one
 * that is not understood (RFC 5280 section 4.2).
 */
export function readFacts(der: Uint8Array): CertificateFacts | null {
  try {
    const [body, outerAlgorithm] = readInside(der)
    const { algorithm, issuer, validity, subject, extensions } = fieldsOf(body)
    // What is signed and what is said about the signature must agree (RFC 5280 section 4.1.1.2).
    if (outerAlgorithm === undefined || hex(outerAlgorithm.whole) !== hex(algorithm.whole)) return null
    const [notBefore, notAfter] = readElements(validity.body)
    const known = readExtensions(extensions)
    const basic = readBasicConstraints(known.get(OID.basicConstraints))
    const usages = known.get(OID.extendedKeyUsage)
    const constraints = known.get(OID.nameConstraints)
    return {
      subject: latin1(subject.whole),
      issuer: latin1(issuer.whole),
      notBefore: readTime(notBefore),
      notAfter: readTime(notAfter),
      signatureAlgorithm: hex(algorithm.whole),
      isAuthority: basic.isAuthority && maySign(known.get(OID.keyUsage)),
      pathLength: basic.pathLength,
      usages: usages === undefined ? null : readInside(usages).map(({ whole }) => hex(whole)),
      constraints: constraints === undefined ? null : readNameConstraints(constraints),
    }
  } catch {
    return null
  }
}

function fieldsOf(body: Element | undefined): Readonly<Record<'algorithm' | 'issuer' | 'validity' | 'subject', Element>> & { readonly extensions: Element | undefined } {
  const fields = readElements(as(TAG.sequence, body).body)
  const [, algorithm, issuer, validity, subject] = fields[0]?.tag === VERSION ? fields.slice(1) : fields
  return {
    algorithm: as(TAG.sequence, algorithm),
    issuer: as(TAG.sequence, issuer),
    validity: as(TAG.sequence, validity),
    subject: as(TAG.sequence, subject),
    extensions: fields.find(({ tag }) => tag === EXTENSIONS),
  }
}

/** The value of each extension by its OID. */
function readExtensions(extensions: Element | undefined): ReadonlyMap<string, Uint8Array> {
  const known = new Map<string, Uint8Array>()
  if (extensions === undefined) return known
  for (const extension of readInside(extensions.body)) {
    const parts = readElements(as(TAG.sequence, extension).body)
    const oid = hex(as(TAG.oid, parts[0]).body)
    const critical = parts.length > 2 && as(TAG.boolean, parts[1]).body[0] !== 0
    if (known.has(oid) || (critical && !UNDERSTOOD.has(oid))) throw new RangeError('An extension is there twice or is not understood.')
    known.set(oid, as(TAG.octetString, parts.at(-1)).body)
  }
  return known
}

function readBasicConstraints(value: Uint8Array | undefined): Pick<CertificateFacts, 'isAuthority' | 'pathLength'> {
  const parts = value === undefined ? [] : readInside(value)
  const isAuthority = parts[0]?.tag === TAG.boolean && parts[0].body[0] === 0xff
  const length = parts.find(({ tag }) => tag === TAG.integer)?.body
  if (length === undefined) return { isAuthority, pathLength: Infinity }
  // Real ones are small; a number of several bytes or below zero is a mistake or a trap.
  if (length.length !== 1 || (length[0] ?? 0) > 0x7f) throw new RangeError('The path length is odd.')
  return { isAuthority, pathLength: length[0] ?? 0 }
}

function maySign(value: Uint8Array | undefined): boolean {
  if (value === undefined) return true
  const [bits] = readElements(value)
  return ((as(TAG.bitString, bits).body[1] ?? 0) & KEY_CERT_SIGN) !== 0
}

/** UTCTime or GeneralizedTime in the only forms that RFC 5280 section 4.1.2.5 allows, as Unix seconds. */
function readTime(element: Element | undefined): number {
  const text = element === undefined ? '' : latin1(element.body)
  const full = element?.tag === TAG.utcTime ? (Number(text.slice(0, 2)) < 50 ? '20' : '19') + text : element?.tag === TAG.generalizedTime ? text : ''
  const match = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})Z$/.exec(full)
  if (match === null) throw new RangeError('The time is in another form.')
  const [, year, month, day, hour, minute, second] = match
  const iso = `${year}-${month}-${day}T${hour}:${minute}:${second}.000Z`
  const time = new Date(iso)
  // A 30 February would be read as a day in March.
  if (Number.isNaN(time.getTime()) || time.toISOString() !== iso) throw new RangeError('There is no such time.')
  return time.getTime() / 1000
}

function readNameConstraints(value: Uint8Array): NameConstraints {
  const trees = readInside(value)
  const basesOf = (tag: number): readonly Element[] =>
    trees.filter((tree) => tree.tag === tag).flatMap(({ body }) =>
      readElements(body).map((tree) => {
        const [base, ...limits] = readElements(as(TAG.sequence, tree).body)
        // Minimum and maximum have no meaning for certificates (RFC 5280 section 4.2.1.10).
        if (base === undefined || limits.length > 0) throw new RangeError('The name constraint is odd.')
        if ((base.tag === IP_ADDRESS && networkOf(base.body) === null) || (base.tag === DNS_NAME && !DOMAIN.test(latin1(base.body)))) {
          throw new RangeError('A rule that would never apply is no rule.')
        }
        return base
      }))
  return { permitted: basesOf(0xa0), excluded: basesOf(0xa1) }
}

/**
 * Whether an authority with these constraints may vouch for this host (RFC 5280 section 4.2.1.10). The host that was
 * asked is compared, for no other name of the certificate is put to use.
 */
export function mayVouchFor(constraints: NameConstraints | null, host: string): boolean {
  if (constraints === null) return true
  const kind = isIP(host) === 0 ? DNS_NAME : IP_ADDRESS
  const covers = ({ body }: Element): boolean => (kind === DNS_NAME ? coversName(body, host) : networkOf(body)?.check(host, isIP(host) === 4 ? 'ipv4' : 'ipv6') === true)
  const permitted = constraints.permitted.filter(({ tag }) => tag === kind)
  const excluded = constraints.excluded.filter(({ tag }) => tag === kind)
  return (permitted.length === 0 || permitted.some(covers)) && !excluded.some(covers)
}

function coversName(base: Uint8Array, host: string): boolean {
  const [domain, name] = [latin1(base).toLowerCase(), host.toLowerCase()]
  return domain === '' || name === domain || name.endsWith(domain.startsWith('.') ? domain : `.${domain}`)
}

/** An address and a mask, one after the other; null where they are none. */
function networkOf(body: Uint8Array): BlockList | null {
  if (body.length !== 8 && body.length !== 32) return null
  const half = body.length / 2
  const mask = [...body.subarray(half)].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  const prefix = mask.indexOf('0') < 0 ? mask.length : mask.indexOf('0')
  if (mask.includes('1', prefix)) return null
  const address = Buffer.from(body.subarray(0, half))
  const network = new BlockList()
  if (half === 4) network.addSubnet(address.join('.'), prefix, 'ipv4')
  else network.addSubnet(address.toString('hex').replaceAll(/(.{4})(?!$)/g, '$1:'), prefix, 'ipv6')
  return network
}

function as(tag: number, element: Element | undefined): Element {
  if (element?.tag !== tag) throw new RangeError('A value of another kind was expected.')
  return element
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('hex')
const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')
