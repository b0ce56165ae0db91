import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { packageFolder, shippedWith, writeLicences } from '../../scripts/licences.ts'

let root: string
beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'clock-medic-licences-'))
  await write('package-lock.json', { packages: { '': {}, 'node_modules/shipped': {}, 'node_modules/tool': { dev: true }, 'node_modules/bundled': { dev: true } } })
  await write('out/main/index.js.map', { sources: ['../../main/index.ts', '../../node_modules/bundled/dist/index.js', '../../node_modules/bundled/dist/more.js'] })
  await part('node_modules/shipped', { name: 'shipped', version: '1.0.0', license: 'MIT' }, 'Terms of shipped.')
  await part('node_modules/bundled', { name: 'bundled', version: '2.0.0', licenses: [{ type: 'ISC' }, { type: 'MIT' }] }, 'Terms of bundled.')
  await part('node_modules/tool', { name: 'tool', version: '3.0.0', license: 'MIT' }, 'Terms of tool.')
  await part('node_modules/electron', { name: 'electron', version: '4.0.0', license: 'MIT' }, 'Terms of electron.')
})
afterEach(() => rm(root, { recursive: true, force: true }))

async function write(file: string, content: unknown): Promise<void> {
  await mkdir(path.dirname(path.join(root, file)), { recursive: true })
  await writeFile(path.join(root, file), typeof content === 'string' ? content : JSON.stringify(content))
}
async function part(folder: string, about: unknown, terms: string): Promise<void> {
  await write(`${folder}/package.json`, about)
  await write(`${folder}/LICENSE`, terms)
}

test('what is bundled, shipped beside it or runs it is listed with its terms; tools that only built it are not', async () => {
  expect(writeLicences(root)).toBe(3)
  expect(JSON.parse(await readFile(path.join(root, 'out/licences.json'), 'utf8'))).toEqual([
    { name: 'bundled', version: '2.0.0', licence: 'ISC OR MIT' },
    { name: 'electron', version: '4.0.0', licence: 'MIT' },
    { name: 'shipped', version: '1.0.0', licence: 'MIT' },
  ])
  const texts = await readFile(path.join(root, 'out/licences.txt'), 'utf8')
  expect(texts).toMatch(/Terms of bundled\.[^]*LICENSES\.chromium\.html[^]*Terms of electron\.[^]*Terms of shipped\./)
  expect(texts).not.toMatch(/Terms of tool/)
})

test('a part without a licence is not shipped by mistake', async () => {
  await part('node_modules/shipped', { name: 'shipped', version: '1.0.0' }, 'Terms of shipped.')
  expect(() => writeLicences(root)).toThrow('node_modules/shipped states no licence')
})

test('a part that brings no text is shipped with the usual one of its licence, in the name of its author', async () => {
  await write('LICENSE', 'MIT License\n\nCopyright (c) 2026 us\n\nPermission is granted.\n')
  await rm(path.join(root, 'node_modules/shipped/LICENSE'))
  await write('node_modules/shipped/package.json', { name: 'shipped', version: '1.0.0', license: 'MIT', author: 'Ada Author <ada@example.test> (https://example.test/)' })
  writeLicences(root)
  expect(await readFile(path.join(root, 'out/licences.txt'), 'utf8')).toContain('shipped 1.0.0 (MIT)\n\nMIT License\n\nCopyright (c) Ada Author\n\nPermission is granted.')
})

test('a part whose terms are not known is not shipped by mistake', async () => {
  await rm(path.join(root, 'node_modules/bundled/LICENSE'))
  expect(() => writeLicences(root)).toThrow('node_modules/bundled brings no text of its licence (ISC OR MIT)')
})

test('the package of a source is found, inside another one as well', () => {
  expect(['../../node_modules/a/x.js', '../node_modules/@s/b/y.js', '../../node_modules/a/node_modules/@s/c/z.js', 'C:\\p\\node_modules\\d\\e.js', '../../main/core/judge.ts'].map(packageFolder))
    .toEqual(['node_modules/a', 'node_modules/@s/b', 'node_modules/a/node_modules/@s/c', 'node_modules/d', null])
})

test('what an optional tool brings is not taken for shipped', () => {
  expect(shippedWith({ packages: { '': {}, 'node_modules/a': {}, 'node_modules/b': { devOptional: true }, 'node_modules/c': { dev: true } } })).toEqual(['node_modules/a'])
})
