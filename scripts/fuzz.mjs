// Feeds the readers of what others wrote with broken input until one breaks a promise:
//   npm run fuzz -- [--target NAME] [--runs N] [--seed N]     npm run fuzz -- --target NAME --input HEX
//   npm run fuzz -- --long [--jobs N]    every target as often as docs/fuzzing.md says, each in a process of its own; a table at the end
//   npm run fuzz -- --keep               writes the shortest input of each outcome to test/fuzz/corpus/kept.json
import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { attempt, fuzz } from '../test/fuzz/engine.ts'
import { runsOf, TARGETS } from '../test/fuzz/targets.ts'

const { values } = parseArgs({
  options: {
    target: { type: 'string' }, runs: { type: 'string' }, seed: { type: 'string', default: '1' }, input: { type: 'string' },
    long: { type: 'boolean', default: false }, jobs: { type: 'string', default: '1' }, keep: { type: 'boolean', default: false },
  },
})
const targets = TARGETS.filter(({ name }) => values.target === undefined || name === values.target)
const [runs, seed, jobs] = [Number(values.runs ?? '1000000'), Number(values.seed), Number(values.jobs)]
/** A target that takes longer than all of them should, in hours, hangs. */
const LONGEST_HOURS = 6
const KEPT = path.join(import.meta.dirname, '../test/fuzz/corpus/kept.json')
/** Longer inputs show nothing to the eye. */
const LONGEST_KEPT = 2000

if (targets.length === 0 || !Number.isSafeInteger(runs) || runs < 1 || !Number.isSafeInteger(seed) || !(jobs >= 1) || (values.input !== undefined && targets.length !== 1)) {
  console.error(`The targets are ${TARGETS.map(({ name }) => name).join(', ')}; runs, seed and jobs are whole numbers; an input needs its target.`)
  process.exit(2)
}

if (values.long) await runLong()
else if (values.keep) await keep()
else {
  for (const target of targets) {
    if (values.input === undefined) show(target.name, await fuzz(target, runs, seed))
    else await rerun(target, Buffer.from(values.input, 'hex'))
  }
}

function show(name, { runs: done, seconds, outcomes, failure }) {
  console.log(`${name}: ${done} runs in ${seconds.toFixed(1)} s (${Math.round(done / seconds)}/s), seed ${seed}, peak ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`)
  for (const [outcome, times] of outcomes) console.log(`  ${String(times).padStart(10)}  ${outcome}`)
  if (failure === null) return
  console.log(`  run ${failure.run}: ${failure.message}\n  input ${failure.input}`)
  process.exitCode = 1
}

async function rerun(target, input) {
  const { outcome, message } = await attempt(target, input)
  console.log(message ?? outcome)
  if (message !== null) process.exitCode = 1
}

async function runLong() {
  const waiting = [...targets]
  const rows = []
  const work = async () => {
    for (let target = waiting.shift(); target !== undefined; target = waiting.shift()) {
      const row = await runApart(target)
      rows.push(row)
      console.log(`${row.output.trimEnd()}\n`)
    }
  }
  await Promise.all(Array.from({ length: jobs }, work))
  console.log('| target | runs | seconds | kept its promise |\n|---|---|---|---|')
  for (const { name } of targets) {
    const { output, exit } = rows.find((row) => row.name === name)
    const [, done = '?', seconds = '?'] = /: (\d+) runs in ([\d.]+) s/.exec(output) ?? []
    console.log(`| ${name} | ${done} | ${seconds} | ${exit === 0 ? 'yes' : exit === null ? 'did not end' : 'no'} |`)
    if (exit !== 0) process.exitCode = 1
  }
}

/** One target in a process of its own, so that neither its memory nor its end touches the others. */
function runApart(target) {
  const times = values.runs ?? String(runsOf(target).long)
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [import.meta.filename, '--target', target.name, '--runs', times, '--seed', String(seed)], { stdio: ['ignore', 'pipe', 'inherit'], timeout: LONGEST_HOURS * 3_600_000 })
    let output = ''
    child.stdout.on('data', (chunk) => { output += chunk })
    child.on('close', (exit) => resolve({ name: target.name, exit, output }))
  })
}

async function keep() {
  const kept = {}
  for (const target of TARGETS) {
    const { shortest, failure } = await fuzz(target, Number(values.runs ?? runsOf(target).short * 5), seed)
    if (failure !== null) throw new Error(`${target.name} breaks a promise: ${failure.message}`)
    kept[target.name] = Object.fromEntries(Object.entries(shortest).filter(([, hex]) => hex.length <= LONGEST_KEPT))
  }
  writeFileSync(KEPT, `${JSON.stringify(kept, null, 1)}\n`)
}
