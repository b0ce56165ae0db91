// Builds the app twice, as two people on two computers would, and compares every byte: `npm run reproducible`. With `-- --packages` the
// Linux packages as well. Ends with 1 where anything differs. What may differ and why: docs/supply-chain.md.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { copyFileSync, cpSync, linkSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, realpathSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'

/** A path below a folder, with slashes, and the digest of what lies there. */
export type Digests = ReadonlyMap<string, string>

/** Every file below a folder with its SHA-256; a link with where it leads, and a program apart from a file that cannot be started. */
export function digestsOf(folder: string): Digests {
  const entries = readdirSync(folder, { recursive: true, encoding: 'utf8' }).flatMap((name): readonly (readonly [string, string])[] => {
    const file = path.join(folder, name)
    const stats = lstatSync(file)
    if (stats.isDirectory()) return []
    const hash = createHash('sha256').update(stats.isSymbolicLink() ? `link ${readlinkSync(file)}` : readFileSync(file)).digest('hex')
    return [[name.split(path.sep).join('/'), (stats.mode & 0o100) !== 0 && stats.isFile() ? `${hash} program` : hash]]
  })
  return new Map(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

/** One digest for all of them. */
export const digestOfAll = (digests: Digests): string => createHash('sha256').update([...digests].map(([name, hash]) => `${hash}  ${name}\n`).join('')).digest('hex')

/** What lies in one of them only, or is not the same in both, sorted. */
export function differing(first: Digests, second: Digests): readonly string[] {
  return [...new Set([...first.keys(), ...second.keys()])].filter((name) => first.get(name) !== second.get(name)).toSorted()
}

/** How a build is started: another folder, user, language, zone, mask of rights, order of files and date each. */
interface Builder {
  readonly folder: string
  readonly umask: number
  readonly environment: Readonly<Record<string, string>>
}

/** So far ahead is the second builder's clock, for whatever asks JavaScript for the date. */
const AHEAD_MS = 400 * 86_400_000
const CLOCK_AHEAD = `data:text/javascript,${encodeURIComponent(
  `const Real = Date; globalThis.Date = class extends Real { constructor(...given) { given.length === 0 ? super(Real.now() + ${AHEAD_MS}) : super(...given) } static now() { return Real.now() + ${AHEAD_MS} } }`,
)}`

const BUILDERS: readonly [Builder, Builder] = [
  { folder: 'one', umask: 0o022, environment: { TZ: 'UTC', LC_ALL: 'C.UTF-8', USER: 'anna', LOGNAME: 'anna' } },
  {
    folder: 'the second one/deeper/in', umask: 0o077,
    environment: { TZ: 'Pacific/Kiritimati', LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8', USER: 'bela', LOGNAME: 'bela', NODE_OPTIONS: `--import=${CLOCK_AHEAD}` },
  },
]

/** What a build makes or does not need. */
const NOT_COPIED: readonly string[] = ['.git', 'node_modules', 'out', 'dist', 'test', 'test-results', 'coverage', 'docs']

/** The sources, and the packages as links to the same bytes where the disk can do that; what is linked is only read. */
function copyProject(root: string, target: string): void {
  mkdirSync(target, { recursive: true })
  for (const name of readdirSync(root).filter((each) => !NOT_COPIED.includes(each))) cpSync(path.join(root, name), path.join(target, name), { recursive: true })
  linkTree(realpathSync(path.join(root, 'node_modules')), path.join(target, 'node_modules'))
}

function linkTree(from: string, to: string): void {
  mkdirSync(to, { recursive: true })
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, place] = [path.join(from, entry.name), path.join(to, entry.name)]
    if (entry.isDirectory()) {
      if (entry.name !== '.cache') linkTree(source, place)
    } else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(source), place)
    else {
      try {
        linkSync(source, place)
      } catch {
        copyFileSync(source, place)
      }
    }
  }
}

function npm(words: readonly string[], folder: string, { umask, environment }: Builder, more: Readonly<Record<string, string>> = {}): void {
  const mask = process.umask(umask)
  // npm is a script file on Windows, which only a shell can start; the words are fixed.
  const { status, stdout, stderr } = spawnSync('npm', words, { cwd: folder, encoding: 'utf8', env: { ...process.env, ...environment, ...more }, shell: process.platform === 'win32' })
  process.umask(mask)
  if (status !== 0) throw new Error(`"npm ${words.join(' ')}" failed in the folder ${folder}.\n${stdout}${stderr}`)
}

/** Says whether both are the same, and what is not. */
function compare(what: string, first: Digests, second: Digests): boolean {
  const names = differing(first, second)
  for (const digests of [first, second]) console.log(`${digestOfAll(digests)}  ${what}, ${digests.size} files`)
  for (const name of names) console.log(`differs: ${name}\n  ${first.get(name) ?? 'missing'}\n  ${second.get(name) ?? 'missing'}`)
  console.log(names.length === 0 ? `${what}: the same bytes.` : `${what}: ${names.length} of ${first.size} files differ.`)
  return names.length === 0
}

/** Builds twice in two folders and gives whether all was the same. */
function reproduce(root: string, { packages }: { readonly packages: boolean }): boolean {
  const folder = mkdtempSync(path.join(tmpdir(), 'clock-medic-twice-'))
  try {
    const places = BUILDERS.map((builder) => ({ builder, place: path.join(folder, builder.folder) }))
    for (const { builder, place } of places) {
      copyProject(root, place)
      npm(['run', '--silent', 'build'], place, builder)
    }
    const [first, second] = places.map(({ place }) => digestsOf(path.join(place, 'out'))) as [Digests, Digests]
    const same = compare('out', first, second)
    return packages ? [same, ...comparePackages(places)].every(Boolean) : same
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** What packages say of the time of their files, in Unix seconds; a release takes that of its commit. */
const EPOCH = '1767225600'

/** What the packages hold, and the packages themselves. */
function comparePackages(places: readonly { readonly builder: Builder; readonly place: string }[]): readonly boolean[] {
  for (const { builder, place } of places) npm(['run', '--silent', 'dist:linux', '--', 'deb'], place, builder, { SOURCE_DATE_EPOCH: EPOCH })
  const [first, second] = places.map(({ place }) => digestsOf(path.join(place, 'dist'))) as [Digests, Digests]
  return [compare('dist', first, second)]
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { packages: { type: 'boolean', default: false } } })
  process.exitCode = reproduce(path.dirname(import.meta.dirname), { packages: values.packages }) ? 0 : 1
}
