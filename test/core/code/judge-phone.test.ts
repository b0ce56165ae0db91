import { describe, expect, it } from 'vitest'
import { AUTHENTICATORS, authenticatorOf } from '../../../main/core/code/authenticators.ts'
import { codeAt } from '../../../main/core/code/codes.ts'
import { judgePhone, type PhoneEvidence, type PhoneMatch, type PhoneVerdict, type Press, type TypedCode } from '../../../main/core/code/judge-phone.ts'
import { DAY, KEY, NOON, preparedSearch } from './phone.ts'

const search = preparedSearch(KEY)
const judge = (codes: readonly TypedCode[], evidence: PhoneEvidence = {}): PhoneVerdict => judgePhone(KEY, codes, { search, ...evidence })

/** The code that a phone so many seconds ahead showed `typing` seconds before it had been typed. */
const typed = (ahead: number, trueTime: number, { typing = 3, uncertainty = 0.02 } = {}): TypedCode =>
  ({ code: codeAt(KEY, trueTime - typing + ahead), trueTime, uncertainty })

/** A press so many seconds after the code of that phone changed; the change is the first after `time`. */
const pressed = (ahead: number, time: number, late: number): Press =>
  ({ trueTime: Math.ceil((time + ahead) / 30) * 30 - ahead + late, uncertainty: 0.02 })

const match = (verdict: PhoneVerdict): PhoneMatch => {
  if (verdict.kind === 'no-match') throw new Error('no match')
  return verdict
}

const holds = ({ range }: PhoneMatch, ahead: number): boolean => range.low <= ahead && ahead <= range.high

describe('one code', () => {
  it.each([12, -25, 61, -3600, DAY, -DAY])('of a phone %d s ahead gives a range that holds it, and is never called certain or fine', (ahead) => {
    const verdict = match(judge([typed(ahead, NOON + 8)]))
    expect(holds(verdict, ahead)).toBe(true)
    expect(verdict.range.high - verdict.range.low).toBeLessThan(51)
    expect(verdict).toMatchObject({ certain: false, fine: false, next: 'another-code' })
  })

  it('tells the step exactly, also of a phone with yesterday\'s date', () => {
    expect(judge([typed(-DAY, NOON + 2, { typing: 9 })])).toMatchObject({ steps: -2881 })
    expect(judge([typed(0, NOON + 7)])).toMatchObject({ steps: 0 })
  })

  it('that fits two days off, or is of another account, or is no code, fits nothing', () => {
    expect(judgePhone(KEY, [typed(2 * DAY, NOON)])).toEqual({ kind: 'no-match' })
    expect(judgePhone({ ...KEY, secret: KEY.secret.replace('GEZD', 'HEZD') }, [typed(0, NOON)])).toEqual({ kind: 'no-match' })
    expect(judgePhone(KEY, [{ code: 'abcdef', trueTime: NOON, uncertainty: 0 }])).toEqual({ kind: 'no-match' })
    expect(judge([])).toEqual({ kind: 'no-match' })
  })

  it('works in the first hours of 1970', () => expect(judgePhone(KEY, [typed(0, 100)])).toMatchObject({ kind: 'match', steps: 0 }))

  it('honours digits, period and algorithm of the key', () => {
    const key = { ...KEY, digits: 8, period: 60, algorithm: 'SHA512' } as const
    const verdict = match(judgePhone(key, [{ code: codeAt(key, NOON - 300), trueTime: NOON + 4, uncertainty: 0 }]))
    expect([verdict.steps, verdict.range]).toEqual([-5, { low: -304, high: -224 }])
  })
})

describe('one code and nothing else', () => {
  /** Shown in the step that begins so many seconds after NOON, typed at another moment. */
  const shown = (step: number, at: number): TypedCode => ({ code: codeAt(KEY, NOON + step), trueTime: NOON + at, uncertainty: 0 })

  it('names the whole steps that it is off, though nothing is proven: not fine even where all of its range would be', () => {
    expect(judge([shown(0, 24)])).toMatchObject({ range: { low: -24, high: 26 }, estimate: 0, certain: false, fine: false, next: 'another-code' })
    expect(judge([shown(-60, 8)])).toMatchObject({ range: { low: -68, high: -18 }, estimate: -60, steps: -2 })
    expect(judge([shown(90, 29)])).toMatchObject({ range: { low: 61, high: 111 }, estimate: 90, steps: 3 })
  })

  it('that two steps explain is taken for that of the nearer one', () => {
    const current = NOON / 30
    const stepsOf = (...steps: readonly number[]) => match(judgePhone(KEY, [shown(0, 10)], { search: () => steps.map((step) => current + step) })).steps
    expect([stepsOf(-100, 2), stepsOf(-2, 100), stepsOf(-900, -5, 700), stepsOf(300, 40, 9)]).toEqual([2, -2, -5, 9])
  })

  it('and one more are judged as they were shown, in whatever order they come', () => {
    const codes = [shown(0, 24), shown(3600, 3604)]
    const verdict = match(judge(codes))
    // An hour in which neither clock ran apart from the other by more than 0.716 s.
    expect(verdict).toMatchObject({ range: { low: -4, high: expect.closeTo(26.716, 6) }, estimate: expect.closeTo(11.358, 6), steps: 0, certain: true })
    expect(judge(codes.toReversed())).toEqual(verdict)
    const late = [shown(0, 32), shown(60, 64)]
    expect([match(judge(late)).steps, match(judge(late.toReversed())).steps]).toEqual([0, 0])
  })

  it('are fine only where they still are after the usual typing', () => {
    expect(judge([shown(0, 25), shown(30, 55)])).toMatchObject({ range: { low: -25, high: 25 }, fine: true })
    expect(judge([shown(0, 28), shown(30, 58)])).toMatchObject({ range: { low: -28, high: 22 }, fine: false })
  })
})

