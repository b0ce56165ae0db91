import { aessiv } from '@noble/ciphers/aes.js'
import { describe, expect, it } from 'vitest'
import { COOKIE, COOKIE_PLACEHOLDER, readFields, UNIQUE_IDENTIFIER, writeField } from '../../main/core/nts/fields.ts'
import { NtsSession, type Chance } from '../../main/core/nts/session.ts'
import { cookieOf, identifierOf, joined, kissed, openAnswer, sealed } from '../fakes/nts-answer.ts'
import { seeded } from './random.ts'

const hex = (text: string): Uint8Array => new Uint8Array(Buffer.from(text.replaceAll(' ', ''), 'hex'))

describe('AES-SIV', () => {
  const cases = [
    {
      what: 'RFC 5297 A.1', key: 'fffefdfcfbfaf9f8f7f6f5f4f3f2f1f0 f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff',
      data: ['101112131415161718191a1b1c1d1e1f2021222324252627'], plain: '112233445566778899aabbccddee',
      text: '85632d07c6e8f37f950acd320a2ecc93 40c02b9690c4dc04daef7f6afe5c',
    },
    {
      what: 'RFC 5297 A.2, with a nonce', key: '7f7e7d7c7b7a79787776757473727170 404142434445464748494a4b4c4d4e4f',
      data: ['00112233445566778899aabbccddeeff deaddadadeaddadaffeeddccbbaa9988 7766554433221100', '102030405060708090a0', '09f911029d74e35bd84156c5635688c0'],
      plain: '7468697320697320736f6d6520706c61696e7465787420746f20656e6372797074207573696e67205349562d414553',
      text: '7bdb6e3b432667eb06f4d14bff2fbd0f cb900f2fddbe404326601965c889bf17 dba77ceb094fa663b7a3f748ba8af829 ea64ad544a272e9c485b62a3fd5c0d',
    },
  ]
  it.each(cases)('$what', ({ key, data, plain, text }) => {
    expect(aessiv(hex(key), ...data.map(hex)).encrypt(hex(plain))).toEqual(hex(text))
    expect(aessiv(hex(key), ...data.map(hex)).decrypt(hex(text))).toEqual(hex(plain))
  })
})

describe('the fields of a packet', () => {
  it('are filled up to whole words, and read back with where they begin', () => {
    const packet = joined(hex('ffffffff'), writeField(COOKIE, hex('a1a2a3a4a5')), writeField(UNIQUE_IDENTIFIER, hex('')))
    expect(packet).toEqual(hex('ffffffff 0204000c a1a2a3a4a5000000 01040004'))
    expect(readFields(packet, 4)).toEqual([{ type: COOKIE, at: 4, body: hex('a1a2a3a4a5000000') }, { type: UNIQUE_IDENTIFIER, at: 16, body: hex('') }])
    expect(readFields(packet, packet.length)).toEqual([])
    expect(readFields(joined(packet, packet).subarray(4, 20), 0)).toHaveLength(2)
  })

  it.each([
    ['a length of less than the header', '02040003 00000000'], ['no length', '02040000'], ['a length of no whole words', '02040006 a1a20000'],
    ['a length beyond the end', '0204000c a1a2a3a4'], ['half a header behind the last', '02040004 0204'],
  ])('are not believed with %s', (_what, bytes) => expect(readFields(hex(bytes), 0)).toBeNull())

  it('end with the seal, whatever follows it', () => expect(readFields(hex('04040004 0204ff'), 0)).toMatchObject([{ type: 0x04_04 }]))
})

const random = seeded(8915)
const TIME = 1_795_348_800.5
const keys = () => ({ toServer: new Uint8Array(32).fill(1), toClient: new Uint8Array(32).fill(2) })
const { toClient } = keys()
const COOKIES = Array.from({ length: 8 }, (_, index) => new Uint8Array(100).fill(index + 1))
const chance = (): Chance => ({ nonce: random.bytes(8), identifier: random.bytes(32), seal: random.bytes(16) })

interface Asked { readonly session: NtsSession; readonly question: Chance; readonly request: Uint8Array }

