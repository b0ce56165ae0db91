import { describe, expect, test } from 'vitest'
import type { PhoneMatch } from '../../../main/core/code/judge-phone.ts'
import { settingsPaths } from '../../../main/core/words/code-settings.ts'
import { phoneWords, rangeWords } from '../../../main/core/words/phone.ts'

const match = (low: number, high: number, more: Partial<PhoneMatch> = {}): PhoneMatch =>
  ({ kind: 'match', range: { low, high }, estimate: (low + high) / 2, steps: 0, certain: true, presses: 0, fine: false, next: 'enough', quirk: 'plain', ...more })
const said = (low: number, high: number, more: Partial<PhoneMatch> = {}) => {
  const { tone, headline, sentences } = phoneWords(match(low, high, more))
  return [tone, headline, ...sentences]
}
const RANGE = (words: string) => `Between ${words} true time.`

describe('what is said of a phone', () => {
  test('that is right, by what makes its codes', () => {
    const fine = (quirk: PhoneMatch['quirk']) => said(-5, 5, { fine: true, quirk })[1]
    expect((['plain', 'shows-old-codes', 'corrects-in-whole-minutes', 'follows-this-laptop'] as const).map(fine))
      .toEqual(['Your phone\'s clock is right', 'Your phone\'s clock is right', 'Your authenticator\'s time is right', 'This laptop\'s clock is right'])
  })

  test('that is right, with what becomes of its codes', () => {
    expect(said(-5, 5, { fine: true })).toEqual(['good', 'Your phone\'s clock is right', 'This code is right just now. Services that allow ±30 s accept its codes.', RANGE('5 s behind and 5 s ahead of')])
  })

  test('that may be right', () => {
    expect(said(-5, 5, { certain: false, next: 'another-code', quirk: 'corrects-in-whole-minutes' })).toEqual([
      'neutral', 'Your authenticator\'s time looks right so far', 'This code is right just now.', RANGE('5 s behind and 5 s ahead of'), 'Type the next code as well, to rule out chance.',
    ])
    expect(said(-5, 5, { quirk: 'follows-this-laptop' })[1]).toBe('This laptop\'s clock looks right so far')
    expect(said(-5, 25, { steps: -1, next: 'another-code' })).toEqual([
      'warning', 'Close, but not clear yet', 'This code was right one step ago. Either it had just changed while you typed, or the clock is a little off.', RANGE('5 s behind and 25 s ahead of'),
      'Type the next code as well, to narrow it down.',
    ])
    expect(said(0, 0)[1]).toBe('Your phone\'s clock looks right so far')
  })

  test('that is wrong, with what becomes of its codes', () => {
    expect(said(84.2, 85.8, { steps: 2 })).toEqual(['bad', 'Your phone is about 85 s ahead', 'This code will be right in two steps. Services that allow ±30 s will reject its codes.', RANGE('84.2 and 85.8 s ahead of')])
    expect(said(-85.8, -84.2, { steps: -12, certain: false })).toEqual([
      'bad', 'Your phone is about 85 s behind', 'This code was right 12 steps ago. Services that allow ±30 s will reject its codes. One code alone may be a chance hit.', RANGE('84.2 and 85.8 s behind'),
    ])
    expect(said(10, 64.9, { steps: 1 })).toEqual(['warning', 'Your phone is about 35 s ahead', 'This code will be right in one step. Services that allow ±30 s may reject its codes.', RANGE('10 and 65 s ahead of')])
    expect(said(49.8, 50.2, { quirk: 'follows-this-laptop', steps: 2 }).slice(1)).toEqual([
      'This laptop is about 50 s ahead', 'This code will be right in two steps. With services that allow ±30 s the next code works about half the time.', RANGE('49.8 and 50.2 s ahead of'),
      'These codes are made on this laptop and follow its clock. Repair the laptop\'s clock and they are right.',
    ])
    expect(said(-50.2, -49.8, { quirk: 'corrects-in-whole-minutes' })[1]).toBe('Your authenticator is about 50 s behind')
  })

  test('of which the size is told to five seconds where the range is wide, and never as nothing', () => {
    const size = (low: number, high: number) => said(low, high)[1]
    expect([size(30, 38), size(30, 35), size(33.5, 34.5), size(0.1, 5.5), size(0.1, 0.2), size(-0.3, -0.1), size(118, 122), size(-3700, -3500)]).toEqual([
      'Your phone is about 35 s ahead', 'Your phone is about 35 s ahead', 'Your phone is about 34 s ahead', 'Your phone is about 5 s ahead', 'Your phone is about 1 s ahead', 'Your phone is about 1 s behind', 'Your phone is about 2 minutes ahead',
      'Your phone is about 60 minutes behind',
    ])
  })

  test('that is in a wrong zone', () => {
    const zone = (seconds: number, low: number, high: number, more: Partial<PhoneMatch> = {}) => said(seconds + low, seconds + high, { zone: { seconds, rest: { low, high } }, ...more }).slice(4).join(' ')
    const cure = ' Turn on automatic time and automatic time zone.'
    expect(zone(3600, -2, 3)).toBe(`An error of 1 hour points to a wrong time zone: the time zone was set by hand, and then the clock to match.${cure}`)
    expect(zone(-5400, -9, -7, { certain: false })).toBe(`An error of 1 hour 30 minutes would point to a wrong time zone: the time zone was set by hand, and then the clock to match. What remains beside it is between 7 and 9 s behind true time.${cure}`)
    expect(zone(900, 2, 8)).toContain('An error of 15 minutes points to a wrong time zone: the time zone was set by hand, and then the clock to match. What remains beside it is between 2 and 8 s ahead of true time.')
    for (const [low, high] of [[0, 3], [-3, 0]] as const) expect(zone(3600, low, high)).not.toContain('What remains')
    expect(zone(3600, -2, 3, { quirk: 'follows-this-laptop' })).toMatch(/^An error of 1 hour points .* to match\. These codes/)
  })

  test('whose app has a habit of its own', () => {
    expect(said(-5, 5, { quirk: 'shows-old-codes' }).at(-1)).toMatch(/^This app keeps showing a code for 30 s/)
    expect(said(50, 52, { quirk: 'shows-old-codes' }).at(-1)).toMatch(/^This app keeps showing a code for 30 s/)
    expect(said(50, 52, { quirk: 'corrects-in-whole-minutes' }).at(-1)).toMatch(/^This app may correct its codes by whole minutes/)
    for (const quirk of ['corrects-in-whole-minutes', 'follows-this-laptop'] as const) {
      for (const more of [{ fine: true }, {}]) expect(said(-5, 5, { quirk, ...more }).at(-1)).toBe(RANGE('5 s behind and 5 s ahead of'))
    }
    for (const [low, high] of [[0, 8], [-8, 0]] as const) expect(said(low, high, { quirk: 'follows-this-laptop' }).at(-1)).toMatch(/^Between 0 and 8 s/)
    expect(said(1, 5, { quirk: 'follows-this-laptop', fine: true }).at(-1)).toBe(RANGE('1 and 5 s ahead of'))
  })

  test('is followed by what would tell more', () => {
    const next = (proof: PhoneMatch['next']) => said(50, 52, { next: proof }).at(-1)
    expect([next('press'), next('code-at-press'), next('press-again'), next('enough')].map((sentence) => sentence?.split(/[,.]/)[0])).toEqual([
      'To know it to about a second', 'That press fits in two places', 'That press does not fit what is known so far', 'Between 50 and 52 s ahead of true time',
    ])
  })
})

test('a range that begins at the true time lies on one side of it', () => {
  expect([[0, 7], [-7, 0], [-0.4, 0.4], [0, 0], [-7201, -7199.5], [119.5, 119.9], [-40, 130], [30.4, 35.4], [100, 120]].map(([low = 0, high = 0]) => rangeWords({ low, high }))).toEqual([
    'between 0 and 7 s ahead of true time', 'between 0 and 7 s behind true time', 'between 0.4 s behind and 0.4 s ahead of true time', 'between 0 and 0 s ahead of true time',
    'between 1 h 59 min 59.5 s and 2 h 1 s behind true time', 'between 119.5 and 119.9 s ahead of true time', 'between 40 s behind and 2 min 10 s ahead of true time', 'between 30 and 36 s ahead of true time',
    'between 100 s and 2 min ahead of true time',
  ])
})

test('the way to the settings is told for each kind of phone', () => {
  expect(settingsPaths('plain')).toEqual(settingsPaths('shows-old-codes'))
  for (const { path } of settingsPaths('corrects-in-whole-minutes')) expect(path).toContain(' → ')
  expect(settingsPaths('corrects-in-whole-minutes')).toHaveLength(4)
})
