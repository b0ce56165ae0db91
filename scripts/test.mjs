// `npm test`: sets up what is missing, runs the unit tests and the tests of the real app, ends with one line of numbers.
// `npm test -- unit` and `npm test -- e2e` run one part; what follows goes to that runner.
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { buildIfStale } from './build-if-stale.mjs'
import { ensureSystemPackages } from './debian-libs.mjs'
import { ensureElectron } from './electron-runtime.mjs'
import { unpackChrony } from './unpack-chrony.mjs'

const require = createRequire(import.meta.url)
const root = path.dirname(import.meta.dirname)
const results = path.join(root, 'test-results')
const PARTS = ['unit', 'e2e']

/** @typedef {{ passed: number, failed: number, skipped: number }} Tally */

function run(program, args, environment = {}) {
  const { status, error } = spawnSync(program, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...environment } })
  if (error !== undefined) console.error(error.message)
  return status ?? 1
}

/** Reads a runner's report; a report that is missing or cut short gives undefined. */
function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}

/**
 * A runner that says it failed must never add up to "0 failed", whatever its report holds.
 * @param {Tally} tally
 * @param {number} exitCode
 * @returns {Tally}
 */
function honest(tally, exitCode) {
  return exitCode !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally
}

/** @returns {Tally} */
function unit(args) {
  const file = path.join(results, 'unit.json')
  const vitest = path.join(path.dirname(require.resolve('vitest/package.json')), 'vitest.mjs')
  const exitCode = run(process.execPath, [
    vitest,
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
    ...args,
  ])
  const report = readReport(file)
  // A file that cannot even be loaded has no tests to count, yet it is a failure.
  const broken = (report?.testResults ?? []).filter((one) => one.status === 'failed' && one.assertionResults.length === 0)
  return honest(
    {
      passed: report?.numPassedTests ?? 0,
      failed: (report?.numFailedTests ?? 0) + broken.length,
      skipped: (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0),
    },
    exitCode,
  )
}

/** @returns {Tally} */
function e2e(args) {
  const file = path.join(results, 'e2e.json')
  const playwright = path.join(path.dirname(require.resolve('@playwright/test/package.json')), 'cli.js')
  const command = [process.execPath, playwright, 'test', '--reporter=list,json', ...args]
  // The X server outside, the bus inside: what the bus starts needs DISPLAY.
  const wrapped = process.platform === 'linux' ? ['xvfb-run', '-a', 'dbus-run-session', '--', ...command] : command
  const exitCode = run(wrapped[0], wrapped.slice(1), { PLAYWRIGHT_JSON_OUTPUT_FILE: file })
  const report = readReport(file)
  return honest(
    {
      passed: (report?.stats.expected ?? 0) + (report?.stats.flaky ?? 0),
      failed: (report?.stats.unexpected ?? 0) + (report?.errors.length ?? 0),
      skipped: report?.stats.skipped ?? 0,
    },
    exitCode,
  )
}

async function main() {
  const [first, ...rest] = process.argv.slice(2)
  const only = PARTS.includes(first ?? '') ? first : undefined
  const args = only === undefined ? process.argv.slice(2) : rest
  if (only === undefined && args.length > 0) throw new Error(`"${first}" is not a part of the tests: choose unit or e2e.`)
  process.chdir(root)
  rmSync(results, { recursive: true, force: true })
  mkdirSync(results, { recursive: true })
  // Tests of what holds the app together load Electron's package, which ends where its program is missing.
  await ensureElectron()
  if (only !== 'unit') ensureSystemPackages({ forTests: true })
  if (only !== 'e2e') unpackChrony()
  buildIfStale()
  const tallies = [...(only === 'e2e' ? [] : [unit(args)]), ...(only === 'unit' ? [] : [e2e(args)])]
  const sum = (key) => tallies.reduce((total, tally) => total + tally[key], 0)
  if (sum('skipped') > 0) console.log(`\n${sum('skipped')} skipped`)
  console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`)
  return sum('failed') === 0 ? 0 : 1
}

try {
  process.exitCode = await main()
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  console.log('\n0 passed, 1 failed')
  process.exitCode = 1
}
