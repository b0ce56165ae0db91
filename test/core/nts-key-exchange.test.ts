import { describe, expect, it } from 'vitest'
import { buildKeyRequest, exporterContext, readAgreement } from '../../main/core/nts/key-exchange.ts'
import { joined } from '../fakes/nts-answer.ts'
import { seeded } from './random.ts'

const hex = (text: string): Uint8Array => new Uint8Array(Buffer.from(text.replaceAll(' ', ''), 'hex'))

const PROTOCOL = '8001 0002 0000'
const ALGORITHM = '8004 0002 000f'
const COOKIE = '0005 0004 c00c1e01'
const END = '8000 0000'
const answer = (...records: readonly string[]): Uint8Array => hex([PROTOCOL, ALGORITHM, ...records, END].join(''))
const text = (name: string): string => Buffer.from(name, 'latin1').toString('hex')
const sized = (type: string, bytes: number): string => `${type}${bytes.toString(16).padStart(4, '0')}${'ab'.repeat(bytes)}`
const server = (name: string): string => `8006${name.length.toString(16).padStart(4, '0')}${text(name)}`

describe('the request for keys', () => {
  it('asks for NTPv4 and AEAD_AES_SIV_CMAC_256', () => expect(buildKeyRequest()).toEqual(hex('8001 0002 0000 8004 0002 000f 8000 0000')))

  it('leads to a key for each direction', () => {
    expect(exporterContext('to-server')).toEqual(hex('0000 000f 00'))
    expect(exporterContext('to-client')).toEqual(hex('0000 000f 01'))
  })
})

describe('an agreement', () => {
  it('holds the cookies; where nothing else is said, the same server tells the time at the usual port', () => {
    expect(readAgreement(answer(COOKIE, '0005 0004 c00c1e02'))).toEqual({
      kind: 'agreement', agreement: { cookies: [hex('c00c1e01'), hex('c00c1e02')], server: null, port: 123 },
    })
  })

  it.each(['192.0.2.1', '2001:db8::1', 'ntp-1.example.net'])('may name another server and port: %s', (name) => {
    expect(readAgreement(answer(COOKIE, server(name), '8007 0002 1092'))).toMatchObject({ kind: 'agreement', agreement: { server: name, port: 4242 } })
  })

  it('may hold records that nobody has to know', () => expect(readAgreement(answer(COOKIE, '4000 0003 010203')).kind).toBe('agreement'))

  it('keeps eight cookies, and only such as can be sent', () => {
    const read = readAgreement(answer('0005 0000', sized('0005', 1025), ...Array.from({ length: 12 }, () => COOKIE)))
    expect(read).toMatchObject({ agreement: { cookies: Array.from({ length: 8 }, () => hex('c00c1e01')) } })
  })

  it('may say of a record it knows that it has to be known', () => {
    expect(readAgreement(answer('8005 0004 c00c1e01', '8006 0001 61', '8007 0002 007b'))).toEqual({
      kind: 'agreement', agreement: { cookies: [hex('c00c1e01')], server: 'a', port: 123 },
    })
  })

  it('may name a server by as much as a name can hold, and give cookies from one byte to 1024', () => {
    const name = 'a'.repeat(253)
    expect(readAgreement(answer(COOKIE, server(name)))).toMatchObject({ agreement: { server: name } })
    expect(readAgreement(answer(sized('0005', 1), sized('0005', 1024)))).toMatchObject({ agreement: { cookies: [{ length: 1 }, { length: 1024 }] } })
  })

  it('may take 16384 bytes, and of more nothing is waited for', () => {
    expect(readAgreement(answer(sized('4000', 16_384 - 28), COOKIE)).kind).toBe('agreement')
    expect(readAgreement(answer(sized('4000', 16_384 - 27), COOKIE))).toEqual({ kind: 'refused', detail: 'too long' })
    const endless = joined(hex('4000ffff'), new Uint8Array(20_000))
    expect([16_384, 16_385].map((length) => readAgreement(endless.subarray(0, length)).kind)).toEqual(['incomplete', 'refused'])
  })

  it('is complete with its last record, and not before', () => {
    const whole = answer(COOKIE, server('192.0.2.1'))
    for (let length = 0; length < whole.length; length++) expect(readAgreement(whole.subarray(0, length))).toEqual({ kind: 'incomplete' })
    expect(readAgreement(joined(whole, hex('8063 0000'))).kind).toBe('agreement')
    expect(readAgreement(joined(whole.subarray(0, -4), hex('80000002 00')))).toEqual({ kind: 'incomplete' })
  })

  it('is read where it lies inside a larger buffer', () => {
    const whole = answer(COOKIE)
    expect(readAgreement(joined(hex('ff'), whole).subarray(1)).kind).toBe('agreement')
  })
})

