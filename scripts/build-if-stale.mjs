// Builds the app when a source is newer than what was built, so that starting an unchanged app costs nothing.
import { spawnSync } from 'node:child_process'
import { readdirSync, statSync } from 'node:fs'
import path from 'node:path'

const SOURCES = [
  'main',
  'preload',
  'renderer',
  'assets',
  'package.json',
  'package-lock.json',
  'electron.vite.config.ts',
  'vite.cli.config.ts',
]
const OUTPUTS = ['out/main/index.js', 'out/preload/index.cjs', 'out/renderer/index.html', 'out/cli/clock-medic.mjs']

/** Time of the last change in a file or anywhere below a folder, in milliseconds; a folder's own time tells of removals. */
function newestChange(target) {
  const status = statSync(target, { throwIfNoEntry: false })
  if (status === undefined) return 0
  const below = status.isDirectory() ? readdirSync(target).map((name) => newestChange(path.join(target, name))) : []
  return Math.max(status.mtimeMs, ...below)
}

function isFresh() {
  const built = OUTPUTS.map((file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0)
  return Math.min(...built) > Math.max(...SOURCES.map(newestChange))
}

/** Makes sure that out/ fits the sources. Throws an error with the builder's own words when they do not build. */
export function buildIfStale() {
  if (isFresh()) return
  console.log('Building…')
  const result = spawnSync('npm', ['run', '--silent', 'build'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    // npm is a script file on Windows, which only a shell can start; the arguments are fixed.
    shell: process.platform === 'win32',
  })
  if (result.status !== 0) throw new Error(`The app could not be built.\n${result.stdout ?? ''}${result.stderr ?? ''}`)
}
