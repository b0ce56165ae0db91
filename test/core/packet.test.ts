import { describe, expect, it } from 'vitest'
import { buildRequest, readReply } from '../../main/core/ntp/packet.ts'
import { readTimestamp, writeTimestamp } from '../../main/core/ntp/timestamp.ts'
import { ntpSample, type Sample } from '../../main/core/sample.ts'
import { seeded } from './random.ts'

const hex = (text: string): Uint8Array => Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))

const NONCE = hex('a1b2c3d4e5f60718')
const T1 = 1_795_348_800
const ELAPSED = 0.04002
const SOURCE = { name: 'time.example', address: '192.0.2.1', kind: 'ntp' } as const
const GOOD = '240200e9000002000000004011fd047deead57dd6e978d4fa1b2c3d4e5f60718eead57e56e978d4feead57e56e98dcdb'

const read = (packet: string) => readReply(hex(packet), NONCE)
/** The good answer with some bytes changed: `[at, hex]`. */
const altered = (...changes: readonly (readonly [at: number, bytes: string])[]): string =>
  changes.reduce((packet, [at, bytes]) => packet.slice(0, at * 2) + bytes + packet.slice(at * 2 + bytes.length), GOOD)

const sampleOf = (packet: string, sentAt: number): Sample => {
  const reading = read(packet)
  if (reading.kind !== 'reply') throw new Error(`No reply: ${reading.kind} ${reading.code}`)
  const sample = ntpSample(SOURCE, sentAt, ELAPSED, reading.reply)
  if (typeof sample === 'string') throw new Error(`No sample: ${sample}`)
  return sample
}

describe('the request', () => {
  it('tells the server nothing about this machine', () => {
    expect(buildRequest(NONCE)).toEqual(hex(`23${'00'.repeat(39)}a1b2c3d4e5f60718`))
  })

  it('is refused without a random number, for then anybody could forge the answer', () => {
    expect(() => buildRequest(new Uint8Array(8))).toThrow('8 random bytes')
    expect(() => buildRequest(NONCE.subarray(1))).toThrow('8 random bytes')
    expect(buildRequest(hex('0000000000000001')).subarray(40)).toEqual(hex('0000000000000001'))
  })
})

describe('answers that give a time', () => {
  it.each([
    ['NTP-02, 37.4 s slow', GOOD, T1, 37.412],
    ['NTP-11, in era 1 after February 2036', '240200e9000002000000004011fd047d0000005c00000000a1b2c3d4e5f6071800000064051eb85100000064052007dd', 2_085_978_596, 0],
    ['NTP-12, across the wrap', '240200e9000002000000004011fd047dfffffff7fd70a3d7a1b2c3d4e5f6071800000000028f5c28000000000290abb4', 2_085_978_495.99, 0],
    ['NTP-13, a dead battery: the laptop believes in January 1970', GOOD, 1000, 1_795_347_837.412],
    ['a laptop that is 21 years fast', GOOD, T1 + 662_256_000, 37.412 - 662_256_000],
  ])('%s', (_what, packet, sentAt, offset) => {
    const sample = sampleOf(packet, sentAt)
    expect(sample.offset).toBeCloseTo(offset, 4)
    expect(sample.delay).toBeCloseTo(0.04, 4)
    expect(sample.stratum).toBe(2)
  })

  it('NTP-02 carries the server\'s own error', () => {
    const reading = read(GOOD)
    if (reading.kind !== 'reply') throw new Error(reading.kind)
    expect(reading.reply.rootDelay / 2 + reading.reply.rootDispersion).toBeCloseTo(0.0049, 4)
    expect(sampleOf(GOOD, T1).distance).toBeCloseTo(0.02 + 0.0049 + 0.0001, 4)
  })

  it.each([
    ['a leap second is announced to be added', altered([0, '64'])],
    ['a leap second is announced to be taken out', altered([0, 'a4'])],
    ['version 3', altered([0, '1c'])],
    ['stratum 15', altered([1, '0f'])],
    ['a packet with extensions behind it', `${GOOD}00040008deadbeef`],
    ['a reference time that is not known', altered([16, '0000000000000000'])],
    ['a reference time a second ahead, as servers that round it give', altered([16, 'eead57e66e98dcdb'])],
    ['a reference time of 36 hours ago', altered([16, 'eeab57e56e98dcdb'])],
  ])('%s', (_what, packet) => expect(sampleOf(packet, T1).offset).toBeCloseTo(37.412, 4))
})

