/** Zero of each set of decimal digits that phones and keyboards produce; the nine others follow it. */
const ZEROS: readonly number[] = [0x30, 0x660, 0x6f0, 0x966, 0x9e6, 0xe50, 0xff10]

/** The digit a character stands for in any of the common scripts, else nothing. */
function asciiDigit(character: string): string {
  const point = character.codePointAt(0) ?? 0
  const zero = ZEROS.find((candidate) => point >= candidate && point <= candidate + 9)
  return zero === undefined ? '' : String(point - zero)
}

/** All digits of a typed or pasted text, as 0-9: "123 456" gives "123456". May be longer than a code. */
export function digitsOf(text: string): string {
  return Array.from(text, asciiDigit).join('')
}

/**
 * What the field should hold after the user changed it from `before` to `typed`: at most so many digits as a code has. What is typed or
 * pasted into a complete code starts the next code, wherever the caret stands, so nobody has to clear the field first.
 */
export function fieldAfter(before: string, typed: string, length: number): string {
  const digits = digitsOf(typed)
  const added = digits.length - before.length
  if (before.length < length || added <= 0) return digits.slice(0, length)
  const caret = Array.from(before).findIndex((digit, index) => digit !== digits[index])
  const start = caret === -1 ? before.length : caret
  return digits.slice(start, start + Math.min(added, length))
}
