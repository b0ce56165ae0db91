import { HOTP, Secret } from 'otpauth'
import { describe, expect, it } from 'vitest'
import { chanceOfCode, judgePhone, otpauthAddress, practiceAccount, readCode, type PhoneVerdict } from '../../main/core/totp.ts'
import { chanceWords, phoneWords } from '../../main/core/words/phone.ts'
import { seeded } from './random.ts'

/** RFC 4226 and RFC 6238: the ASCII text "12345678901234567890". */
const RFC_KEY = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
const NOON = 1_795_348_800
const DAY = 86_400

/** What a phone that is `ahead` seconds ahead shows at a true time. */
const shownBy = (key: string, ahead: number, trueTime: number): string =>
  HOTP.generate({ secret: Secret.fromBase32(key), counter: Math.floor((trueTime + ahead) / 30), digits: 6, algorithm: 'SHA1' })

const range = (verdict: PhoneVerdict) => {
  if (verdict.kind === 'no-match') throw new Error('no match')
  return verdict.range
}

describe('codes of the standards', () => {
  it.each([[59, '287082'], [1_111_111_109, '081804'], [1_111_111_111, '050471'], [1_234_567_890, '005924'], [2_000_000_000, '279037'], [20_000_000_000, '353130']])(
    'RFC 6238 appendix B at %d s: a phone that shows it is right', (trueTime, code) => {
      const verdict = judgePhone(RFC_KEY, [{ code, trueTime }])
      expect(verdict).toMatchObject({ kind: 'match', steps: 0, certain: false })
    })

  it.each([[0, '755224'], [1, '287082'], [8, '399871'], [9, '520489']] as const)(
    'RFC 4226 appendix D, counter %d: the step is found', (counter, code) => {
      expect(judgePhone(RFC_KEY, [{ code, trueTime: 315 }])).toMatchObject({ kind: 'match', steps: counter - 10 })
    })
})

describe('the practice account', () => {
  it('is made of all the random bytes and unlocks the same codes as the phone that scans it', () => {
    const account = practiceAccount(Uint8Array.from('12345678901234567890', (char) => char.charCodeAt(0)))
    expect(account.key).toBe(RFC_KEY)
    const address = new URL(otpauthAddress(account))
    expect([address.protocol, address.host, decodeURIComponent(address.pathname)]).toEqual(['otpauth:', 'totp', '/Clock Medic:practice'])
    expect(Object.fromEntries(address.searchParams)).toEqual({ secret: RFC_KEY, issuer: 'Clock Medic' })
  })

  it('does not take bytes beside the ones it was given', () => {
    const larger = Uint8Array.from({ length: 64 }, (_, n) => n)
    expect(practiceAccount(larger.subarray(10, 30)).key).toBe(practiceAccount(larger.slice(10, 30)).key)
  })
})

describe('how far the phone is off', () => {
  const random = seeded(6238)
  const phones = [0, -31, 44, -3600, DAY, ...Array.from({ length: 3 }, () => random.between(-DAY, DAY))]

  it.each(phones)('%d s: two codes give a range that holds it', (ahead) => {
    const { key } = practiceAccount(random.bytes(20))
    const first = NOON + random.between(0, 30)
    const typed = [first, first + random.between(30, 45)].map((trueTime) => ({ code: shownBy(key, ahead, trueTime - random.between(0, 9)), trueTime }))
    const verdict = judgePhone(key, typed)
    expect(verdict).toMatchObject({ kind: 'match', certain: true })
    const { low, high } = range(verdict)
    expect(low).toBeLessThanOrEqual(ahead)
    expect(high).toBeGreaterThanOrEqual(ahead)
    expect(high - low).toBeLessThanOrEqual(40)
  })

  it('one code is enough for the nearest answer, and is never called certain', () => {
    for (const ahead of [12, -25, 61]) {
      const trueTime = NOON + random.between(0, 30)
      const verdict = judgePhone(RFC_KEY, [{ code: shownBy(RFC_KEY, ahead, trueTime - 3), trueTime }])
      expect(verdict).toMatchObject({ certain: false })
      expect(range(verdict).low).toBeLessThanOrEqual(ahead)
      expect(range(verdict).high).toBeGreaterThanOrEqual(ahead)
    }
  })

  it('a phone with yesterday\'s date is found, however long the typing takes', () => {
    expect(judgePhone(RFC_KEY, [{ code: shownBy(RFC_KEY, -DAY, NOON - 7), trueTime: NOON + 2 }])).toMatchObject({ kind: 'match', steps: -2881 })
  })

  it('the same code typed twice rules out no chance', () => {
    const code = shownBy(RFC_KEY, 0, NOON)
    expect(judgePhone(RFC_KEY, [{ code, trueTime: NOON + 2 }, { code, trueTime: NOON + 9 }])).toMatchObject({ kind: 'match', certain: false })
  })

  it('codes that no single clock could have shown match nothing', () => {
    const typed = [{ code: shownBy(RFC_KEY, 0, NOON), trueTime: NOON }, { code: shownBy(RFC_KEY, 600, NOON + 30), trueTime: NOON + 30 }]
    expect(judgePhone(RFC_KEY, typed)).toEqual({ kind: 'no-match' })
  })

  it('a phone that is two days off, a code of another account, and no code at all match nothing', () => {
    expect(judgePhone(RFC_KEY, [{ code: shownBy(RFC_KEY, 2 * DAY, NOON), trueTime: NOON }])).toEqual({ kind: 'no-match' })
    expect(judgePhone(RFC_KEY, [{ code: 'abcdef', trueTime: NOON }])).toEqual({ kind: 'no-match' })
    expect(judgePhone(RFC_KEY, [])).toEqual({ kind: 'no-match' })
  })

  it('works in the first hours of 1970', () => {
    expect(judgePhone(RFC_KEY, [{ code: shownBy(RFC_KEY, 0, 100), trueTime: 100 }])).toMatchObject({ kind: 'match', steps: 0 })
  })
})

