import { describe, expect, it } from 'vitest'
import type { Reply } from '../../main/core/ntp/packet.ts'
import { dateSample, ntpSample, type Sample } from '../../main/core/sample.ts'
import type { FailureCode } from '../../main/core/source.ts'
import { seeded } from './random.ts'

const SOURCE = { name: 'time.example', address: '192.0.2.1', kind: 'ntp' } as const
const NOON = 1_795_348_800

const reply = (received: number, transmitted = received, more: Partial<Reply> = {}): Reply =>
  ({ stratum: 2, leap: 0, precision: 2 ** -20, rootDelay: 0.002, rootDispersion: 0.001, received, transmitted, ...more })

const sound = (sample: Sample | FailureCode): Sample => {
  if (typeof sample === 'string') throw new Error(`refused: ${sample}`)
  return sample
}

describe('NTP', () => {
  it('a slow clock has a positive offset, a fast one a negative', () => {
    expect(sound(ntpSample(SOURCE, NOON, 0.02, reply(NOON + 47.31))).offset).toBeCloseTo(47.3, 3)
    expect(sound(ntpSample(SOURCE, NOON, 0.02, reply(NOON - 259_200 + 0.01))).offset).toBeCloseTo(-259_200, 3)
  })

  it('offset ± distance holds the truth however lopsided the way and however late the server', () => {
    const random = seeded(1)
    for (let run = 0; run < 2000; run++) {
      const truth = random.between(-5e8, 1e9)
      const [there, back, works] = [random.between(0, 2), random.between(0, 2), random.between(0, 0.5)]
      const [rootDelay, rootDispersion] = [random.between(0, 0.5), random.between(0, 0.5)]
      const serverError = random.between(-1, 1) * (rootDelay / 2 + rootDispersion)
      const received = NOON + truth + there + serverError
      const { offset, distance } = sound(ntpSample(SOURCE, NOON, there + works + back, reply(received, received + works, { rootDelay, rootDispersion })))
      expect(Math.abs(offset - truth)).toBeLessThanOrEqual(distance)
    }
  })

  it('never claims to be exact: two readings of a clock cost a little', () => {
    expect(sound(ntpSample(SOURCE, NOON, 0, reply(NOON, NOON, { rootDelay: 0, rootDispersion: 0 }))).distance).toBeGreaterThanOrEqual(0.0001)
  })

  it.each<[string, number, Reply, FailureCode]>([
    ['the server worked longer than the whole exchange took', 0.02, reply(NOON, NOON + 0.03), 'delay'],
    ['an answer after more than five seconds', 5.1, reply(NOON), 'delay'],
    ['a server that lives in 2009', 0.02, reply(1_262_303_999), 'implausible'],
    ['a server that lives after 2100', 0.02, reply(4_102_444_801), 'implausible'],
  ])('%s is no time', (_what, elapsed, given, code) => expect(ntpSample(SOURCE, NOON, elapsed, given)).toBe(code))

  it.each<[string, number, Reply]>([
    ['after just five seconds', 5, reply(NOON)], ['of the first second of 2010', 0.02, reply(1_262_304_000)], ['of the last of 2099', 0.02, reply(4_102_444_800)],
  ])('an answer %s still counts', (_what, elapsed, given) => expect(sound(ntpSample(SOURCE, NOON, elapsed, given))).toMatchObject(SOURCE))

  it('the distance is half of all delay, all dispersion, one tick of the server and the error of reading', () => {
    const given = reply(NOON + 10, NOON + 10.25, { precision: 0.125, rootDelay: 1, rootDispersion: 0.25, stratum: 7 })
    expect(ntpSample(SOURCE, NOON, 1, given)).toEqual({ ...SOURCE, stratum: 7, offset: 9.625, delay: 0.75, distance: 0.875 + 0.25 + 0.125 + 0.0001 })
  })

  it('no way is shorter than a tick of the server\'s clock', () => {
    expect(sound(ntpSample(SOURCE, NOON, 0.25, reply(NOON, NOON + 0.25, { precision: 0.125 })))).toMatchObject({ delay: 0.125, distance: expect.closeTo(0.1896, 9) })
  })

  it('a round trip that is negative only by the error of reading still counts', () => {
    expect(sound(ntpSample(SOURCE, NOON, 0.02, reply(NOON, NOON + 0.0205))).delay).toBeGreaterThan(0)
  })
})

describe('the Date of a website', () => {
  it('HTTP-01', () => {
    const { offset, distance } = sound(dateSample({ ...SOURCE, kind: 'https-date' }, NOON - 0.04, 0.08, NOON + 37))
    expect(offset).toBeCloseTo(37.5, 6)
    expect(distance).toBeCloseTo(0.5401, 9)
  })

  it.each([[0, NOON], [5, NOON], [0.1, 1_262_304_000], [0.1, 4_102_444_800]])('counts after %d s with a date of %d', (elapsed, date) => {
    expect(sound(dateSample(SOURCE, NOON, elapsed, date)).delay).toBe(elapsed)
  })

  it('holds the truth at every phase of the second', () => {
    const random = seeded(2)
    for (let run = 0; run < 2000; run++) {
      const truth = random.between(-100, 100)
      const [there, back] = [random.between(0, 1), random.between(0, 1)]
      const sentAt = NOON + random.between(0, 1)
      const stamped = Math.floor(sentAt + truth + there)
      const { offset, distance } = sound(dateSample(SOURCE, sentAt, there + back, stamped))
      expect(Math.abs(offset - truth)).toBeLessThanOrEqual(distance)
    }
  })

  it.each<[string, number, number, FailureCode]>([
    ['a page that takes too long', 5.1, NOON, 'delay'],
    ['a page that answers before it was asked', -1, NOON, 'delay'],
    ['HTTP-03, a router that lives in 1970', 0.1, 72, 'implausible'],
    ['a router that lives in 2009', 0.1, 1_262_303_999, 'implausible'],
    ['a router that lives after 2100', 0.1, 4_102_444_801, 'implausible'],
    ['not a number', Number.NaN, NOON, 'delay'],
  ])('%s is no time', (_what, elapsed, date, code) => expect(dateSample(SOURCE, NOON, elapsed, date)).toBe(code))
})
