import { afterEach, expect, test } from 'vitest'
import { checkUp } from '../../main/checkup.ts'
import { linux } from '../../main/platform/linux/index.ts'
import { isPlain } from '../../main/platform/script.ts'
import { runSteps } from '../../main/platform/steps.ts'
import type { LaptopVariant } from '../../main/practice/description.ts'
import { createPracticeLaptop, type Practice } from '../../main/practice/index.ts'
import { fakeHost } from './fake-host.ts'
import { bench, hardwareOffset, run, systemctl, timedate, timedatectl } from './tools.ts'

const DROP_IN = '/etc/systemd/timesyncd.conf.d/90-clock-medic.conf'
const opened: Practice[] = []
afterEach(async () => { await Promise.all(opened.splice(0).map((practice) => practice.close())) })

test.each<[LaptopVariant, string]>([
  ['timesyncd', DROP_IN], ['chrony', '/etc/chrony/sources.d/clock-medic.sources'],
])('%s with servers that are gone: other ones are named in %s, and the clock comes right', async (variant, file) => {
  const host = fakeHost()
  const practice = await createPracticeLaptop(
    { variant, offset: 47.3, rights: 'asks', network: 'open', faults: ['servers-gone'], servers: ['gone.example'] }, { host: host.clock },
  )
  opened.push(practice)
  const look = () => checkUp({ machine: practice.machine, platform: linux }, { servers: practice.servers, websites: [] })
  const before = await look()
  expect(before.findings.map(({ id }) => id)).toContain('servers-unreachable')
  expect(isPlain(before.plan.steps)).toBe(true)
  const results = await runSteps(practice.asRoot, before.plan.steps, () => {})
  expect(results.map(({ state }) => state)).toEqual(results.map(() => 'done'))
  host.pass(15)
  expect(await practice.machine.readText(file)).toMatch(/practice-\d\.example/)
  expect(await timedate(practice.machine, 'NTPSynchronized')).toBe('yes')
  const after = await look()
  expect(after.findings).toEqual([])
  expect(after.plan.steps).toEqual([])

  const undo = before.plan.steps.find(({ remedy }) => remedy === 'use-working-servers')?.undo ?? []
  expect(await run(practice.asRoot, undo[0] ?? '', ...undo.slice(1))).toEqual({ exit: 0, stdout: '', stderr: '' })
  expect(await practice.machine.readText(file)).toBeNull()
})

test('a service whose servers are gone corrects nothing, however often it is restarted', async () => {
  const { laptop, host } = bench({ variant: 'timesyncd', faults: ['servers-gone'], servers: ['gone.example'] })
  await systemctl(laptop.asRoot, 'restart', 'systemd-timesyncd')
  host.pass(300)
  expect(laptop.offset).toBe(47)
  expect((await linux.readState(laptop.machine)).services[0]?.serversSilent).toBe(true)
})

test('files can be made, filled and taken away by an administrator and by nobody else', async () => {
  const { laptop } = bench()
  const make = ['-D', '-m', '0644', '/dev/null', DROP_IN] as const
  expect((await run(laptop.machine, '/usr/bin/install', ...make)).stderr).toBe('install: cannot create directory \'/etc/systemd/timesyncd.conf.d\': Permission denied\n')
  expect((await run(laptop.machine, '/usr/bin/tee', DROP_IN)).stderr).toBe(`tee: ${DROP_IN}: No such file or directory\n`)
  expect((await run(laptop.asRoot, '/usr/bin/install', ...make)).exit).toBe(0)
  expect((await laptop.machine.run(['/usr/bin/tee', DROP_IN], { input: ['x'] })).exit).toBe(1)
  expect(await laptop.machine.readText(DROP_IN)).toBe('')
  expect((await laptop.asRoot.run(['/usr/bin/tee', DROP_IN], { input: ['[Time]', 'NTP=a'] })).exit).toBe(0)
  expect(await laptop.machine.readText(DROP_IN)).toBe('[Time]\nNTP=a\n')
  expect((await run(laptop.machine, '/usr/bin/rm', '-f', DROP_IN)).stderr).toBe(`rm: cannot remove '${DROP_IN}': Permission denied\n`)
  expect((await run(laptop.asRoot, '/usr/bin/rm', '-f', DROP_IN)).exit).toBe(0)
  expect((await run(laptop.asRoot, '/usr/bin/rm', '-f', DROP_IN)).exit).toBe(0)
  expect(await laptop.machine.readText(DROP_IN)).toBeNull()
})

test.each<[string, readonly ['date' | 'local', 'date' | 'local'], number]>([
  ['before', ['local', 'date'], 47], ['after', ['date', 'local'], 0],
])('set-local-rtc 0 %s the clock is set leaves the hardware clock that wrong', async (_, order, off) => {
  const desk = bench({ variant: 'none', hardwareClock: { mode: 'local' } })
  const { laptop } = desk
  // The chip counts whole seconds; at the very turn of one it could be read as either.
  desk.host.pass(0.4)
  const steps = {
    date: () => run(laptop.asRoot, '/usr/bin/date', '-u', '-s', '+47.000 seconds'),
    local: () => timedatectl(laptop.asRoot, 'set-local-rtc', '0'),
  }
  for (const step of order) expect((await steps[step]()).exit).toBe(0)
  expect(await hardwareOffset(desk)).toBe(off)
  expect(await timedate(laptop.machine, 'LocalRTC')).toBe('no')
  expect((await linux.readState(laptop.machine)).hardwareClock?.mode).toBe('utc')
  await timedatectl(laptop.asRoot, 'set-local-rtc', '1')
  expect((await linux.readState(laptop.machine)).hardwareClock).toEqual({ mode: 'local', minusLocalClock: 0 })
})

test('the zone changes where everybody looks for it, and the time does not', async () => {
  const { laptop } = bench({ offset: 0 })
  expect(await timedatectl(laptop.machine, 'set-timezone', 'Asia/Kolkata')).toMatchObject({ exit: 1, stderr: 'Failed to set time zone: Interactive authentication required.\n' })
  expect((await timedatectl(laptop.asRoot, 'set-timezone', 'Mars/Olympus')).stderr).toContain('Invalid or not installed time zone')
  expect((await linux.readState(laptop.machine)).timeZone).toBe('Europe/Berlin')
  const before = laptop.machine.clock.wall()
  expect((await timedatectl(laptop.asRoot, 'set-timezone', 'Asia/Kolkata')).exit).toBe(0)
  expect(laptop.machine.clock.wall()).toBe(before)
  expect((await linux.readState(laptop.machine)).timeZone).toBe('Asia/Kolkata')
  expect(await laptop.machine.readText('/etc/timezone')).toBe('Asia/Kolkata\n')
  expect((await timedatectl(laptop.machine)).stdout).toContain('Local time: Sun 2026-11-22 19:16:00')
  expect((await timedatectl(laptop.machine)).stdout).toContain('Time zone: Asia/Kolkata (GMT+5:30, +0530)')
})

test('a hardware clock in local time moves with the zone', async () => {
  const desk = bench({ offset: 0, hardwareClock: { mode: 'local' } })
  desk.host.pass(0.4)
  await timedatectl(desk.laptop.asRoot, 'set-timezone', 'America/New_York')
  expect(await hardwareOffset(desk)).toBe(5 * 3600)
  expect((await linux.readState(desk.laptop.machine)).hardwareClock).toEqual({ mode: 'local', minusLocalClock: 0 })
})
