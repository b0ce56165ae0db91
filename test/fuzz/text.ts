import type { Random } from '../core/random.ts'
import { mutated, oneOf, type FuzzTarget } from './engine.ts'

export interface TextTarget {
  readonly name: string
  readonly deepest: string
  /** Good texts, from which the bad ones are made. */
  readonly seeds: readonly string[]
  /** Words that mean something to the reader: without them blind changes hardly ever get deep. */
  readonly words: readonly string[]
  /** Reads the text as the product decodes it, and the bytes where it decodes by itself. */
  readonly read: (text: string, bytes: Uint8Array) => string | Promise<string>
}

/** A target whose inputs are text: lines, figures and words are changed, now and then bytes. */
export function textTarget({ name, deepest, seeds, words, read }: TextTarget): FuzzTarget {
  const bytes = seeds.map(bytesOf)
  return {
    name, deepest, seeds: bytes,
    make: (random) => (random.whole(0, 15) === 0 ? mutated(oneOf(bytes, random), random, bytes) : bytesOf(mutatedText(oneOf(seeds, random), random, words, seeds))),
    run: (input) => read(textOf(input), input),
  }
}

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true })
const utf8Writer = new TextEncoder()
export const bytesOf = (text: string): Uint8Array => utf8Writer.encode(text)
const textOf = (bytes: Uint8Array): string => utf8.decode(bytes)

const NUMBERS = ['0', '-0', '1', '-1', '00', '7', '16', '0x10', '1e3', '1e400', '-1e400', 'NaN', 'Infinity', '1.5', '.5', '5.', '2147483648', '4294967296', '18446744073709551616', '9'.repeat(30), '１２', '']
const SIGNS = [
  '\0', '\r', '\n', '\r\n', '\t', ' ', '  ', '"', '\'', '\\', '/', '=', ':', '::', ',', ';', '.', '%', '#', '@', '*', '-', '--', '+', '[', ']', '{', '}', '(', ')', '<', '>', '|', '\x1b[31m', '\x7f', '\u00a0', '\u00ad', '\u202e', '\u2028', '\ufeff', 'ü', '漢', '𝟙', '\ud800',
]
/** So long may a piece get that is said again and again: what takes time by the square of it shows. */
const LONG = 20_000

/** A changed text: 1 to 4 changes of lines, figures, words and characters. */
export function mutatedText(text: string, random: Random, words: readonly string[], others: readonly string[]): string {
  let result = text
  for (let changes = random.whole(1, 4); changes > 0; changes--) result = change(result, random, words, others)
  return random.whole(0, 1999) === 0 ? stretched(result, random) : result
}

function change(text: string, random: Random, words: readonly string[], others: readonly string[]): string {
  const at = random.whole(0, text.length)
  const length = random.whole(1, 12)
  switch (random.whole(0, 13)) {
    case 0: return withLines(text, (lines, line) => lines.toSpliced(line, 1), random)
    case 1: return withLines(text, (lines, line) => lines.toSpliced(line, 0, lines[random.whole(0, lines.length - 1)] ?? ''), random)
    case 2: return withLines(text, (lines, line) => lines.toSpliced(line, 0, oneLineOf(oneOf(others, random), random)), random)
    case 3: case 4: return withFigure(text, random)
    case 5: case 6: return words.length === 0 ? text : text.slice(0, at) + oneOf(words, random) + text.slice(at)
    case 7: case 8: return words.length === 0 ? text : withWord(text, oneOf(words, random), random)
    case 9: return text.slice(0, at) + oneOf(SIGNS, random) + text.slice(at + random.whole(0, 1))
    case 10: return text.slice(0, at) + text.slice(at + length)
    case 11: return text.slice(0, at) + text.slice(at, at + length).repeat(random.whole(2, 5)) + text.slice(at + length)
    case 12: return text.slice(0, at)
    default: {
      const other = oneOf(others, random)
      return text.slice(0, at) + other.slice(random.whole(0, other.length))
    }
  }
}

function withLines(text: string, edit: (lines: readonly string[], line: number) => readonly string[], random: Random): string {
  const lines = text.split('\n')
  return edit(lines, random.whole(0, lines.length - 1)).join('\n')
}

function oneLineOf(text: string, random: Random): string {
  const lines = text.split('\n')
  return lines[random.whole(0, lines.length - 1)] ?? ''
}

/** Another figure where one stands. */
function withFigure(text: string, random: Random): string {
  const from = random.whole(0, text.length)
  const found = /\d+/.exec(text.slice(from)) ?? /\d+/.exec(text)
  if (found === null) return text
  const start = text.indexOf(found[0], found.input === text ? 0 : from)
  const figure = random.whole(0, 1) === 0 ? oneOf(NUMBERS, random) : String(random.whole(0, 10 ** random.whole(1, 10)))
  return text.slice(0, start) + figure + text.slice(start + found[0].length)
}

/** Another word where one stands. */
function withWord(text: string, word: string, random: Random): string {
  const from = random.whole(0, text.length)
  const [found = ''] = /[\w.-]+/.exec(text.slice(from)) ?? []
  const start = text.indexOf(found, from)
  return text.slice(0, start) + word + text.slice(start + found.length)
}

function stretched(text: string, random: Random): string {
  const at = random.whole(0, text.length)
  const piece = text.slice(at, at + random.whole(1, 8)) || oneOf(SIGNS, random)
  return text.slice(0, at) + piece.repeat(Math.floor(LONG / piece.length)) + text.slice(at)
}
