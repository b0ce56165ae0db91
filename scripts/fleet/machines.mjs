// Ansible gathers the facts, /bin/sh runs the script of Jamf, and systemd reads the units.
import { cpSync, existsSync } from 'node:fs'
import path from 'node:path'
import { asset, practiceProgram, put, ROOT, run } from './workshop.mjs'

export function ansible(workshop, check) {
  const { tools } = workshop
  for (const [scenario, verdict] of [['slow', 'critical'], ['fine', 'ok'], ['no-network', 'unknown']]) {
    const fact = put(workshop, `facts-${scenario}/clock_medic.fact`, asset(workshop, 'clock_medic.fact', scenario), 0o755)
    const gathered = run('/usr/bin/python3', [path.join(tools, 'usr', 'bin', 'ansible'), '-i', 'localhost,', '-c', 'local', '-e', 'ansible_python_interpreter=/usr/bin/python3', '-m', 'setup', '-a', `fact_path=${path.dirname(fact)} gather_subset=!all,!min,local`, 'localhost'],
      { env: { ...process.env, PYTHONPATH: path.join(tools, 'usr', 'lib', 'python3', 'dist-packages'), ANSIBLE_LOCALHOST_WARNING: 'False', HOME: workshop.folder } })
    const facts = JSON.parse(/=> (\{[^]*\})\s*$/.exec(gathered.stdout)?.[1] ?? '{}').ansible_facts?.ansible_local?.clock_medic
    check(`Ansible: ansible_local.clock_medic.verdict of ${scenario} is ${verdict}`, facts?.verdict === verdict, gathered.stdout + gathered.stderr)
    check(`Ansible: offsetSeconds of ${scenario} is ${scenario === 'no-network' ? 'absent' : 'a number'}`, typeof facts?.offsetSeconds === (scenario === 'no-network' ? 'undefined' : 'number'), JSON.stringify(facts))
  }
}

export function jamf(workshop, check) {
  for (const [scenario, result] of [['slow', /^<result>\+47\.\d{3}<\/result>\n$/], ['no-network', /^<result>unknown: Nothing answered[^<>&]*<\/result>\n$/]]) {
    const { exit, stdout } = run('/bin/sh', [put(workshop, 'attribute.sh', asset(workshop, 'jamf-extension-attribute.sh', scenario), 0o755)])
    check(`Jamf: the value of ${scenario}, and exit code 0`, exit === 0 && result.test(stdout), `${exit} ${stdout}`)
  }
  const text = asset(workshop, 'jamf-extension-attribute.sh', 'fine').replaceAll(practiceProgram(workshop, 'fine'), '/nonexistent/clock-medic')
  const { exit, stdout } = run('/bin/sh', [put(workshop, 'attribute.sh', text, 0o755)])
  check('Jamf: says so where it is not installed', exit === 0 && stdout === '<result>not installed</result>\n', stdout)
}

export function units(workshop, check, skip) {
  const analyze = '/usr/bin/systemd-analyze'
  if (!existsSync(analyze)) return skip('systemd: there is no systemd-analyze')
  const place = path.join(workshop.folder, 'units')
  cpSync(path.join(ROOT, 'assets', 'fleet', 'clock-medic-textfile.timer'), path.join(place, 'clock-medic-textfile.timer'))
  const service = put(workshop, 'units/clock-medic-textfile.service', asset(workshop, 'clock-medic-textfile.service', 'fine'))
  const { exit, stderr } = run(analyze, ['verify', '--man=no', service, path.join(place, 'clock-medic-textfile.timer')])
  check('systemd: has nothing against the units', exit === 0 && !stderr.includes('clock-medic-textfile'), stderr)
}
