import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

interface Locked {
  readonly version?: string
  readonly integrity?: string
  readonly resolved?: string
  readonly link?: boolean
  readonly hasInstallScript?: boolean
}
interface Project {
  readonly dependencies: Readonly<Record<string, string>>
  readonly devDependencies: Readonly<Record<string, string>>
  readonly allowScripts: Readonly<Record<string, boolean>>
}
interface Part {
  readonly name: string
  readonly version: string
  readonly licence: string
}

const root = path.resolve(import.meta.dirname, '../..')
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8')
const project = JSON.parse(read('package.json')) as Project
const { packages } = JSON.parse(read('package-lock.json')) as { readonly packages: Readonly<Record<string, Locked>> }
const locked = Object.entries(packages).filter(([folder]) => folder !== '')
const wanted = Object.entries({ ...project.dependencies, ...project.devDependencies })
/** An alias counts by the package that it stands for. */
const named = (name: string, version: string): readonly [string, string] => {
  const [, other = name, exact = version] = /^npm:(.+)@([^@]+)$/.exec(version) ?? []
  return [other, exact]
}
const EXACT = /^\d+\.\d+\.\d+(-[\w.]+)?$/

describe('what is installed', () => {
  it('is named by exact versions', () => {
    expect(wanted.length).toBeGreaterThan(20)
    expect(wanted.filter(([name, version]) => !EXACT.test(named(name, version)[1]))).toEqual([])
  })

  it('is locked to one version of each, with its digest', () => {
    expect(wanted.map(([name, version]) => `${name} ${named(name, version)[1]}`).filter((each) => {
      const [name = '', version] = each.split(' ')
      return packages[`node_modules/${name}`]?.version !== version
    })).toEqual([])
    expect(locked.filter(([, { integrity = '' }]) => !/^sha512-[\w+/]{86}==$/.test(integrity)).map(([folder]) => folder)).toEqual([])
  })

  it('comes from the registry that npm is set to, and from nowhere else', () => {
    // The lock names no registry (.npmrc), so whatever it names is something else: git, a file, a server.
    expect(locked.filter(([, { resolved, link }]) => resolved !== undefined || link === true).map(([folder]) => folder)).toEqual([])
  })

  it('runs no script that nobody has looked at', () => {
    const names = locked.filter(([, { hasInstallScript }]) => hasInstallScript === true).map(([folder]) => folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length))
    expect(Object.keys(project.allowScripts).toSorted()).toEqual([...new Set(names)].toSorted())
    expect(read('.npmrc').split('\n')).toEqual(expect.arrayContaining(['strict-allow-scripts=true', 'save-exact=true', 'omit-lockfile-registry-resolved=true']))
  })
})

describe('docs/dependencies.md', () => {
  const page = read('docs/dependencies.md')
  const rows = page.split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('| package')).map((line) => line.split('|').map((cell) => cell.trim()))
  const told = rows.flatMap(([, names = '', why = '', upkeep = '', size = '', licences = '']) =>
    [...names.matchAll(/(@?[\w/.-]+) (\d+\.\d+\.\d+)/g)].map(([, name = '', version = '']) => ({ name, version, why, upkeep, size, licences })))

  it('tells of each package of package.json in its version, and of no other', () => {
    const sorted = (each: readonly string[]): readonly string[] => each.toSorted()
    expect(sorted(told.map(({ name, version }) => `${name} ${version}`))).toEqual(sorted(wanted.map(([name, version]) => named(name, version).join(' '))))
  })

  it('tells why each is there, how it is kept up, its size and its licence', () => {
    expect(told.filter(({ why, upkeep, size }) => why === '' || !/^\d{4}-\d\d-\d\d[,;] /.test(upkeep) || !/\d (kB|MB)/.test(size)).map(({ name }) => name)).toEqual([])
    const wrong = wanted.filter(([name, version]) => {
      const { license = '' } = JSON.parse(read(`node_modules/${name}/package.json`)) as { readonly license?: string }
      const cell = told.find((each) => each.name === named(name, version)[0])?.licences ?? ''
      return license.replaceAll(/[()]/g, '').split(' OR ').some((each) => !cell.includes(each))
    })
    expect(wrong).toEqual([])
  })
})

/** Licences that let a program be handed on under its own terms so long as theirs come along. */
const ALLOWED: readonly string[] = ['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'BlueOak-1.0.0', 'Apache-2.0']

// `npm test` builds first; who runs the unit tests alone may have built nothing.
describe.runIf(existsSync(path.join(root, 'out/licences.json')))('what is shipped', () => {
  const parts = existsSync(path.join(root, 'out/licences.json')) ? (JSON.parse(read('out/licences.json')) as readonly Part[]) : []

  it('is under licences that allow it', () => {
    expect(parts.length).toBeGreaterThan(10)
    expect(parts.filter(({ licence }) => !licence.replaceAll(/[()]/g, '').split(' OR ').some((each) => ALLOWED.includes(each)))).toEqual([])
  })

  it('brings the terms of each part', () => {
    const sections = read('out/licences.txt').split(`\n${'-'.repeat(80)}\n`).map((section) => section.trim())
    expect(sections.map((section) => section.split('\n')[0])).toEqual(parts.map(({ name, version, licence }) => `${name} ${version} (${licence})`))
    expect(sections.filter((section) => !/permi|copyright|licen/i.test(section.split('\n').slice(1).join(' ')) || section.length < 400)).toEqual([])
  })

  it('is named in docs/dependencies.md, part by part', () => {
    const shipped = read('docs/dependencies.md').split('## ')[1] ?? ''
    expect(parts.map(({ name }) => name).filter((name) => !new RegExp(`(^|[ ,(])${name.replaceAll('.', String.raw`\.`)}([ ,;)]|$)`, 'm').test(shipped))).toEqual([])
  })
})
