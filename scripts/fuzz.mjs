// Feeds the readers of strangers' bytes with broken input until one breaks a promise:
//   npm run fuzz -- [--target NAME] [--runs N] [--seed N]     npm run fuzz -- --target NAME --input HEX
import { parseArgs } from 'node:util'
import { attempt, fuzz } from '../test/fuzz/engine.ts'
import { TARGETS } from '../test/fuzz/targets.ts'

const { values } = parseArgs({ options: { target: { type: 'string' }, runs: { type: 'string', default: '1000000' }, seed: { type: 'string', default: '1' }, input: { type: 'string' } } })
const targets = TARGETS.filter(({ name }) => values.target === undefined || name === values.target)
const [runs, seed] = [Number(values.runs), Number(values.seed)]
if (targets.length === 0 || !Number.isSafeInteger(runs) || runs < 1 || !Number.isSafeInteger(seed) || (values.input !== undefined && targets.length !== 1)) {
  console.error(`The targets are ${TARGETS.map(({ name }) => name).join(', ')}; runs and seed are whole numbers; an input needs its target.`)
  process.exit(2)
}

for (const target of targets) {
  if (values.input === undefined) show(target.name, fuzz(target, runs, seed))
  else rerun(target, Buffer.from(values.input, 'hex'))
}

function show(name, { runs: done, seconds, outcomes, failure }) {
  console.log(`${name}: ${done} runs in ${seconds.toFixed(1)} s (${Math.round(done / seconds)}/s), seed ${seed}, peak ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`)
  for (const [outcome, times] of outcomes) console.log(`  ${String(times).padStart(10)}  ${outcome}`)
  if (failure === null) return
  console.log(`  run ${failure.run}: ${failure.message}\n  input ${failure.input}`)
  process.exitCode = 1
}

function rerun(target, input) {
  const { outcome, message } = attempt(target, input)
  console.log(message ?? outcome)
  if (message !== null) process.exitCode = 1
}
