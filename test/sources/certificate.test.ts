import { X509Certificate } from 'node:crypto'
import { afterAll, describe, expect, it } from 'vitest'
import { judgeChain, Roots } from '../../main/sources/certificate.ts'
import { CA, openWorkshop, SERVER, type Issued } from '../fakes/certificates.ts'

const workshop = openWorkshop()
afterAll(() => workshop.close())
const { make } = workshop

const root = make({ subject: 'A root', extensions: CA, days: 3650 })
const middle = make({ subject: 'In between', by: root, extensions: CA, days: 365 })
const stranger = make({ subject: 'Nobody knows this root', extensions: CA, days: 3650 })
/** Called like the known root, with a key of its own. */
const impostor = make({ subject: 'A root', extensions: CA, days: 3650 })
const HOST = 'www.example.com'
const NAMED = SERVER(`DNS:${HOST}`, 'IP:192.0.2.1')
const leaf = make({ subject: HOST, by: middle, extensions: NAMED })
const direct = make({ subject: HOST, by: root, extensions: NAMED })

const DAY = 86_400
const now = Date.parse(new X509Certificate(leaf.cert).validFrom) / 1000 + 60
const roots = new Roots([root.cert])

const judge = (sent: readonly Issued[], { host = HOST, at = now, by = roots } = {}) => judgeChain(sent.map(({ cert }) => new X509Certificate(cert)), host, at, by)

describe('a chain that can be trusted', () => {
  it.each<[string, readonly Issued[], { readonly host?: string }]>([
    ['root, in between, server', [leaf, middle], {}],
    ['sent in any order, with more than is needed', [leaf, stranger, root, middle], {}],
    ['right from the root', [direct], {}],
    ['asked by its address', [direct], { host: '192.0.2.1' }],
    ['for every use, as none is named', [make({ subject: HOST, by: root, extensions: [`subjectAltName = DNS:${HOST}`] })], {}],
    ['by a wildcard', [make({ subject: 'x', by: root, extensions: SERVER('DNS:*.example.com') })], {}],
  ])('%s', (_what, sent, more) => expect(judge(sent, more)).toBe('trusted'))
})

describe('the time a server claims', () => {
  it('has to lie within every certificate of its chain', () => {
    expect(judge([leaf, middle], { at: now + 29 * DAY })).toBe('trusted')
    expect(judge([leaf, middle], { at: now + 31 * DAY })).toBe('out-of-dates')
    expect(judge([leaf, middle], { at: now - 2 * DAY })).toBe('out-of-dates')
    const shortLived = make({ subject: 'Short', by: root, extensions: CA, days: 1 })
    expect(judge([make({ subject: HOST, by: shortLived, extensions: NAMED }), shortLived], { at: now + 2 * DAY })).toBe('out-of-dates')
  })

  it('decides, not the clock of this laptop: what looks expired or not yet valid here is good', () => {
    const at = now + 20 * DAY
    expect(judge([leaf, middle], { at })).toBe('trusted')
  })

  it('that is no number is no time', () => expect(judge([leaf, middle], { at: Number.NaN })).toBe('out-of-dates'))
})

describe('a chain that cannot be trusted', () => {
  const late = now + 40 * DAY
  const notAnAuthority = make({ subject: 'An ordinary website', by: root, extensions: SERVER('DNS:other.example') })

  it.each<[string, readonly Issued[]]>([
    ['of an authority that nobody knows', [make({ subject: HOST, by: stranger, extensions: NAMED }), stranger]],
    ['of an authority that only has a known name', [make({ subject: HOST, by: impostor, extensions: NAMED }), impostor]],
    ['that vouches for itself', [make({ subject: HOST, extensions: NAMED })]],
    ['by an ordinary website with a good certificate', [make({ subject: HOST, by: notAnAuthority, extensions: NAMED }), notAnAuthority]],
    ['with a link missing', [leaf]],
    ['of nothing', []],
    ['not for servers', [make({ subject: HOST, by: root, extensions: [`subjectAltName = DNS:${HOST}`, 'extendedKeyUsage = clientAuth'] })]],
  ])('%s, and being expired as well hides nothing', (_what, sent) => {
    expect(judge(sent)).toBe('untrusted')
    expect(judge(sent, { at: late })).toBe('untrusted')
  })

  it.each<[string, readonly Issued[], string]>([
    ['another name', [direct], 'www.example.org'],
    ['another address', [direct], '192.0.2.2'],
    ['a name below it', [direct], 'a.www.example.com'],
    ['a name that stands in the subject only', [make({ subject: HOST, by: root, extensions: ['extendedKeyUsage = serverAuth'] })], HOST],
  ])('%s, and being expired as well hides nothing', (_what, sent, host) => {
    expect(judge(sent, { host })).toBe('wrong-name')
    expect(judge(sent, { host, at: late })).toBe('wrong-name')
  })

  it('two authorities that vouch for each other lead nowhere', () => {
    const one = make({ subject: 'One', extensions: CA })
    const two = make({ subject: 'Two', by: one, extensions: CA })
    const back = make({ subject: 'One', by: two, extensions: CA, key: one.key })
    expect(judge([make({ subject: HOST, by: two, extensions: NAMED }), two, back])).toBe('untrusted')
  })
})

describe('authorities', () => {
  it('one that was renewed with the same key is good while either certificate is', () => {
    const old = make({ subject: 'Company', extensions: CA, days: 1 })
    const renewed = make({ subject: 'Company', extensions: CA, days: 3650, key: old.key })
    const site = make({ subject: HOST, by: renewed, extensions: NAMED })
    for (const pems of [[old.cert, renewed.cert], [renewed.cert, old.cert]]) expect(judge([site], { by: new Roots(pems), at: now + 5 * DAY })).toBe('trusted')
    expect(judge([site], { by: new Roots([old.cert]), at: now + 5 * DAY })).toBe('out-of-dates')
  })

  it('an entry that cannot be read does no harm', () => {
    expect(judge([direct], { by: new Roots(['', 'rubbish', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----', root.cert]) })).toBe('trusted')
  })
})
