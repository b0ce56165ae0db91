import { IntlMessageFormat } from 'intl-messageformat'

/** A piece of a message's tree: words, a value, a plural or a choice. */
interface Piece {
  readonly type: number
  readonly value?: unknown
  readonly pluralType?: unknown
  readonly options?: Readonly<Record<string, { readonly value: readonly Piece[] }>>
}

type Choices = Map<string, { readonly keys: readonly string[]; readonly saysValue: boolean }>

/** What a message asks for: values, and the words that depend on them. */
interface Needs {
  /** Values that are put in, also those that only a plural or a choice goes by. */
  readonly names: ReadonlySet<string>
  /** By name and way ("count plural"): its keys, and whether the words for all other cases say the value. */
  readonly choices: Readonly<Choices>
}

const NOTE = ' || '

/** The message as English says it, without the note for translators. */
export const englishOf = (message: string): string => message.split(NOTE)[0] ?? ''

/** Numbers that are counted here; past them some languages have forms that nothing in this program reaches. */
const COUNTS = Array.from({ length: 201 }, (_, count) => count)

/** The plural forms that a language needs for whole numbers, and `other`, which the syntax demands. */
const formsOf = (tag: string): readonly string[] => {
  const rules = new Intl.PluralRules(tag)
  return [...new Set([...COUNTS.map((count) => rules.select(count)), 'other'])]
}

/** What is wrong with the translation of a message, a sentence each. */
export function faultsOf(tag: string, message: string, translation: string): readonly string[] {
  const english = englishOf(message)
  const own = needsOf(tag, translation)
  if (typeof own === 'string') return [`is no ICU message: ${own}`]
  const wanted = needsOf('en', english)
  if (typeof wanted === 'string') return [`has an English text that is no ICU message: ${wanted}`]
  return [
    ...(translation.trim() === '' ? ['is empty'] : []),
    ...(translation.includes(NOTE) ? ['holds a note for translators'] : []),
    // Only in a message with values does a second apostrophe vanish.
    ...(!translation.includes('{') && translation.includes('\'\'') ? ['doubles an apostrophe'] : []),
    ...(spaces(english) === spaces(translation) ? [] : ['begins or ends with other spaces']),
    ...(tags(english) === tags(translation) ? [] : [`has the tags "${tags(translation)}" in place of "${tags(english)}"`]),
    ...[...wanted.names].filter((name) => !own.names.has(name)).map((name) => `lacks {${name}}`),
    ...[...own.names].filter((name) => !wanted.names.has(name)).map((name) => `has {${name}}, which nobody gives`),
    ...[...own.choices.keys()].filter((choice) => !wanted.choices.has(choice)).map((choice) => `chooses by "${choice}", as English does not`),
    ...[...wanted.choices].flatMap(([choice, { keys, saysValue }]) => choiceFaults(tag, choice, keys, saysValue, own)),
  ]
}

function choiceFaults(tag: string, choice: string, keys: readonly string[], saysValue: boolean, own: Needs): readonly string[] {
  const found = own.choices.get(choice)
  if (found === undefined) return [`lacks the choice by "${choice}"`]
  const [needed, known] = choice.endsWith(' plural') ? [formsOf(tag), [...formsOf(tag), ...new Intl.PluralRules(tag).resolvedOptions().pluralCategories]] : [keys, keys]
  return [
    ...needed.filter((key) => !found.keys.includes(key)).map((key) => `lacks the words for "${key}" of "${choice}"`),
    ...found.keys.filter((key) => !known.includes(key) && !key.startsWith('=')).map((key) => `has words for "${key}" of "${choice}", which never comes`),
    ...(saysValue && !found.saysValue ? [`leaves the number of "${choice}" out`] : []),
  ]
}

/** What a text needs, or why it cannot be read. */
function needsOf(tag: string, text: string): Needs | string {
  try {
    const names = new Set<string>()
    const choices: Choices = new Map()
    collect(new IntlMessageFormat(text, tag, undefined, { ignoreTag: true }).getAst(), names, choices)
    return { names, choices }
  } catch (error) {
    return String(error)
  }
}

/** Types of pieces: words, and the number of the plural around them. */
const LITERAL = 0
const POUND = 7

function collect(pieces: readonly Piece[], names: Set<string>, choices: Choices): void {
  for (const { type, value, pluralType, options } of pieces) {
    if (type === LITERAL || type === POUND) continue
    const name = String(value)
    names.add(name)
    if (options === undefined) continue
    const says = ({ type: kind, value: said }: Piece): boolean => kind === POUND || (kind !== LITERAL && said === name)
    choices.set(`${name} ${pluralType === undefined ? 'select' : 'plural'}`, { keys: Object.keys(options), saysValue: options['other']?.value.some(says) === true })
    for (const option of Object.values(options)) collect(option.value, names, choices)
  }
}

const spaces = (text: string): string => JSON.stringify([/^\s*/.exec(text)?.[0], /\s*$/.exec(text)?.[0]])
const tags = (text: string): string => [...text.matchAll(/<\/?[a-z]+>/g)].map(([tag]) => tag).toSorted().join(' ')
