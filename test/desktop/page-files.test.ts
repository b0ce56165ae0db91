import { describe, expect, test } from 'vitest'
import { isOwnAddress, PAGE_ADDRESS, pageFile } from '../../main/desktop/page-files.ts'

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
