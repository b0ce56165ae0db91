// Lists every part that others made and that is shipped, with its licence: out/licences.json for the screen About,
// out/licences.txt with all texts. Run after the build; ends with an error where a part has no licence.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

interface About {
  readonly name: string
  readonly version: string
  /** An SPDX expression; objects in old packages. */
  readonly license?: string | { readonly type: string }
  readonly licenses?: readonly { readonly type: string }[]
  readonly author?: string | { readonly name: string }
}

/** What package-lock.json tells that matters here. */
export interface Lock {
  readonly packages: Readonly<Record<string, { readonly dev?: boolean; readonly devOptional?: boolean }>>
}

interface Part {
  readonly name: string
  readonly version: string
  readonly licence: string
  readonly texts: readonly string[]
}

const LICENCE_FILE = /^(licen[cs]e|copying|notice)([.-].*)?$/i
const ELECTRON = 'node_modules/electron'

const readJson = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'))

/** The folder of the package that a file belongs to, as `node_modules/a/node_modules/@b/c`; null for a file of our own. */
export function packageFolder(source: string): string | null {
  return /^.*?(node_modules\/(?:.*\/node_modules\/)?(?:@[^/]+\/)?[^/]+)\//.exec(source.replaceAll('\\', '/'))?.[1] ?? null
}

/** Packages whose code the bundler put into what it wrote: the source maps tell. */
function bundledIn(out: string): readonly string[] {
  const maps = readdirSync(out, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && entry.name.endsWith('.map'))
  return maps.flatMap(({ parentPath, name }) => (readJson(path.join(parentPath, name)) as { readonly sources: readonly string[] }).sources)
    .map(packageFolder).filter((folder) => folder !== null)
}

/** Packages that are shipped whole: what package.json depends on, and what that depends on. */
export function shippedWith({ packages }: Lock): readonly string[] {
  return Object.entries(packages).filter(([folder, { dev, devOptional }]) => folder !== '' && dev !== true && devOptional !== true).map(([folder]) => folder)
}

function licenceOf({ license, licenses = [] }: About): string {
  return (typeof license === 'object' ? license.type : license) ?? licenses.map(({ type }) => type).join(' OR ')
}

function partIn(root: string, folder: string): Part {
  const whole = path.join(root, folder)
  const about = readJson(path.join(whole, 'package.json')) as About
  const licence = licenceOf(about)
  if (licence === '') throw new Error(`${folder} states no licence, so it cannot be shipped.`)
  const texts = readdirSync(whole).filter((name) => LICENCE_FILE.test(name)).toSorted().map((name) => readFileSync(path.join(whole, name), 'utf8').trim())
  if (texts.length === 0) texts.push(usualTerms(root, folder, licence, about))
  return { name: about.name, version: about.version, licence, texts: folder === ELECTRON ? [inElectron(about.version), ...texts] : texts }
}

/** What MIT says for a package that brings no file of its terms: they are ours, with its author. Other licences have no usual text. */
function usualTerms(root: string, folder: string, licence: string, { author }: About): string {
  if (licence !== 'MIT') throw new Error(`${folder} brings no text of its licence (${licence}), so it cannot be shipped.`)
  const name = (typeof author === 'object' ? author.name : author)?.replace(/\s*[<(].*$/, '') ?? 'its authors'
  return readFileSync(path.join(root, 'LICENSE'), 'utf8').replace(/^Copyright .*$/m, `Copyright (c) ${name}`).trim()
}

const inElectron = (version: string): string => `Electron ${version} holds Chromium, Node.js and FFmpeg with parts of many others. Their licences are in the files
LICENSE.electron.txt and LICENSES.chromium.html that come with it.`

function asText(parts: readonly Part[]): string {
  const texts = parts.map(({ name, version, licence, texts: own }) => [`${name} ${version} (${licence})`, ...own].join('\n\n'))
  return `${texts.join(`\n\n${'-'.repeat(80)}\n\n`)}\n`
}

const byName = (a: Part, b: Part): number => a.name.localeCompare(b.name, 'en') || a.version.localeCompare(b.version, 'en')

/** Writes both lists into the folder `out` of the project; gives how many parts there are. */
export function writeLicences(root: string): number {
  const out = path.join(root, 'out')
  const lock = readJson(path.join(root, 'package-lock.json')) as Lock
  // What one system alone needs stands in the lock and may not be installed.
  const folders = new Set([...bundledIn(out), ...shippedWith(lock), ELECTRON].filter((folder) => existsSync(path.join(root, folder, 'package.json'))))
  const found = [...folders].map((folder) => partIn(root, folder)).toSorted(byName)
  // The same version may be installed in two places.
  const parts = found.filter((part, index) => index === 0 || byName(part, found[index - 1] ?? part) !== 0)
  writeFileSync(path.join(out, 'licences.json'), `${JSON.stringify(parts.map(({ name, version, licence }) => ({ name, version, licence })), null, 2)}\n`)
  writeFileSync(path.join(out, 'licences.txt'), asText(parts))
  return parts.length
}

if (import.meta.main) console.log(`${writeLicences(path.dirname(import.meta.dirname))} parts and their licences are in out/licences.txt.`)
