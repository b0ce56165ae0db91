import { IntlMessageFormat } from 'intl-messageformat'
import { ENGLISH, type Language, type LanguageTag } from './languages.ts'

/** What a language says for each English message. */
export type Catalogue = Readonly<Record<string, string>>

export type Values = Readonly<Record<string, string | number>>

/** In the code a note for translators may follow the message: `fine || of a sign-in`. It also tells apart what English says alike. */
const NOTE = ' || '
/** Marks of Unicode that keep a name or an address in its own direction inside a right-to-left sentence (UAX 9). */
const ISOLATE = { begin: '\u2068', end: '\u2069' } as const

/** A message that is ready to be said. `selectors` are the values that only choose between words. */
interface Compiled {
  readonly format: IntlMessageFormat
  readonly selectors: readonly string[]
}

let spoken: Language = ENGLISH
let catalogue: Catalogue = {}
let compiled = new Map<string, Compiled>()

/** Chooses the language of all words from now on. What was said before stays as it was said. */
export function speak(language: Language, messages: Catalogue): void {
  spoken = language
  catalogue = messages
  compiled = new Map()
}

/** The language of the words. */
export const spokenLanguage = (): Language => spoken

/**
 * Says a message in the language that was chosen; in English where that language lacks it.
 * @param message English, in ICU message syntax: `{count, plural, one {# step} other {# steps}}`; a note may follow
 */
export function say(message: string, values?: Values): string {
  const own = catalogue[message]
  const text = own ?? withoutNote(message)
  if (!text.includes('{')) return text
  let ready = compiled.get(message)
  if (ready === undefined) {
    const format = new IntlMessageFormat(text, own === undefined ? ENGLISH.tag : spoken.tag, undefined, { ignoreTag: true })
    ready = { format, selectors: selectorsIn(format.getAst()) }
    compiled.set(message, ready)
  }
  return String(ready.format.format(values === undefined || spoken.direction === 'ltr' ? values : isolated(values, ready.selectors)))
}

/** Marks a message that is kept as data, for example in a table made when the file is loaded, and said by `say` when it is shown. */
export const msg = (message: string): string => message

/** A number as this language writes it, with exactly so many decimals. */
export function sayNumber(value: number, decimals = 0): string {
  return new Intl.NumberFormat(spoken.tag, { minimumFractionDigits: decimals, maximumFractionDigits: decimals, useGrouping: false }).format(value)
}

/** "a", "a and b", "a, b and c". Empty for none. */
export function sayList(items: readonly string[]): string {
  const tag: LanguageTag | 'en-GB' = spoken.tag === 'en' ? 'en-GB' : spoken.tag
  return new Intl.ListFormat(tag, { type: 'conjunction' }).format(items)
}

function withoutNote(message: string): string {
  const note = message.indexOf(NOTE)
  return note === -1 ? message : message.slice(0, note)
}

const selectorsIn = (elements: ReturnType<IntlMessageFormat['getAst']>): readonly string[] => elements.flatMap((element) =>
  ('options' in element ? [element.value, ...Object.values(element.options).flatMap(({ value }) => selectorsIn(value))] : []))

const isolated = (values: Values, selectors: readonly string[]): Values => Object.fromEntries(Object.entries(values)
  .map(([name, value]) => [name, typeof value === 'string' && !selectors.includes(name) ? `${ISOLATE.begin}${value}${ISOLATE.end}` : value]))
