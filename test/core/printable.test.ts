import { describe, expect, test } from 'vitest'
import { printable, printableAscii } from '../../main/core/printable.ts'

describe('what is shown of words that were not understood', () => {
  test.each([
    ['user:secret@time.example', '***@time.example'], ['a line end\nbefore:secret@b@time.example', '***@time.example'], ['secret@', '***@'],
  ])('holds nothing that may be a password: %j', (text, shown) => {
    expect(printable(text)).toBe(shown)
    expect(printableAscii(text)).toBe(shown)
  })

  test('steers no terminal and stays one line', () => {
    expect(printable(' \u001B[2Jä\u2028\u2029\u202E字 ')).toBe('?[2Jä???字')
    expect(printableAscii('\u001B[2Jä\n ~z')).toBe('?[2J?? ~z')
  })

  test('is cut to what fits into a sentence', () => {
    expect(printable('a'.repeat(90))).toBe('a'.repeat(80))
    expect(printableAscii('a'.repeat(90))).toBe('a'.repeat(80))
    expect(printableAscii('abcdef', 3)).toBe('abc')
  })
})