function ask(session = new NtsSession(keys(), COOKIES)): Asked {
  const question = chance()
  const request = session.ask(question)
  if (request === null) throw new Error('No cookie is left.')
  return { session, question, request }
}

const fieldsOf = (packet: Uint8Array) => readFields(packet, 48) ?? []
const countOf = (packet: Uint8Array, type: number): number => fieldsOf(packet).filter((field) => field.type === type).length

describe('an authenticated request', () => {
  it('tells nothing about this machine but the cookie, and is sealed with the key to the server', () => {
    const { question, request } = ask()
    expect(request.subarray(0, 48)).toEqual(joined(hex(`23${'00'.repeat(39)}`), question.nonce))
    expect(identifierOf(request)).toEqual(question.identifier)
    expect(cookieOf(request)).toBe('01'.repeat(100))
    const seal = fieldsOf(request).at(-1)
    if (seal === undefined) throw new Error('no seal')
    expect(seal.body.subarray(0, 20)).toEqual(joined(hex('00100010'), question.seal))
    expect(aessiv(keys().toServer, request.subarray(0, seal.at), question.seal).decrypt(seal.body.subarray(20))).toHaveLength(0)
  })

  it('carries each cookie once, and asks for as many more as are missing', () => {
    const session = new NtsSession(keys(), COOKIES)
    const requests = COOKIES.map(() => ask(session).request)
    expect(new Set(requests.map(cookieOf)).size).toBe(8)
    expect(requests.map((request) => countOf(request, COOKIE_PLACEHOLDER))).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
    expect(session.ask(chance())).toBeNull()
  })

  it.each([1, 50, 100, 256, 1024])('passes every network in one piece, with cookies of %i bytes', (length) => {
    const { request } = ask(new NtsSession(keys(), [new Uint8Array(length)]))
    expect(request.length).toBeLessThanOrEqual(1232)
    expect(request.length % 4).toBe(0)
    expect(fieldsOf(request).at(-1)?.type).toBe(0x04_04)
  })
})

describe('an authenticated request with large cookies', () => {
  it.each([[1, 7], [132, 7], [136, 6], [256, 3], [500, 1], [1024, 0]])('of %i bytes asks for %i more', (length, more) => {
    const { request } = ask(new NtsSession(keys(), [new Uint8Array(length)]))
    const fields = fieldsOf(request).filter(({ type }) => type === COOKIE_PLACEHOLDER)
    expect(fields).toHaveLength(more)
    for (const { body } of fields) expect(body).toEqual(new Uint8Array(Math.ceil(length / 4) * 4))
  })
})

/** A packet sealed over this text, with a nonce of so many bytes and more behind the text. */
function sealedText(open: Uint8Array, text: Uint8Array, nonceBytes = 16, behind = new Uint8Array(0)): Uint8Array {
  const nonce = new Uint8Array(nonceBytes).fill(9)
  const secret = aessiv(toClient, open, nonce).encrypt(text)
  const padding = new Uint8Array((4 - (nonceBytes % 4)) % 4)
  return joined(open, writeField(0x04_04, joined(Uint8Array.of(0, nonceBytes, secret.length >> 8, secret.length & 255), nonce, padding, secret, behind)))
}

const fresh = new Uint8Array(100).fill(200)
const answerTo = ({ request }: Asked, ...cookies: readonly Uint8Array[]): Uint8Array => sealed(openAnswer(request, TIME), toClient, ...cookies)

