import { describe, expect, it } from 'vitest'
import { isHeldOff, mayAsk, refused, settled, type Now, type Refusal } from '../../main/core/manners.ts'
import { seeded } from './random.ts'

const MINUTE = 60
const HOUR = 3600
const DAY = 86_400
const YEAR = 365 * DAY
const TRUTH = 1_795_348_800
const HERE = { network: '00112233445566aa', address: '192.0.2.13' }

/** A moment with the truth known: so many seconds after TRUTH, on a clock that is wrong by `wrong`. */
const known = (after: number, wrong = 0): Now => ({ at: TRUTH + after, local: TRUTH + after + wrong })
/** The same with nothing but the local clock. */
const unknown = (after: number, wrong = 0): Now => ({ at: TRUTH + after + wrong, local: TRUTH + after + wrong })

const heard = (code: string, now: Now, list: readonly Refusal[] = []): readonly Refusal[] => refused(list, HERE, code, now)
const held = (list: readonly Refusal[], now: Now): boolean => isHeldOff(list, HERE, now)

/** How long this list keeps us from asking, to the minute, on a clock that is right. */
const holdOf = (list: readonly Refusal[], from: number): number => {
  let minutes = 0
  while (held(list, known(from + minutes * MINUTE))) minutes++
  return minutes * MINUTE
}

describe('a server that asks for fewer questions', () => {
  it('is left alone for a quarter of an hour, twice as long each further time, a day and a half at most', () => {
    let list: readonly Refusal[] = []
    let now = 0
    const holds = Array.from({ length: 9 }, () => {
      list = heard('RATE', known(now), list)
      const hold = holdOf(list, now)
      now += hold + HOUR
      return hold
    })
    expect(holds).toEqual([15, 30, 60, 120, 240, 480, 960, 1920, 2160].map((minutes) => minutes * MINUTE))
  })

  it('starts anew after a long peace', () => {
    const list = heard('RATE', known(HOUR), heard('RATE', known(0)))
    expect(holdOf(list, HOUR)).toBe(30 * MINUTE)
    expect(settled(list, known(3 * DAY))).toEqual([])
    expect(holdOf(heard('RATE', known(3 * DAY), settled(list, known(3 * DAY))), 3 * DAY)).toBe(15 * MINUTE)
  })

  it('is counted once where it answers two packets of one survey, and again from a minute on, held off or not', () => {
    expect(holdOf(heard('RATE', known(0.3), heard('RATE', known(0))), 0)).toBe(15 * MINUTE)
    expect([59, 60, 300].map((after) => heard('RATE', known(after), heard('RATE', known(0)))[0]?.times)).toEqual([1, 2, 2])
  })
})

describe('a server that refuses', () => {
  it.each(['DENY', 'RSTR'])('%s is obeyed for 30 days and not softened by RATE', (code) => {
    const list = heard('RATE', known(HOUR), heard(code, known(0)))
    expect([held(list, known(30 * DAY - 1)), held(list, known(30 * DAY))]).toEqual([true, false])
  })
  it('after RATE is a denial from then on', () => {
    const list = heard('DENY', known(1), heard('RATE', known(0)))
    expect([list.length, held(list, known(29 * DAY))]).toEqual([1, true])
  })
  it.each(['INIT', 'STEP', 'NTSN', 'rate', '', 'XFOO'])('with "%s" says nothing about asking again', (code) => expect(heard(code, known(0))).toEqual([]))
  it('is meant for this address on this network alone', () => {
    const list = heard('DENY', known(0))
    expect(isHeldOff(list, { ...HERE, network: 'ffffffffffffffff' }, known(1))).toBe(false)
    expect(isHeldOff(list, { ...HERE, address: '192.0.2.14' }, known(1))).toBe(false)
  })
})