describe('what a server says of itself', () => {
  const replyIn = (packet: string) => {
    const reading = read(packet)
    if (reading.kind !== 'reply') throw new Error(`${reading.kind} ${reading.code}`)
    return reading.reply
  }

  it('is kept in seconds', () => {
    expect(replyIn(GOOD)).toEqual({
      stratum: 2, leap: 0, precision: 2 ** -23, rootDelay: 2 ** -7, rootDispersion: 2 ** -10,
      received: expect.closeTo(T1 + 37.432, 3), transmitted: expect.closeTo(T1 + 37.43202, 5),
    })
    expect([replyIn(altered([0, '64'])).leap, replyIn(altered([0, 'a4'])).leap]).toEqual([1, 2])
  })

  it('is believed up to an error of a second and a half, and no further', () => {
    expect(replyIn(altered([4, '00020000'], [8, '00008000']))).toMatchObject({ rootDelay: 2, rootDispersion: 0.5 })
    expect(read(altered([4, '00020000'], [8, '00008100']))).toMatchObject({ kind: 'unusable', code: 'root-distance' })
  })

  it('claims no finer clock than there is, and none of more than a second', () => {
    expect(['d0', 'e2', 'fb', '00', '05'].map((byte) => replyIn(altered([3, byte])).precision)).toEqual([2 ** -30, 2 ** -30, 2 ** -5, 1, 1])
  })

  it('may be that it answered at once', () => {
    const { received, transmitted } = replyIn(altered([40, 'eead57e56e978d4f']))
    expect(transmitted).toBe(received)
  })
})

describe('answers that give none', () => {
  it.each([
    ['NTP-05 not synchronised', `e4${GOOD.slice(2)}`, 'unsynchronised', ''],
    ['NTP-06 stratum 16', '241000e90000020000000040494e49540000000000000000a1b2c3d4e5f60718eead57e56e978d4feead57e56e98dcdb', 'stratum', '16'],
    ['NTP-09 unsure by 18 s', '240200e9001400000008000011fd047deead57dd6e978d4fa1b2c3d4e5f60718eead57e56e978d4feead57e56e98dcdb', 'root-distance', '18.0'],
    ['unsure by 1.6 s', altered([8, '00019999']), 'root-distance', '1.6'],
    ['NTP-10 no transmit time', altered([40, '0000000000000000']), 'zero-time', ''],
    ['no receive time', altered([32, '0000000000000000']), 'zero-time', ''],
    ['version 5', altered([0, '2c']), 'version', '5'],
    ['sent before it was received', altered([40, 'eead57e4']), 'order', ''],
    ['set its own clock after it answered', altered([16, 'eead57f0']), 'order', ''],
    ['set its own clock 37 hours ago', altered([16, 'eeab4f95']), 'stale', ''],
    ['was set back by more than a second', altered([16, 'eead57e66f000000']), 'order', ''],
    ['set its own clock a moment more than 2^17 s ago', altered([16, 'eeab57e56e000000']), 'stale', ''],
  ])('%s', (_what, packet, code, detail) => expect(read(packet)).toEqual({ kind: 'unusable', code, detail }))

  it.each([
    ['NTP-03', 'e4000a000000000000000000524154450000000000000000a1b2c3d4e5f6071800000000000000000000000000000000', 'RATE'],
    ['NTP-04, with times that must not be used', 'e4000000000000000000000044454e590000000000000000a1b2c3d4e5f60718eead57e56e978d4feead57e56e98dcdb', 'DENY'],
    ['as RFC 5905 spells it', altered([1, '00'], [12, '52535452']), 'RSTR'],
  ])('a kiss-o\'-death is an order to stay away: %s', (_what, packet, code) => {
    expect(read(packet)).toEqual({ kind: 'unusable', code: 'kiss-of-death', detail: code })
  })

  it('INIT, STEP and LOCL only say that the server has no time yet', () => {
    const said = ['53544550', '4c4f434c', '494e4954'].map((code) => read(altered([1, '00'], [12, code])))
    expect(said).toEqual(['STEP', 'LOCL', 'INIT'].map((detail) => ({ kind: 'unusable', code: 'stratum', detail })))
    expect(read(altered([0, 'e4'], [1, '00'], [12, '494e4954']))).toEqual({ kind: 'unusable', code: 'unsynchronised', detail: 'INIT' })
    expect(read(altered([1, '00'], [12, '00000000']))).toEqual({ kind: 'unusable', code: 'stratum', detail: '' })
  })

  it('what a server says in a kiss can carry nothing but letters and digits to the screen', () => {
    expect(read(altered([1, '00'], [12, '1b5b324a']))).toEqual({ kind: 'unusable', code: 'kiss-of-death', detail: '2J' })
  })
})