describe('an authenticated answer', () => {
  it('gives the time, and cookies for later', () => {
    const asked = ask()
    const read = asked.session.read(answerTo(asked, fresh), asked.question)
    expect(read).toMatchObject({ kind: 'authentic', said: { kind: 'reply', reply: { stratum: 2 } }, cookies: [fresh] })
    expect(asked.session.cookies).toBe(8)
  })

  it('never leads to more cookies than eight', () => {
    const asked = ask()
    asked.session.read(answerTo(asked, fresh, fresh, fresh), asked.question)
    expect(asked.session.cookies).toBe(8)
  })

  it('keeps what is left of the cookies where it brings none, and adds what it brings', () => {
    const session = new NtsSession(keys(), COOKIES)
    ask(session)
    ask(session)
    const asked = ask(session)
    session.read(answerTo(asked), asked.question)
    expect(session.cookies).toBe(5)
    const next = ask(session)
    session.read(answerTo(next, fresh, fresh), next.question)
    expect(session.cookies).toBe(6)
    const requests = Array.from({ length: 6 }, () => cookieOf(ask(session).request))
    expect(requests.slice(4)).toEqual(['c8'.repeat(100), 'c8'.repeat(100)])
  })

  it.each([1, 5, 12, 16, 17, 32])('may be sealed with a nonce of %i bytes, filled up to whole words', (nonceBytes) => {
    const asked = ask()
    const packet = sealedText(openAnswer(asked.request, TIME), writeField(COOKIE, fresh), nonceBytes, new Uint8Array(8))
    expect(asked.session.read(packet, asked.question)).toMatchObject({ kind: 'authentic', cookies: [fresh] })
  })

  it('takes nothing for a cookie that is none: other fields, empty ones, ones that cannot be sent, half ones', () => {
    const texts = [writeField(UNIQUE_IDENTIFIER, fresh), writeField(COOKIE, hex('')), writeField(COOKIE, new Uint8Array(1028)), joined(writeField(COOKIE, fresh), hex('0204'))]
    for (const text of texts) {
      const asked = ask()
      expect(asked.session.read(sealedText(openAnswer(asked.request, TIME), text), asked.question)).toMatchObject({ kind: 'authentic', cookies: [] })
    }
    const asked = ask()
    const text = joined(writeField(UNIQUE_IDENTIFIER, hex('00')), writeField(COOKIE, new Uint8Array(1024)))
    expect(asked.session.read(sealedText(openAnswer(asked.request, TIME), text), asked.question)).toMatchObject({ cookies: [{ length: 1024 }] })
  })

  it('may order to stay away', () => {
    const asked = ask()
    const read = asked.session.read(sealed(kissed(openAnswer(asked.request, TIME), 'RATE'), toClient), asked.question)
    expect(read).toMatchObject({ kind: 'authentic', said: { kind: 'unusable', code: 'kiss-of-death', detail: 'RATE' } })
  })

  it('counts no further than to its seal: cookies in the open part and behind it are not taken', () => {
    const asked = ask()
    const open = joined(openAnswer(asked.request, TIME), writeField(COOKIE, fresh))
    const read = asked.session.read(joined(sealed(open, toClient), writeField(COOKIE, fresh)), asked.question)
    expect(read).toMatchObject({ kind: 'authentic', cookies: [] })
  })
})

