import type { X509Certificate } from 'node:crypto'
import { isIP } from 'node:net'
import { mayVouchFor, type CertificateFacts } from './certificate-facts.ts'
import { openCertificate, Roots, trustedRoots, type Certificate } from './roots.ts'

export { Roots, trustedRoots }

/** 1.3.6.1.5.5.7.3.1 as DER. */
const SERVER_AUTHENTICATION = '06082b06010505070301'
/** Longer chains are not met; a loop in what a server sends ends here. */
const LONGEST_CHAIN = 8
/** Servers send two to four; what comes after so many is not looked at. */
const MOST_SENT = 16
/** A server could send many authorities of one name and so as many ways to try; then it has itself to blame. */
const MOST_SIGNATURE_CHECKS = 32

/** AlgorithmIdentifiers as the CA/Browser Forum's Baseline Requirements (7.1.3.2) spell them, and Ed25519 (RFC 8410). No SHA-1, no MD5. */
const SOUND_SIGNATURES: ReadonlySet<string> = new Set([
  ...['0b', '0c', '0d'].map((hash) => `300d06092a864886f70d0101${hash}0500`), // RSA PKCS #1 with SHA-256, 384, 512
  ...[['01', '20'], ['02', '30'], ['03', '40']].map(([hash, salt]) => // RSASSA-PSS with the same
    `304106092a864886f70d01010a3034a00f300d06096086480165030402${hash}0500a11c301a06092a864886f70d010108300d06096086480165030402${hash}0500a2030201${salt}`),
  ...['02', '03', '04'].map((hash) => `300a06082a8648ce3d0403${hash}`), // ECDSA with SHA-256, 384, 512
  '300506032b6570',
])
const LEAST_RSA_BITS = 2048
const SOUND_CURVES: ReadonlySet<string | undefined> = new Set(['prime256v1', 'secp384r1', 'secp521r1'])
/** OpenSSL takes a name that starts with a dot for every name below it, and an asterisk for one like its own. */
const HOST_NAME = /^[\w-]+(\.[\w-]+)*$/

export type ChainVerdict = 'trusted' | 'untrusted' | 'wrong-name' | 'out-of-dates'

/**
 * Judges a server's certificates at the time the server claims, for the laptop's own clock may be years off and then
 * every certificate looks expired. Node's error codes cannot tell an expired certificate from an untrusted one that is
 * also expired, so the chain is followed by hand to a root (RFC 5280 section 6, without revocation and policies). All
 * ways that the certificates allow are tried. A root counts within its own dates only, as in OpenSSL; a wrong name counts
 * for more than wrong dates. Never throws.
 * @param sent what the server sent, its own certificate first
 * @param at the claimed time in Unix seconds
 */
export function judgeChain(sent: readonly X509Certificate[], host: string, at: number, roots: Roots): ChainVerdict {
  const [leaf, ...others] = sent.slice(0, MOST_SENT).map(openCertificate)
  // An authority's own certificate is not for a server to show, and its key should never have come near one.
  if (leaf === null || leaf === undefined || leaf.facts.isAuthority || !isForServers(leaf.facts)) return 'untrusted'
  const verdict = climb(leaf, [], { others: others.filter((other) => other !== null), roots, host, at, checks: MOST_SIGNATURE_CHECKS })
  if (verdict === 'untrusted' || !hasSoundKey(leaf.x509)) return 'untrusted'
  return isNamed(leaf.x509, host) ? verdict : 'wrong-name'
}

interface Climb {
  /** What the server sent beside its own certificate. */
  readonly others: readonly Certificate[]
  readonly roots: Roots
  readonly host: string
  readonly at: number
  /** Signature checks that are left. */
  checks: number
}

/** Tries every way from this link up to a root: the first that holds at that time, else whether one holds at another. */
function climb(link: Certificate, below: readonly Certificate[], climbing: Climb): ChainVerdict {
  const { others, roots, at } = climbing
  const chain = [...below, link]
  let best: ChainVerdict = 'untrusted'
  for (const root of roots.issuersOf(link)) {
    if (!vouches(root, link, below.length, climbing)) continue
    if ([...chain, root].every((certificate) => isValidAt(certificate, at))) return 'trusted'
    best = 'out-of-dates'
  }
  if (chain.length >= LONGEST_CHAIN) return best
  for (const other of others) {
    if (chain.includes(other) || !vouches(other, link, below.length, climbing)) continue
    const verdict = climb(other, chain, climbing)
    if (verdict === 'trusted') return verdict
    if (verdict !== 'untrusted') best = verdict
  }
  return best
}

/**
 * Whether this authority issued the link and was allowed to (RFC 5280 section 6.1.4). What is cheap comes first.
 * @param between authorities that stand between it and the server
 */
function vouches({ facts, x509 }: Certificate, link: Certificate, between: number, climbing: Climb): boolean {
  try {
    if (facts.subject !== link.facts.issuer || !SOUND_SIGNATURES.has(link.facts.signatureAlgorithm)) return false
    if (!facts.isAuthority || facts.pathLength < between || !isForServers(facts) || !mayVouchFor(facts.constraints, climbing.host)) return false
    if (--climbing.checks < 0) return false
    return link.x509.checkIssued(x509) && hasSoundKey(x509) && link.x509.verify(x509.publicKey)
  } catch {
    // A key of a kind that this OpenSSL does not know proves nothing.
    return false
  }
}

/** An authority for mail or programs only must not vouch for servers, though RFC 5280 has no word on it: browsers and OpenSSL refuse it. */
function isForServers({ usages }: CertificateFacts): boolean {
  return usages === null || usages.includes(SERVER_AUTHENTICATION)
}

function hasSoundKey(certificate: X509Certificate): boolean {
  try {
    const { asymmetricKeyType, asymmetricKeyDetails } = certificate.publicKey
    if (asymmetricKeyType === 'rsa') return (asymmetricKeyDetails?.modulusLength ?? 0) >= LEAST_RSA_BITS
    return asymmetricKeyType === 'ed25519' || (asymmetricKeyType === 'ec' && SOUND_CURVES.has(asymmetricKeyDetails?.namedCurve))
  } catch {
    return false
  }
}

/** RFC 9525: the name has to stand in the alternative names, an address as an address, a wildcard as a whole label. */
function isNamed(leaf: X509Certificate, host: string): boolean {
  try {
    if (isIP(host) !== 0) return leaf.checkIP(host) !== undefined
    return HOST_NAME.test(host) && leaf.checkHost(host, { subject: 'never', partialWildcards: false }) !== undefined
  } catch {
    // An address with a zone can stand in no certificate.
    return false
  }
}

function isValidAt({ facts: { notBefore, notAfter } }: Certificate, at: number): boolean {
  return notBefore <= at && at <= notAfter
}