describe('a clock that cannot be trusted', () => {
  const WRONG = [-40 * YEAR, -11 * YEAR, -3 * DAY, -47, 0, 47, 3 * DAY, 11 * YEAR]

  it.each(WRONG)('wrong by %d s all along: held for the hold and no longer', (wrong) => {
    for (const list of [heard('RATE', known(0, wrong)), heard('RATE', unknown(0, wrong))]) {
      expect([held(list, unknown(14 * MINUTE, wrong)), held(list, unknown(16 * MINUTE, wrong))]).toEqual([true, false])
    }
  })

  it.each(WRONG)('wrong by %d s and set right meanwhile: a refusal whose true time is known neither vanishes nor lasts', (wrong) => {
    const list = heard('RATE', known(0, wrong))
    expect([held(list, unknown(14 * MINUTE)), held(list, known(14 * MINUTE))]).toEqual([true, true])
    const later = settled(list, known(3 * DAY))
    expect(held(later, unknown(3 * DAY + 16 * MINUTE))).toBe(false)
  })

  it.each([-40 * YEAR, -11 * YEAR, 3 * DAY, 11 * YEAR])('wrong by %d s, the truth never known, set right meanwhile: held for one more hold', (wrong) => {
    const list = settled(heard('RATE', unknown(0, wrong)), unknown(HOUR))
    expect([held(list, unknown(HOUR)), held(list, unknown(HOUR + 16 * MINUTE))]).toEqual([true, false])
  })

  it('that begins in 1970 at every start asks a server that denied again after 30 days of use at the latest', () => {
    let list = heard('DENY', known(0))
    const battery = -TRUTH
    list = settled(list, unknown(DAY, battery))
    expect([held(list, unknown(DAY, battery)), held(list, unknown(32 * DAY, battery))]).toEqual([true, false])
  })

  it('keeps no server held for longer than two holds, however often it is set', () => {
    const { between, whole } = seeded(11)
    for (let run = 0; run < 300; run++) {
      const code = whole(0, 1) === 0 ? 'RATE' : 'DENY'
      const hold = code === 'RATE' ? 15 * MINUTE : 30 * DAY
      let list = heard(code, unknown(0, between(-40, 40) * YEAR))
      // Set once, then used for longer than any hold, looked at now and then.
      const wrong = between(-1, 1) * 10 ** between(0, 9)
      for (let part = 1; part <= 30; part++) list = settled(list, unknown((part / 30) * 2.1 * hold, wrong))
      expect(held(list, unknown(2.2 * hold, wrong))).toBe(false)
    }
  })
})

it('a denial of another kind takes the place of the one before', () => {
  expect(heard('RSTR', known(HOUR), heard('DENY', known(0)))).toMatchObject([{ code: 'RSTR', at: TRUTH + HOUR, times: 2 }])
  expect(heard('DENY', known(HOUR), heard('DENY', known(0)))).toMatchObject([{ code: 'DENY', at: TRUTH + HOUR, times: 2 }])
})

it('what is over is kept a day and a half longer, the newest first', () => {
  const list = [0, 300, 100].flatMap((after) => refused([], { ...HERE, address: `${after}` }, 'RATE', known(after)))
  expect(settled(list, known(HOUR)).map(({ address }) => address)).toEqual(['300', '100', '0'])
  expect([1, 0].map((before) => settled(list.slice(0, 1), known(15 * MINUTE + 1.5 * DAY - before)).length)).toEqual([1, 0])
})

it('an age of more than two years comes from a wrong clock', () => {
  const list = heard('DENY', known(0))
  expect([2 * YEAR, 2 * YEAR + 1].map((after) => held(list, known(after)))).toEqual([false, true])
})

it('keeps two hundred refusals, the newest', () => {
  let list: readonly Refusal[] = []
  for (let number = 0; number < 300; number++) list = refused(list, { ...HERE, address: `2001:db8::${number}` }, 'DENY', known(number))
  expect(list).toHaveLength(200)
  expect(list.map(({ at }) => at - TRUTH)).toEqual(Array.from({ length: 200 }, (_, index) => 299 - index))
})

it('an address is not asked again within two seconds', () => {
  expect([mayAsk(undefined, 5), mayAsk(5, 5), mayAsk(5, 6.9), mayAsk(5, 7)]).toEqual([true, false, false, true])
})
