// Repairs real Linux machines with a really wrong clock: `npm run test:vm -- [VARIANT...]`.
// Needs the VM lab (virtual Debian machines, no KVM): CLOCK_MEDIC_VM_LAB names its folder. Not part of `npm test`.
import { existsSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

const lab = process.env.CLOCK_MEDIC_VM_LAB
if (lab === undefined || !existsSync(path.join(lab, 'lib', 'lab.mjs'))) {
  console.error('Set CLOCK_MEDIC_VM_LAB to the folder of the VM lab.')
  process.exit(2)
}
const { Lab } = await import(pathToFileURL(path.join(lab, 'lib', 'lab.mjs')).href)

const VARIANTS = ['timesyncd-disabled', 'timesyncd', 'chrony', 'chrony-stopped', 'ntpsec', 'none']
/** Guest clock minus host clock. */
const SKEWS = ['-47s', '+3d']
const FIX = 'node /opt/clock-medic/clock-medic.mjs fix --yes --json'

const words = process.argv.slice(2)
const variants = words.filter((word) => !/^[+-]\d|^\d{4}$/.test(word))
const skews = words.filter((word) => /^[+-]\d|^\d{4}$/.test(word))
const rows = []
for (const variant of variants.length > 0 ? variants : VARIANTS) {
  for (const skew of skews.length > 0 ? skews : SKEWS) rows.push(await repairOne(variant, skew))
}
const failed = rows.filter(({ ok }) => !ok).length
console.log(`${rows.length - failed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1

async function repairOne(variant, skew) {
  const vm = await Lab.up(variant, { name: 'repair', skew, ntp: 'drop' })
  try {
    await vm.push('out/cli', '/opt/clock-medic', 'root')
    // Opened just before the repair: a healthy service that is left alone would heal by itself.
    await vm.ntp('on')
    if (!/^timesyncd$/.test(variant)) await vm.setClock(secondsOf(skew))
    const first = await vm.run(FIX, { timeout: 120 })
    const { offset, error } = await vm.offset()
    const second = await vm.run(FIX, { timeout: 120 })
    const [one, two] = [documentOf(first), documentOf(second)]
    const problems = [
      ...(one?.repaired === true && first.code === 0 ? [] : [`first run: exit ${first.code}, ${one?.result ?? first.stderr.slice(-300)} ${one?.explanation?.join(' ') ?? ''}`]),
      ...(Math.abs(offset) < 0.5 ? [] : [`the clock is ${offset.toFixed(3)} s off afterwards`]),
      ...(two?.plan?.steps?.length === 0 && second.code === 0 ? [] : [`second run: exit ${second.code}, ${two?.plan?.steps?.map(({ title }) => title).join(', ') ?? second.stderr.slice(-300)}`]),
    ]
    const ok = problems.length === 0
    const findings = one?.before?.findings?.map(({ id }) => id).join(' ')
    console.log(`${ok ? 'ok  ' : 'FAIL'} ${variant} ${skew}: ${one?.result} in ${one?.repairSeconds?.toFixed(1)} s, ${offset.toFixed(4)} s off (±${error.toFixed(4)}); ${findings}; steps: ${one?.plan?.steps?.map(({ remedy }) => remedy).join(' ')}`)
    for (const problem of problems) console.log(`     ${problem}`)
    return { ok }
  } finally {
    await vm.down()
  }
}

function documentOf({ stdout }) {
  try {
    return JSON.parse(stdout)
  } catch {
    return null
  }
}

function secondsOf(skew) {
  const [, number, unit] = /^([+-]?\d+)([smhd])$/.exec(skew)
  return Number(number) * { s: 1, m: 60, h: 3600, d: 86_400 }[unit]
}