describe('two codes', () => {
  it('of one phone leave no chance, and a range within that of the first', () => {
    const both = [typed(-75, NOON + 27), typed(-75, NOON + 50)]
    const [one, two] = [match(judge(both.slice(0, 1))), match(judge(both))]
    expect(two).toMatchObject({ certain: true, next: 'press' })
    expect(holds(two, -75)).toBe(true)
    expect(two.range.high - two.range.low).toBeLessThan(one.range.high - one.range.low)
  })

  it('of the same step rule out nothing', () => {
    expect(judge([typed(0, NOON + 4), typed(0, NOON + 12)])).toMatchObject({ kind: 'match', certain: false, fine: false, next: 'another-code' })
  })

  it('that no single clock could have shown fit nothing', () => {
    expect(judge([typed(0, NOON + 5), typed(600, NOON + 35)])).toEqual({ kind: 'no-match' })
  })

  it('are judged wider where true time is known less well', () => {
    const range = (uncertainty: number) => match(judge([typed(0, NOON + 26, { uncertainty }), typed(0, NOON + 38, { uncertainty })])).range
    const [sharp, blurred] = [range(0), range(1)]
    expect([sharp.low - blurred.low, blurred.high - sharp.high]).toEqual([expect.closeTo(1, 1), expect.closeTo(1, 1)])
  })

  it('an hour apart still hold a phone that drifts, as it is at the end', () => {
    const [before, after] = [-12, -12.3]
    expect(holds(match(judge([typed(before, NOON + 1), typed(after, NOON + 3620)])), after)).toBe(true)
  })

  it('are called fine only where services take every code of the range', () => {
    const late = [typed(0, NOON + 24), typed(0, NOON + 52)]
    expect(judge(late)).toMatchObject({ certain: true, fine: true, next: 'enough' })
    // A phone that is right, but typed early in each step: it may as well be 45 s ahead.
    expect(judge([typed(0, NOON + 5), typed(0, NOON + 35)])).toMatchObject({ certain: true, steps: 0, fine: false, next: 'press' })
    expect(judge([typed(-31, NOON + 24), typed(-31, NOON + 52)])).toMatchObject({ fine: false })
  })
})

