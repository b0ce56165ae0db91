import { describe, expect, test } from 'vitest'
import { nameHider } from '../../../main/core/report/private-names.ts'
import { hiderFor } from '../../../main/core/report/hider.ts'
import { seeded } from '../random.ts'

const LETTERS = 'abcdefghijklmnopqrstuvwxyzäéøßłñ'

/** How a name may come: as it is, in capitals, cut up, put together, encoded. */
const FORMS: Readonly<Record<string, (name: string) => string>> = {
  'as it is': (name) => name,
  'in capitals': (name) => name.toUpperCase(),
  'cut up by spaces': (name) => [...name].join(' '),
  'cut up by hyphens': (name) => [...name].join('-'),
  'with invisible marks': (name) => [...name].join('\u200b'),
  'over two lines': (name) => `${name.slice(0, 3)}\n${name.slice(3)}`,
  'with accents apart': (name) => name.normalize('NFD'),
  'in base64': (name) => Buffer.from(name).toString('base64'),
  'in base64 with more behind it': (name) => Buffer.from(`${name}:x`).toString('base64'),
  'in hexadecimal': (name) => Buffer.from(name).toString('hex').toUpperCase(),
  'in an address': (name) => `/x?u=${encodeURIComponent(name)}&v=1`,
  'in brackets': (name) => `<${name}>`,
  'as an account of a domain': (name) => `CORP\\${name}`,
}

describe('a name', () => {
  test.each(Object.entries(FORMS))('%s does not get through, whatever it is', (_what, form) => {
    const { whole } = seeded(7)
    const letter = (): string => LETTERS[whole(0, LETTERS.length - 1)] ?? 'a'
    const left = Array.from({ length: 100 }, () => Array.from({ length: whole(5, 13) }, letter).join('')).filter((name) => {
      const { words, outside } = hiderFor({ names: [name], withAddresses: false })
      const written = form(name)
      return [words, outside].some((hide) => hide(`the service of ${written} said no`).normalize('NFC').includes(written.normalize('NFC')))
    })
    expect(left).toEqual([])
  })

  test('is found by its parts, and what everybody is called is left', () => {
    const hide = nameHider(['alice.weber', 'alice-laptop', 'root', '/home/user'])
    expect(hide('Alice on a laptop, root, user, /home/user, WEBER')).toBe('[name] on a laptop, root, user, [name], [name]')
  })

  test('that tells nothing about anybody is left, for so many are called that', () => {
    const ordinary = 'root user users home admin administrator guest system computer desktop laptop notebook workstation server host local localhost localdomain lan workgroup windows linux macos macbook debian ubuntu fedora time clock medic'
    expect(nameHider(ordinary.split(' '))(`${ordinary} ${ordinary.toUpperCase()}`)).toBe(`${ordinary} ${ordinary.toUpperCase()}`)
    expect(nameHider(['al', ''])('al and al')).toBe('al and al')
    expect(nameHider(['al.weber-nb'])('al has a nb, weber')).toBe('al has a nb, [name]')
    expect(nameHider(['a--anna'])('a--anna and anna')).toBe('[name] and [name]')
  })

  test('is found in capitals that are two letters, in short, and in base64', () => {
    expect(nameHider(['weißer'])('WEISSER, WEIẞER')).toBe('[name], [name]')
    expect(nameHider(['bob', 'anna'])('bob b.o.b anna a-n-n-a')).toBe('[name] b.o.b [name] a-n-n-a')
    expect(nameHider(['alice'])('x YWxpY2U6eA== y 616C696365')).toBe('x [name] y [name]')
    expect(nameHider(['al\tce'])('616C096365')).toBe('[name]')
  })

  test('is not seen in words that only begin like it', () => {
    expect(nameHider(['tim', 'anna'])('the time is 3:00, and savannah is annan')).toBe('the time is 3:00, and savannah is annan')
  })

  test('with signs of patterns does no harm', () => {
    expect(nameHider(['a(b', 'c[d-e', 'x{2}', '\\w+y'])('a(b c[d-e word')).toBe('[name] [name] word')
  })
})
