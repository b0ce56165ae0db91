import { describe, expect, it } from 'vitest'
import { digitsOf, fieldAfter } from '../../renderer/code-field.ts'

describe('the six-digit field', () => {
  it.each([
    ['as authenticators show it', '123 456', '123456'],
    ['with a line end from the clipboard', '\u00a0123-456\r\n', '123456'],
    ['Arabic digits', '١٢٣٤٥٦', '123456'],
    ['Persian digits', '۱۲۳۴۵۶', '123456'],
    ['full-width digits', '１２３４５６', '123456'],
    ['no digit at all', 'code?', ''],
    ['fractions and superscripts are no digits', '½²', ''],
  ])('reads a paste: %s', (_name, pasted, digits) => {
    expect(digitsOf(pasted)).toBe(digits)
    expect(fieldAfter('', pasted, 6)).toBe(digits)
  })

  it('never holds more than one code', () => {
    expect(fieldAfter('12345', '1234567', 6)).toBe('123456')
  })

  it.each([
    ['at the end', '1234567', '7'],
    ['at the start', '9123456', '9'],
    ['in the middle', '1239456', '9'],
    ['as a paste at the end', '123456 654 321', '654321'],
  ])('starts the next code when something is added to a complete one: %s', (_name, typed, next) => {
    expect(fieldAfter('123456', typed, 6)).toBe(next)
  })

  it('takes as many digits as the codes of the account have', () => {
    expect(fieldAfter('', '1234 5678', 8)).toBe('12345678')
    expect(fieldAfter('12345678', '123456789', 8)).toBe('9')
  })

  it('lets a complete code be shortened or replaced', () => {
    expect(fieldAfter('123456', '12345', 6)).toBe('12345')
    expect(fieldAfter('123456', '654321', 6)).toBe('654321')
  })
})