describe('no agreement', () => {
  it.each([
    ['an error', answer('8002 0002 0001', COOKIE), 'error 1'],
    ['an error without a number', hex('8002 0000 8000 0000'), 'error'],
    ['an error by its number of two bytes', answer('8002 0002 0102', COOKIE), 'error 258'],
    ['an error of one byte', answer('8002 0001 01', COOKIE), 'error'],
    ['an error of three bytes', answer('8002 0003 000101', COOKIE), 'error'],
    ['a warning without a number', answer('8003 0000', COOKIE), 'warning'],
    ['the first type of record that nobody knows', answer(COOKIE, '8008 0000'), 'unknown record 8'],
    ['a server whose name only begins well', answer(COOKIE, server('a\n')), 'no valid server'],
    ['a server whose name only ends well', answer(COOKIE, server(' a')), 'no valid server'],
    ['two algorithms', answer(ALGORITHM, COOKIE), 'no common algorithm'],
    ['a warning', answer('8003 0002 0007', COOKIE), 'warning 7'],
    ['a record that it says has to be known', answer(COOKIE, '8063 0000'), 'unknown record 99'],
    ['no cookie', answer(), 'no cookies'],
    ['only cookies that cannot be sent', answer('0005 0000', sized('0005', 1025)), 'no cookies'],
    ['nothing but the end', hex(END), 'no common protocol'],
    ['no protocol', hex(`8001 0000 ${ALGORITHM} ${COOKIE} ${END}`), 'no common protocol'],
    ['another protocol', hex(`8001 0002 8001 ${ALGORITHM} ${COOKIE} ${END}`), 'no common protocol'],
    ['two protocols', answer(PROTOCOL, COOKIE), 'no common protocol'],
    ['no algorithm', hex(`${PROTOCOL} ${COOKIE} ${END}`), 'no common algorithm'],
    ['another algorithm', hex(`${PROTOCOL} 8004 0002 001e ${COOKIE} ${END}`), 'no common algorithm'],
    ['an algorithm of three bytes', hex(`${PROTOCOL} 8004 0003 000f00 ${COOKIE} ${END}`), 'no common algorithm'],
    ['a server that is no name', answer(COOKIE, server('a b')), 'no valid server'],
    ['a server with what a terminal would obey', answer(COOKIE, server('\u001B[2J')), 'no valid server'],
    ['a server without a name', answer(COOKIE, server('')), 'no valid server'],
    ['a server with a name that is too long', answer(COOKIE, server('a'.repeat(254))), 'no valid server'],
    ['two servers', answer(COOKIE, server('192.0.2.1'), server('192.0.2.2')), 'no valid server'],
    ['port 0', answer(COOKIE, '8007 0002 0000'), 'no valid port'],
    ['a port of one byte', answer(COOKIE, '8007 0001 7b'), 'no valid port'],
    ['two ports', answer(COOKIE, '8007 0002 007b', '8007 0002 007b'), 'no valid port'],
    ['more than anybody needs to say', answer(sized('4000', 16_400), COOKIE), 'too long'],
  ])('%s', (_what, bytes, detail) => expect(readAgreement(bytes)).toEqual({ kind: 'refused', detail }))

  it('rubbish of any length never throws nor leads to keys', () => {
    const random = seeded(4460)
    for (let run = 0; run < 4000; run++) {
      const rubbish = random.bytes(random.whole(0, 60))
      expect(readAgreement(rubbish).kind).not.toBe('agreement')
      expect(['incomplete', 'refused', 'agreement']).toContain(readAgreement(joined(answer(COOKIE).subarray(0, 20), rubbish)).kind)
    }
    expect(readAgreement(random.bytes(70_000)).kind).toBe('refused')
  })
})
