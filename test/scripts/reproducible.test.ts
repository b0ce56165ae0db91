import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { differing, digestOfAll, digestsOf } from '../../scripts/reproducible.ts'

let root = ''
beforeEach(() => { root = mkdtempSync(path.join(tmpdir(), 'clock-medic-twice-')) })
afterEach(() => rmSync(root, { recursive: true, force: true }))

/** A folder with these files, made in this order. */
function folder(name: string, files: Readonly<Record<string, string>>): string {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(root, name, file)), { recursive: true })
    writeFileSync(path.join(root, name, file), text)
  }
  return path.join(root, name)
}

describe('two builds', () => {
  test('are the same whatever the order in which their files were made', () => {
    const [first, second] = [digestsOf(folder('one', { 'main/a.js': 'a', 'b.js': 'b' })), digestsOf(folder('two', { 'b.js': 'b', 'main/a.js': 'a' }))]
    expect([...first.keys()]).toEqual(['b.js', 'main/a.js'])
    expect(differing(first, second)).toEqual([])
    expect(digestOfAll(first)).toBe(digestOfAll(second))
  })

  test('differ by one byte, by a file that is missing and by one that is new', () => {
    const [first, second] = [digestsOf(folder('one', { a: 'a', b: 'b', c: 'c' })), digestsOf(folder('two', { a: 'a', b: 'B', d: 'd' }))]
    expect(differing(first, second)).toEqual(['b', 'c', 'd'])
    expect(digestOfAll(first)).not.toBe(digestOfAll(second))
  })

  test.skipIf(process.platform === 'win32')('differ by whether a file can be started and by where a link leads (needs POSIX rights)', () => {
    const [one, two] = [folder('one', { run: 'x' }), folder('two', { run: 'x' })]
    chmodSync(path.join(two, 'run'), 0o755)
    symlinkSync('run', path.join(one, 'link'))
    symlinkSync('elsewhere', path.join(two, 'link'))
    expect(differing(digestsOf(one), digestsOf(two))).toEqual(['link', 'run'])
  })
})