describe('what is no answer to this question is ignored, for the real one may follow', () => {
  it.each([
    ['NTP-07 another origin', altered([24, '0011223344556677']), 'origin'],
    ['an origin with another first byte', altered([24, 'a0']), 'origin'],
    ['an origin with another last byte', altered([31, '19']), 'origin'],
    ['a forged kiss-o\'-death', altered([1, '00'], [12, '44454e59'], [24, '0011223344556677']), 'origin'],
    ['NTP-08 a question', altered([0, '23']), 'mode'],
    ['a broadcast', altered([0, '25']), 'mode'],
    ['NTP-14 cut short', GOOD.slice(0, 94), 'short'],
    ['empty', '', 'short'],
  ])('%s', (_what, packet, code) => expect(read(packet)).toEqual({ kind: 'foreign', code }))

  it('rubbish of any length neither throws nor gives a time, even behind the right origin', () => {
    const random = seeded(5905)
    for (let run = 0; run < 4000; run++) {
      const bytes = random.bytes(random.whole(0, 120))
      const reading = readReply(bytes, NONCE)
      expect(reading.kind).toBe('foreign')
      if (bytes.length < 48) continue
      bytes.set(NONCE, 24)
      const believed = readReply(bytes, NONCE)
      const sample = believed.kind === 'reply' ? ntpSample(SOURCE, T1, 0.04, believed.reply) : believed.code
      const figures = typeof sample === 'string' ? [] : [sample.offset, sample.delay, sample.distance]
      expect(figures.every(Number.isFinite)).toBe(true)
    }
  })

  it('reads a packet that lies inside a larger buffer', () => {
    const larger = new Uint8Array(100)
    larger.set(hex(GOOD), 7)
    expect(readReply(larger.subarray(7, 55), NONCE).kind).toBe('reply')
  })
})

describe('timestamps', () => {
  it('hold over 1970 to 2106, whatever era the number is written in', () => {
    const view = new DataView(new ArrayBuffer(8))
    const random = seeded(2036)
    const times = [0.5, T1 + 0.25, 2_085_978_495.999_999, 2_085_978_496.000_001, 4_294_967_295.5]
    for (const time of [...times, ...Array.from({ length: 500 }, () => random.between(0, 2 ** 32))]) {
      writeTimestamp(view, 0, time)
      expect(readTimestamp(view, 0)).toBeCloseTo(time, 5)
    }
  })

  it('all zero is no time at all, not the year 2036', () => {
    const view = new DataView(new ArrayBuffer(8))
    expect(readTimestamp(view, 0)).toBeNull()
    view.setUint32(4, 2 ** 31)
    expect(readTimestamp(view, 0)).toBe(2_085_978_496.5)
  })

  it('begin with 1970, wherever in a packet they stand', () => {
    const view = new DataView(new ArrayBuffer(24))
    writeTimestamp(view, 8, 0)
    expect([view.getUint32(8), readTimestamp(view, 8), view.getUint32(0), view.getUint32(16)]).toEqual([2_208_988_800, 0, 0, 0])
  })
})
