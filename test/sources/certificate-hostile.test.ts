import { generateKeyPairSync, X509Certificate } from 'node:crypto'
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest'
import { judgeChain, Roots, type ChainVerdict } from '../../main/sources/certificate.ts'
import { CA, openWorkshop, SERVER, type CertificateWish, type Issued } from '../fakes/certificates.ts'

const workshop = openWorkshop()
afterAll(() => workshop.close())
const { make } = workshop

const HOST = 'www.example.com'
const NAMED = SERVER(`DNS:${HOST}`, 'IP:192.0.2.1', 'IP:2001:db8::1')
const DAY = 86_400
const SIGNS = 'keyUsage = keyCertSign'

const root = make({ subject: 'A root', extensions: CA, days: 3650 })
// Keys are used again where it does not matter, for to make them takes time.
const [authorityKey, siteKey] = [make({ subject: 'x' }).key, make({ subject: 'x' }).key]
const authority = (wish: Partial<CertificateWish> = {}): Issued => make({ subject: 'In between', by: root, extensions: CA, days: 365, key: authorityKey, ...wish })
const site = (by: Issued, wish: Partial<CertificateWish> = {}): Issued => make({ subject: 'site', by, extensions: NAMED, key: siteKey, ...wish })
const now = Date.parse(new X509Certificate(root.cert).validFrom) / 1000 + 60

const judge = (sent: readonly Issued[], { host = HOST, at = now, by = [root] }: { host?: string; at?: number; by?: readonly Issued[] } = {}): ChainVerdict =>
  judgeChain(sent.map(({ cert }) => new X509Certificate(cert)), host, at, new Roots(by.map(({ cert }) => cert)))
/** A site right below an authority like this. */
const judgeBelow = (wish: Partial<CertificateWish>, host = HOST): ChainVerdict => {
  const middle = authority(wish)
  return judge([site(middle), middle], { host })
}

describe('an authority vouches only for what it may', () => {
  it.each<[string, readonly string[], ChainVerdict]>([
    ['by the basic constraints', ['basicConstraints = critical, CA:FALSE', SIGNS], 'untrusted'],
    ['without basic constraints', [SIGNS], 'untrusted'],
    ['by its key usage', ['basicConstraints = critical, CA:TRUE', 'keyUsage = cRLSign'], 'untrusted'],
    ['for mail only', [...CA, 'extendedKeyUsage = emailProtection'], 'untrusted'],
    ['for servers and mail', [...CA, 'extendedKeyUsage = emailProtection, serverAuth'], 'trusted'],
    ['without a stated key usage', ['basicConstraints = critical, CA:TRUE'], 'trusted'],
    ['under a rule that is not understood', [...CA, '1.2.3.4 = critical, ASN1:NULL'], 'untrusted'],
    ['under a rule that may be left out', [...CA, '1.2.3.4 = ASN1:NULL'], 'trusted'],
    ['with nobody in between', ['basicConstraints = critical, CA:TRUE, pathlen:0', SIGNS], 'trusted'],
  ])('%s', (_what, extensions, verdict) => expect(judgeBelow({ extensions })).toBe(verdict))

  it('with no more authorities below than it may have', () => {
    for (const [allowed, verdict] of [[0, 'untrusted'], [1, 'trusted']] as const) {
      const above = authority({ subject: 'Above', key: siteKey, extensions: [`basicConstraints = critical, CA:TRUE, pathlen:${allowed}`, SIGNS] })
      const below = authority({ by: above })
      expect(judge([site(below), below, above])).toBe(verdict)
    }
  })

  it('even where it is a root', () => {
    const limited = make({ subject: 'Limited root', extensions: ['basicConstraints = critical, CA:TRUE, pathlen:0', SIGNS, 'nameConstraints = critical, permitted;DNS:example.com'] })
    const below = authority({ by: limited })
    expect(judge([site(limited)], { by: [limited] })).toBe('trusted')
    expect(judge([site(below), below], { by: [limited] })).toBe('untrusted')
    expect(judge([site(limited, { extensions: SERVER('DNS:www.example.net') })], { by: [limited], host: 'www.example.net' })).toBe('untrusted')
  })
})

