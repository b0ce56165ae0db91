// The helper of the installed package on a machine whose clock is really wrong: polkit, systemd and a person at the computer are real.
import { copyFileSync, mkdirSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { documentOf, holdBack } from '../vm/ways.mjs'
import { must, output } from './report.mjs'

/** What the desktop of the lab lacks of the package's needs. */
const LACKING = 'xdg-utils'
const SKEW = 90
/** An emulated machine is slow. */
const TIMEOUT = 300
const FIX = 'clock-medic fix --yes --json'

/** Installs the package in a desktop of the VM lab and lets an employee repair its clock, before and after IT allows it. */
export async function repairing(machine, report, deb, folder) {
  const { Lab } = await import(pathToFileURL(path.join(process.env.CLOCK_MEDIC_VM_LAB, 'lib', 'lab.mjs')).href)
  const debs = path.join(folder, 'debs')
  mkdirSync(debs)
  output(await machine.run(['apt-get', '-qq', '-o', 'APT::Sandbox::User=root', 'download', LACKING]))
  const [downloaded] = output(await machine.run(['sh', '-c', `ls /root/${LACKING}_*.deb`])).trim().split('\n')
  copyFileSync(machine.file(downloaded), path.join(debs, 'needed.deb'))
  copyFileSync(deb, path.join(debs, 'clock-medic.deb'))

  const vm = await Lab.up('desktop', { name: `deb${process.pid}`, ntp: 'drop' })
  const asEmployee = () => vm.run(FIX, { as: 'employee', where: 'user', timeout: TIMEOUT })
  try {
    await report.step('in the VM: it installs', async () => {
      await vm.push(debs, '/root/debs', 'root')
      output(await vm.run('dpkg -i /root/debs/*.deb', { timeout: TIMEOUT }))
    })
    // A healthy service would heal the clock before anybody could.
    await holdBack(vm)
    await vm.ntp('on')
    await vm.setClock(SKEW)
    await report.step('in the VM: without a policy an employee is refused, and nothing changes', async () => {
      const ran = await asEmployee()
      must(ran.code === 77 && documentOf(ran)?.result === 'refused', `exit ${ran.code}: ${ran.stdout}${ran.stderr}`)
      const { offset } = await vm.offset()
      must(Math.abs(offset) > SKEW / 2, `the clock is ${offset} s off`)
    })
    await report.step('in the VM: `check --log` leaves one line in the journal that a fleet can choose by', async () => {
      const checked = await vm.run('clock-medic check --log', { as: 'root', timeout: TIMEOUT })
      must(checked.code === 2, `exit ${checked.code}: ${checked.stdout}${checked.stderr}`)
      const lines = output(await vm.run('journalctl --quiet --no-pager --output=json SYSLOG_IDENTIFIER=clock-medic', { timeout: TIMEOUT })).trim().split('\n')
      const { PRIORITY: priority, CLOCK_MEDIC_VERDICT: verdict, CLOCK_MEDIC_OFFSET_SECONDS: offset, MESSAGE: message } = JSON.parse(lines.at(-1))
      must(lines.length === 1 && priority === '3' && verdict === 'critical' && Math.abs(offset) > SKEW / 2, lines.join(' '))
      return message
    })
    await report.step('in the VM: once the policy names their group, the helper repairs the clock without a password', async () => {
      output(await vm.run(`mkdir -p /etc/clock-medic && echo '{ "helperGroup": "employee" }' > /etc/clock-medic/policy.json && sh '/opt/Clock Medic/resources/helper/install-linux.sh' --from-policy`))
      await holdBack(vm)
      await vm.setClock(SKEW)
      const ran = await asEmployee()
      const { offset } = await vm.offset()
      must(ran.code === 0 && documentOf(ran)?.repaired === true, `exit ${ran.code}: ${ran.stdout}${ran.stderr}`)
      must(Math.abs(offset) < 0.5, `the clock is ${offset} s off`)
      return `${(Math.abs(offset) * 1000).toFixed(0)} ms off afterwards`
    })
    await report.step('in the VM: it goes, and the helper with it', async () => {
      output(await vm.run('dpkg --purge clock-medic && ! ls /usr/libexec/clock-medic /etc/polkit-1/rules.d/50-clock-medic.rules "/opt/Clock Medic" 2>/dev/null', { timeout: TIMEOUT }))
    })
  } finally {
    await vm.down()
  }
}
