import { describe, expect, it } from 'vitest'
import { CATALOGUE } from '../../main/core/catalogue.ts'
import { judge } from '../../main/core/judge.ts'
import { DEFAULT_LIMITS, levelOf } from '../../main/core/limits.ts'
import type { FailureCode } from '../../main/core/source.ts'
import type { KnownVerdict, UnknownReason, Verdict } from '../../main/core/verdict.ts'
import { durationShort, durationWords, plusMinus, slowOrFast, slowOrFastShort, tookWords } from '../../main/core/words/duration.ts'
import { failureWords } from '../../main/core/words/failures.ts'
import { hintWords, meaningWords, reasonWords, sourceName, sourcesWords, statementWords, unknownNextStep, unknownWords } from '../../main/core/words/verdict.ts'
import { answer, dated, failed, judged, measured, notMeasured, survey } from './builders.ts'
import { seeded } from './random.ts'

/** Sizes from microseconds to decades, and every place where the words change. */
const SIZES = [
  0, 0.0001, 0.00049, 0.0005, 0.001, 0.0949, 0.0996, 0.1, 0.5, 0.9994, 0.9996, 1, 1.04, 1.06, 47.3, 119.94, 119.96, 120, 121, 3600, 7199, 7200,
  86_400, 172_799, 172_800, 259_200, 31_556_952, 63_113_904, 1_795_347_837.412,
  ...Array.from({ length: 300 }, (_, n) => seeded(n).between(0, 1) * 10 ** (n / 30)),
]

