import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import type { ClockState, TimeService } from '../../../main/core/clock-state.ts'
import { REMEDIES, type Answer, type RemedyContext } from '../../../main/core/remedy.ts'
import { CHRONY_SOURCES } from '../../../main/platform/linux/commands.ts'
import { LINUX_REMEDIES } from '../../../main/platform/linux/remedies.ts'
import { isPlain } from '../../../main/platform/script.ts'
import { relativeSeconds } from '../../../main/platform/linux/step-clock.ts'

const PROGRAMS = {
  systemctl: '/usr/bin/systemctl', timedatectl: '/usr/bin/timedatectl', date: '/usr/bin/date', touch: '/usr/bin/touch', hwclock: '/usr/sbin/hwclock',
  install: '/usr/bin/install', tee: '/usr/bin/tee', rm: '/usr/bin/rm',
}
const timesyncd: TimeService = { name: 'systemd-timesyncd', unit: 'systemd-timesyncd.service', running: true, failed: false, startup: 'enabled' }
const chrony: TimeService = { ...timesyncd, name: 'chrony', unit: 'chrony.service' }

const laptop = (facts: Partial<ClockState> = {}): ClockState => ({
  os: 'linux', serviceManager: 'systemd', services: [timesyncd], automaticTime: true, servers: [], managed: false, unreadable: [],
  hardwareClock: { mode: 'utc', minusLocalClock: 0 }, programs: PROGRAMS, distribution: ['debian'], ...facts,
})

/** Commands of a remedy as lines, or the sentence why there are none. */
const answer = (remedy: keyof typeof LINUX_REMEDIES, facts: Partial<ClockState> = {}, offset?: number): readonly string[] | string => {
  const given = ask(remedy, { state: laptop(facts), ...(offset === undefined ? {} : { offset }) })
  return given.kind === 'impossible' ? given.reason : given.steps.map((step) => step.command.join(' '))
}
const ask = (remedy: keyof typeof LINUX_REMEDIES, context: RemedyContext): Answer => LINUX_REMEDIES[remedy](context)

const hasGnuDate = (): boolean => {
  try {
    return execFileSync('/usr/bin/date', ['--version']).toString().includes('GNU coreutils')
  } catch {
    return false
  }
}

const stepsOf = (given: Answer) => given.kind === 'steps' ? given.steps : []

describe('systemd', () => {
  it('addresses exactly the service in charge', () => {
    expect(answer('enable-automatic-time')).toEqual(['/usr/bin/systemctl enable --now systemd-timesyncd.service'])
    expect(answer('enable-automatic-time', { services: [chrony, timesyncd] })).toEqual(['/usr/bin/systemctl enable --now chrony.service'])
    expect(answer('start-service', { services: [{ ...chrony, running: false }] })).toEqual(['/usr/bin/systemctl restart chrony.service'])
    expect(answer('resync')).toEqual(['/usr/bin/systemctl restart systemd-timesyncd.service'])
    expect(answer('unmask-service', { services: [{ ...timesyncd, startup: 'masked' }] })).toEqual(['/usr/bin/systemctl unmask systemd-timesyncd.service'])
    expect(answer('set-hardware-clock')).toEqual(['/usr/sbin/hwclock --systohc'])
  })

  it('makes systemd forget crashes before it starts a service that crashed', () => {
    expect(answer('start-service', { services: [{ ...chrony, running: false, failed: true }] }))
      .toEqual(['/usr/bin/systemctl reset-failed chrony.service', '/usr/bin/systemctl restart chrony.service'])
  })

  it('tells how to take a change back', () => {
    const undo = (remedy: keyof typeof LINUX_REMEDIES, service: TimeService) =>
      stepsOf(ask(remedy, { state: laptop({ services: [service] }) })).map((step) => step.undo?.join(' '))
    expect(undo('enable-automatic-time', timesyncd)).toEqual(['/usr/bin/systemctl disable --now systemd-timesyncd.service'])
    expect(undo('start-service', timesyncd)).toEqual(['/usr/bin/systemctl stop systemd-timesyncd.service'])
    expect(undo('unmask-service', { ...timesyncd, startup: 'masked' })).toEqual(['/usr/bin/systemctl mask systemd-timesyncd.service'])
    expect(undo('resync', timesyncd)).toEqual([undefined])
  })

  it('uses the programs where they are on this machine', () => {
    expect(answer('resync', { programs: { systemctl: '/bin/systemctl' } })).toEqual(['/bin/systemctl restart systemd-timesyncd.service'])
    expect(answer('resync', { programs: {} })).toBe('The program systemctl is not on this machine, so its services cannot be changed.')
  })
})

