// `npm run guards`: takes away one guard after the other, in a copy of the project, and shows that a test fails without it.
// `npm run guards -- unit` leaves out those that need the real app, `npm run guards -- app` does those; any other word keeps the
// guards whose name holds it.
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

/**
 * One line of test/security/guards.json: what stands in a file, once, what stands there without the guard, and a part of the name
 * of the test that fails then.
 * @typedef {{ guard: string, file: string, text: string, without: string, test: string, title: string }} Guard
 */
/** @typedef {{ name: string, file: string, outcome: 'passed' | 'failed' | 'skipped' }} Ran */

const ROOT = path.dirname(import.meta.dirname)
const LEFT_OUT = new Set(['node_modules', 'out', 'dist', 'coverage', 'test-results', '.git', '.stryker-tmp'])
/** Milliseconds; a test that hangs without its guard has failed. */
const PATIENCE = 180_000
/** Milliseconds for one test: a busy machine must not make one fail. */
const FOR_ONE = 60_000

/** @returns {readonly Guard[]} */
const guards = () => JSON.parse(readFileSync(path.join(ROOT, 'test/security/guards.json'), 'utf8'))

const isOfApp = ({ test }) => test.startsWith('test/e2e/')
const escaped = (text) => text.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`)

/** A copy of the project as it is, built by nobody yet, with the libraries that are installed here. */
function copyProject() {
  const copy = mkdtempSync(path.join(tmpdir(), 'clock-medic-guards-'))
  cpSync(ROOT, copy, { recursive: true, filter: (source) => path.dirname(source) !== ROOT || !LEFT_OUT.has(path.basename(source)) })
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(copy, 'node_modules'), 'junction')
  return copy
}

/**
 * Runs tests in the copy and gives those that ran; of a file that cannot even be loaded there are none. Null where it took too long.
 * @returns {readonly Ran[] | null}
 */
function run(copy, { files, title, ofApp }) {
  const report = path.join(copy, 'test-results', ofApp ? 'e2e.json' : 'guards.json')
  rmSync(report, { force: true })
  const args = ofApp
    ? ['scripts/test.mjs', 'e2e', ...files.map((file) => path.basename(file)), ...(title === undefined ? [] : ['-g', escaped(title)])]
    : ['node_modules/vitest/vitest.mjs', 'run', ...files, ...(title === undefined ? [] : ['-t', escaped(title)]), `--testTimeout=${FOR_ONE}`, '--reporter=json', `--outputFile=${report}`]
  const { error } = spawnSync(process.execPath, args, { cwd: copy, stdio: 'ignore', timeout: title === undefined ? 0 : PATIENCE })
  if (error?.code === 'ETIMEDOUT') return null
  return ofApp ? ranInApp(report) : ranInUnits(report, copy)
}

const readReport = (report) => {
  try {
    return JSON.parse(readFileSync(report, 'utf8'))
  } catch {
    return null
  }
}

/** @returns {readonly Ran[]} */
const ranInUnits = (report, copy) => (readReport(report)?.testResults ?? []).flatMap(({ name, assertionResults }) => assertionResults.map(({ fullName, status }) =>
  ({ name: fullName, file: path.relative(copy, name).replaceAll('\\', '/'), outcome: status === 'passed' || status === 'failed' ? status : 'skipped' })))

/** @returns {readonly Ran[]} */
function ranInApp(report) {
  const below = ({ title = '', file = '', suites = [], specs = [] }) => [
    ...specs.map((spec) => ({ name: spec.title, file: `test/e2e/${file}`, outcome: spec.tests.some(({ status }) => status === 'skipped') ? 'skipped' : spec.ok ? 'passed' : 'failed' })),
    ...suites.flatMap((suite) => below({ ...suite, title: `${title} ${suite.title}` })),
  ]
  return (readReport(report)?.suites ?? []).flatMap(below)
}

/** How the tests of a guard went. */
const outcomesOf = ({ test, title }, ran) => new Set(ran.filter(({ name, file }) => file === test && name.includes(title)).map(({ outcome }) => outcome))

/** What became of the test without the guard, and whether that is well. */
function withoutGuard(copy, guard) {
  const file = path.join(copy, guard.file)
  const source = readFileSync(file, 'utf8')
  if (source.split(guard.text).length !== 2) return { outcome: 'the guard is not where the table says', well: false }
  writeFileSync(file, source.replace(guard.text, () => guard.without))
  try {
    const ran = run(copy, { files: [guard.test], title: guard.title, ofApp: isOfApp(guard) })
    if (ran === null || outcomesOf(guard, ran).has('failed')) return { outcome: 'fails', well: true }
    return { outcome: outcomesOf(guard, ran).has('passed') ? 'STILL PASSES' : 'did not run', well: false }
  } finally {
    writeFileSync(file, source)
  }
}

function show(copy, guard, before) {
  const outcomes = outcomesOf(guard, before)
  if (outcomes.has('failed')) return { outcome: 'fails with the guard as well', well: false }
  if (outcomes.has('passed')) return withoutGuard(copy, guard)
  // Some attacks can only be tried as root, or on Linux.
  return outcomes.has('skipped') ? { outcome: 'is skipped on this system', well: true } : { outcome: 'is not there', well: false }
}

function main() {
  const [only] = process.argv.slice(2)
  const chosen = guards().filter((guard) => only === undefined || (only === 'unit' ? !isOfApp(guard) : only === 'app' ? isOfApp(guard) : guard.guard.includes(only)))
  const copy = copyProject()
  let wrong = 0
  try {
    console.log('| guard | taken out of | the test | without the guard |\n|---|---|---|---|')
    for (const ofApp of [false, true]) {
      const those = chosen.filter((guard) => isOfApp(guard) === ofApp)
      if (those.length === 0) continue
      const before = run(copy, { files: [...new Set(those.map(({ test }) => test))], ofApp }) ?? []
      for (const guard of those) {
        const { outcome, well } = show(copy, guard, before)
        if (!well) wrong++
        console.log(`| ${guard.guard} | \`${guard.file}\` | \`${guard.test}\`: ${guard.title} | ${outcome} |`)
      }
    }
  } finally {
    rmSync(copy, { recursive: true, force: true })
  }
  console.log(`\n${chosen.length} guards, ${chosen.length - wrong} as they should be`)
  return wrong === 0 && chosen.length > 0 ? 0 : 1
}

process.exitCode = main()
