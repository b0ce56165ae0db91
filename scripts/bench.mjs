// `npm run bench -- [--rounds 30] [--only home,mobile,blocked,lan] [--write FILE]`: times Clock Medic and the programs it is
// compared with in networks with a known offset. A round takes about a minute. Needs the clock lab: CLOCK_MEDIC_LAB names its folder.
// Not part of `npm test`.
import { spawn } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { unpackPeers } from './bench/peers.ts'
import { reportOf } from './bench/report.ts'
import { outcomesOf } from './bench/targets.ts'
import { chosen, countOf, environmentIn, findLab, openWorkshop } from './lab/lab.ts'

const NETWORKS = ['home', 'mobile', 'blocked', 'lan']
const RUNNER = path.join(import.meta.dirname, 'bench', 'runner.ts')

/** Measures in one network and gives what was measured. */
async function measureIn(lab, name, rounds, peers, { folder, cli }) {
  const before = loadavg()[0]
  const child = spawn(lab, ['run', name, '--', process.execPath, RUNNER, String(rounds), peers, cli], {
    env: environmentIn(folder), stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', resolve)
  })
  const measurements = []
  // JSON has no infinity: a program that hung has no time at all.
  for await (const line of createInterface({ input: child.stdout })) measurements.push(JSON.parse(line, (key, value) => (key === 'seconds' ? value ?? Infinity : value)))
  const exit = await ended
  if (exit !== 0) throw new Error(`The measurement in "${name}" ended before its time (${exit}).`)
  return { name, measurements, load: [before, loadavg()[0]] }
}

try {
  const { values } = parseArgs({ options: { rounds: { type: 'string', default: '30' }, only: { type: 'string' }, write: { type: 'string' } } })
  const rounds = countOf('rounds', values.rounds)
  const names = chosen(values.only, NETWORKS)
  const lab = findLab()
  const peers = unpackPeers()
  const workshop = openWorkshop('bench')
  try {
    const networks = []
    for (const name of names) networks.push(await measureIn(lab, name, rounds, peers, workshop))
    const outcomes = outcomesOf(networks)
    const report = reportOf(networks, outcomes, rounds)
    console.log(report)
    if (values.write !== undefined) writeFileSync(values.write, report)
    process.exitCode = outcomes.every(({ met }) => met) ? 0 : 1
  } finally {
    rmSync(workshop.folder, { recursive: true, force: true })
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 2
}
