import { seeded, type Random } from '../core/random.ts'
import { mutated, oneOf, type FuzzTarget } from './engine.ts'
import { bytesOf, mutatedText } from './text.ts'

export interface JsonTarget {
  readonly name: string
  readonly deepest: string
  /** Good documents, from which the bad ones are made. */
  readonly seeds: readonly unknown[]
  /** Names and words that mean something to the reader. */
  readonly words: readonly string[]
  readonly read: (text: string) => string | Promise<string>
}

/** A target whose inputs are JSON: values, names and places in it are changed, now and then characters. */
export function jsonTarget({ name, deepest, seeds, words, read }: JsonTarget): FuzzTarget {
  const texts = seeds.map((seed) => JSON.stringify(seed))
  const bytes = texts.map(bytesOf)
  const utf8 = new TextDecoder('utf-8', { ignoreBOM: true })
  return {
    name, deepest, seeds: bytes,
    make: (random) => {
      switch (random.whole(0, 15)) {
        case 0: return mutated(oneOf(bytes, random), random, bytes)
        case 1: case 2: case 3: return bytesOf(mutatedText(oneOf(texts, random), random, words, texts))
        default: {
          let value = oneOf(seeds, random)
          for (let changes = random.whole(1, 3); changes > 0; changes--) value = changed(value, random, words)
          return bytesOf(JSON.stringify(value) ?? '')
        }
      }
    },
    run: (input) => read(utf8.decode(input)),
  }
}

/** A target whose inputs are four bytes, from which the run builds all it needs: values that no bytes can hold, or a whole story. */
export function storyTarget({ name, deepest, run }: { readonly name: string; readonly deepest: string; readonly run: (random: Random) => string | Promise<string> }): FuzzTarget {
  return {
    name, deepest, seeds: [Uint8Array.of(0, 0, 0, 1)],
    make: (random) => random.bytes(4),
    run: (input) => run(seeded(new DataView(Uint8Array.of(...input.subarray(0, 4), 0, 0, 0, 0).buffer).getUint32(0))),
  }
}

/** Names that every object has, or that hang on its kind. */
const TRAPS = ['__proto__', 'constructor', 'prototype', 'toString', 'valueOf', 'toJSON', 'length', 'hasOwnProperty', 'then', '']
const NUMBERS = [0, -0, 1, -1, 2, 7, 15, 30, 60, 0.5, -1.5, 1e9, -1e9, 1_795_348_800, 2 ** 31, 2 ** 32, 2 ** 53, 1e21, 1e308, -1e308, 5e-324, 8.64e12, 8.64e12 + 1]
const TEXTS = ['', ' ', '0', '1', 'true', 'null', 'x'.repeat(300), 'x'.repeat(3000), '\0', '\n', '\u202e', '\ud800', 'ü', '/etc/passwd', '../../x', '-rf', '$(id)', '%s', '"', '<b>', '[object Object]']

/** Any value that JSON can hold, of few words and little depth. */
export function anyValue(random: Random, words: readonly string[], depth = 3): unknown {
  switch (random.whole(0, depth > 0 ? 9 : 6)) {
    case 0: return null
    case 1: return random.whole(0, 1) === 0
    case 2: return oneOf(NUMBERS, random)
    case 3: return random.between(-100, 100)
    case 4: return oneOf(TEXTS, random)
    case 5: case 6: return words.length === 0 ? '' : oneOf(words, random)
    case 7: return Array.from({ length: random.whole(0, 5) }, () => anyValue(random, words, depth - 1))
    case 8: return Array.from({ length: random.whole(0, 300) }, () => null)
    // By entries, so that "__proto__" becomes a name like any other.
    default: return Object.fromEntries(Array.from({ length: random.whole(0, 5) }, () => [anyName(random, words), anyValue(random, words, depth - 1)]))
  }
}

const anyName = (random: Random, words: readonly string[]): string => oneOf(random.whole(0, 2) === 0 || words.length === 0 ? TRAPS : words, random)

/** The value with one change somewhere inside it. */
export function changed(value: unknown, random: Random, words: readonly string[]): unknown {
  if (Array.isArray(value)) return changedList(value, random, words)
  if (typeof value === 'object' && value !== null) return changedObject(value, random, words)
  if (typeof value === 'string' && random.whole(0, 1) === 0) return mutatedText(value, random, words, [value])
  return anyValue(random, words)
}

function changedList(list: readonly unknown[], random: Random, words: readonly string[]): unknown {
  const at = random.whole(0, Math.max(0, list.length - 1))
  switch (random.whole(0, 9)) {
    case 0: return list.toSpliced(at, 1)
    case 1: return list.toSpliced(at, 0, anyValue(random, words))
    case 2: return [...list, list[at]]
    case 3: return Array.from({ length: random.whole(1, 60) }, () => list).flat()
    case 4: return anyValue(random, words)
    default: return list.length === 0 ? [anyValue(random, words)] : list.with(at, changed(list[at], random, words))
  }
}

function changedObject(object: object, random: Random, words: readonly string[]): unknown {
  const entries = Object.entries(object)
  const at = random.whole(0, Math.max(0, entries.length - 1))
  const [name = '', inner] = entries[at] ?? []
  switch (random.whole(0, 9)) {
    case 0: return Object.fromEntries(entries.toSpliced(at, 1))
    case 1: return Object.fromEntries([...entries, [anyName(random, words), anyValue(random, words)]])
    case 2: return Object.fromEntries(entries.toSpliced(at, 1, [anyName(random, words), inner]))
    case 3: return random.whole(0, 3) === 0 ? anyValue(random, words) : Object.fromEntries(entries.toSpliced(at, 1, [name, anyValue(random, words)]))
    default: return entries.length === 0 ? anyValue(random, words) : Object.fromEntries(entries.with(at, [name, changed(inner, random, words)]))
  }
}