describe('what is not proven to be the answer to this question is ignored', () => {
  const asked = ask()
  const answer = answerTo(asked, fresh, fresh)
  const isForeign = (packet: Uint8Array, { session, question } = asked): boolean => session.read(packet, question).kind === 'foreign'

  it('with any bit changed', () => {
    const believed = Array.from(answer, (_, at) => at).flatMap((at) => [0, 1, 2, 3, 4, 5, 6, 7].filter((bit) => {
      const packet = answer.slice()
      packet[at] = (packet[at] ?? 0) ^ (1 << bit)
      return !isForeign(packet)
    }).map((bit) => `byte ${at} bit ${bit}`))
    expect(believed).toEqual([])
  })

  it('cut short anywhere', () => {
    expect(Array.from(answer, (_, length) => length).filter((length) => !isForeign(answer.subarray(0, length)))).toEqual([])
  })

  it('sealed with another key, with the one that is for requests, or not at all', () => {
    const one = ask()
    const open = openAnswer(one.request, TIME)
    for (const packet of [sealed(open, new Uint8Array(32).fill(3)), sealed(open, keys().toServer), open, open.subarray(0, 48), one.request]) expect(isForeign(packet, one)).toBe(true)
  })

  it('with the origin of another question, though it is sealed', () => {
    const one = ask()
    const open = openAnswer(one.request, TIME)
    open.set(random.bytes(8), 24)
    expect(isForeign(sealed(open, toClient), one)).toBe(true)
  })

  it('without the identifier, with another one, or with two', () => {
    const one = ask()
    const header = openAnswer(one.request, TIME).subarray(0, 48)
    const own = writeField(UNIQUE_IDENTIFIER, one.question.identifier)
    const other = writeField(UNIQUE_IDENTIFIER, random.bytes(32))
    const packets = [[header], [header, other], [header, own, other], [header, own, own],
      [header, writeField(UNIQUE_IDENTIFIER, one.question.identifier.subarray(0, 16))], [header, writeField(UNIQUE_IDENTIFIER, joined(one.question.identifier, hex('00000000')))]]
    for (const parts of packets) expect(isForeign(sealed(joined(...parts), toClient), one)).toBe(true)
  })

  it('with a seal that is too short for what it says, or for a tag', () => {
    const one = ask()
    const open = openAnswer(one.request, TIME)
    for (const body of ['', '0000', '00000000', '00100010', '0010 000f', '0000 ffff', 'ffff 0010']) expect(isForeign(joined(open, writeField(0x04_04, hex(body))), one)).toBe(true)
    const whole = sealedText(open, hex(''))
    const shorter = whole.slice(0, -4)
    shorter[open.length + 3] = shorter.length - open.length
    expect(isForeign(shorter, one)).toBe(true)
  })

  it('an order to stay away that is not sealed, or what looks like NTSN and is none', () => {
    const one = ask()
    const open = openAnswer(one.request, TIME)
    const withStratum = kissed(open, 'NTSN')
    withStratum[1] = 16
    for (const packet of [kissed(open, 'DENY'), kissed(open, 'INIT'), withStratum]) expect(isForeign(packet, one)).toBe(true)
  })

  it('rubbish of any length, even behind the right numbers, and nothing throws', () => {
    const open = openAnswer(asked.request, TIME)
    for (let run = 0; run < 4000; run++) {
      const rubbish = random.bytes(random.whole(0, 200))
      expect(isForeign(rubbish)).toBe(true)
      expect(isForeign(joined(open, rubbish))).toBe(true)
      expect(isForeign(joined(open, hex('0404'), Uint8Array.of(0, 4 + (rubbish.length & ~3)), rubbish))).toBe(true)
    }
  })

  it('and after all of this the real answer still counts, once', () => {
    expect(asked.session.read(answer, asked.question).kind).toBe('authentic')
    expect(isForeign(answer)).toBe(true)
    expect(asked.session.cookies).toBe(8)
  })

  it('the answer to an earlier question, played again', () => {
    const { session } = asked
    const second = ask(session)
    expect(session.read(answer, second.question)).toEqual({ kind: 'foreign' })
    expect(session.read(answerTo(second), second.question).kind).toBe('authentic')
  })
})

describe('a server that does not know the cookie any more', () => {
  it('says so without a seal, with the identifier of the question', () => {
    const asked = ask()
    const negative = kissed(openAnswer(asked.request, TIME), 'NTSN')
    expect(asked.session.read(negative, asked.question)).toEqual({ kind: 'negative' })
    expect(asked.session.read(negative.subarray(0, 48), asked.question)).toEqual({ kind: 'foreign' })
    const ofAnother = joined(negative.subarray(0, 48), writeField(UNIQUE_IDENTIFIER, random.bytes(32)))
    expect(asked.session.read(ofAnother, asked.question)).toEqual({ kind: 'foreign' })
  })

  it('changes nothing by that: the answer that is sealed still counts', () => {
    const asked = ask()
    asked.session.read(kissed(openAnswer(asked.request, TIME), 'NTSN'), asked.question)
    expect(asked.session.read(answerTo(asked), asked.question).kind).toBe('authentic')
  })
})

describe('a session that was closed', () => {
  it('overwrites keys and cookies, and takes no answer any more: its keys are zeros that everybody knows', () => {
    const secret = keys()
    const cookies = COOKIES.map((cookie) => cookie.slice())
    const asked = ask(new NtsSession(secret, cookies))
    asked.session.close()
    const used = new Set([secret.toServer, secret.toClient, ...cookies.slice(1)].flatMap((bytes) => [...bytes]))
    expect(used).toEqual(new Set([0]))
    expect(asked.session.read(sealed(openAnswer(asked.request, TIME), secret.toClient), asked.question)).toEqual({ kind: 'foreign' })
    expect(asked.session.ask(chance())).toBeNull()
  })
})
