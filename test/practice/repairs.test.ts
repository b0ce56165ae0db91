import { expect, test } from 'vitest'
import type { LaptopVariant } from '../../main/practice/description.ts'
import { bench, hardwareOffset, run, systemctl, timedate, timedatectl } from './tools.ts'

const DATE = '/usr/bin/date'
const HWCLOCK = '/usr/sbin/hwclock'
const CLOCK_FILE = '/var/lib/systemd/timesync/clock'

test('the clock runs wrong by the described amount and goes on doing so', () => {
  const { laptop, host } = bench({ offset: 47.3 })
  expect(laptop.trueTime() - laptop.machine.clock.wall()).toBeCloseTo(47.3, 6)
  host.pass(3600)
  expect(laptop.trueTime() - laptop.machine.clock.wall()).toBeCloseTo(47.3, 6)
})

test.each<[LaptopVariant, string, number, number]>([
  ['timesyncd', 'systemd-timesyncd', -47, 1],
  ['timesyncd', 'systemd-timesyncd', 90, 1],
  ['timesyncd', 'systemd-timesyncd', 487_215_675, 1],
  ['timesyncd-stopped', 'systemd-timesyncd', 47, 1],
  ['chrony', 'chrony', 47, 6.2],
  ['chrony-stopped', 'chrony', -259_200, 6.2],
  ['ntpsec', 'ntpsec', -259_200, 8.8],
])('on %s a restart of %s puts %d s right, after %d s and not before', async (variant, unit, offset, after) => {
  const { laptop, host } = bench({ variant, offset })
  expect((await systemctl(laptop.asRoot, 'restart', unit)).exit).toBe(0)
  host.pass(after - 0.1)
  expect(laptop.offset).toBeCloseTo(offset, 6)
  host.pass(0.2)
  expect(laptop.offset).toBe(0)
})

test('enabling timesyncd with --now repairs the clock, the flag and the hardware clock', async () => {
  const desk = bench()
  const { laptop, host } = desk
  await systemctl(laptop.asRoot, 'enable', '--now', 'systemd-timesyncd.service')
  host.pass(2)
  expect(laptop.offset).toBe(0)
  expect(await timedate(laptop.machine, 'NTPSynchronized')).toBe('yes')
  expect(await hardwareOffset(desk)).toBe(0)
})

test('a small error is slewed by timesyncd, not stepped', async () => {
  const { laptop, host } = bench({ variant: 'timesyncd', offset: -0.3 })
  await systemctl(laptop.asRoot, 'restart', 'systemd-timesyncd')
  host.pass(5)
  expect(Math.abs(laptop.offset)).toBeGreaterThan(0.1)
  host.pass(15)
  expect(Math.abs(laptop.offset)).toBeLessThan(0.01)
})

test('a running timesyncd heals by itself within 20 s of the network coming back, chrony does not', async () => {
  for (const [variant, healed] of [['timesyncd', true], ['chrony', false]] as const) {
    const { laptop, host } = bench({ variant, network: 'udp-blocked' })
    host.pass(300)
    expect(laptop.offset).toBeCloseTo(47, 6)
    laptop.setNetwork('open')
    host.pass(20)
    expect(Math.abs(laptop.offset) < 0.1).toBe(healed)
  }
})

test('set-ntp true does nothing for a service that is enabled and runs, whatever the clock', async () => {
  const { laptop, host } = bench({ variant: 'chrony' })
  expect((await timedatectl(laptop.asRoot, 'set-ntp', 'true')).exit).toBe(0)
  host.pass(120)
  expect(laptop.offset).toBeCloseTo(47, 6)
})

test('set-ntp true repairs a disabled timesyncd, and not a masked one until it is unmasked', async () => {
  const disabled = bench()
  await timedatectl(disabled.laptop.asRoot, 'set-ntp', 'true')
  disabled.host.pass(4)
  expect(disabled.laptop.offset).toBe(0)

  const { laptop, host } = bench({ variant: 'timesyncd-masked' })
  expect((await timedatectl(laptop.asRoot, 'set-ntp', 'true')).exit).toBe(1)
  expect(await laptop.machine.readLink('/etc/systemd/system/systemd-timesyncd.service')).toBe('/dev/null')
  expect((await systemctl(laptop.asRoot, 'unmask', 'systemd-timesyncd.service')).exit).toBe(0)
  expect(await laptop.machine.readLink('/etc/systemd/system/systemd-timesyncd.service')).toBeNull()
  expect((await timedatectl(laptop.asRoot, 'set-ntp', 'true')).exit).toBe(0)
  host.pass(4)
  expect(laptop.offset).toBe(0)
})

