import { afterEach, describe, expect, it } from 'vitest'
import { ENGLISH, LANGUAGES, type Language, type LanguageTag } from '../../main/core/words/languages.ts'
import { say, sayList, sayNumber, speak, spokenLanguage, type Catalogue } from '../../main/core/words/say.ts'

const language = (tag: LanguageTag): Language => LANGUAGES.find((each) => each.tag === tag) ?? ENGLISH
const speaking = (tag: LanguageTag, catalogue: Catalogue): void => speak(language(tag), catalogue)
const STEPS = '{count, plural, one {# step} other {# steps}}'

afterEach(() => speak(ENGLISH, {}))

describe('English', () => {
  it('says the message itself, without the note for translators', () => {
    expect(say('fine || of a sign-in: it will work')).toBe('fine')
    expect(say('{size} slow || of a clock', { size: '3 days' })).toBe('3 days slow')
    expect([1, 2].map((count) => say(STEPS, { count }))).toEqual(['1 step', '2 steps'])
  })

  it('leaves quotation marks and tags as they are', () => {
    expect(say('the phone\'s "<link>clock</link>" of {name}', { name: '<b>$& {x}</b>' })).toBe('the phone\'s "<link>clock</link>" of <b>$& {x}</b>')
  })

  it('writes figures as the command line and its readers know them', () => {
    expect([sayNumber(86_400.5, 1), sayNumber(0.05, 3), sayNumber(12)]).toEqual(['86400.5', '0.050', '12'])
    expect([[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map(sayList)).toEqual(['', 'a', 'a and b', 'a, b and c'])
  })
})

describe('another language', () => {
  it('is said from its catalogue, and what that lacks in English', () => {
    speaking('de', { 'fine || of a sign-in': 'geht', 'Your clock is {size} slow': 'Ihre Uhr geht {size} nach' })
    expect(say('fine || of a sign-in')).toBe('geht')
    expect(say('Your clock is {size} slow', { size: '3 Tage' })).toBe('Ihre Uhr geht 3 Tage nach')
    expect(say('fine || of the weather')).toBe('fine')
    expect([2, 1.5].map((count) => say(STEPS, { count }))).toEqual(['2 steps', '1.5 steps'])
    expect(spokenLanguage().tag).toBe('de')
  })

  it('writes figures and lists its own way', () => {
    speaking('de', {})
    expect([sayNumber(47.3, 1), sayNumber(0.05, 3), sayList(['a', 'b', 'c'])]).toEqual(['47,3', '0,050', 'a, b und c'])
  })

  it('has plural forms that English has not', () => {
    speaking('pl', { [STEPS]: '{count, plural, one {# krok} few {# kroki} many {# kroków} other {# kroku}}' })
    expect([1, 2, 5, 22, 1.5].map((count) => say(STEPS, { count }))).toEqual(['1 krok', '2 kroki', '5 kroków', '22 kroki', '1,5 kroku'])
  })

  it('takes the place of the one before at once', () => {
    speaking('de', { [STEPS]: '{count, plural, one {# Schritt} other {# Schritte}}' })
    expect(say(STEPS, { count: 2 })).toBe('2 Schritte')
    speak(ENGLISH, {})
    expect(say(STEPS, { count: 2 })).toBe('2 steps')
  })
})

describe('Arabic', () => {
  it('keeps a name in its own direction', () => {
    speaking('ar', { 'Ask {server}': 'اسأل {server}' })
    expect(say('Ask {server}', { server: 'time.example' })).toBe('اسأل \u2068time.example\u2069')
  })

  it('leaves a number to the sentence', () => {
    speaking('ar', { '{count} of {server}': '{server}: {count}' })
    expect(say('{count} of {server}', { server: 'time.example', count: 5 })).toBe('\u2068time.example\u2069: 5')
  })

  it('still chooses words by a value within the choice of another', () => {
    const message = '{kind, select, clock {{where, select, ahead {ahead of {name}} other {behind {name}}}} other {neither}}'
    speaking('ar', { [message]: message })
    expect(say(message, { kind: 'clock', where: 'ahead', name: 'a' })).toBe('ahead of \u2068a\u2069')
  })

  it('still chooses words by a value', () => {
    const message = '{where, select, ahead {{size} ahead} other {{size} behind}}'
    speaking('ar', { [message]: '{where, select, ahead {متقدم {size}} other {متأخر {size}}}' })
    expect(say(message, { where: 'ahead', size: '5' })).toBe('متقدم \u20685\u2069')
  })
})
