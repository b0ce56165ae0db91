import { describe, expect, test } from 'vitest'
import { dateSample } from '../../main/core/sample.ts'
import { isCopy, isThroughFront, judgeService, rangeOfService, spanOfAnswers, type DatedAnswer, type Headers } from '../../main/core/service-clock.ts'
import { serviceClockWords } from '../../main/core/words/service-clock.ts'
import { seeded } from './random.ts'

const NOON = 1_795_348_800

/** What a service `ahead` of true time says to a question that left at a true time and took so long. */
function answer(ahead: number, sentAt: number, delay: number, headers: Headers = {}, date = Math.floor(sentAt + delay / 2 + ahead)): DatedAnswer {
  const sample = dateSample({ name: 'login.example.com', address: '', kind: 'https-date' }, sentAt, delay, date)
  if (typeof sample === 'string') throw new Error(sample)
  return { sample, headers: { date: new Date(date * 1000).toUTCString(), ...headers } }
}

const judge = (answers: readonly DatedAnswer[]) => judgeService('login.example.com', answers, 0.01)

describe('the clock of a service', () => {
  const random = seeded(9110)

  test('lies in the stated range, whatever the moments of the questions', () => {
    for (let draw = 0; draw < 500; draw++) {
      const ahead = random.between(-400, 400)
      const answers = Array.from({ length: random.whole(1, 5) }, (_, n) => answer(ahead, NOON + n * 0.7 + random.between(0, 0.6), random.between(0.01, 0.3)))
      const clock = judge(answers)
      if (clock.kind === 'unknown') throw new Error(clock.reason)
      const { low, high } = rangeOfService(clock)
      expect(low).toBeLessThanOrEqual(ahead)
      expect(high).toBeGreaterThanOrEqual(ahead)
      expect(spanOfAnswers(answers)).not.toBeNull()
    }
  })

  test('cannot be told by a date that stands still, though each answer looks good', () => {
    const date = NOON - 5
    expect(judge([0.1, 0.6, 0.9].map((at) => answer(0, NOON + at, 0.02, {}, date)))).toMatchObject({ kind: 'known' })
    expect(judge([0.1, 0.6, 0.9, 2.2].map((at) => answer(0, NOON + at, 0.02, {}, date)))).toMatchObject({ kind: 'unknown', reason: 'cached' })
  })

  test('cannot be told where machines with different clocks answer', () => {
    expect(judge([answer(0, NOON, 0.02), answer(9, NOON + 1, 0.02)])).toMatchObject({ kind: 'unknown', reason: 'contradiction' })
    expect(judge([])).toMatchObject({ kind: 'unknown', reason: 'no-answer' })
  })

  test('is still told where they differ by a part of a second, in a range that holds all of them', () => {
    // One machine has just turned its second, the other is about to.
    const clock = judge([answer(10, NOON + 0.001, 0.01), answer(10.3, NOON + 0.69, 0.01), answer(10, NOON + 2.999, 0.01), answer(10.3, NOON + 2.75, 0.01), answer(10, NOON + 3.99, 0.01)])
    if (clock.kind === 'unknown') throw new Error(clock.reason)
    expect(clock.uncertainty).toBeLessThan(0.6)
    for (const machine of [10, 10.3]) expect(Math.abs(clock.ahead - machine)).toBeLessThanOrEqual(clock.uncertainty)
  })

  test.each<[string, Headers, boolean, boolean]>([
    ['a plain answer', { server: 'nginx' }, false, false],
    ['a fresh answer through a front', { 'via': '1.1 proxy', 'x-cache': 'MISS from proxy', 'age': '0' }, false, true],
    ['an old copy', { age: '312' }, true, false],
    ['CloudFront', { 'x-cache': 'Hit from cloudfront', 'x-amz-cf-id': 'abc' }, true, true],
    ['Squid', { 'x-cache-lookup': 'HIT from cache:3128', 'via': '1.1 cache' }, true, true],
    ['Akamai', { 'x-cache': 'TCP_MEM_HIT from a1' }, true, true],
    ['Akamai without a copy', { 'x-cache': 'TCP_MISS from a1' }, false, true],
    ['Cloudflare with a copy', { 'cf-cache-status': 'HIT', 'cf-ray': '1-FRA' }, true, true],
    ['Cloudflare without', { 'cf-cache-status': 'DYNAMIC', 'cf-ray': '1-FRA' }, false, true],
    ['RFC 9211 with a copy', { 'cache-status': 'ExampleCache; hit; ttl=30' }, true, false],
    ['RFC 9211 without', { 'cache-status': 'ExampleCache; fwd=uri-miss' }, false, false],
    ['Varnish with a copy', { 'x-varnish': '32770 3' }, true, true],
    ['Varnish without', { 'x-varnish': '32770' }, false, true],
    ['Fastly, where only the first of two machines had a copy', { 'x-cache-hits': '1, 0', 'x-served-by': 'cache-fra1' }, false, true],
    ['Fastly with a copy', { 'x-cache-hits': '0, 4', 'x-served-by': 'cache-fra1' }, true, true],
    ['a header that came twice', { 'x-cache': ['MISS from a', 'HIT from b'] }, true, true],
    ['two words that make no header together', { 'x-cache': ['a', 'hit', 'x'] }, true, true],
    ['Fastly with ten copies', { 'x-cache-hits': '0, 10' }, true, false],
    ['Fastly, where the last of three had a copy', { 'x-cache-hits': '0, 0, 5' }, true, false],
    ['Fastly, where only the second of three had a copy', { 'x-cache-hits': '0, 5, 0' }, false, false],
    ['Varnish with a long number', { 'x-varnish': '32770 32765' }, true, true],
    ['no numbers of Varnish before', { 'x-varnish': 'a1 2' }, false, true],
    ['no numbers of Varnish behind', { 'x-varnish': '1 2a' }, false, true],
    ['a header that only sounds like it', { 'x-cache': 'white', 'x-powered-by': 'hit' }, false, true],
  ])('%s', (_what, headers, copy, front) => {
    expect([isCopy(headers), isThroughFront(headers)]).toEqual([copy, front])
    expect(judge([answer(0, NOON, 0.02), answer(0, NOON + 2.1, 0.02, headers)])).toMatchObject(copy ? { kind: 'unknown', reason: 'cached' } : { kind: 'known', front })
  })

  /** An answer that puts the clock so far ahead, give or take. */
  const about = (ahead: number, distance: number, date = NOON): DatedAnswer => ({
    sample: { name: 'login.example.com', address: '', kind: 'https-date', offset: ahead, delay: distance, distance }, headers: { date: new Date(date * 1000).toUTCString() },
  })

  test('is in the middle of what all answers allow, as far as true time itself is known', () => {
    const answers = [about(0, 1, NOON), about(0.5, 1, NOON + 1)]
    expect(judge(answers)).toEqual({ kind: 'known', host: 'login.example.com', front: false, answers: 2, ahead: 0.25, uncertainty: 0.76 })
    expect(spanOfAnswers(answers)).toEqual({ low: -0.5, high: 1 })
    expect(judge([about(0, 1), about(2, 1, NOON + 1)])).toMatchObject({ ahead: 1, uncertainty: 0.01 })
  })

  test('may contradict itself by half a second, and by no more', () => {
    expect(judge([about(0, 0.25), about(1, 0.25)])).toMatchObject({ kind: 'known', ahead: 0.5, uncertainty: 0.51 })
    expect(judge([about(0, 0.25), about(1.125, 0.25, NOON + 1)])).toMatchObject({ kind: 'unknown', reason: 'contradiction' })
    expect(spanOfAnswers([about(0, 0.25), about(1, 0.25)])).toBeNull()
  })

  test('is put into words that name the host and the direction', () => {
    const words = (ahead: number, front = false) => serviceClockWords({ kind: 'known', host: 'login.example.com', ahead, uncertainty: 0.2, answers: 4, front })
    expect(words(40.2)).toEqual(['The clock of login.example.com is 40.2 seconds ahead, right to ±0.2 s.'])
    expect(words(-600, true)).toEqual(['The clock of login.example.com is 10 minutes behind, right to ±0.2 s.', 'A machine in front of the service took part, and the time may be that of its clock.'])
    expect(words(0.1)).toEqual(['The clock of login.example.com is right to ±0.4 s.'])
    expect([1, -1].map((ahead) => words(ahead))).toEqual([['The clock of login.example.com is right to ±1.2 s.'], ['The clock of login.example.com is right to ±1.2 s.']])
    expect(serviceClockWords({ kind: 'known', host: 'login.example.com', ahead: -2, uncertainty: 2.5, answers: 1, front: false })).toEqual(['The clock of login.example.com is right to ±4.5 s.'])
    expect(serviceClockWords({ kind: 'unknown', host: 'login.example.com', reason: 'cached' })[0]).toBe('The clock of login.example.com could not be measured. The answer came from a cache, so it does not tell the time of the service.')
  })
})