describe('setting the clock', () => {
  it('says what else may be affected by a jump back or over days, and only then', () => {
    const why = (offset: number) => stepsOf(ask('step-clock', { state: laptop(), offset }))[0]?.why ?? ''
    expect(why(47)).toBe('It is 47 seconds slow, and setting it is quicker than waiting for a slow correction.')
    expect(why(-47)).toMatch(/slow correction\.$/)
    expect(why(-90)).toContain('scheduled tasks may run a second time')
    expect(why(-3 * 86_400)).toContain('keeps a date in the future')
    expect(why(15 * 365 * 86_400)).toContain('may come all at once')
  })

  it('moves it by what was measured, because time passes until the user has agreed', () => {
    expect(answer('step-clock', {}, 47.3117)).toEqual(['/usr/bin/date -u -s +47.312 seconds'])
    expect(answer('step-clock', { services: [] }, -259200.25)).toEqual(['/usr/bin/date -u -s -259200.250 seconds'])
  })

  it('after a fast clock makes timesyncd forget the future time it noted, before that service starts', () => {
    expect(answer('step-clock', {}, -47.3)).toEqual(['/usr/bin/date -u -s -47.300 seconds', '/usr/bin/touch -c /var/lib/systemd/timesync/clock'])
    expect(answer('step-clock', { services: [chrony, { ...timesyncd, startup: 'disabled' }] }, -47.3)).toHaveLength(2)
    expect(answer('step-clock', { services: [chrony] }, -47.3)).toHaveLength(1)
  })

  it.each([
    [undefined, 'The clock can only be set by a measured amount, and it could not be measured.'],
    [Number.NaN, 'The clock can only be set by a measured amount, and it could not be measured.'],
    [Number.POSITIVE_INFINITY, 'The clock can only be set by a measured amount, and it could not be measured.'],
    [1e21, 'The measured difference is too large to be true, so the clock is left alone.'],
    [0.0002, 'The clock is right to a thousandth of a second, so there is nothing to set.'],
  ])('is refused for %s', (offset, reason) => expect(answer('step-clock', {}, offset)).toBe(reason))

  it('is refused where date cannot do it exactly', () => {
    expect(answer('step-clock', { programs: { systemctl: '/usr/bin/systemctl' } }, 47)).toBe(
      'The date program of this system cannot move the clock by an exact amount. Install GNU coreutils, or restart the time service.',
    )
  })

  // The real GNU date reads the amount here; with -d it only prints what it understood.
  it.runIf(hasGnuDate()).each([
    [47.312, '1000000047.312000000'], [-259200.25, '999740799.750000000'], [487215675.5, '1487215675.500000000'],
    [-487215675.5, '512784324.500000000'], [-0.25, '999999999.750000000'], [0.001, '1000000000.001000000'], [-0.9996, '999999999.000000000'],
  ])('GNU date understands %s seconds', (offset, seconds) => {
    const said = execFileSync('/usr/bin/date', ['-u', '-d', `2001-09-09 01:46:40 UTC ${relativeSeconds(offset)}`, '+%s.%N'], { env: { LC_ALL: 'C' } })
    expect(said.toString().trim()).toBe(seconds)
    const now = Number(execFileSync('/usr/bin/date', ['-u', '-d', relativeSeconds(offset), '+%s'], { env: { LC_ALL: 'C' } }).toString())
    expect(Math.abs(now - Date.now() / 1000 - offset)).toBeLessThan(5)
  })
})