describe('what the user is told about the phone', () => {
  /** Every step and every overlap that two typed codes can leave. */
  const verdicts = [-2880, -120, -4, -3, -2, -1, 0, 1, 2, 3, 4, 120, 2880].flatMap((step) => [0, 7, 15, 29.9].flatMap((phase): readonly PhoneVerdict[] => {
    const whole = { low: step * 30 - phase, high: step * 30 - phase + 40 }
    return [
      { kind: 'match', range: whole, steps: step, certain: false },
      ...[[0, 2], [10, 30], [38, 40]].map(([from = 0, to = 0]): PhoneVerdict => {
        const part = { low: whole.low + from, high: whole.low + to }
        return { kind: 'match', range: part, certain: true, steps: Math.floor((phase + (part.low + part.high - 10) / 2) / 30) }
      }),
    ]
  }))

  it('never says that a phone is right which may be 45 s off or more', () => {
    const farOff = verdicts.filter((verdict) => Math.max(Math.abs(range(verdict).low), Math.abs(range(verdict).high)) >= 45)
    expect(farOff.length).toBeGreaterThan(50)
    for (const verdict of farOff) {
      expect(phoneWords(verdict).headline).not.toMatch(/right$/)
      expect(phoneWords(verdict).tone).not.toBe('good')
    }
  })

  it('says behind and ahead the right way round, with a figure that fits', () => {
    expect(phoneWords({ kind: 'match', range: { low: -105, high: -65 }, steps: -3, certain: true })).toEqual({
      tone: 'bad', headline: 'Your phone is about 85 s behind',
      sentences: ['This code was right 3 steps ago. Services that allow ±30 s will reject it.', 'Give or take 20 seconds.'],
    })
    expect(phoneWords({ kind: 'match', range: { low: 3585, high: 3625 }, steps: 120, certain: false }).headline).toBe('Your phone is about 60 minutes ahead')
  })

  it('says how often the next code of a phone one step off works, and puts every chance into words', () => {
    const oneOff = (steps: number, low: number, high: number) => phoneWords({ kind: 'match', range: { low, high }, steps, certain: false }).sentences[0]
    expect(oneOff(-1, -50, -10)).toBe('This code was right one step ago. With services that allow ±30 s the next code works about 3 times in 4.')
    expect(oneOff(1, 20, 60)).toBe('This code will be right in one step. With services that allow ±30 s the next code should work.')
    expect([0, 0.1, 0.25, 0.5, 0.8, 0.95, 1].map(chanceWords)).toEqual([
      'will be rejected', 'will be rejected', 'works about 1 time in 4', 'works about half the time', 'works about 3 times in 4', 'should work', 'should work',
    ])
  })

  it('asks for a second code as long as chance is not ruled out', () => {
    const uncertain = verdicts.filter((verdict) => verdict.kind === 'match' && !verdict.certain)
    for (const verdict of [...uncertain, { kind: 'no-match' } as const]) expect(phoneWords(verdict).sentences.join(' ')).toContain('Type the next code')
  })

  it('speaks in sentences without rubbish', () => {
    for (const verdict of [...verdicts, { kind: 'no-match' } as const]) {
      const { headline, sentences } = phoneWords(verdict)
      expect(headline).not.toMatch(/NaN|undefined|-\d/)
      for (const sentence of sentences) expect(sentence).toMatch(/^[A-Z].*\.$/)
    }
  })
})

describe('reading a typed code', () => {
  it.each(['123456', ' 123 456 ', '123-456', '12 34 56', '１２３４５６', '123\u00a0456\n'])('"%s"', (typed) => expect(readCode(typed)).toEqual({ code: '123456' }))

  it('keeps leading zeros', () => expect(readCode('005 924')).toEqual({ code: '005924' }))

  it.each([
    ['', 'Type the six digits that your authenticator shows.'], [' - ', 'Type the six digits that your authenticator shows.'],
    ['12345', 'A code has six digits; this one has 5.'], ['12345678', 'A code has six digits; this one has 8.'],
    ['12345a', 'A code has six digits and nothing else.'], ['+12345', 'A code has six digits and nothing else.'], ['1234.56', 'A code has six digits and nothing else.'],
  ])('"%s" gets a sentence', (typed, wrong) => expect(readCode(typed)).toEqual({ wrong }))
})

describe('the chance that the next code works', () => {
  it.each([
    [0, 1, 0, 1], [0, 0, 0, 1], [15, 0, 0, 0.5], [-15, 0, 0, 0.5], [30, 0, 0, 0], [30, 1, 0, 1], [45, 1, 0, 0.5], [60, 1, 0, 0], [-40, 1, 5, 0.5], [50, 1, 5, 0.5], [1e9, 2, 5, 0],
  ])('phone %d s ahead, window %d, sent after %d s: %d', (ahead, window, delay, chance) => expect(chanceOfCode(ahead, window, delay)).toBeCloseTo(chance, 9))

  it('is what really happens over all phases of the step', () => {
    for (const [ahead, window, delay] of [[12, 0, 4], [-37, 1, 6], [70, 2, 3], [-20, 0, 9]] as const) {
      let accepted = 0
      for (let phase = 0.005; phase < 30; phase += 0.01) {
        const [phone, service] = [Math.floor((phase + ahead + 300) / 30), Math.floor((phase + delay + 300) / 30)]
        if (Math.abs(phone - service) <= window) accepted++
      }
      expect(chanceOfCode(ahead, window, delay)).toBeCloseTo(accepted / 3000, 2)
    }
  })
})
