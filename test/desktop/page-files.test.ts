import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { isOwnAddress, PAGE_ADDRESS, pageFile, pageIn } from '../../main/desktop/page-files.ts'
import { linked, windowWords } from '../../main/desktop/window-words.ts'

const FOLDER = '/opt/app/out/renderer'

describe('files of the page', () => {
  test('the page and what belongs to it are found', () => {
    expect(pageFile(PAGE_ADDRESS, FOLDER)).toEqual({ file: `${FOLDER}/index.html`, type: 'text/html; charset=utf-8' })
    expect(pageFile('app://clock-medic/assets/index-abc.js', FOLDER)?.type).toMatch(/^text\/javascript/)
  })

  test.each([
    'app://clock-medic/..%2f..%2fpackage.html', 'app://clock-medic/%2e%2e%2f%2e%2e%2fetc%2fx.html', 'app://clock-medic/..%5c..%5cx.html',
    'app://clock-medic/assets/..%2f..%2fx.js', 'app://clock-medic/x%00.html', 'app://clock-medic/%zz.html', 'app://clock-medic/C%3A/x.html',
    'app://clock-medic/', 'app://clock-medic/index.js.map', 'app://clock-medic/package.json',
    'app://elsewhere/index.html', 'app://user@clock-medic/index.html', 'file:///opt/app/out/renderer/index.html', 'https://clock-medic/index.html', 'nonsense',
  ])('%s gives nothing', (address) => {
    expect(pageFile(address, FOLDER)).toBeNull()
  })

  test('only our own page may ask for something', () => {
    expect(isOwnAddress(PAGE_ADDRESS)).toBe(true)
    for (const address of ['app://clock-medic.example/index.html', 'data:text/html,x', 'about:blank', 'file:///index.html', '']) expect(isOwnAddress(address)).toBe(false)
  })
})

describe('the language of the page', () => {
  const html = readFileSync(new URL('../../renderer/index.html', import.meta.url), 'utf8')
  const words = windowWords()

  test('language, direction and words are there before anything is drawn', () => {
    const page = pageIn(html, { tag: 'ar', direction: 'rtl' }, words)
    expect(page).toContain('<html lang="ar" dir="rtl">')
    expect(page).toContain('&quot;starting&quot;:&quot;One moment&quot;')
    expect(page).toContain('<script type="module"')
  })

  test('no word of a catalogue can become a part of the page', () => {
    const odd = '"><script src="x"></script> & $& $\' é'
    const page = pageIn(html, { tag: 'fr', direction: 'ltr' }, { ...words, starting: odd })
    const [, held = ''] = /data-words="([^"]*)"/.exec(page) ?? []
    const read = held.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&amp;', '&')
    expect(JSON.parse(read)).toEqual({ ...words, starting: odd })
    expect(page.match(/<script/g)).toHaveLength(1)
  })

  test('a page of another program is not served in its place', () => {
    expect(() => pageIn('<html><body></body></html>', { tag: 'en', direction: 'ltr' }, words)).toThrow(/lacks the places/)
  })
})

describe('a sentence with a link', () => {
  test('is cut at the words to press', () => {
    expect(linked('Still? <link>Test it</link>: it may be wrong.')).toEqual({ before: 'Still? ', link: 'Test it', after: ': it may be wrong.' })
  })

  test('can be pressed as a whole where a translation lost its marks', () => {
    expect(linked('Test it')).toEqual({ before: '', link: 'Test it', after: '' })
  })
})