describe('naming time servers that work', () => {
  const WORKING = ['time.example', 'b.time.example', '192.0.2.7', '2001:db8::7', 'fifth.example']
  const named = (facts: Partial<ClockState> = {}, workingServers: readonly string[] = WORKING) => ask('use-working-servers', { state: laptop(facts), workingServers })
  const written = (given: Answer) => stepsOf(given).map(({ command, input, undo }) => ({ command: command.join(' '), input, undo: undo?.join(' ') }))

  it('timesyncd gets a file of its own that every user may read and that takes the old servers out of use', () => {
    const file = '/etc/systemd/timesyncd.conf.d/90-clock-medic.conf'
    expect(written(named())).toEqual([
      { command: `/usr/bin/install -D -m 0644 /dev/null ${file}`, input: undefined, undo: `/usr/bin/rm -f ${file}` },
      { command: `/usr/bin/tee ${file}`, input: ['[Time]', 'NTP=', 'NTP=time.example b.time.example 192.0.2.7 2001:db8::7'], undo: `/usr/bin/rm -f ${file}` },
    ])
  })

  it('chrony gets one in its folder of sources, beside those it has', () => {
    const programs = { ...PROGRAMS, [CHRONY_SOURCES]: '/etc/chrony/sources.d' }
    expect(written(named({ services: [chrony], programs }, ['time.example']))[1]).toEqual({
      command: '/usr/bin/tee /etc/chrony/sources.d/clock-medic.sources', input: ['server time.example iburst'], undo: '/usr/bin/rm -f /etc/chrony/sources.d/clock-medic.sources',
    })
  })

  it('a failure to write it keeps no later step from setting the clock', () => {
    expect(stepsOf(named()).map(({ essential }) => essential)).toEqual([false, false])
  })

  it.each(['', '-x.example', 'a b', 'a\nNTP=evil', '$(reboot)', 'a;b', 'fe80::1%eth0', '127.0.0.1', 'localhost', 'a.example:123', 'x'.repeat(300)])(
    'never writes %j into a configuration', (server) => {
      expect(named({}, [server])).toMatchObject({ kind: 'impossible', reason: expect.stringContaining('No other time server') })
      expect(written(named({}, [server, 'time.example']))[1]?.input?.at(-1)).toBe('NTP=time.example')
    },
  )

  it.each<[string, Partial<ClockState>, string]>([
    ['under policy', { managed: true, managedBy: 'the policy of your organisation' }, 'are managed by the policy of your organisation and are left as they are'],
    ['in a domain', { domainMember: true }, 'takes its time from its domain'],
    ['with chrony that reads no such folder', { services: [chrony] }, 'add this line to chrony.conf: server time.example iburst'],
    ['with NTPsec', { services: [{ ...chrony, name: 'ntpsec' }] }, '/etc/ntpsec/ntp.conf: server time.example iburst'],
    ['with OpenNTPD', { services: [{ ...chrony, name: 'openntpd' }] }, 'ntpd.conf: server time.example'],
    ['with ntpd-rs', { services: [{ ...chrony, name: 'ntpd-rs' }] }, 'Its manual tells where to name time.example instead.'],
    ['without any service', { services: [], automaticTime: false }, 'No time service is installed.'],
    ['without the programs', { programs: {} }, 'are not all on this machine'],
  ])('%s it changes nothing and says why', (_, facts, reason) => expect(named(facts)).toEqual({ kind: 'impossible', reason: expect.stringContaining(reason) }))

  it('without servers that work there is nothing to name', () => {
    expect(ask('use-working-servers', { state: laptop() })).toMatchObject({ kind: 'impossible', reason: expect.stringContaining('another network') })
  })
})

