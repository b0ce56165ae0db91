// Nagios and Icinga 2 run the checks by themselves, with the files of assets/fleet; what they made of the output is read from their own files.
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { userInfo } from 'node:os'
import path from 'node:path'
import { asset, begin, practiceProgram, put, run, until } from './workshop.mjs'

// A busy computer measures a clock that is right to some hundredths of a second.
const EXPECTED = [
  ['fine', '0', /^CLOCK OK: Your clock is right /, /^offset=-?0\.0\d*s;-15:15;-30:30$/],
  ['slow', '2', /^CLOCK CRITICAL: Your clock is 47\.3 seconds slow /, /^offset=47\.\d+s;-15:15;-30:30$/],
  ['no-network', '3', /^CLOCK UNKNOWN: Nothing answered/, /^$/],
]
const STATES = { OK: '0', WARNING: '1', CRITICAL: '2', UNKNOWN: '3' }

const judge = (check, tool, seen) => {
  for (const [scenario, state, output, performance] of EXPECTED) {
    const one = seen.get(scenario) ?? {}
    check(`${tool}: ${scenario} is state ${state} with its words`, one.state === state && output.test(one.output ?? ''), JSON.stringify(one))
    check(`${tool}: ${scenario} has ${performance.source === '^$' ? 'no figures' : 'the offset as a figure with its limits'}`, performance.test(one.performance ?? '?'), JSON.stringify(one))
  }
}

export async function nagios(workshop, check) {
  const { folder, tools } = workshop
  const place = path.join(folder, 'nagios')
  mkdirSync(path.join(place, 'spool'), { recursive: true })
  const object = (type, fields) => `define ${type} {\n${Object.entries(fields).map(([name, value]) => `  ${name} ${value}`).join('\n')}\n}\n`
  const always = Object.fromEntries(['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'].map((day) => [day, '00:00-24:00']))
  const common = { max_check_attempts: 1, check_period: 'always', notification_period: 'always', contacts: 'nobody' }
  const objects = [
    object('timeperiod', { timeperiod_name: 'always', alias: 'always', ...always }),
    object('contact', { contact_name: 'nobody', host_notifications_enabled: 0, service_notifications_enabled: 0, host_notification_period: 'always', service_notification_period: 'always', host_notification_commands: 'silent', service_notification_commands: 'silent' }),
    object('command', { command_name: 'silent', command_line: '/bin/true' }),
    object('host', { host_name: 'laptop', address: '127.0.0.1', ...common }),
    ...EXPECTED.flatMap(([scenario]) => [
      asset(workshop, 'nagios.cfg', scenario).replace('check_clock_medic', `check_${scenario}`),
      object('service', { host_name: 'laptop', service_description: scenario, check_command: `check_${scenario}!15!30`, check_interval: 1, retry_interval: 1, ...common }),
    ]),
  ]
  const { username } = userInfo()
  const group = run('id', ['-gn']).stdout.trim()
  const status = path.join(place, 'status.dat')
  const config = put(workshop, 'nagios/nagios.cfg', [
    `cfg_file=${put(workshop, 'nagios/objects.cfg', objects.join(''))}`, `nagios_user=${username}`, `nagios_group=${group}`, `status_file=${status}`, 'status_update_interval=1',
    ...Object.entries({ log_file: 'nagios.log', object_cache_file: 'objects.cache', precached_object_file: 'objects.precache', command_file: 'nagios.cmd', query_socket: 'nagios.qh', lock_file: 'nagios.lock', temp_file: 'nagios.tmp', temp_path: 'spool', check_result_path: 'spool', state_retention_file: 'retention.dat', log_archive_path: 'spool' })
      .map(([key, name]) => `${key}=${path.join(place, name)}`),
    'use_syslog=0', 'check_external_commands=0', 'interval_length=5', 'max_service_check_spread=1', 'process_performance_data=1', '',
  ].join('\n'))
  const program = path.join(tools, 'usr', 'sbin', 'nagios4')
  check('Nagios: takes the command of assets/fleet/nagios.cfg', run(program, ['-v', config]).exit === 0, run(program, ['-v', config]).stdout.slice(-600))
  const daemon = begin(program, [config])
  try {
    const seen = await until(() => {
      const blocks = existsSync(status) ? readFileSync(status, 'utf8').match(/servicestatus \{[^}]*\}/g) ?? [] : []
      const found = new Map(blocks.map((block) => {
        const field = (name) => new RegExp(`^\\s*${name}=(.*)$`, 'm').exec(block)?.[1]
        return [field('service_description'), { checked: field('has_been_checked'), state: field('current_state'), output: field('plugin_output'), performance: field('performance_data') }]
      }))
      return found.size === EXPECTED.length && [...found.values()].every(({ checked }) => checked === '1') ? found : null
    }, 60)
    judge(check, 'Nagios', seen)
  } finally {
    await daemon.end()
  }
}

