// Installs the Debian package in a fresh Debian and uses, upgrades and removes it there: `npm run test:deb -- [--base FILE] [--write FILE]`.
// Needs root, mmdebstrap and Debian's servers. Where CLOCK_MEDIC_VM_LAB names the VM lab, the helper also repairs a machine whose
// clock is really wrong. Not part of `npm test`. --base: the minimal Debian is kept in this file. --write: a table of all steps.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { missingForMachine, openMachine } from './deb/machine.mjs'
import { openReport } from './deb/report.mjs'
import { installing, leaving, upgrading, using } from './deb/steps.mjs'
import { repairing } from './deb/vm.mjs'
import { packageLinux } from './package-linux.mjs'

const { values } = parseArgs({ options: { base: { type: 'string' }, write: { type: 'string' } } })
const missing = missingForMachine()
if (missing.length > 0) {
  console.error(`This test needs ${missing.join(', ')}.`)
  process.exit(2)
}

const folder = mkdtempSync(path.join(tmpdir(), 'clock-medic-deb-'))
const report = openReport()
const machine = openMachine(values.base ?? path.join(folder, 'base.tar'))
try {
  const [older] = await packageLinux({ targets: ['deb'], output: path.join(folder, 'older') })
  const [newer] = await packageLinux({ targets: ['deb'], output: path.join(folder, 'newer'), version: '999.0.0' })
  const before = await installing(machine, report, older)
  await using(machine, report)
  await upgrading(machine, report, newer)
  await leaving(machine, report, before)
  if (process.env.CLOCK_MEDIC_VM_LAB === undefined) console.log('The helper is not tried on a real clock: CLOCK_MEDIC_VM_LAB names no VM lab.')
  else await repairing(machine, report, older, folder)
} finally {
  machine.remove()
  rmSync(folder, { recursive: true, force: true })
}
if (values.write !== undefined) writeFileSync(values.write, report.table())
console.log(report.summary())
process.exit(report.failed() === 0 ? 0 : 1)
