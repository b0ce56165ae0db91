import { fixInWindow, prepareWindow } from './window.mjs'

// The four people who may repair a machine: how each of them runs the command line, and what has to come of it.
const PROGRAM = 'node /opt/clock-medic/clock-medic.mjs'
const JSON_FIX = `${PROGRAM} fix --yes --json`
const TIMEOUT = 180
const PASSWORD = 'adminpw'

/** A desktop app of an ordinary user, who has no rights and no password of anybody. */
const asEmployee = (vm, command) => vm.run(command, { as: 'employee', where: 'user', timeout: TIMEOUT })

export const WAYS = {
  root: { repairs: true, fix: (vm) => vm.run(JSON_FIX, { timeout: TIMEOUT }) },
  // What is asked for and the answer share the terminal with the document.
  admin: { repairs: true, fix: (vm) => vm.run(JSON_FIX, { as: 'admin', tty: true, timeout: TIMEOUT, answers: [[/Password for admin: /, `${PASSWORD}\n`]] }) },
  helper: { repairs: true, prepare: (vm) => installHelper(vm), fix: (vm) => asEmployee(vm, JSON_FIX) },
  employee: { repairs: false, fix: (vm) => asEmployee(vm, JSON_FIX) },
  window: { repairs: true, prepare: (vm) => prepareWindow(vm, installHelper), fix: (vm) => fixInWindow(vm, PASSWORD) },
}

/** What IT does once: the helper, and the rule that lets people use it without a password. */
async function installHelper(vm, rule = '--allow-group employee') {
  await vm.push('assets/helper', '/opt/clock-medic-helper', 'root')
  const { code, stdout, stderr } = await vm.run(`sh /opt/clock-medic-helper/install-linux.sh --program "/usr/bin/node /opt/clock-medic/clock-medic.mjs" ${rule}`, { timeout: 60 })
  if (code !== 0) throw new Error(`The helper could not be installed: ${stdout}${stderr}`)
}

/**
 * Keeps a healthy timesyncd from its servers until somebody sets the clock: it asks again within seconds, sooner than a
 * slow emulated machine has shown a dialog, and then there would be nothing left to repair.
 */
export async function holdBack(vm) {
  const { code, stderr } = await vm.run(`systemctl set-property --runtime systemd-timesyncd.service IPAddressDeny=any && { setsid perl -e '${LET_GO}' </dev/null >/dev/null 2>&1 & }`)
  if (code !== 0) throw new Error(`The time service could not be held back: ${stderr}`)
}

/** One small process: an emulated machine would be busy with a shell's loop. */
const LET_GO = 'use Time::HiRes qw(time sleep clock_gettime CLOCK_MONOTONIC); my $ahead = time - clock_gettime(CLOCK_MONOTONIC); '
  + 'sleep 0.1 while abs(time - clock_gettime(CLOCK_MONOTONIC) - $ahead) < 20; '
  + 'exec qw(systemctl set-property --runtime systemd-timesyncd.service IPAddressDeny=)'

/** The JSON document in what was printed; null where there is none. */
export function documentOf({ stdout }) {
  try {
    return JSON.parse(stdout.slice(stdout.indexOf('{\n')))
  } catch {
    return null
  }
}