describe('the hardware clock in local time', () => {
  const local = { hardwareClock: { mode: 'local', minusLocalClock: 0 } } as const
  it('is set to UTC and can be set back', () => {
    const [step] = stepsOf(ask('set-hardware-clock-mode', { state: laptop(local) }))
    expect([step?.command.join(' '), step?.undo?.join(' ')]).toEqual(['/usr/bin/timedatectl set-local-rtc 0', '/usr/bin/timedatectl set-local-rtc 1'])
  })

  it.each<[string, Partial<ClockState>, string]>([
    ['beside Windows', { ...local, dualBoot: 'Windows' }, 'Windows is installed on this computer as well'],
    ['that is in UTC already', {}, 'runs in UTC already'],
    ['under policy', { ...local, managed: true }, 'are managed by your organisation'],
    ['without systemd', { ...local, serviceManager: 'openrc' }, 'differs between distributions'],
    ['without timedatectl', { ...local, programs: {} }, 'Ask your administrator'],
  ])('%s is left alone', (_, facts, reason) => expect(answer('set-hardware-clock-mode', facts)).toContain(reason))
})

describe('the time zone', () => {
  const zone = (timeZone: string, facts: Partial<ClockState> = {}) => ask('set-time-zone', { state: laptop({ timeZone: 'America/New_York', ...facts }), timeZone })
  it('is the one that the user names, and the old one comes back', () => {
    const [step] = stepsOf(zone('America/Argentina/Buenos_Aires'))
    expect([step?.command.join(' '), step?.undo?.join(' ')])
      .toEqual(['/usr/bin/timedatectl set-timezone America/Argentina/Buenos_Aires', '/usr/bin/timedatectl set-timezone America/New_York'])
    expect(stepsOf(zone('Europe/Prague', { timeZone: 'Somewhere/Odd' }))[0]).not.toHaveProperty('undo')
  })

  it('is never guessed', () => {
    expect(answer('set-time-zone')).toBe('Which zone is right cannot be measured. Choose it in the settings, or say fix --zone Europe/Prague.')
  })

  it.each(['', 'Mars/Olympus', '--help', '../../etc/shadow', 'Europe/Prague; reboot', 'Europe/Prague\n', '+01:00', '$(id)', `A${'a'.repeat(500)}`])(
    '%j is none', (name) => expect(zone(name)).toEqual({ kind: 'impossible', reason: 'There is no time zone of that name. Names look like Europe/Prague.' }),
  )

  it.each<[string, Partial<ClockState>, string]>([
    ['it is set already', { timeZone: 'Europe/Prague' }, 'is Europe/Prague already'],
    ['policy owns it', { managed: true }, 'are managed by'],
    ['there is no systemd', { serviceManager: 'runit' }, 'Choose the zone in the settings of the system.'],
  ])('stays where %s', (_, facts, reason) => expect(zone('Europe/Prague', facts)).toMatchObject({ kind: 'impossible', reason: expect.stringContaining(reason) }))
})

describe('without systemd', () => {
  const openrc = { serviceManager: 'openrc', services: [{ ...chrony, unit: 'chronyd' }], programs: { 'rc-service': '/sbin/rc-service', 'rc-update': '/sbin/rc-update' } } as const
  it('OpenRC switches on and starts in two steps', () => {
    expect(answer('enable-automatic-time', openrc)).toEqual(['/sbin/rc-update add chronyd default', '/sbin/rc-service chronyd start'])
    expect(answer('resync', openrc)).toEqual(['/sbin/rc-service chronyd restart'])
    expect(answer('resync', { ...openrc, programs: {} })).toContain('rc-service')
  })

  it('runit restarts, and says what the user does to switch a service on', () => {
    const runit = { serviceManager: 'runit', services: [{ ...chrony, unit: 'chronyd' }], programs: { sv: '/usr/bin/sv' } } as const
    expect(answer('resync', runit)).toEqual(['/usr/bin/sv restart chronyd'])
    expect(answer('enable-automatic-time', runit)).toBe('With runit a service is switched on by a link that you set yourself: ln -s /etc/sv/chronyd /var/service/')
    expect(answer('start-service', { ...runit, services: [{ ...chrony, unit: 'chronyd', startup: 'disabled' }] }))
      .toBe('runit starts only services that are linked into /var/service, and chronyd is not.')
  })

  it('sysv goes through service, else through the script itself', () => {
    const sysv = { serviceManager: 'sysv', services: [{ ...chrony, unit: 'chrony' }] } as const
    expect(answer('resync', { ...sysv, programs: { service: '/usr/sbin/service' } })).toEqual(['/usr/sbin/service chrony restart'])
    expect(answer('start-service', { ...sysv, programs: {} })).toEqual(['/etc/init.d/chrony restart'])
    expect(answer('enable-automatic-time', sysv)).toContain('Ask your administrator')
  })

  it.each(['unmask-service', 'enable-automatic-time', 'start-service', 'resync'] as const)('%s needs a service manager', (remedy) => {
    expect(answer(remedy, { serviceManager: 'none' })).toContain('No service manager was recognised')
  })
})