describe('an authority for some names only', () => {
  it.each<[string, string, ChainVerdict]>([
    ['permitted;DNS:example.com', HOST, 'trusted'], ['permitted;DNS:EXAMPLE.com', HOST, 'trusted'], ['permitted;DNS:.example.com', HOST, 'trusted'],
    [`permitted;DNS:${HOST}`, HOST, 'trusted'], [`permitted;DNS:.${HOST}`, HOST, 'untrusted'],
    ['permitted;DNS:ample.com', HOST, 'untrusted'], ['permitted;DNS:example.net', HOST, 'untrusted'], ['permitted;DNS:example.net, permitted;DNS:com', HOST, 'trusted'],
    ['permitted;DNS:example.com, excluded;DNS:www.example.com', HOST, 'untrusted'], ['excluded;DNS:example.net', HOST, 'trusted'], ['excluded;DNS:com', HOST, 'untrusted'],
    ['permitted;IP:192.0.2.0/255.255.255.0', '192.0.2.1', 'trusted'], ['permitted;IP:192.0.3.0/255.255.255.0', '192.0.2.1', 'untrusted'],
    ['excluded;IP:0.0.0.0/0.0.0.0', '192.0.2.1', 'untrusted'], ['excluded;IP:0.0.0.0/0.0.0.0', HOST, 'trusted'], ['excluded;IP:0.0.0.0/0.0.0.0', '2001:db8::1', 'trusted'],
    ['permitted;IP:2001:db8::/FFFF:FFFF::', '2001:db8::1', 'trusted'], ['permitted;IP:2001:db9::/FFFF:FFFF::', '2001:db8::1', 'untrusted'],
    ['permitted;IP:192.0.2.0/255.0.255.0', '192.0.2.1', 'untrusted'], ['excluded;DNS:*.example.com', HOST, 'untrusted'], ['excluded;DNS:example.net.', HOST, 'untrusted'], ['permitted;email:example.net', HOST, 'trusted'],
  ])('%s: %s is %s', (names, host, verdict) => expect(judgeBelow({ extensions: [...CA, `nameConstraints = critical, ${names}`] }, host)).toBe(verdict))

  it('counts although it is not marked as critical, and for all that it lets vouch', () => {
    const limited = authority({ subject: 'Limited', key: siteKey, extensions: [...CA, 'nameConstraints = permitted;DNS:example.net'] })
    const below = authority({ by: limited })
    expect(judge([site(below), below, limited])).toBe('untrusted')
  })
})

describe('what can be forged proves nothing', () => {
  const key = (kind: 'rsa' | 'ec' | 'ed25519', options: object = {}): string => {
    const { privateKey } = generateKeyPairSync(kind as 'rsa', options as { modulusLength: number })
    return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  }
  const strong = key('rsa', { modulusLength: 2048 })

  it.each<[string, readonly string[], ChainVerdict]>([
    ['SHA-256', [], 'trusted'], ['SHA-384', ['-sha384'], 'trusted'], ['SHA-512', ['-sha512'], 'trusted'], ['SHA-1', ['-sha1'], 'untrusted'], ['MD5', ['-md5'], 'untrusted'],
    ['PSS', ['-sigopt', 'rsa_padding_mode:pss', '-sigopt', 'rsa_pss_saltlen:digest'], 'trusted'],
    ['PSS, SHA-512', ['-sha512', '-sigopt', 'rsa_padding_mode:pss', '-sigopt', 'rsa_pss_saltlen:digest'], 'trusted'],
    ['PSS, SHA-1', ['-sha1', '-sigopt', 'rsa_padding_mode:pss', '-sigopt', 'rsa_pss_saltlen:digest'], 'untrusted'],
  ])('RSA with %s', (_name, signing, verdict) => {
    const rsaRoot = make({ subject: 'RSA root', extensions: CA, key: strong, signing: ['-sha1'] })
    const middle = authority({ by: rsaRoot, signing, key: strong })
    expect(judge([site(rsaRoot, { signing })], { by: [rsaRoot] })).toBe(verdict)
    expect(judge([site(middle), middle], { by: [rsaRoot] })).toBe(verdict)
  })

  it.each<[string, string, ChainVerdict]>([
    ['RSA of 2048 bits', strong, 'trusted'], ['RSA of 1024 bits', key('rsa', { modulusLength: 1024 }), 'untrusted'],
    ['P-384', key('ec', { namedCurve: 'P-384' }), 'trusted'], ['P-224', key('ec', { namedCurve: 'secp224r1' }), 'untrusted'],
    ['Ed25519', key('ed25519'), 'trusted'],
  ])('a key that is %s, wherever it is', (_name, own, verdict) => {
    const weak = make({ subject: 'Root of this kind', extensions: CA, key: own })
    const middle = authority({ key: own })
    expect(judge([site(root, { key: own })])).toBe(verdict)
    expect(judge([site(middle), middle])).toBe(verdict)
    expect(judge([site(weak)], { by: [weak] })).toBe(verdict)
  })
})

