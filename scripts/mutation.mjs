// Which lines of the core no test needs: `npm run mutation [-- --part NAME] [--workers N]`. Changes one thing at a time and runs the tests.
// Prints how many changes they notice, writes all of them into coverage/mutation/, and fails where too few are noticed: docs/mutation.md.
// `--show` prints what the last runs found.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { PARTS } from '../test/mutation/parts.mjs'

/** Per cent. */
const NEEDED = 85
const NAMES = Object.keys(PARTS)

const { values } = parseArgs({ options: { part: { type: 'string', multiple: true, default: NAMES }, workers: { type: 'string', default: '2' }, show: { type: 'boolean', default: false } } })
if (!values.part.every((name) => NAMES.includes(name)) || !/^[1-9]\d?$/.test(values.workers)) {
  console.error(`The parts are ${NAMES.join(', ')}; workers is a whole number.`)
  process.exit(2)
}

const root = path.dirname(import.meta.dirname)
const reports = path.join(root, 'coverage', 'mutation')
mkdirSync(reports, { recursive: true })
const reportOf = (part) => path.join(reports, `${part}.json`)
if (!values.show) for (const part of values.part) run(part)

const wanted = values.part.filter((part) => existsSync(reportOf(part)))
const tallies = wanted.map((part) => {
  const tally = {}
  for (const { mutants } of Object.values(JSON.parse(readFileSync(reportOf(part), 'utf8')).files)) {
    for (const { status } of mutants) tally[status] = (tally[status] ?? 0) + 1
  }
  return tally
})
const total = {}
for (const tally of tallies) for (const [outcome, count] of Object.entries(tally)) total[outcome] = (total[outcome] ?? 0) + count

console.log(row('part', 'changes', 'killed', 'timed out', 'survived', 'no test', 'sentences', 'score'))
for (const [index, part] of wanted.entries()) console.log(figures(part, tallies[index]))
console.log(figures('total', total))
if (!(scoreOf(total) >= NEEDED)) {
  console.error(`The score has to be at least ${NEEDED} %.`)
  process.exitCode = 1
}

/** Changes each thing in one part. Parts are run one by one, so that a run of one gives the same figures as a run of all. */
function run(part) {
  const packages = createRequire(import.meta.url)
  rmSync(reportOf(part), { force: true })
  const { bin } = packages('@stryker-mutator/core/package.json')
  const stryker = path.join(path.dirname(packages.resolve('@stryker-mutator/core/package.json')), bin.stryker)
  // The node among the packages reads TypeScript, whatever starts this script.
  const { status } = spawnSync(path.join(root, 'node_modules', '.bin', 'node'), [stryker, 'run', 'test/mutation/stryker.config.mjs'], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, MUTATION_REPORT: reportOf(part), MUTATION_WORKERS: values.workers, MUTATION_PART: part },
  })
  if (status !== 0) process.exit(status ?? 1)
}

function counts({ Killed = 0, Timeout = 0, Survived = 0, NoCoverage = 0, RuntimeError = 0, Ignored = 0 }) {
  return { noticed: Killed + Timeout, counted: Killed + Timeout + Survived + NoCoverage + RuntimeError, Killed, Timeout, Survived, NoCoverage, Ignored }
}

/** Per cent of the changes that were noticed; NaN where nothing was changed. */
function scoreOf(tally) {
  const { noticed, counted } = counts(tally)
  return (100 * noticed) / counted
}

function figures(name, tally) {
  const { counted, Killed, Timeout, Survived, NoCoverage, Ignored } = counts(tally)
  return row(name, counted, Killed, Timeout, Survived, NoCoverage, Ignored, `${scoreOf(tally).toFixed(1)} %`)
}

function row(name, ...cells) {
  return name.padEnd(10) + cells.map((cell) => String(cell).padStart(11)).join('')
}
