import { readFileSync } from 'node:fs'

/** The recorded output of that name, as text with LF line ends. */
export const capture = (name: string): string =>
  readFileSync(new URL(`../../captures/windows/${name}.txt`, import.meta.url), 'utf8')

/** Two-byte characters of a code page by what they stand for, found by decoding every pair. */
const pairsOf = (codePage: string): ReadonlyMap<string, readonly number[]> => {
  const decoder = new TextDecoder(codePage)
  const pairs = new Map<string, readonly number[]>()
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      const text = decoder.decode(new Uint8Array([lead, trail]))
      if ([...text].length === 1 && text !== '�' && !pairs.has(text)) pairs.set(text, [lead, trail])
    }
  }
  return pairs
}

/** The bytes that a console in this code page prints; throws on a character that it lacks. */
export const inCodePage = (text: string, codePage: 'shift_jis' | 'gbk' | 'euc-kr'): Uint8Array => {
  const pairs = pairsOf(codePage)
  return new Uint8Array([...text].flatMap((character) => {
    const code = character.codePointAt(0) ?? 0
    if (code < 0x80) return [code]
    const pair = pairs.get(character)
    if (pair === undefined) throw new Error(`${character} is not part of ${codePage}`)
    return pair
  }))
}

/** Every character outside ASCII becomes this one byte: what a single-byte code page may print for it. */
export const withForeignByte = (text: string, byte: number): Uint8Array =>
  new Uint8Array([...text].map((character) => {
    const code = character.codePointAt(0) ?? 0
    return code < 0x80 ? code : byte
  }))

export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