describe('where nothing can be done, the reason says where to go', () => {
  it.each(REMEDIES)('%s in a container', (remedy) => {
    expect(answer(remedy, { container: 'Docker' }, 47)).toBe('This runs in a container (Docker), so its clock belongs to the computer around it. Repair the clock there.')
    expect(answer(remedy, { container: 'WSL' }, 47)).toContain('Repair the clock in Windows')
  })

  it.each([
    [['debian'], 'apt-get install systemd-timesyncd'], [['linuxmint', 'ubuntu', 'debian'], 'apt-get install chrony'], [['fedora'], 'dnf install chrony'],
  ])('no time service on %s', (distribution, line) => {
    expect(answer('enable-automatic-time', { services: [], automaticTime: false, distribution }))
      .toBe(`No time service is installed. An administrator can install one with: ${line}`)
  })

  it('services that could not be read are not called missing', () => {
    const { automaticTime: _, ...state } = laptop({ services: [] })
    expect(ask('start-service', { state })).toEqual({ kind: 'impossible', reason: 'The time services of this machine could not be read.' })
  })

  it('a unit whose condition is not met cannot be started', () => {
    expect(answer('start-service', { services: [{ ...timesyncd, running: false, blockedByCondition: true }] })).toContain('a condition of its unit')
  })

  it('no hardware clock, or no program to set it', () => {
    const { hardwareClock: _, ...state } = laptop()
    expect(ask('set-hardware-clock', { state })).toEqual({ kind: 'impossible', reason: 'This machine has no hardware clock that can be seen.' })
    expect(answer('set-hardware-clock', { programs: {} })).toContain('is not on this machine')
  })
})

it('every step is a plain command by absolute path, asks for rights, has a limit and full words', () => {
  const states = [laptop(), laptop({ services: [{ ...chrony, startup: 'masked', failed: true }], hardwareClock: { mode: 'local' } })]
  const context = { offset: -47.3, workingServers: ['time.example', '2001:db8::7'], timeZone: 'Europe/Prague' }
  const steps = states.flatMap((state) => REMEDIES.flatMap((remedy) => stepsOf(ask(remedy, { state, ...context }))))
  expect(new Set(steps.map(({ remedy }) => remedy))).toEqual(new Set(REMEDIES.filter((remedy) => remedy !== 'register-service')))
  expect(isPlain(steps)).toBe(true)
  for (const step of steps) {
    expect(step.command[0]).toMatch(/^\/(usr\/)?s?bin\/[a-z]+$/)
    expect(step.command.join(' ')).not.toMatch(/[;&|`$<>\\"'\n]/)
    expect(step.needsRights).toBe(true)
    expect(step.timeoutSeconds).toBeGreaterThanOrEqual(10)
    for (const words of [step.title, step.done, step.why, step.touches]) expect(words.length).toBeGreaterThan(5)
    expect(step.why).toMatch(/^[A-Za-z].*\.$/)
  }
})
