import { expect, test } from 'vitest'
import type { ClockState } from '../../main/core/clock-state.ts'
import { linux } from '../../main/platform/linux/index.ts'
import { PracticeLaptop } from '../../main/practice/laptop.ts'
import { SCENARIOS, type ScenarioName } from '../../main/practice/scenarios.ts'
import { fakeHost } from './fake-host.ts'
import { bench, run, systemctl } from './tools.ts'

type Seen = readonly [unit: string, startup: string, running: boolean] | null

test.each<[ScenarioName, Seen, boolean]>([
  ['slow', ['systemd-timesyncd.service', 'disabled', false], false],
  ['fine', ['systemd-timesyncd.service', 'enabled', true], true],
  ['stopped', ['systemd-timesyncd.service', 'enabled', false], false],
  ['masked', ['systemd-timesyncd.service', 'masked', false], false],
  ['chrony', ['chrony.service', 'enabled', true], false],
  ['chrony-stopped', ['chrony.service', 'disabled', false], false],
  ['ntpsec', ['ntpsec.service', 'enabled', true], false],
  ['openntpd', ['openntpd.service', 'enabled', true], false],
  ['none', null, false],
])('the Linux side reads the laptop "%s" as it is meant', async (name, seen, synchronized) => {
  const { laptop } = bench(SCENARIOS[name].laptop)
  const state: ClockState = await linux.readState(laptop.machine)
  const service = state.services[0]
  expect(service === undefined ? null : [service.unit, service.startup, service.running]).toEqual(seen)
  expect(state.services.length).toBeLessThanOrEqual(1)
  expect(state.synchronized).toBe(synchronized)
  expect(state.timeZone).toBe('Europe/Berlin')
  expect(state.unreadable).toEqual([])
  expect(state.container).toBeUndefined()
  expect(state.servers.includes('2.debian.pool.ntp.org')).toBe(seen !== null)
})

test('reading the state changes nothing and needs no rights', async () => {
  const { laptop, host } = bench({ variant: 'timesyncd-stopped' })
  await linux.readState(laptop.machine)
  host.pass(600)
  expect(laptop.offset).toBe(47)
  expect(laptop.calls.every((call) => !call.asRoot && call.exit === 0)).toBe(true)
  expect((await systemctl(laptop.machine, 'is-active', 'systemd-timesyncd')).stdout).toBe('inactive\n')
})

test('programs that are not installed are missing, not failing', async () => {
  const { laptop } = bench()
  const result = await laptop.machine.run(['/usr/bin/chronyc', 'tracking'])
  expect(result).toMatchObject({ missing: true, exit: null })
  expect(await laptop.machine.findProgram('/usr/bin/chronyc', '/usr/sbin/chronyd')).toBeNull()
  expect(await laptop.machine.findProgram('/sbin/hwclock')).toBe('/sbin/hwclock')
  expect(laptop.calls).toEqual([{ command: ['/usr/bin/chronyc', 'tracking'], asRoot: false, exit: null }])
})

test.each([
  [['/usr/bin/systemctl', 'frobnicate'], 'Unknown command verb frobnicate.\n'],
  [['/usr/bin/systemctl', 'start'], 'Too few arguments.\n'],
  [['/usr/bin/systemctl', '--frob'], `systemctl: unrecognized option '--frob'\n`],
  [['/usr/bin/systemctl', 'restart', 'nope'], 'Failed to restart nope.service: Unit nope.service not found.\n'],
  [['/usr/bin/timedatectl', 'frobnicate'], 'Unknown command verb frobnicate.\n'],
  [
    ['/usr/sbin/hwclock', '--frob'],
    `hwclock: unrecognized option '--frob'\nTry 'hwclock --help' for more information.\n`,
  ],
  [['/usr/bin/touch', '/nowhere/clock'], `touch: cannot touch '/nowhere/clock': No such file or directory\n`],
  [['/usr/bin/date', '-s'], `date: option requires an argument -- 's'\nTry 'date --help' for more information.\n`],
] as const)('%j is complained about in the words of the real tool', async ([program, ...args], complaint) => {
  const { laptop } = bench()
  const said = await run(laptop.asRoot, program, ...args)
  expect(said.stderr).toBe(complaint)
  expect(said.exit).not.toBe(0)
})

test('disabling and enabling show up in links, names and states', async () => {
  const { laptop } = bench({ variant: 'chrony' })
  expect((await systemctl(laptop.machine, 'is-enabled', 'chronyd')).stdout).toBe('alias\n')
  await systemctl(laptop.asRoot, 'disable', '--now', 'chrony')
  expect(await laptop.machine.readLink('/etc/systemd/system/multi-user.target.wants/chrony.service')).toBeNull()
  expect((await systemctl(laptop.machine, 'show', '-p', 'Id,LoadState', 'chrony', 'chronyd')).stdout)
    .toBe('Id=chrony.service\nLoadState=loaded\n\nId=chronyd.service\nLoadState=not-found\n')
  await systemctl(laptop.asRoot, 'enable', 'chrony')
  expect(await laptop.machine.list('/etc/systemd/system/multi-user.target.wants')).toEqual(['chrony.service'])
  expect((await systemctl(laptop.machine, 'is-active', 'chrony')).exit).toBe(3)
})

test('as root the user needs nobody', () => {
  expect(bench({ rights: 'root' }).laptop.machine.isRoot).toBe(true)
  expect(bench({ rights: 'asks' }).laptop.machine.isRoot).toBe(false)
  expect(bench({ rights: 'asks' }).laptop.asRoot.isRoot).toBe(true)
})

test('a lifelike laptop takes its time for changes and none for looking', async () => {
  const waited: number[] = []
  const laptop = new PracticeLaptop(SCENARIOS.slow.laptop, {
    host: fakeHost().clock, wait: (seconds) => Promise.resolve(void waited.push(seconds)),
  })
  await linux.readState(laptop.machine)
  expect(waited).toEqual([])
  await systemctl(laptop.asRoot, 'enable', '--now', 'systemd-timesyncd')
  expect(waited).toHaveLength(1)
  expect(waited[0]).toBeGreaterThan(0.3)
})