/** What must never stand in a sentence for people. */
const RUBBISH = /NaN|undefined|null|Infinity|\[object|-0\b|\be[+-]\d|\{|\}|(?<![\d.])(?:[01]|0\.0+) (seconds|minutes|hours|days|years)\b|(?<![\d.])0(\.0+)? (s|ms|min)\b/

/** The name of a reason as programs see it; one-word names are words of the language as well. */
const asCode = (name: string): string => (name.includes('-') ? name : `(${name})`)

describe('a length of time', () => {
  it.each([
    [0.012, '0.012 seconds', '12 ms'], [0.5, '0.500 seconds', '0.500 s'], [1, '1 second', '1 s'], [-1.04, '1 second', '1 s'], [47.3, '47.3 seconds', '47.3 s'],
    [119, '119 seconds', '119 s'], [120, '2 minutes', '2 min'], [90 * 60, '90 minutes', '90 min'], [7200, '2 hours', '2 hours'],
    [129_600, '36 hours', '36 hours'], [259_200, '3 days', '3 days'], [63_113_904, '2 years', '2 years'], [1_795_347_837, '56.9 years', '56.9 years'],
    [0, 'less than 1 ms', '<1 ms'], [0.9996, '1 second', '1 s'], [119.96, '2 minutes', '2 min'], [7199.9, '2 hours', '2 hours'], [172_799, '2 days', '2 days'],
  ])('%d s', (seconds, words, short) => {
    expect(durationWords(seconds)).toBe(words)
    expect(durationShort(seconds)).toBe(short)
  })

  it('slow is positive, fast is negative', () => {
    expect(slowOrFast(47.3)).toBe('47.3 seconds slow')
    expect(slowOrFast(-259_200)).toBe('3 days fast')
    expect(slowOrFastShort(-0.012)).toBe('12 ms fast')
  })

  it('no size gives nonsense, and short never says more digits than it can', () => {
    for (const size of SIZES.flatMap((seconds) => [seconds, -seconds])) {
      for (const words of [durationWords(size), durationShort(size), slowOrFast(size), slowOrFastShort(size), plusMinus(Math.abs(size))]) expect(words).not.toMatch(RUBBISH)
    }
  })

  it('the stated error is never smaller than the real one', () => {
    for (const size of SIZES) {
      const [, value = '', unit] = /^±([\d.]+) (ms|s)$/.exec(plusMinus(size)) ?? []
      expect(Number(value) * (unit === 'ms' ? 0.001 : 1)).toBeGreaterThanOrEqual(size - 1e-9)
    }
    expect([0.0123, 0.54, 0.5, 0.04].map(plusMinus)).toEqual(['±13 ms', '±0.6 s', '±0.5 s', '±40 ms'])
  })
})

describe('the limits', () => {
  it.each([[0, 'ok'], [14.999, 'ok'], [-14.999, 'ok'], [15, 'warning'], [-15, 'warning'], [29.999, 'warning'], [30, 'critical'], [-30, 'critical'], [-1e9, 'critical']])(
    '%d s is %s', (offset, level) => expect(levelOf(offset, DEFAULT_LIMITS)).toBe(level))
})

describe('how long something took', () => {
  it.each([[0.84, '0.8 s'], [0.1, '0.1 s'], [0.0996, '100 ms'], [0.012, '12 ms'], [1, '1 s'], [1.26, '1.3 s']])('%d s: %s', (seconds, words) => expect(tookWords(seconds)).toBe(words))
})

describe('the verdict in words', () => {
  it('says slow, fast or right, and what it means', () => {
    expect([statementWords(measured(47.3)), meaningWords(measured(47.3))]).toEqual(['Your clock is 47.3 seconds slow', 'Codes will be rejected'])
    expect([statementWords(measured(-20)), meaningWords(measured(-20, { level: 'warning' }))]).toEqual(['Your clock is 20 seconds fast', 'Codes may be rejected'])
    expect([statementWords(measured(0.4)), meaningWords(measured(0.4))]).toEqual(['Your clock is right', 'Codes will be accepted'])
    expect([statementWords(notMeasured()), meaningWords(notMeasured())]).toEqual(['Your clock could not be checked', 'Cannot tell'])
  })

  it('never says "right" and "rejected" together, whatever limits are set', () => {
    const strict = { warning: 0.2, critical: 0.6 }
    for (const offset of [0.1, 0.3, 0.7, -0.95]) {
      const verdict = judge(survey([1, 2, 3].map(() => answer(offset, 0.01))), strict, { ntp: 3, web: 3 })
      expect(statementWords(verdict) === 'Your clock is right').toBe(meaningWords(verdict) === 'Codes will be accepted')
    }
  })

  it('says of codes what services do with them, whatever limits are set', () => {
    expect(meaningWords(measured(300, { level: 'ok' }))).toBe('Codes will be rejected')
    expect(meaningWords(measured(20, { level: 'critical' }))).toBe('Codes may be rejected')
    expect(meaningWords(measured(0.3, { level: 'critical' }))).toBe('Codes will be accepted, but the limit set here is passed')
  })

  it('gives a next step that is not the reason once more', () => {
    const twice = (Object.keys(REASONS) as UnknownReason[]).filter((reason) => {
      const sentences = `${unknownWords(reason)} ${unknownNextStep(reason)}`.split(/(?<=\.)\s/)
      return sentences.filter((sentence) => /check again\.$/i.test(sentence)).length > 1
    })
    expect(twice).toEqual([])
  })

  it('says what would help where nothing is known', () => {
    expect([unknownWords('captive-portal'), unknownNextStep('captive-portal')])
      .toEqual(['This network shows a sign-in page before it lets anything else through.', 'Open a web page, sign in to the Wi-Fi, then check again.'])
  })

  it('names a source by its address once', () => {
    expect(sourceName({ name: '192.0.2.1', address: '192.0.2.1' })).toBe('192.0.2.1')
    expect(sourceName({ name: 'time.example', address: '192.0.2.1' })).toBe('time.example (192.0.2.1)')
    expect(sourceName({ name: 'time.example', address: '' })).toBe('time.example')
  })

  it('counts one name once, though it answered over IPv4 and IPv6', () => {
    const twice = answer(1, 0.02, { name: 'time.example' })
    expect(sourcesWords(judged([twice, { ...twice, address: '2001:db8::1' }, answer(1), answer(1)]))).toBe('3 time servers')
    expect(sourcesWords(judged([twice, answer(1), answer(1), { ...twice, kind: 'nts' }]))).toBe('3 time servers (1 authenticated)')
    expect(sourcesWords(judged([answer(1), dated(1), dated(1)]))).toBe('1 time server and 2 websites')
  })

  it('counts only who agrees, however it was asked', () => {
    expect(sourcesWords(judged([answer(1), answer(1), answer(1), answer(99)]))).toBe('3 time servers')
    expect(sourcesWords(judged([dated(1), dated(1), dated(1)]))).toBe('3 websites')
    expect(sourcesWords(judged([answer(1, 0.02, { kind: 'nts' }), answer(1, 0.02, { kind: 'nts' }), answer(1, 0.02, { kind: 'nts' })]))).toBe('3 time servers (3 authenticated)')
  })

  it('calls what an unprotected page says a hint, whatever it says', () => {
    for (const offset of [0, 47.3, -3e8]) expect(hintWords({ name: 'page.example', offset, uncertainty: 0.5 })).toMatch(/^An unprotected page \(page\.example\) suggests .* proves nothing\.$/)
  })

  it('tells of a hint how far the clock would be off, or that it would be right', () => {
    const hint = (offset: number, uncertainty = 0.5): string => hintWords({ name: 'page.example', offset, uncertainty })
    for (const words of [hint(0), hint(1), hint(-1), hint(-3, 3)]) expect(words).toMatch(/suggests that this clock is right\./)
    expect(hint(47.3)).toMatch(/suggests that this clock is about 47\.3 seconds slow\./)
    expect(hint(-3.1, 3)).toMatch(/suggests that this clock is about 3\.1 seconds fast\./)
  })

  it('calls a clock right that is off by no more than could be measured', () => {
    expect(statementWords(measured(1.4, { level: 'ok', uncertainty: 1.4 }))).toBe('Your clock is right')
    expect(statementWords(measured(1, { level: 'ok', uncertainty: 0.1 }))).toBe('Your clock is 1 second slow')
    expect(statementWords(measured(-0.99, { level: 'warning', uncertainty: 0.1 }))).toBe('Your clock is 0.990 seconds fast')
  })

  it('says of an unknown verdict why, and nothing of sources', () => expect(reasonWords(notMeasured('no-network'))).toBe('This computer is not connected to a network.'))

  it('tells that sources were outvoted, one or several', () => {
    const three = [answer(47.3), answer(47.3), answer(47.3)]
    expect(reasonWords(judged(three))).toBe('Your clock is 47.3 seconds slow (±21 ms, 3 time servers).')
    expect(reasonWords(judged([...three, answer(9)]))).toMatch(/\)\. One source disagrees and was ignored\.$/)
    expect(reasonWords(judged([...three, answer(9), answer(99)]))).toMatch(/\)\. 2 sources disagree and were ignored\.$/)
  })

  it('no offset and no reason gives nonsense or a code', () => {
    const knowns = SIZES.flatMap((size) => [size, -size]).map((offset): KnownVerdict => measured(1, { offset, level: levelOf(offset, DEFAULT_LIMITS) }))
    for (const verdict of knowns) expect([statementWords(verdict), reasonWords(verdict)].join('\n')).not.toMatch(RUBBISH)
    for (const reason of Object.keys(REASONS) as UnknownReason[]) {
      const verdict: Verdict = notMeasured(reason)
      for (const words of [reasonWords(verdict), unknownWords(reason), unknownNextStep(reason)]) {
        expect(words).toMatch(/^[A-Z].*\.$/)
        expect(words).not.toMatch(RUBBISH)
        expect(words).not.toContain(asCode(reason))
      }
    }
  })
})

