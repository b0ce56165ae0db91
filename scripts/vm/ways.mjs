// The four people who may repair a machine: how each of them runs the command line, and what has to come of it.
const PROGRAM = 'node /opt/clock-medic/clock-medic.mjs'
const JSON_FIX = `${PROGRAM} fix --yes --json`
const TIMEOUT = 180

/** A desktop app of an ordinary user, who has no rights and no password of anybody. */
const asEmployee = (vm, command) => vm.run(command, { as: 'employee', where: 'user', timeout: TIMEOUT })

export const WAYS = {
  root: { repairs: true, fix: (vm) => vm.run(JSON_FIX, { timeout: TIMEOUT }) },
  // What is asked for and the answer share the terminal with the document.
  admin: { repairs: true, fix: (vm) => vm.run(JSON_FIX, { as: 'admin', tty: true, timeout: TIMEOUT, answers: [[/Password for admin: /, 'adminpw\n']] }) },
  helper: { repairs: true, prepare: installHelper, fix: (vm) => asEmployee(vm, JSON_FIX) },
  employee: { repairs: false, fix: (vm) => asEmployee(vm, JSON_FIX) },
}

/** What IT does once: the helper, and the rule that lets people use it. */
async function installHelper(vm) {
  await vm.push('assets/helper', '/opt/clock-medic-helper', 'root')
  const { code, stdout, stderr } = await vm.run('sh /opt/clock-medic-helper/install-linux.sh --program "/usr/bin/node /opt/clock-medic/clock-medic.mjs" --allow-group employee', { timeout: 60 })
  if (code !== 0) throw new Error(`The helper could not be installed: ${stdout}${stderr}`)
}

/** The JSON document in what was printed; null where there is none. */
export function documentOf({ stdout }) {
  try {
    return JSON.parse(stdout.slice(stdout.indexOf('{\n')))
  } catch {
    return null
  }
}
