import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { LANGUAGES } from '../../main/core/words/languages.ts'
import { loadCatalogue } from '../../main/languages/index.ts'
import { messagesIn } from '../../scripts/messages/messages-in.mjs'
import { englishOf, faultsOf } from './faults.ts'

const { messages, faults } = messagesIn(path.join(import.meta.dirname, '..', '..'))
const TEXTS = messages.map(({ text }) => text)

describe('the messages in the code', () => {
  it('can all be listed for translators', () => expect(faults).toEqual([]))

  it('are well-formed English', () => {
    expect(TEXTS.length).toBeGreaterThan(100)
    expect(TEXTS.flatMap((text) => faultsOf('en', text, englishOf(text)).map((fault) => `"${text}" ${fault}.`))).toEqual([])
  })
})

describe.each(LANGUAGES.filter(({ tag }) => tag !== 'en').map(({ tag }) => tag))('the catalogue of %s', async (tag) => {
  const catalogue = await loadCatalogue(tag)

  it('lacks no message', () => {
    const missing = TEXTS.filter((text) => !Object.hasOwn(catalogue, text))
    expect(missing.slice(0, 5), `${missing.length} are missing, the first of them:`).toEqual([])
  })

  it('holds none that nobody says', () => {
    const said = new Set(TEXTS)
    expect(Object.keys(catalogue).filter((text) => !said.has(text))).toEqual([])
  })

  it('says each with the same values and in all its forms', () => {
    expect(Object.entries(catalogue).flatMap(([text, translation]) => faultsOf(tag, text, translation).map((fault) => `"${text}" ${fault}.`))).toEqual([])
  })
})

describe('the check itself', () => {
  const PLURAL = 'Done: {count, plural, one {# step} other {# steps}} || a note'

  it.each([
    ['de', 'Your clock is {size} slow', 'Ihre Uhr geht nach', 'lacks {size}'],
    ['de', 'Your clock is {size} slow', 'Ihre Uhr geht {größe} nach', 'has {größe}, which nobody gives'],
    ['fr', 'of {name}', 'd\'{name}', 'lacks {name}'],
    ['de', 'Fine || a note', 'Gut || eine Notiz', 'holds a note for translators'],
    ['fr', 'The clock', 'L\'\'horloge', 'doubles an apostrophe'],
    ['de', 'Fine ', 'Gut', 'begins or ends with other spaces'],
    ['de', 'Fine', '', 'is empty'],
    ['de', 'Use <link>this</link>', 'Nehmen Sie das', 'has the tags "" in place of "</link> <link>"'],
    ['pl', PLURAL, 'Gotowe: {count, plural, one {# krok} other {# kroku}}', 'lacks the words for "few" of "count plural"'],
    ['de', PLURAL, 'Fertig: {count} Schritte', 'lacks the choice by "count plural"'],
    ['de', PLURAL, 'Fertig: {count, plural, one {ein Schritt} other {Schritte}}', 'leaves the number of "count plural" out'],
    ['de', PLURAL, 'Fertig: {count, plural, one {# Schritt} few {# Schritte} other {# Schritte}}', 'has words for "few" of "count plural", which never comes'],
    ['de', '{where, select, ahead {ahead} other {behind}}', '{where, select, vor {vor} other {nach}}', 'lacks the words for "ahead" of "where select"'],
    ['de', 'Your clock is {size} slow', 'Ihre Uhr geht {size nach', 'is no ICU message'],
  ])('catches in %s that "%s" said as "%s" %s', (tag, message, translation, fault) => {
    expect(faultsOf(tag, message, translation).join('; ')).toContain(fault)
  })

  it.each([
    ['de', 'Your clock is {size} slow', 'Ihre Uhr geht {size} nach'],
    ['pl', PLURAL, 'Gotowe: {count, plural, one {# krok} few {# kroki} many {# kroków} other {# kroku}}'],
    ['ja', PLURAL, '完了: {count, plural, other {#件}}'],
    ['fr', 'of {name}', 'd’{name}'],
  ])('lets be in %s: "%s" said as "%s"', (tag, message, translation) => expect(faultsOf(tag, message, translation)).toEqual([]))
})
