import { describe, expect, it } from 'vitest'
import { codeAt } from '../../../main/core/code/codes.ts'
import { readKey, type TotpKey } from '../../../main/core/code/key.ts'

const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
const DEFAULTS = { secret: SECRET, digits: 6, period: 30, algorithm: 'SHA1' }

const keyIn = (text: string): TotpKey => {
  const read = readKey(text)
  if ('wrong' in read) throw new Error(read.wrong)
  return read.key
}

describe('a key', () => {
  it.each([
    SECRET, ` ${SECRET}\n`, SECRET.toLowerCase(), 'GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ', 'gezd-gnbv-gy3t-qojq–gezd-gnbv-gy3t-qojq', `${SECRET}======`,
    'GEZDGNBV\u200bGY3TQOJQ\u00a0GEZDGNBVGY3TQOJQ', 'ＧＥＺＤGNBVGY3TQOJQGEZDGNBVGY3TQOJQ', 'GEZDGNBVGY3TQOJQ\r\nGEZDGNBVGY3TQOJQ',
  ])('is read as services show it: %j', (text) => expect(readKey(text)).toEqual({ key: DEFAULTS }))

  it.each([SECRET.slice(0, 16), `${SECRET.slice(0, 16)}=`, SECRET.repeat(62)])('may have 16 characters or many: %j', (text) => {
    expect(keyIn(text).secret).toBe(text.replace('=', ''))
  })

  it('may be as long as 2000 characters, and what stands around it does not count', () => {
    expect(readKey(`\n ${'A'.repeat(2000)} \n`)).toMatchObject({ key: { digits: 6 } })
    expect(readKey('A'.repeat(2001))).toEqual({ wrong: 'This is too long for a key. Paste the key of one account and nothing else.' })
  })

  it('makes the right codes also where its length fills no whole byte', () => {
    expect(codeAt(keyIn(`${SECRET}A`), 59)).toBe('287082')
  })
})

describe('an address', () => {
  it.each([
    [`otpauth://totp/Example:ann%40example.org?secret=${SECRET}&issuer=Example`, { ...DEFAULTS, issuer: 'Example', label: 'ann@example.org' }],
    [`OTPAUTH://TOTP/x?secret=${SECRET.toLowerCase()}&algorithm=sha256&digits=8&period=60`, { secret: SECRET, digits: 8, period: 60, algorithm: 'SHA256', label: 'x' }],
    [`otpauth://totp/x?digits=7&algorithm=HmacSHA512&secret=${SECRET}==`, { secret: SECRET, digits: 7, period: 30, algorithm: 'SHA512', label: 'x' }],
    [`otpauth://totp/?secret=${SECRET}&algorithm=SHA-1`, DEFAULTS],
    [`otpauth://totp?secret=${SECRET}`, DEFAULTS],
    [`otpauth://totp/A:b:c?secret=${SECRET}`, { ...DEFAULTS, issuer: 'A', label: 'b:c' }],
    [`otpauth://totp/%E0%A4?secret=${SECRET}`, DEFAULTS],
    [`otpauth://totp/x?issuer=Y&amp;secret=${SECRET}&amp;digits=8`, { ...DEFAULTS, digits: 8, issuer: 'Y', label: 'x' }],
    [`otpauth://totp/x?secret=GEZD+GNBV+GY3T+QOJQ+GEZD+GNBV+GY3T+QOJQ`, { ...DEFAULTS, label: 'x' }],
    [`otpauth://totp/x?secret=${SECRET.slice(0, 10)}\n  ${SECRET.slice(10)}`.replace('  ', ''), { ...DEFAULTS, label: 'x' }],
    [`otpauth://totp/x?secret=${SECRET}&period=10`, { ...DEFAULTS, period: 10, label: 'x' }],
    [`otpauth://totp/x?secret=${SECRET}&period=300`, { ...DEFAULTS, period: 300, label: 'x' }],
    [`otpauth://totp/x?secret=${SECRET}&period=060`, { ...DEFAULTS, period: 60, label: 'x' }],
    [`otpauth://totp/x?secret=${SECRET}&algorithm=hmac-sha-256`, { ...DEFAULTS, algorithm: 'SHA256', label: 'x' }],
    [`otpauth://totp/A:b?secret=${SECRET}&issuer=C`, { ...DEFAULTS, issuer: 'C', label: 'b' }],
    [`otpauth://totp/%20A%20:%20b%20?secret=${SECRET}`, { ...DEFAULTS, issuer: 'A', label: 'b' }],
    [`otpauth://totp/A:?secret=${SECRET}`, { ...DEFAULTS, issuer: 'A' }],
    [`otpauth://totp/:b?secret=${SECRET}&issuer=`, { ...DEFAULTS, label: 'b' }],
    [`otpauth://totp//b?secret=${SECRET}`, { ...DEFAULTS, label: '/b' }],
    [`otpauth://totp/a/b?secret=${SECRET}`, { ...DEFAULTS, label: 'a/b' }],
  ])('keeps digits, period and algorithm: %s', (address, key) => expect(readKey(address)).toEqual({ key }))

  it('gives names that can be shown: no control characters, no novels', () => {
    const { label = '' } = keyIn(`otpauth://totp/${'a%00%E2%80%AEb'.repeat(100)}?secret=${SECRET}`)
    expect(label).toMatch(/^(ab)+$/)
    expect(label).toHaveLength(100)
    expect(keyIn(`otpauth://totp/a%0A%C2%ADb%09:c?secret=${SECRET}`)).toMatchObject({ issuer: 'ab', label: 'c' })
  })
})

