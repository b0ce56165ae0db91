import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

const root = path.resolve(import.meta.dirname, '../..')
const out = path.join(root, 'out')
const files = existsSync(out) ? readdirSync(out, { recursive: true, encoding: 'utf8' }).filter((name) => statSync(path.join(out, name)).isFile()) : []

// `npm test` builds first; who runs the unit tests alone may have built nothing.
describe.runIf(files.length > 0)('what was built', () => {
  it('does not tell where it was built', () => {
    expect(files.filter((name) => [root, realpathSync(root)].some((place) => readFileSync(path.join(out, name)).includes(`${place}${path.sep}`)))).toEqual([])
  })

  it('does not tell when it was built', () => {
    const telling = files.filter((name) => {
      const hour = new Date(statSync(path.join(out, name)).mtimeMs).toISOString().slice(0, 13)
      return readFileSync(path.join(out, name)).includes(hour)
    })
    expect(telling).toEqual([])
  })

  it('was made of files of this project and its packages', () => {
    const homes = [root, path.dirname(realpathSync(path.join(root, 'node_modules')))]
    const sources = files.filter((name) => name.endsWith('.map')).flatMap((name) =>
      (JSON.parse(readFileSync(path.join(out, name), 'utf8')) as { readonly sources: readonly string[] }).sources.map((source) => path.resolve(out, path.dirname(name), source)))
    expect(sources.length).toBeGreaterThan(100)
    expect(sources.filter((source) => !homes.some((home) => source.startsWith(`${home}${path.sep}`)))).toEqual([])
  })
})
