import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'

const ROOT = path.resolve(import.meta.dirname, '../..')
const DOCS = ['SECURITY.md', 'docs/security.md', 'docs/helper.md']
const doc = readFileSync(path.join(ROOT, 'docs/security.md'), 'utf8')

interface Guard {
  readonly guard: string
  readonly file: string
  /** What stands in the file, once. */
  readonly text: string
  /** What stands there when the guard is taken away. */
  readonly without: string
  readonly test: string
  /** A part of the name of the test that fails then. */
  readonly title: string
}
const guards = JSON.parse(readFileSync(path.join(ROOT, 'test/security/guards.json'), 'utf8')) as readonly Guard[]

/** A source with the quotes of its strings as they are meant. */
const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8')
const plain = (file: string): string => read(file).replaceAll('\\\'', '\'')

const linksIn = (file: string): readonly { readonly text: string; readonly target: string }[] =>
  Array.from(read(file).matchAll(/\[([^\]]+)\]\(([^)#\s]+)(?:#[^)]*)?\)/g), ([, text = '', target = '']) => ({ text, target }))
    .filter(({ target }) => !target.startsWith('https://'))
    .map(({ text, target }) => ({ text, target: path.posix.join(path.posix.dirname(file), target) }))

describe('docs/security.md', () => {
  test.each(DOCS)('%s links only to what is there', (file) => {
    expect(linksIn(file).map(({ target }) => target).filter((target) => !existsSync(path.join(ROOT, target)))).toEqual([])
  })

  test('names tests by words that stand in their files', () => {
    const named = linksIn('docs/security.md').filter(({ target }) => /^test\/.*\.ts$/.test(target))
    expect(named.length).toBeGreaterThan(60)
    expect(named.filter(({ text, target }) => !plain(target).includes(text))).toEqual([])
  })

  test('names functions and settings that stand in the files behind them', () => {
    const named = Array.from(doc.matchAll(/`([^`]+)` in \[[^\]]+\]\(\.\.\/([^)]+)\)/g), ([, word = '', file = '']) => ({ word, file }))
    expect(named.length).toBeGreaterThan(40)
    expect(named.filter(({ word, file }) => !read(file).includes(word))).toEqual([])
  })

  test('covers the twenty items of Electron\'s checklist, each with a test', () => {
    const rows = doc.split('\n').filter((line) => /^\| \d+ \|/.test(line))
    expect(rows.map((row) => Number(row.split('|')[1]))).toEqual(Array.from({ length: 20 }, (_, index) => index + 1))
    expect(rows.filter((row) => !row.includes('](../test/'))).toEqual([])
  })
})

describe('the guards that are taken away', () => {
  test.each(guards)('$guard: stands where the table says, and so does its test', ({ file, text, without, test: where, title }) => {
    expect(read(file).split(text)).toHaveLength(2)
    expect(without).not.toBe(text)
    expect(plain(where)).toContain(title)
    expect(title.length).toBeGreaterThan(5)
  })

  test('that the document shows are lines of the table, each once', () => {
    const rows = doc.split('\n').filter((line) => line.endsWith('| fails |')).map((line) => line.slice(2, -2).split(' | ').slice(0, 3).join(' | '))
    const known = guards.map(({ guard, file, test: where, title }) => `${guard} | \`${file}\` | \`${where}\`: ${title}`)
    expect(rows.filter((row) => !known.includes(row))).toEqual([])
    expect(new Set(rows).size).toBe(rows.length)
    expect(rows.length).toBeGreaterThan(40)
    expect(new Set(known).size).toBe(known.length)
  })

  test('lie in many files, and some of them in the window', () => {
    expect(new Set(guards.map(({ file }) => file)).size).toBeGreaterThan(30)
    expect(guards.filter(({ test: where }) => where.startsWith('test/e2e/')).length).toBeGreaterThan(9)
    const tests = readdirSync(path.join(ROOT, 'test'), { recursive: true, encoding: 'utf8' }).map((file) => `test/${file.replaceAll('\\', '/')}`)
    expect(guards.filter(({ test: where }) => !tests.includes(where))).toEqual([])
  })
})