test('chronyc makestep says OK and leaves the clock as wrong as it was', async () => {
  const { laptop, host } = bench({ variant: 'chrony' })
  expect(await run(laptop.asRoot, '/usr/bin/chronyc', 'makestep')).toMatchObject({ exit: 0, stdout: '200 OK\n' })
  host.pass(60)
  expect(laptop.offset).toBeCloseTo(47, 6)
})

test('openntpd only slews: after a restart 47 s are still 47 s two minutes later', async () => {
  const { laptop, host } = bench({ variant: 'openntpd' })
  await systemctl(laptop.asRoot, 'restart', 'openntpd')
  host.pass(127)
  expect(laptop.offset).toBeCloseTo(46.965, 3)
})

test.each(['udp-blocked', 'no-network'] as const)('with %s a restart succeeds and repairs nothing', async (network) => {
  const { laptop, host } = bench({ variant: 'timesyncd', network, offset: -47 })
  expect((await systemctl(laptop.asRoot, 'restart', 'systemd-timesyncd')).exit).toBe(0)
  host.pass(60)
  expect(laptop.offset).toBeCloseTo(-47, 6)
})

test.each([
  ['+47.000 seconds', 47, 0],
  ['-259200.250 seconds', -259_200.25, 0],
  ['487215675.5 seconds', 487_215_675.5, 0],
  ['47 seconds ago', -47, 0],
  ['@1795355160', 1_000_000, 0],
])('date -u -s "%s" moves the practice clock by exactly that', async (text, offset, left) => {
  const { laptop } = bench({ offset })
  expect((await run(laptop.asRoot, DATE, '-u', '-s', text)).exit).toBe(0)
  expect(laptop.offset).toBeCloseTo(left, 5)
})

test('a time that date cannot read changes nothing', async () => {
  const { laptop } = bench()
  expect(await run(laptop.asRoot, DATE, '-u', '-s', '+1e3 seconds'))
    .toEqual({ exit: 1, stdout: '', stderr: `date: invalid date '+1e3 seconds'\n` })
  expect(laptop.offset).toBe(47)
})

const TOO_FAR = ['-9000000000 seconds', '+9000000000 seconds']

test.each(TOO_FAR)('the kernel does not take a clock set %s away', async (text) => {
  const { laptop } = bench()
  expect(await run(laptop.asRoot, DATE, '-u', '-s', text))
    .toMatchObject({ exit: 1, stderr: 'date: cannot set date: Invalid argument\n' })
  expect(laptop.offset).toBe(47)
})

test('without rights nothing moves, though date prints the time it was asked for', async () => {
  const { laptop, host } = bench({ variant: 'timesyncd-stopped' })
  const said = await run(laptop.machine, DATE, '-u', '-s', '@1795355160')
  expect(said).toEqual({
    exit: 1, stdout: 'Sun Nov 22 13:46:00 UTC 2026\n', stderr: 'date: cannot set date: Operation not permitted\n',
  })
  for (const verb of ['start', 'restart', 'enable', 'disable', 'mask', 'unmask', 'stop']) {
    expect((await systemctl(laptop.machine, verb, 'systemd-timesyncd')).exit).toBe(1)
  }
  expect((await run(laptop.machine, HWCLOCK, '--systohc')).exit).toBe(1)
  expect((await run(laptop.machine, '/usr/bin/touch', CLOCK_FILE)).exit).toBe(1)
  host.pass(60)
  expect(laptop.offset).toBe(47)
  expect((await systemctl(laptop.machine, 'is-enabled', 'systemd-timesyncd')).stdout).toBe('enabled\n')
})

