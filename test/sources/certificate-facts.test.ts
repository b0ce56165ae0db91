import { X509Certificate } from 'node:crypto'
import tls from 'node:tls'
import { describe, expect, it } from 'vitest'
import { readFacts } from '../../main/sources/certificate-facts.ts'
import { readElements } from '../../main/sources/der.ts'

const bytes = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex'))
/** One value of DER, its length written as DER wants it. */
const value = (tag: string, ...parts: readonly string[]): string => {
  const body = parts.join('')
  const size = body.length / 2
  return tag + (size < 0x80 ? '' : size < 0x100 ? '81' : '82') + size.toString(16).padStart(size < 0x100 ? 2 : 4, '0') + body
}
const text = (content: string): string => Buffer.from(content).toString('hex')

const ECDSA = '300a06082a8648ce3d040302'
const NAME = value('30', value('31', value('30', '0603550403', value('0c', text('a')))))
const utc = (time: string): string => value('17', text(time))
const general = (time: string): string => value('18', text(time))
const extension = (oid: string, content: string, critical = ''): string => value('30', value('06', oid), critical, value('04', content))
const CRITICAL = '0101ff'
const BASIC = extension('551d13', '30030101ff', CRITICAL)

interface Parts {
  readonly from?: string
  readonly to?: string
  readonly extensions?: readonly string[]
  readonly outer?: string
}

/** A certificate whose signature is nobody's. */
const certificate = ({ from = utc('260101000000Z'), to = utc('270101000000Z'), extensions = [BASIC], outer = ECDSA }: Parts = {}): string =>
  value('30', value('30', 'a003020102', '020101', ECDSA, NAME, value('30', from, to), NAME, value('30'), value('a3', value('30', ...extensions))), outer, '030100')
const factsOf = (parts: Parts) => readFacts(bytes(certificate(parts)))

describe('facts of a certificate', () => {
  it('agree with what OpenSSL reads from every authority that Node knows', () => {
    const differing = tls.rootCertificates.map((pem) => new X509Certificate(pem)).filter((root) => {
      const facts = readFacts(root.raw)
      return !(facts?.isAuthority === root.ca && facts.notBefore === Date.parse(root.validFrom) / 1000 && facts.notAfter === Date.parse(root.validTo) / 1000 &&
        facts.subject === facts.issuer)
    })
    expect(differing.map(({ subject }) => subject)).toEqual([])
  })

  it.each([
    [utc('491231235959Z'), Date.UTC(2049, 11, 31, 23, 59, 59)], [utc('500101000000Z'), Date.UTC(1950, 0)],
    [general('20500101000000Z'), Date.UTC(2050, 0)], [general('99991231235959Z'), Date.UTC(9999, 11, 31, 23, 59, 59)],
  ])('tell the end of its time: %s', (to, time) => expect(factsOf({ to })?.notAfter).toBe(time / 1000))

  it.each([
    utc('2601010000Z'), utc('260101000000+0000'), utc('260230000000Z'), utc('261301000000Z'), utc('260101240000Z'), utc('-60101000000Z'), utc(''),
    general('20260101000000.5Z'), general('20260101000000'), value('0c', text('260101000000Z')), '', utc('26010100000\u0660Z'),
  ])('are none without a time that there is: %s', (to) => expect(factsOf({ to })).toBeNull())

  it.each<[string, readonly string[]]>([
    ['an extension that is there twice', [BASIC, BASIC]],
    ['a critical extension that nobody here understands', [BASIC, extension('2a03', '0500', CRITICAL)]],
    ['one that hides that it is critical', [BASIC, value('30', value('06', '2a03'), CRITICAL, '0500', value('04', '0500'))]],
    ['a path length below zero', [extension('551d13', value('30', '0101ff', '0201ff'))]],
    ['a path length of many bytes', [extension('551d13', value('30', '0101ff', '02020100'))]],
    ['a key usage of another kind', [BASIC, extension('551d0f', '040106')]],
    ['an extension without a value', [BASIC, value('30', value('06', '551d0f'))]],
    ['a network with a mask that is none', [BASIC, extension('551d1e', value('30', value('a0', value('30', '8708c0000200ff00ff00'))))]],
    ['a network of an odd length', [BASIC, extension('551d1e', value('30', value('a1', value('30', '8704c0000200'))))]],
  ])('are none with %s', (_what, extensions) => expect(factsOf({ extensions })).toBeNull())

  it('are none where what is signed names another kind of signature', () => {
    expect(factsOf({})).toMatchObject({ signatureAlgorithm: ECDSA, isAuthority: true })
    expect(factsOf({ outer: '300a06082a8648ce3d040303' })).toBeNull()
  })

  it('name an authority only by the one way to write "true"', () => {
    expect([`3003010100`, '3000', '3003010101'].map((basic) => factsOf({ extensions: [extension('551d13', basic)] })?.isAuthority)).toEqual([false, false, false])
  })

  it('are none of a part, of more than one, and of nothing', () => {
    const whole = certificate()
    for (let end = 0; end < whole.length; end += 2) expect(readFacts(bytes(whole.slice(0, end)))).toBeNull()
    expect(readFacts(bytes(`${whole}00`))).toBeNull()
    expect(readFacts(bytes(whole + whole))).toBeNull()
  })
})

describe('DER', () => {
  it('is read value by value, with lengths of one to three bytes', () => {
    const long = value('04', '00'.repeat(300))
    expect(readElements(bytes(`0500${value('04', 'ff'.repeat(200))}${long}`)).map(({ tag, body, whole }) => [tag, body.length, whole.length])).toEqual([[5, 0, 2], [4, 200, 203], [4, 300, 304]])
    expect(readElements(bytes(''))).toEqual([])
  })

  it.each([
    ['an open length', '3080 0500 0000'], ['a length that is longer than needed', '0481 01 00'], ['one with a zero in front', `0482 0081 ${'00'.repeat(129)}`],
    ['a value that reaches past the end', '0402 00'], ['a length that is missing', '04'], ['a length that is cut off', '0482 01'], ['a tag of several bytes', '1f81 0100'],
    ['a length of more bytes than there can be', '0485 0000000001 00'],
  ])('refuses %s', (_what, hex) => expect(() => readElements(bytes(hex))).toThrow(RangeError))
})