export async function icinga(workshop, check) {
  const { folder, tools } = workshop
  const place = path.join(folder, 'icinga')
  const made = path.join(place, 'performance')
  for (const name of ['performance', 'spool', 'run', 'cache', 'data', 'log']) mkdirSync(path.join(place, name), { recursive: true })
  const config = put(workshop, 'icinga/icinga2.conf', [
    `include "${tools}/usr/share/icinga2/include/itl"`,
    ...EXPECTED.map(([scenario]) => asset(workshop, 'icinga2.conf', scenario).replace('"clock-medic"', `"clock-medic-${scenario}"`)),
    'object CheckerComponent "checker" {}',
    `object PerfdataWriter "perfdata" {\n  service_perfdata_path = "${made}/service"\n  service_temp_path = "${place}/spool/service"\n  host_perfdata_path = "${made}/host"\n  host_temp_path = "${place}/spool/host"`,
    '  service_format_template = "$service.name$|$service.state_id$|$service.output$|$service.perfdata$"\n  rotation_interval = 1s\n}',
    'object Host "laptop" {\n  check_command = "passive"\n  enable_active_checks = false\n}',
    ...EXPECTED.map(([scenario]) => `object Service "${scenario}" {\n  host_name = "laptop"\n  check_command = "clock-medic-${scenario}"\n  check_interval = 5s\n  retry_interval = 5s\n  vars.clock_medic_warn = 15\n  vars.clock_medic_critical = 30\n}`),
    '',
  ].join('\n'))
  const arch = readdirSync(path.join(tools, 'usr', 'lib')).find((name) => existsSync(path.join(tools, 'usr', 'lib', name, 'icinga2', 'sbin')))
  const library = path.join(tools, 'usr', 'lib', arch)
  const { username } = userInfo()
  const constants = Object.entries({ RunAsUser: username, RunAsGroup: run('id', ['-gn']).stdout.trim(), DataDir: `${place}/data`, CacheDir: `${place}/cache`, LogDir: `${place}/log`, InitRunDir: `${place}/run`, SpoolDir: `${place}/spool`, ConfigDir: place, PidPath: `${place}/run/pid` }).map(([name, value]) => `-D${name}=${value}`)
  const daemon = begin(path.join(library, 'icinga2', 'sbin', 'icinga2'), ['daemon', '-c', config, ...constants], { env: { ...process.env, LD_LIBRARY_PATH: library } })
  try {
    const seen = await until(() => {
      const text = readdirSync(made).filter((name) => name.startsWith('service.')).map((name) => readFileSync(path.join(made, name), 'utf8')).join('')
      const found = new Map(text.split('\n').filter((line) => line !== '').map((line) => {
        const [name, state, output, performance] = line.split('|')
        return [name, { state: STATES[state] ?? state, output, performance }]
      }))
      return found.size === EXPECTED.length ? found : null
    }, 60)
    judge(check, 'Icinga 2', seen)
  } finally {
    await daemon.end()
  }
  for (const [scenario, state] of EXPECTED) check(`exit code of ${scenario} is ${state}`, String(run(practiceProgram(workshop, scenario), ['check', '--format', 'nagios']).exit) === state, '')
}
