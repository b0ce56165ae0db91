// `npm run test:lab -- [--seeds 100] [--only home,kod] [--jobs 2]`: one check in a new process in every network of the clock lab,
// with many draws of jitter and loss. Needs the clock lab: CLOCK_MEDIC_LAB names its folder. Not part of `npm test`.
import { rmSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { checkIn } from './lab/check.ts'
import { chosen, countOf, findLab, networksOf, openWorkshop } from './lab/lab.ts'
import { has, problemLines, tableOf } from './lab/report.ts'

/** Runs all checks, so many at once. */
async function checkAll(place, networks, seeds, jobs) {
  const todo = networks.flatMap((network) => Array.from({ length: seeds }, (_, i) => ({ network, seed: i + 1 })))
  const runs = []
  const work = async () => {
    for (let next = todo.shift(); next !== undefined; next = todo.shift()) {
      runs.push(await checkIn(place, next.network, next.seed))
      if (next.seed === seeds) console.error(`${next.network}: ${seeds} checks; ${runs.length} of ${networks.length * seeds} in all`)
    }
  }
  await Promise.all(Array.from({ length: jobs }, work))
  return runs.toSorted((a, b) => networks.indexOf(a.network) - networks.indexOf(b.network) || a.seed - b.seed)
}

/** A busy machine spoils times: what was late is checked again alone, and only its time counts anew. */
async function withLateOnesAgain(place, runs) {
  const settled = []
  for (const run of runs) {
    if (!has(run, 'late')) settled.push(run)
    else {
      const again = await checkIn(place, run.network, run.seed)
      const problems = [...run.problems.filter(({ kind }) => kind !== 'late'), ...again.problems]
      settled.push({ ...again, problems, outcome: problems.length === 0 ? again.outcome : 'failed', file: again.file ?? run.file })
    }
  }
  return settled
}

try {
  const { values } = parseArgs({ options: { seeds: { type: 'string', default: '100' }, only: { type: 'string' }, jobs: { type: 'string', default: '2' } } })
  const lab = findLab()
  const networks = chosen(values.only, networksOf(lab))
  const [seeds, jobs] = [countOf('seeds', values.seeds), countOf('jobs', values.jobs)]
  const place = { lab, ...openWorkshop('test-lab') }
  const runs = await withLateOnesAgain(place, await checkAll(place, networks, seeds, jobs))
  const failed = runs.filter(({ problems }) => problems.length > 0)
  for (const line of failed.flatMap(problemLines)) console.log(line)
  console.log(`\n${tableOf(runs)}\n\n${runs.length - failed.length} passed, ${failed.length} failed`)
  // The documents of failed checks stay to be read.
  rmSync(failed.length === 0 ? place.folder : path.dirname(place.cli), { recursive: true, force: true })
  process.exitCode = failed.length === 0 ? 0 : 1
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 2
}
