// `npm run faults [-- --only NAME]`: breaks what the app stands on, one thing after the other, and prints what a user sees.
// Every fault is a real one, in namespaces of its own (mounts and network), so root is needed; the app has neither the right to
// set a clock nor that to read what the modes of a file forbid.
// Linux only and not part of `npm test`. Ends with 1 where an outcome is not what is promised (docs/faults.md).
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { buildIfStale } from './build-if-stale.mjs'
import { ensureSystemPackages, programPath } from './debian-libs.mjs'
import { ensureElectron } from './electron-runtime.mjs'
import { rowsOf, tableOf } from './faults/table.ts'

const root = path.dirname(import.meta.dirname)
const INSIDE = '--inside'

/** Runs a program to its end; throws where that is not well. */
function run(program, ...args) {
  const { status, error, stderr } = spawnSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'inherit', 'pipe'] })
  if (status !== 0) throw new Error(`${path.basename(program)} ${args.join(' ')}: ${error?.message ?? stderr.trim()}`)
}

/** A folder /etc and a home of our own: what a fault changes there is gone with the namespace. */
function ownPlaces(base) {
  const [etc, home] = ['etc', 'home'].map((name) => path.join(base, name))
  for (const folder of [etc, home]) mkdirSync(folder)
  cpSync('/etc', etc, { recursive: true, verbatimSymlinks: true, filter: (file) => !file.startsWith('/etc/ssl/private') })
  writeFileSync(path.join(etc, 'passwd'), readFileSync('/etc/passwd', 'utf8').replace(/^(root:[^:]*:0:0:[^:]*:)[^:]*/m, `$1${home}`))
  run('/usr/bin/mount', '--bind', etc, '/etc')
  return home
}

/** An address that no network has, so that there is a network to be lost; without the tool for it there is none to begin with. */
function ownNetwork() {
  const ip = programPath('ip')
  if (ip === undefined) return
  run(ip, 'link', 'set', 'lo', 'up')
  run(ip, 'link', 'add', 'faults0', 'type', 'veth', 'peer', 'name', 'faults1')
  for (const end of ['faults0', 'faults1']) run(ip, 'link', 'set', end, 'up')
  run(ip, 'address', 'add', '192.0.2.10/24', 'dev', 'faults0')
}

const mountsIn = (folder) => readFileSync('/proc/self/mounts', 'utf8').split('\n').map((line) => line.split(' ')[1] ?? '').filter((mount) => mount === folder || mount.startsWith(`${folder}/`))

function inside(only) {
  const base = mkdtempSync(path.join(tmpdir(), 'clock-medic-faults-'))
  const report = path.join(base, 'report.json')
  try {
    const home = ownPlaces(base)
    ownNetwork()
    const playwright = path.join(path.dirname(createRequire(import.meta.url).resolve('@playwright/test/package.json')), 'cli.js')
    const tests = [process.execPath, playwright, 'test', '--config', 'test/e2e/faults/playwright.config.ts', '--reporter=line,json', ...(only.length === 0 ? [] : ['-g', `\\s(${only.join('|')}): `])]
    const { XDG_CONFIG_HOME: _config, XDG_STATE_HOME: _state, XDG_CACHE_HOME: _cache, XDG_RUNTIME_DIR: _runtime, ...environment } = process.env
    spawnSync('/usr/bin/setpriv', ['--bounding-set=-sys_time,-dac_override,-dac_read_search', 'xvfb-run', '-a', 'dbus-run-session', '--', ...tests], {
      cwd: root, stdio: ['ignore', 'inherit', 'inherit'], env: { ...environment, HOME: home, CLOCK_MEDIC_FAULTS: base, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
    })
    const rows = rowsOf(JSON.parse(readFileSync(report, 'utf8')))
    console.log(`\n${tableOf(rows)}\n\n${rows.filter(({ outcome }) => outcome === 'ok').length} of ${rows.length} faults ok`)
    return rows.length > 0 && rows.every(({ outcome }) => outcome === 'ok') ? 0 : 1
  } finally {
    // A fault that was cut short leaves its disk mounted, and a folder with a mount in it stays.
    for (const mount of mountsIn(base).toReversed()) spawnSync('/usr/bin/umount', ['--lazy', mount])
    spawnSync('/usr/bin/umount', ['--lazy', '/etc'])
    rmSync(base, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
  }
}

/** Why there can be no namespaces of our own, or null. */
function refusal(options) {
  if (process.platform !== 'linux') return 'only Linux has namespaces'
  if (process.getuid?.() !== 0) return 'mounting needs root'
  const { status, stderr, error } = spawnSync('/usr/bin/unshare', [...options, '/bin/true'], { encoding: 'utf8' })
  return status === 0 ? null : error?.message ?? stderr.trim()
}

async function outside(only) {
  process.chdir(root)
  await ensureElectron()
  ensureSystemPackages({ forTests: true })
  buildIfStale()
  const options = ['--mount', '--propagation', 'private', ...(programPath('ip') === undefined ? [] : ['--net'])]
  const refused = refusal(options)
  if (refused !== null) {
    console.error(`The faults cannot be done here: ${refused}.`)
    return 1
  }
  return spawnSync('/usr/bin/unshare', [...options, '--', process.execPath, import.meta.filename, INSIDE, ...only], { stdio: 'inherit' }).status ?? 1
}

const [first, ...rest] = process.argv.slice(2)
try {
  process.exitCode = first === INSIDE ? inside(rest) : await outside(parseArgs({ options: { only: { type: 'string', multiple: true, default: [] } } }).values.only)
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 2
}
