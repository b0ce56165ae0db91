// Repairs real Linux machines with a really wrong clock:
// `npm run test:vm -- [VARIANT...] [SKEW...] [--as root,admin,helper,employee] [--jobs N] [--keep FILE] [--write FILE]`.
// --keep: rows are kept there one JSON line each, and what has passed is not run again. --write: the table of all rows.
// Needs the VM lab (virtual Debian machines, no KVM): CLOCK_MEDIC_VM_LAB names its folder. Not part of `npm test`.
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { EXPECTED, missingFindings } from './vm/expected.mjs'
import { tableOf } from './vm/report.mjs'
import { documentOf, holdBack, WAYS } from './vm/ways.mjs'

const folder = process.env.CLOCK_MEDIC_VM_LAB
if (folder === undefined || !existsSync(path.join(folder, 'lib', 'lab.mjs'))) {
  console.error('Set CLOCK_MEDIC_VM_LAB to the folder of the VM lab.')
  process.exit(2)
}
const { Lab, parseSkew } = await import(pathToFileURL(path.join(folder, 'lib', 'lab.mjs')).href)

const PEOPLE = Object.keys(WAYS).filter((way) => way !== 'window')
const VARIANTS = Object.keys(EXPECTED).filter((variant) => variant !== 'desktop')
/** Guest clock minus host clock. */
const SKEWS = ['-47s', '+90s', '+3d', '2011']
/** timesyncd asks at once when somebody sets the clock. */
const HEALS_AT_ONCE = new Set(['timesyncd', 'rtc-localtime', 'desktop'])
/** A repair has worked when the clock is closer to the truth than this, in seconds. */
const TARGET = 0.5

const { values, positionals } = parseArgs({
  args: process.argv.slice(2).map((word) => (/^-\d/.test(word) ? `skew:${word}` : word)), allowPositionals: true,
  options: { as: { type: 'string' }, keep: { type: 'string' }, write: { type: 'string' }, jobs: { type: 'string', default: '1' } },
})
const words = positionals.map((word) => word.replace(/^skew:/, ''))
const chosen = (all, given) => (given.length > 0 ? given : all)
const variants = chosen(VARIANTS, words.filter((word) => !/^[+-]?\d/.test(word)))
const skews = chosen(SKEWS, words.filter((word) => /^[+-]?\d/.test(word)))
const ways = chosen(PEOPLE, values.as?.split(',') ?? [])
const unknown = [...variants.filter((each) => !(each in EXPECTED)), ...ways.filter((each) => !(each in WAYS))]
if (unknown.length > 0) {
  console.error(`Not known: ${unknown.join(', ')}.`)
  process.exit(2)
}

/** The desktop machine is there for the window, and no other has one. */
const todo = variants.flatMap((variant) => skews.flatMap((skew) => (variant === 'desktop' ? ['window'] : ways).map((way) => ({ variant, skew, way }))))
const nameOf = ({ variant, skew, way }) => `${variant} ${skew} ${way}`
const order = todo.map(nameOf)
const rows = keptRows().filter((row) => row.problems.length === 0 && order.includes(nameOf(row)))
for (const row of rows) todo.splice(todo.findIndex((each) => nameOf(each) === nameOf(row)), 1)
await Promise.all(Array.from({ length: Number(values.jobs) }, async (_, job) => {
  for (let next = todo.shift(); next !== undefined; next = todo.shift()) {
    const row = { ...next, ...await repairIt(next, `repair${process.pid}-${job}`).catch((error) => ({ problems: [error.message] })) }
    rows.push(row)
    if (values.keep !== undefined) appendFileSync(values.keep, `${JSON.stringify(row)}\n`)
    console.log(`${row.problems.length === 0 ? 'ok  ' : 'FAIL'} ${nameOf(row)}: ${row.result} in ${row.seconds?.toFixed(1)} s, ${row.offset?.toFixed(4)} s off; ${row.findings?.join(' ')}; steps: ${row.steps?.join(' ')}`)
    for (const problem of row.problems) console.log(`     ${problem}`)
  }
}))
rows.sort((a, b) => order.indexOf(nameOf(a)) - order.indexOf(nameOf(b)))
const failed = rows.filter(({ problems }) => problems.length > 0).length
if (values.write !== undefined) writeFileSync(values.write, tableOf(rows))
console.log(`${rows.length - failed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)

function keptRows() {
  if (values.keep === undefined || !existsSync(values.keep)) return []
  return readFileSync(values.keep, 'utf8').trim().split('\n').map((line) => JSON.parse(line))
}

async function repairIt({ variant, skew, way }, name) {
  const { repairs, prepare, fix } = WAYS[way]
  const vm = await Lab.up(variant, { name, skew, ntp: 'drop' })
  try {
    await vm.push('out/cli', '/opt/clock-medic', 'root')
    await prepare?.(vm)
    // Opened just before the repair, and the clock set wrong once more: a healthy service would heal by itself.
    if (HEALS_AT_ONCE.has(variant)) await holdBack(vm)
    await vm.ntp('on')
    if (!HEALS_AT_ONCE.has(variant)) await vm.setClock(parseSkew(skew))
    const ran = await fix(vm)
    const { offset } = await vm.offset()
    const document = documentOf(ran)
    const findings = document?.before?.findings?.map(({ id }) => id) ?? document?.seen?.findings ?? []
    const said = `exit ${ran.code}, ${document?.result ?? `${ran.stdout}${ran.stderr}`.slice(-400)} ${document?.explanation?.join(' ') ?? ''}`
    const problems = [
      ...(document?.before === undefined ? [] : missingFindings(variant, findings)),
      ...(repairs ? await problemsOfRepair(vm, document, ran, offset, said) : problemsOfRefusal(document, ran, said)),
    ]
    return { problems, offset, findings, result: document?.result, seconds: document?.repairSeconds, steps: document?.plan?.steps?.map(({ remedy }) => remedy) }
  } finally {
    await vm.down()
  }
}

async function problemsOfRepair(vm, document, ran, offset, said) {
  if (document?.repaired !== true || ran.code !== 0) return [said]
  const second = await WAYS.root.fix(vm)
  const again = documentOf(second)
  return [
    ...(Math.abs(offset) < TARGET ? [] : [`the clock is ${offset.toFixed(3)} s off afterwards`]),
    ...(again?.plan?.steps?.length === 0 && second.code === 0 ? [] : [`second run: exit ${second.code}, ${again?.plan?.steps?.map(({ title }) => title).join(', ')}`]),
  ]
}

/** Without rights nothing may be changed, and it has to be said why and what to do. */
function problemsOfRefusal(document, ran, said) {
  return document?.result === 'refused' && ran.code === 77 && document.explanation?.length > 0 && (document.steps ?? []).length === 0 ? [] : [said]
}
