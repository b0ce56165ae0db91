import { ERROR_TEXTS } from './error-texts.ts'
import { stripPrivate } from './strip.ts'
import type { HelpEndId } from './symptoms.ts'

/** The most that is read of a pasted text, in characters. */
export const LONGEST_ERROR_TEXT = 20_000
/** The most that is kept of a text that nothing is known about. */
const MOST_KEPT = 600

export type ReadErrorText =
  /** `said` is only what was recognised of the text; `meaning` is a message. */
  | { readonly kind: 'known'; readonly end: HelpEndId; readonly said: string; readonly meaning: string }
  /** `said` is the beginning of the text without names and addresses. */
  | { readonly kind: 'unknown'; readonly said: string }
  | { readonly kind: 'empty' }

/**
 * Recognises an error text that was pasted. Nothing of the text is kept but what `said` holds, and that without names,
 * addresses, paths, keys and codes. Takes time in proportion to the length of the text.
 */
export function readErrorText(pasted: string): ReadErrorText {
  // One character for "é" however it was typed, for the patterns; NFKC would let one character become many.
  const text = pasted.slice(0, LONGEST_ERROR_TEXT).normalize('NFC')
  if (text.trim() === '') return { kind: 'empty' }
  // Logs wrap lines anywhere.
  const flat = text.replaceAll(/\s+/g, ' ')
  for (const { pattern, meaning, end } of ERROR_TEXTS) {
    const [said] = pattern.exec(flat) ?? []
    if (said !== undefined) return { kind: 'known', end, meaning, said: stripPrivate(said) }
  }
  return { kind: 'unknown', said: shortened(stripPrivate(text)) }
}

function shortened(text: string): string {
  const lines = text.replaceAll(/[^\S\n]+/g, ' ').replaceAll(/ ?\n\s*/g, '\n')
  return lines.length <= MOST_KEPT ? lines : `${lines.slice(0, MOST_KEPT).replace(/\s\S*$/, '')} …`
}