describe('a server\'s own certificate', () => {
  it.each<[string, readonly string[]]>([
    ['that is an authority\'s', [...CA, ...NAMED]],
    ['under a rule that is not understood', [...NAMED, '1.2.3.4 = critical, ASN1:NULL']],
    ['that was only made to be logged (RFC 6962)', [...NAMED, '1.3.6.1.4.1.11129.2.4.3 = critical, ASN1:NULL']],
    ['for any use but not named for servers', [`subjectAltName = DNS:${HOST}`, 'extendedKeyUsage = anyExtendedKeyUsage']],
  ])('%s', (_what, extensions) => expect(judge([site(root, { extensions })])).toBe('untrusted'))

  it('that is called like a known root, or that is one, is no proof', () => {
    const alike = make({ subject: 'A root', extensions: [...CA, ...NAMED] })
    const ordinary = make({ subject: 'A root', extensions: NAMED })
    for (const own of [alike, ordinary]) expect(judge([own])).toBe('untrusted')
    const known = make({ subject: 'Own', extensions: [...CA, ...NAMED] })
    expect(judge([known], { by: [known] })).toBe('untrusted')
  })

  it('that somebody put among the roots cannot vouch for others', () => {
    const own = make({ subject: 'Own server', extensions: NAMED })
    expect(judge([site(own)], { by: [own] })).toBe('untrusted')
  })

  it('is for whole labels and whole hosts', () => {
    const partial = site(root, { extensions: SERVER('DNS:w*.example.com') })
    expect(judge([partial])).toBe('wrong-name')
    const wild = site(root, { extensions: SERVER('DNS:*.example.com', 'DNS:*.com') })
    expect(judge([wild])).toBe('trusted')
    const others = ['', '.', '.example.com', '*.example.com', 'a.www.example.com', 'example.com', `${HOST}\0.evil.example`, 'fe80::1%lo', '192.0.2.1']
    expect(others.filter((host) => judge([wild], { host }) !== 'wrong-name')).toEqual([])
  })

  it('may be valid past 2050, where dates are written in another way', () => {
    const long = site(root, { days: 36_500 })
    const lasting = make({ subject: 'A root', extensions: CA, days: 36_500, key: root.key })
    expect(judge([long], { at: Date.UTC(2060, 0) / 1000, by: [lasting] })).toBe('trusted')
    expect(judge([long], { at: now + 36_501 * DAY, by: [lasting] })).toBe('out-of-dates')
  })
})

describe('several ways to a root', () => {
  afterEach(() => vi.restoreAllMocks())

  it('an authority that was renewed is good by either of its certificates, in whatever order they come', () => {
    const old = authority({ days: 1 })
    const renewed = authority()
    const leaf = site(old)
    for (const sent of [[leaf, old, renewed], [leaf, renewed, old]]) expect(judge(sent, { at: now + 5 * DAY })).toBe('trusted')
  })

  it('one that leads nowhere does not hide one that leads to a root', () => {
    const unknown = make({ subject: 'Unknown root', extensions: CA })
    const crossed = authority({ by: unknown })
    const proper = authority()
    expect(judge([site(proper), crossed, unknown, proper])).toBe('trusted')
  })

  it('a root counts within its own dates only', () => {
    const short = make({ subject: 'Short root', extensions: CA, days: 1 })
    expect(judge([site(short)], { by: [short], at: now + 2 * DAY })).toBe('out-of-dates')
  })

  it('many that lead nowhere cost no more than a few signatures', () => {
    const many = Array.from({ length: 14 }, () => make({ subject: 'Loop', extensions: CA, key: authorityKey }))
    const verify = vi.spyOn(X509Certificate.prototype, 'verify')
    expect(judge([site(many[0] ?? root), ...many])).toBe('untrusted')
    expect(verify.mock.calls.length).toBeGreaterThan(14)
    expect(verify.mock.calls.length).toBeLessThanOrEqual(32)
  })
})
