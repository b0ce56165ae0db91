import { X509Certificate } from 'node:crypto'
import tls from 'node:tls'
import { afterAll, describe, expect, it } from 'vitest'
import { openCertificate, Roots, trustedRoots } from '../../main/sources/roots.ts'
import { CA, openWorkshop, type Issued } from '../fakes/certificates.ts'

const workshop = openWorkshop()
afterAll(() => workshop.close())

/** Fingerprints of those that may have issued it. */
const issuersOf = (roots: Roots, pem: string): readonly string[] => {
  const certificate = openCertificate(new X509Certificate(pem))
  return certificate === null ? [] : roots.issuersOf(certificate).map(({ x509 }) => x509.fingerprint256)
}

describe('the authorities of this machine', () => {
  it('are those that Node brings, each once, found by name', () => {
    const roots = trustedRoots()
    const missed = tls.rootCertificates.filter((pem) => {
      const { fingerprint256 } = new X509Certificate(pem)
      return issuersOf(roots, pem).filter((found) => found === fingerprint256).length !== 1
    })
    expect(missed).toEqual([])
  })
})

describe('authorities found by name', () => {
  const root = workshop.make({ subject: 'A root', extensions: CA })
  const namesake = workshop.make({ subject: 'A root', extensions: CA })
  const longer = workshop.make({ subject: 'A root of others', extensions: CA })
  /** The name of the root stands in it, as its issuer. */
  const below = workshop.make({ subject: 'Below', by: root, extensions: CA })
  const roots = new Roots([root, namesake, longer, below, root].map(({ cert }) => cert))
  const fingerprints = (...issued: readonly Issued[]): readonly string[] => issued.map(({ cert }) => new X509Certificate(cert).fingerprint256)

  it('are all of that name and no others, however often they are listed', () => {
    for (let time = 1; time <= 2; time++) expect(issuersOf(roots, below.cert)).toEqual(fingerprints(root, namesake))
    expect(issuersOf(roots, longer.cert)).toEqual(fingerprints(longer))
    expect(issuersOf(roots, workshop.make({ subject: 'a root', extensions: CA }).cert)).toEqual([])
  })
})
