import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import tls from 'node:tls'
import { readFacts, type CertificateFacts } from './certificate-facts.ts'

/** A certificate by two readers: OpenSSL for keys, signatures and names, our own for what Node does not show of it. */
export interface Certificate {
  readonly x509: X509Certificate
  readonly facts: CertificateFacts
}

/** Null for a certificate that cannot be relied on (see `readFacts`). */
export function openCertificate(x509: X509Certificate): Certificate | null {
  const facts = readFacts(x509.raw)
  return facts === null ? null : { x509, facts }
}

/** Certificate authorities. Only those that are asked for are opened: to open all takes longer than to ask a website. */
export class Roots {
  readonly #ders: readonly Buffer[]
  readonly #opened = new Map<string, readonly Certificate[]>()

  constructor(pems: Iterable<string>) {
    this.#ders = [...pems].map((pem) => Buffer.from(pem.replaceAll(/-----[^-]*-----/g, ''), 'base64'))
  }

  /** The authorities that may have issued this certificate, by name; the signature is still to be checked. */
  issuersOf({ facts: { issuer } }: Certificate): readonly Certificate[] {
    const known = this.#opened.get(issuer)
    if (known !== undefined) return known
    // The name's bytes somewhere in it make a root worth opening; an authority that is listed twice counts once.
    const name = Buffer.from(issuer, 'latin1')
    const named = new Map(this.#ders.filter((der) => der.includes(name)).map((der) => [der.toString('latin1'), der]))
    const opened = [...named.values()].flatMap(openRoot).filter(({ facts }) => facts.subject === issuer)
    // What a server made up is not kept.
    if (opened.length > 0) this.#opened.set(issuer, opened)
    return opened
  }
}

/** None for an entry that cannot be read: it can vouch for nobody. */
function openRoot(der: Buffer): readonly Certificate[] {
  try {
    const certificate = openCertificate(new X509Certificate(der))
    return certificate === null ? [] : [certificate]
  } catch {
    return []
  }
}

/** Where Linux systems keep the authorities that their administrators trust. */
const SYSTEM_BUNDLES = [
  '/etc/ssl/certs/ca-certificates.crt', '/etc/pki/tls/certs/ca-bundle.crt', '/etc/ssl/ca-bundle.pem', '/etc/ssl/cert.pem',
]

let trusted: Roots | null = null

/** Node's own authorities, the system's, and those named by NODE_EXTRA_CA_CERTS. Read once. */
export function trustedRoots(): Roots {
  trusted ??= new Roots([...tls.rootCertificates, ...systemRoots(), ...readBundle(process.env['NODE_EXTRA_CA_CERTS'])])
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