test('date -s leaves the hardware clock wrong and the system unsynchronised, until hwclock --systohc', async () => {
  const desk = bench({ variant: 'none' })
  const { laptop } = desk
  await run(laptop.asRoot, DATE, '-u', '-s', '+47.000 seconds')
  expect(await hardwareOffset(desk)).toBe(47)
  expect(await timedate(laptop.machine, 'NTPSynchronized')).toBe('no')
  expect((await run(laptop.asRoot, HWCLOCK, '--systohc')).exit).toBe(0)
  expect(await hardwareOffset(desk)).toBe(0)
  expect(await laptop.machine.readText('/etc/adjtime')).toMatch(/^0\.000000 \d+ 0\.000000\n\d+\nUTC\n$/)
})

test('an ntpsec restart leaves the hardware clock wrong for minutes', async () => {
  const desk = bench({ variant: 'ntpsec' })
  await systemctl(desk.laptop.asRoot, 'restart', 'ntpsec')
  desk.host.pass(60)
  expect(desk.laptop.offset).toBe(0)
  expect(await hardwareOffset(desk)).toBe(47)
  desk.host.pass(400)
  expect(await hardwareOffset(desk)).toBe(0)
})

test('a hardware clock in local time is an hour ahead and no service ever mends it', async () => {
  const desk = bench({ variant: 'timesyncd', hardwareClock: { mode: 'local' } })
  await systemctl(desk.laptop.asRoot, 'restart', 'systemd-timesyncd')
  desk.host.pass(30)
  expect(desk.laptop.offset).toBe(0)
  expect(await hardwareOffset(desk)).toBe(47 - 3600)
  expect(await timedate(desk.laptop.machine, 'LocalRTC')).toBe('yes')
})

test.each([
  [true, 0],
  [false, -47],
])('offline, saved time touched: %s: off by %d s after timesyncd starts', async (touched, off) => {
  const { laptop } = bench({ variant: 'timesyncd', offset: -47, network: 'udp-blocked' })
  await timedatectl(laptop.asRoot, 'set-ntp', 'false')
  await run(laptop.asRoot, DATE, '-u', '-s', '-47.000 seconds')
  if (touched) await run(laptop.asRoot, '/usr/bin/touch', '-c', CLOCK_FILE)
  expect(laptop.offset).toBeCloseTo(0, 6)
  await timedatectl(laptop.asRoot, 'set-ntp', 'true')
  expect(laptop.offset).toBeCloseTo(off, 6)
})

test('a poisoned clock file throws the clock a month ahead when timesyncd starts', async () => {
  const { laptop } = bench({ network: 'udp-blocked', faults: ['poisoned-clock-file'] })
  await systemctl(laptop.asRoot, 'start', 'systemd-timesyncd')
  expect(laptop.offset).toBeCloseTo(-30 * 86_400, 6)
})

test('a service that trusts a liar undoes every repair and still says synchronised', async () => {
  const { laptop, host } = bench({ variant: 'timesyncd', faults: ['service-fights'] })
  await run(laptop.asRoot, DATE, '-u', '-s', '+47.000 seconds')
  expect(laptop.offset).toBeCloseTo(0, 6)
  host.pass(2)
  expect(laptop.offset).toBe(47)
  expect(await timedate(laptop.machine, 'NTPSynchronized')).toBe('yes')
})

test('a clock that cannot be set stays as it is, also for root', async () => {
  const { laptop } = bench({ faults: ['step-fails'] })
  expect((await run(laptop.asRoot, DATE, '-u', '-s', '+47.000 seconds')).exit).toBe(1)
  expect((await timedatectl(laptop.asRoot, 'set-time', '@1795355160')).exit).toBe(1)
  expect(laptop.offset).toBe(47)
})

test('a service that fails at its start says so, in its exit code and in its state', async () => {
  const { laptop, host } = bench({ variant: 'timesyncd-stopped', faults: ['start-fails'] })
  const said = await systemctl(laptop.asRoot, 'restart', 'systemd-timesyncd')
  expect(said.exit).toBe(1)
  expect(said.stderr).toContain('Job for systemd-timesyncd.service failed')
  host.pass(30)
  expect((await systemctl(laptop.machine, 'show', '-p', 'ActiveState,SubState,Result', 'systemd-timesyncd')).stdout)
    .toBe('Result=exit-code\nActiveState=failed\nSubState=failed\n')
  expect(laptop.offset).toBe(47)
})
