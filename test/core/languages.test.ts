import { describe, expect, it } from 'vitest'
import { LANGUAGES, languageFor } from '../../main/core/words/languages.ts'

describe('the language of the program', () => {
  it.each<[readonly string[], string]>([
    [['de-AT'], 'de'], [['de_DE.UTF-8'], 'de'], [['FR-ca'], 'fr'], [['pt-BR'], 'pt'], [['zh-CN'], 'zh-Hans'], [['zh-Hans-SG'], 'zh-Hans'], [['zh'], 'zh-Hans'], [['ar-EG'], 'ar'],
    [['nl-NL', 'it-IT', 'de'], 'it'], [['en-GB', 'de'], 'en'], [['nl'], 'en'], [[], 'en'], [['', 'C', 'POSIX'], 'en'], [['den'], 'en'],
  ])('for somebody who prefers %j is %s', (preferred, tag) => expect(languageFor(preferred).tag).toBe(tag))

  it.each(['zh-TW', 'zh-HK', 'zh-MO', 'zh-Hant', 'zh-Hant-TW'])('is not simplified Chinese for readers of the traditional script (%s)', (tag) => expect(languageFor([tag]).tag).toBe('en'))

  it('is offered under the name that its readers know', () => {
    const own = LANGUAGES.map(({ tag }) => new Intl.DisplayNames(tag, { type: 'language' }).of(tag)?.toLowerCase())
    expect(LANGUAGES.map(({ name }) => name.toLowerCase())).toEqual(own)
  })

  it('is written from left to right, but for Arabic', () => {
    const [ltr, rtl] = (['ltr', 'rtl'] as const).map((direction) => LANGUAGES.filter((language) => language.direction === direction))
    expect([ltr?.length, rtl?.map(({ tag }) => tag)]).toEqual([LANGUAGES.length - 1, ['ar']])
  })

  it('has a number format, plurals and lists of its own in each', () => {
    const tags = LANGUAGES.map(({ tag }) => tag)
    const known = [Intl.NumberFormat.supportedLocalesOf(tags), Intl.PluralRules.supportedLocalesOf(tags), Intl.ListFormat.supportedLocalesOf(tags)]
    expect(known).toEqual([tags, tags, tags])
  })
})
