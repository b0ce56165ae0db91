import { describe, expect, it } from 'vitest'
import type { Quirk } from '../../main/core/code/authenticators.ts'
import { codeAt } from '../../main/core/code/codes.ts'
import { judgePhone, type PhoneMatch, type PhoneVerdict } from '../../main/core/code/judge-phone.ts'
import { settingsPaths } from '../../main/core/words/code-settings.ts'
import { phoneWords, rangeWords } from '../../main/core/words/phone.ts'
import { KEY, NOON, preparedSearch } from './code/phone.ts'

const typed = (ahead: number, trueTime: number) => ({ code: codeAt(KEY, trueTime - 3 + ahead), trueTime, uncertainty: 0.02 })
const press = (ahead: number, late: number) => ({ trueTime: NOON + 90 - ahead + late, uncertainty: 0.02 })
const search = preparedSearch(KEY)
const all = (verdict: PhoneVerdict): string => phoneWords(verdict).sentences.join(' ')

interface Test { readonly second?: number, readonly late?: number, readonly quirk?: Quirk }
/** A phone so many seconds ahead; with a second code that many seconds later, and a press. */
const judged = (ahead: number, { second, late, quirk = 'plain' }: Test = {}): PhoneMatch => {
  const codes = [typed(ahead, NOON + 24), ...(second === undefined ? [] : [typed(ahead, NOON + 24 + second)])]
  const verdict = judgePhone(KEY, codes, { quirk, search, presses: late === undefined ? [] : [press(ahead, late)] })
  if (verdict.kind === 'no-match') throw new Error('no match')
  return verdict
}

const QUIRKS: readonly Quirk[] = ['plain', 'shows-old-codes', 'corrects-in-whole-minutes', 'follows-this-laptop']
const AHEADS = [-86_400, -5400, -3600, -125, -95, -62, -45, -31, -29, -12, -1, 0, 2, 14, 29, 33, 47, 61, 80, 118, 122, 900, 3605, 19_800, 86_400]
const VERDICTS = AHEADS.flatMap((ahead) => QUIRKS.flatMap((quirk) => [{}, { second: 17 }, { second: 33 }, { second: 33, late: 0.3 }, { late: 0.3 }].map((test) => judged(ahead, { ...test, quirk }))))