describe('a press when the code changes', () => {
  const ahead = -47.3
  const codes = [typed(ahead, NOON + 3), typed(ahead, NOON + 50)]

  it('narrows the range to about a second either side', () => {
    const verdict = match(judge(codes, { presses: [pressed(ahead, NOON + 60, 0.4)] }))
    expect(verdict).toMatchObject({ presses: 1, next: 'enough', fine: false })
    expect(Math.abs(verdict.estimate - ahead)).toBeLessThan(0.5)
    expect(verdict.range.high - verdict.range.low).toBeLessThan(2.1)
  })

  it('narrows it further where several differ, early ones too', () => {
    const verdict = match(judge(codes, { presses: [-0.3, 0.2, 0.6].map((late, n) => pressed(ahead, NOON + 60 + 30 * n, late)) }))
    expect(verdict.presses).toBe(3)
    expect(verdict.range.high - verdict.range.low).toBeLessThan(1.25)
    expect(holds(verdict, ahead)).toBe(true)
  })

  it('that contradicts the one before is refused, and a third decides which of them was right', () => {
    const [bad, good, better] = [pressed(ahead, NOON + 60, 4), pressed(ahead, NOON + 90, 0.3), pressed(ahead, NOON + 120, 0.5)]
    const unclear = match(judge(codes, { presses: [bad, good] }))
    expect(unclear).toMatchObject({ presses: 0, next: 'press-again' })
    expect(unclear.range.high - unclear.range.low).toBeGreaterThan(30)
    const verdict = match(judge(codes, { presses: [bad, good, better] }))
    expect([verdict.presses, verdict.next, holds(verdict, ahead)]).toEqual([2, 'enough', true])
    expect(judge(codes, { presses: [good, better, bad] })).toMatchObject({ presses: 2, next: 'press-again' })
  })

  it('that fits nowhere in what the codes leave is refused', () => {
    const narrow = [typed(0, NOON + 0.5, { typing: 0 }), typed(0, NOON + 59.5, { typing: 0 })]
    const verdict = match(judge(narrow, { presses: [pressed(25, NOON + 60, 0.3)] }))
    expect(verdict).toMatchObject({ presses: 0, fine: true, next: 'press-again' })
    expect(verdict.range.high - verdict.range.low).toBeGreaterThan(20)
  })

  it('that fits in two places is told apart by the code that appeared', () => {
    const slow = -36
    const early = [typed(slow, NOON + 8), typed(slow, NOON + 38)]
    const press = pressed(slow, NOON + 40, 0.3)
    expect(judge(early, { presses: [press] })).toMatchObject({ next: 'code-at-press' })
    const verdict = match(judge(early, { presses: [{ ...press, code: codeAt(KEY, press.trueTime + slow + 1) }] }))
    expect(verdict).toMatchObject({ next: 'enough', presses: 1 })
    expect(Math.abs(verdict.estimate - slow)).toBeLessThan(0.5)
  })

  it('with a code that never appeared counts as a press alone, and makes nothing certain', () => {
    const press = { ...pressed(ahead, NOON + 10, 0.3), code: '000000' }
    expect(judge(codes.slice(0, 1), { presses: [press] })).toMatchObject({ certain: false, presses: 1 })
    expect(judge([], { presses: [press] })).toEqual({ kind: 'no-match' })
  })

  it('says nothing before any code', () => expect(judge([], { presses: [pressed(0, NOON, 0.3)] })).toEqual({ kind: 'no-match' }))

  it('and one code that agrees are enough to call a clock right', () => {
    expect(judge([typed(2, NOON + 20)], { presses: [pressed(2, NOON + 21, 0.3)] })).toMatchObject({ fine: true, next: 'enough' })
  })
})

describe('an authenticator that shows old codes', () => {
  it('gets a range that allows for a code of the step before', () => {
    const old: TypedCode = { code: codeAt(KEY, NOON + 1), trueTime: NOON + 51, uncertainty: 0 }
    expect(holds(match(judge([old], { quirk: 'plain' })), 0)).toBe(false)
    expect(holds(match(judge([old], { quirk: 'shows-old-codes' })), 0)).toBe(true)
  })

  it('changes its codes at no moment that means anything, so presses are refused', () => {
    const codes = [typed(0, NOON + 5), typed(0, NOON + 35)]
    const without = match(judge(codes, { quirk: 'shows-old-codes' }))
    expect(judge(codes, { quirk: 'shows-old-codes', presses: [pressed(0, NOON + 40, 0.3)] })).toEqual({ ...without, next: 'another-code' })
  })
})

describe('a time zone set by hand', () => {
  it.each([[3600, 0], [-3600, 0], [19_800, 5], [-12_600, -8], [20_700, 0], [43_200, 20]])('%d s and %d s beside it', (zone, beside) => {
    const ahead = zone + beside
    const verdict = match(judge([typed(ahead, NOON + 20), typed(ahead, NOON + 41)]))
    expect(verdict.zone?.seconds).toBe(zone)
    const { low = 0, high = 0 } = verdict.zone?.rest ?? {}
    expect(low <= beside && beside <= high).toBe(true)
  })

  it.each([0, 40, -60, 300, 450, 3300, 4000])('is not suspected where the phone is %d s ahead', (ahead) => {
    expect(match(judge([typed(ahead, NOON + 20), typed(ahead, NOON + 41)]))).not.toHaveProperty('zone')
  })
})

describe('the authenticators to pick from', () => {
  it('have names of their own and are found by their id', () => {
    expect(new Set(AUTHENTICATORS.map(({ id }) => id)).size).toBe(AUTHENTICATORS.length)
    expect(AUTHENTICATORS.map(({ id }) => authenticatorOf(id))).toEqual(AUTHENTICATORS)
    expect(authenticatorOf('toString')).toBeNull()
    expect(authenticatorOf('duo')?.quirk).toBe('shows-old-codes')
  })

  it('are known by what they do to their codes', () => {
    expect(AUTHENTICATORS.map(({ id, name, quirk }) => [id, quirk, name])).toEqual([
      ['google-android', 'corrects-in-whole-minutes', 'Google Authenticator on Android'], ['google-iphone', 'plain', 'Google Authenticator on iPhone or iPad'],
      ['microsoft', 'plain', 'Microsoft Authenticator'], ['duo', 'shows-old-codes', 'Duo Mobile'], ['phone', 'plain', 'Another app on a phone or tablet'],
      ['laptop', 'follows-this-laptop', 'A password manager or authenticator on this laptop'],
    ])
  })
})
