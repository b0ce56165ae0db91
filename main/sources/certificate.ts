import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { isIP } from 'node:net'
import tls from 'node:tls'

const SERVER_AUTHENTICATION = '1.3.6.1.5.5.7.3.1'
/** Longer chains are not met; a loop in what a server sends ends here. */
const LONGEST_CHAIN = 8

export type ChainVerdict = 'trusted' | 'untrusted' | 'wrong-name' | 'out-of-dates'

/**
 * Judges a server's certificates at the time the server claims, for the laptop's own clock may be years off and then
 * every certificate looks expired. Node's error codes cannot tell an expired certificate from an untrusted one that is
 * also expired, so the chain is followed by hand to a root (RFC 5280 section 6, without revocation).
 * @param sent what the server sent, its own certificate first
 * @param at the claimed time in Unix seconds
 */
export function judgeChain(sent: readonly X509Certificate[], host: string, at: number, roots: Roots): ChainVerdict {
  const [leaf] = sent
  if (leaf === undefined) return 'untrusted'
  const chain = followToRoot(leaf, sent, roots, at)
  if (chain === null) return 'untrusted'
  // `keyUsage` holds the extended key usage; absent means any.
  const usage: readonly string[] | undefined = leaf.keyUsage
  if (usage !== undefined && !usage.includes(SERVER_AUTHENTICATION)) return 'untrusted'
  if (!isNamed(leaf, host)) return 'wrong-name'
  return chain.every((certificate) => isValidAt(certificate, at)) ? 'trusted' : 'out-of-dates'
}

/** RFC 9525: the name has to stand in the alternative names, an address as an address. */
function isNamed(leaf: X509Certificate, host: string): boolean {
  return (isIP(host) === 0 ? leaf.checkHost(host, { subject: 'never' }) : leaf.checkIP(host)) !== undefined
}

function followToRoot(leaf: X509Certificate, sent: readonly X509Certificate[], roots: Roots, at: number): readonly X509Certificate[] | null {
  const chain = [leaf]
  for (let link = leaf; chain.length <= LONGEST_CHAIN;) {
    // An authority that was renewed with the same key is there twice: the one that is valid counts.
    const issuers = roots.issuersOf(link).filter((candidate) => issued(candidate, link))
    const root = issuers.find((candidate) => isValidAt(candidate, at)) ?? issuers[0]
    if (root !== undefined) return [...chain, root]
    const next = sent.find((candidate) => candidate !== link && candidate.ca && issued(candidate, link))
    if (next === undefined || chain.includes(next)) return null
    chain.push(next)
    link = next
  }
  return null
}

function issued(issuer: X509Certificate, certificate: X509Certificate): boolean {
  try {
    return certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey)
  } catch {
    // A key of a kind that this OpenSSL does not know proves nothing.
    return false
  }
}

function isValidAt(certificate: X509Certificate, at: number): boolean {
  return Date.parse(certificate.validFrom) / 1000 <= at && at <= Date.parse(certificate.validTo) / 1000
}

/** Certificate authorities by their subject. */
export class Roots {
  readonly #bySubject: Map<string, X509Certificate[]> = new Map()

  constructor(pems: Iterable<string>) {
    for (const pem of pems) {
      try {
        const root = new X509Certificate(pem)
        this.#bySubject.set(root.subject, [...(this.#bySubject.get(root.subject) ?? []), root])
      } catch {
        // An entry that cannot be read can vouch for nobody.
      }
    }
  }

  /** The authorities that may have issued this certificate, by name; the signature is still to be checked. */
  issuersOf(certificate: X509Certificate): readonly X509Certificate[] {
    return this.#bySubject.get(certificate.issuer) ?? []
  }
}

/** Where Linux systems keep the authorities that their administrators trust. */
const SYSTEM_BUNDLES = [
  '/etc/ssl/certs/ca-certificates.crt', '/etc/pki/tls/certs/ca-bundle.crt', '/etc/ssl/ca-bundle.pem', '/etc/ssl/cert.pem',
]

let trusted: Roots | null = null

/** Node's own authorities, the system's, and those named by NODE_EXTRA_CA_CERTS. Read once. */
export function trustedRoots(): Roots {
  trusted ??= new Roots(new Set([...tls.rootCertificates, ...systemRoots(), ...readBundle(process.env['NODE_EXTRA_CA_CERTS'])]))
  return trusted
}

function systemRoots(): readonly string[] {
  // Node 22.15 and later read the key chain and the Windows store; before that only Linux bundles are known.
  const { getCACertificates } = tls as { getCACertificates?: (type: 'system') => string[] }
  const fromSystem = process.platform === 'linux' ? [] : (getCACertificates?.('system') ?? [])
  const bundle = SYSTEM_BUNDLES.map(readBundle).find((pems) => pems.length > 0)
  return [...fromSystem, ...(bundle ?? [])]
}

function readBundle(path: string | undefined): readonly string[] {
  if (path === undefined || path === '') return []
  try {
    return readFileSync(path, 'utf8').match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []
  } catch {
    return []
  }
}