describe('what is no key gets a sentence', () => {
  it.each<readonly [string, RegExp]>([
    ['', /^Paste the key/], [' \n', /^Paste the key/], ['====', /^Paste the key/], ['--', /^Paste the key/],
    ['123456', /is a code, not a key/], ['123 456', /is a code, not a key/], ['23456722', /is a code, not a key/],
    ['GEZDGNBVGY3TQOJ0', /letter O/], ['GEZDGNBVGY3TQOJ1GEZD', /letter O, I, L or B/], ['8EZDGNBVGY3TQOJQ', /letter O/], ['9EZDGNBVGY3TQOJQ', /no digits but 2 to 7/],
    ['12345', /no digits but 2 to 7/], ['123456789', /no digits but 2 to 7/], ['a23456', /too short/], ['234567a', /too short: it has 7/],
    ['2x://abc', /another character/], ['otpauth:totp', /another character/], [`x otpauth://totp/x?secret=${SECRET}`, /another character/], [`web+otp.a-1://${SECRET}`, /address of something else/],
    ['OTPAUTH-MIGRATION://offline?data=A', /export of Google/], ['otpauth://totp/x?secret=%20', /holds no key/], ['otpauth://totp/x?secret=-', /^Paste the key/],
    [`otpauth://totpx/x?secret=${SECRET}`, /kind that Clock Medic/], [`otpauth://HOTP/x?secret=${SECRET}`, /counts its codes/], [`otpauth://[x/?secret=${SECRET}`, /damaged/],
    [`otpauth://totp/x?secret=${SECRET}&algorithm=XHMACSHA1`, /SHA1, SHA256 and SHA512/], [`otpauth://totp/x?secret=${SECRET}&period=a30`, /10 to 300 seconds/],
    [`otpauth://totp/x?secret=${SECRET}&period=30000`, /10 to 300 seconds/],
    ['GEZDGNBVGY3TQOJ!', /another character/], ['GEZDGN=BVGY3TQOJQ', /another character/], ['GEZDGNBVGY3TQOJÄ', /another character/], ['GEZDGNBVGY3TQOJß', /another character/],
    ['GEZDGNB', /too short: it has 7 of at least 16/], ['GEZDGNBVGY3TQOJ', /too short/],
    [`https://example.org/?secret=${SECRET}`, /address of something else/], [`steam://${SECRET}`, /address of something else/],
    ['otpauth-migration://offline?data=CiAKFA', /export of Google Authenticator/],
    [`otpauth://hotp/x?secret=${SECRET}&counter=5`, /counts its codes/], [`otpauth://steam/x?secret=${SECRET}`, /kind that Clock Medic does not know/],
    [`otpauth://`, /kind that|damaged/], [`otpauth://%zz/x?secret=${SECRET}`, /damaged|kind that/],
    ['otpauth://totp/x', /holds no key/], ['otpauth://totp/x?secret=', /holds no key/], ['otpauth://totp/x?secret=123456', /is a code, not a key/],
    ['otpauth://totp/x?secret=GEZD', /too short/], [`otpauth://totp/x?secret=${SECRET}&secret=${SECRET}`, /more than one key/],
    ...['5', '9', '06', '6.0', '-6', '', 'six'].map((digits) => [`otpauth://totp/x?secret=${SECRET}&digits=${digits}`, /6, 7 and 8 digits/] as const),
    ...['0', '9', '301', '30s', '-30', '1e2', '', '99999999999'].map((period) => [`otpauth://totp/x?secret=${SECRET}&period=${period}`, /10 to 300 seconds/] as const),
    ...['MD5', 'SHA1HMAC', 'SHA224', '', SECRET].map((algorithm) => [`otpauth://totp/x?secret=${SECRET}&algorithm=${algorithm}`, /SHA1, SHA256 and SHA512/] as const),
  ])('%j', (text, sentence) => {
    const read = readKey(text)
    expect(read).toEqual({ wrong: expect.stringMatching(sentence) })
    if (!('wrong' in read)) return
    expect(read.wrong).toMatch(/^[A-Z].*\.$/)
    // No piece of a key may be read over a shoulder or end up in a log.
    for (let at = 0; at + 5 <= SECRET.length; at++) expect(read.wrong).not.toContain(SECRET.slice(at, at + 5))
  })

  it('a whole page pasted by mistake', () => expect(readKey('A'.repeat(5000))).toEqual({ wrong: expect.stringMatching(/too long/) }))
})