const REASONS: Readonly<Record<UnknownReason, true>> = {
  'no-network': true, 'no-answer': true, 'names-not-found': true, 'captive-portal': true, 'sources-disagree': true, 'too-few-sources': true,
  'udp-blocked': true, 'servers-unsynchronised': true, 'servers-refuse': true, 'certificates': true, 'clock-stepped': true, 'bad-answers': true,
}

const CODES: Readonly<Record<FailureCode, true>> = {
  'no-answer': true, 'late': true, 'no-route': true, 'port-closed': true, 'name-unknown': true, 'names-silent': true, 'kiss-of-death': true,
  'mode': true, 'version': true, 'stratum': true, 'unsynchronised': true, 'zero-time': true, 'root-distance': true, 'order': true, 'delay': true,
  'stale': true, 'implausible': true, 'origin': true, 'short': true, 'no-date': true, 'cached': true, 'portal': true, 'certificate': true,
  'wrong-name': true, 'http-status': true, 'connection': true, 'held-off': true, 'key-exchange': true, 'proxy': true,
}

describe('why a source was not used', () => {
  it.each(Object.keys(CODES) as FailureCode[])('%s is one sentence without a code', (code) => {
    const words = failureWords(failed(code))
    expect(words).toMatch(/^[A-Z][^.]*\.$/)
    expect(words).not.toContain(asCode(code))
  })

  it('adds what the source said', () => {
    expect(failureWords({ code: 'no-answer', detail: '' })).toBe('Did not answer.')
    expect(failureWords({ code: 'kiss-of-death', detail: 'RATE' })).toBe('Asked not to be used (RATE).')
  })
})

const BLANKS = ['service', 'offset', 'owner', 'place', 'limit', 'servers', 'programs', 'other', 'hours', 'done', 'open'].map((name) => `{${name}}`)

describe('the catalogue of findings', () => {
  it.each(Object.entries(CATALOGUE))('%s is said in sentences, with known blanks only', (_id, { title, meaning }) => {
    expect(title).toMatch(/^[A-Z][^.{}]*$/)
    expect(meaning).toMatch(/^[{A-Z].*\.$/)
    for (const [blank] of meaning.matchAll(/\{[^}]*\}/g)) expect(BLANKS).toContain(blank)
  })
})