describe('what the user is told about the phone', () => {
  it('speaks in sentences without rubbish, and always states the range', () => {
    for (const verdict of VERDICTS) {
      const { headline, sentences } = phoneWords(verdict)
      expect(headline).not.toMatch(/NaN|undefined|-\d|\b0 s/)
      for (const sentence of sentences) expect(sentence).toMatch(/^[A-Z].*\.$/)
      expect(sentences.join(' ')).not.toMatch(/NaN|undefined|-\d|\d{2}\.\d{2}/)
      expect(sentences.join(' ')).toMatch(/Between .+ and .+ true time\./)
    }
  })

  it('calls a clock right only where that is proven, and asks for what is missing', () => {
    expect(phoneWords(judged(0))).toMatchObject({ tone: 'neutral', headline: 'Your phone\'s clock looks right so far' })
    expect(all(judged(0))).toContain('Type the next code as well, to rule out chance.')
    expect(phoneWords(judged(0, { second: 28 }))).toEqual({
      tone: 'good', headline: 'Your phone\'s clock is right',
      sentences: ['This code is right just now. Services that allow ±30 s accept its codes.', 'Between 23 s behind and 27 s ahead of true time.'],
    })
    expect(phoneWords(judged(2, { second: 33, late: 0.3 })).sentences[1]).toMatch(/^Between \d(\.\d)? and \d(\.\d)? s ahead of true time\.$/)
    for (const verdict of VERDICTS) {
      const { tone, headline } = phoneWords(verdict)
      expect([tone === 'good', headline.endsWith('right')]).toEqual([verdict.fine, verdict.fine])
    }
    for (const verdict of VERDICTS.filter(({ certain, presses }) => !certain && presses === 0)) expect(all(verdict)).toContain('Type the next code as well, to rule out chance.')
  })

  it('says behind and ahead the right way round, with a figure that fits the range', () => {
    for (const verdict of VERDICTS.filter(({ fine, range }) => !fine && (range.low > 0 || range.high < 0))) {
      expect(phoneWords(verdict).headline).toMatch(verdict.range.low > 0 ? / ahead$/ : / behind$/)
    }
    expect(phoneWords(judged(-95, { second: 33, late: 0.4 })).headline).toBe('Your phone is about 95 s behind')
    expect(phoneWords(judged(7200, { second: 33 })).headline).toMatch(/^Your phone is about 2 hours ahead$/)
  })

  it('says whether services will take the codes, and claims nothing where the range does not tell', () => {
    expect(phoneWords(judged(-95, { second: 33 }))).toMatchObject({ tone: 'bad' })
    expect(all(judged(-95, { second: 33 }))).toContain('Services that allow ±30 s will reject its codes.')
    expect(all(judged(-45, { second: 33 }))).toContain('Services that allow ±30 s may reject its codes.')
    expect(all(judged(50, { second: 45, late: 0.4 }))).toContain('With services that allow ±30 s the next code works about half the time.')
  })

  it('tells a time zone set by hand', () => {
    expect(all(judged(3600, { second: 33 }))).toContain('An error of 1 hour points to a wrong time zone')
    expect(all(judged(-5400, { second: 33 }))).toContain('An error of 1 hour 30 minutes points to')
    expect(all(judged(3600))).toContain('would point to')
    expect(all(judged(900 + 8, { second: 33, late: 0.4 }))).toMatch(/An error of 15 minutes .*beside it is between \d\.?\d? and \d\.?\d? s ahead/)
    expect(all(judged(200, { second: 33 }))).not.toContain('zone')
  })

  it('knows what makes the code', () => {
    expect(all(judged(-95, { second: 33, quirk: 'follows-this-laptop' }))).toContain('Repair the laptop\'s clock and they are right.')
    expect(phoneWords(judged(-95, { second: 33, quirk: 'follows-this-laptop' })).headline).toMatch(/^This laptop is about/)
    expect(all(judged(-95, { second: 33, quirk: 'corrects-in-whole-minutes' }))).toContain('cannot mend seconds')
    expect(all(judged(0, { quirk: 'shows-old-codes' }))).toContain('may be an older one')
  })

  it('explains a press that was refused', () => {
    const codes = [typed(-40, NOON + 24), typed(-40, NOON + 57)]
    expect(all(judgePhone(KEY, codes, { search, presses: [press(-40, 0.3), press(-40, 6)] }))).toContain('That press does not fit what is known so far.')
  })

  it('blames no clock where nothing fits', () => {
    expect(phoneWords({ kind: 'no-match' })).toMatchObject({ tone: 'bad', headline: 'No match within a day' })
    expect(all({ kind: 'no-match' })).toContain('Type the next code')
  })
})

it('a range is rounded outwards, and seconds turn into minutes and hours', () => {
  expect([[65.2, 104.1], [-105, -65], [-12.4, 37.1], [46.24, 48.21], [3585, 3625], [-90_000, -86_400], [100, 140], [0.2, 40]].map(([low = 0, high = 0]) => rangeWords({ low, high }))).toEqual([
    'between 65 and 105 s ahead of true time', 'between 65 and 105 s behind true time', 'between 13 s behind and 38 s ahead of true time',
    'between 46.2 and 48.3 s ahead of true time', 'between 59 min 45 s and 1 h 25 s ahead of true time', 'between 24 h and 25 h behind true time',
    'between 100 s and 2 min 20 s ahead of true time', 'between 0 and 40 s ahead of true time',
  ])
})

it('every chance has words', () => {
  const at = (ahead: number): string => all({ ...judged(50, { second: 45, late: 0.4 }), range: { low: ahead, high: ahead + 0.2 } })
  expect([64.5, 57, 50, 42, 36].map((ahead) => /the next code (.+?)\./.exec(at(ahead))?.[1])).toEqual([
    'will be rejected', 'works about 1 time in 4', 'works about half the time', 'works about 3 times in 4', 'should work',
  ])
})

it('the way to the settings leads to the clock that is wrong', () => {
  expect(settingsPaths('plain').map(({ system }) => system)).toEqual(['Android', 'Samsung', 'iPhone, iPad'])
  expect(settingsPaths('corrects-in-whole-minutes').at(-1)?.path).toContain('Time correction for codes')
  expect(settingsPaths('follows-this-laptop')).toEqual([])
})
