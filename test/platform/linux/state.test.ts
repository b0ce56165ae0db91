import { describe, expect, it } from 'vitest'
import { linux } from '../../../main/platform/linux/index.ts'
import { load } from '../../captures/load.ts'
import { scriptedMachine, type Reply } from '../../fakes/scripted-machine.ts'
import { debian, debianWithChrony, DEBIAN_POOL, healthy, read, SOURCES, WALL } from './a-debian.ts'

describe('recorded laptops', () => {
  const timesyncd = { name: 'systemd-timesyncd', unit: 'systemd-timesyncd.service', running: true, failed: false, startup: 'enabled', listedByTimedate: true }
  const chrony = { ...timesyncd, name: 'chrony', unit: 'chrony.service' }
  const ntpsec = { ...chrony, listedByTimedate: false, name: 'ntpsec', unit: 'ntpsec.service' }
  const openntpd = { ...ntpsec, name: 'openntpd', unit: 'openntpd.service' }
  const stopped = { running: false }
  const off = { running: false, startup: 'disabled' }

  it.each([
    ['timesyncd', 'normal', timesyncd, true, true],
    ['timesyncd', 'stopped', { ...timesyncd, ...stopped }, false, true],
    ['timesyncd-disabled', 'normal', { ...timesyncd, ...off }, false, false],
    ['timesyncd-masked', 'normal', { ...timesyncd, ...off, startup: 'masked' }, false, false],
    ['chrony', 'normal', { ...chrony, serversSilent: false }, true, true],
    ['chrony', 'stopped', { ...chrony, ...stopped }, false, false],
    ['chrony-stopped', 'normal', { ...chrony, ...off }, false, false],
    ['ntpsec', 'normal', ntpsec, true, true],
    ['ntpsec', 'stopped', { ...ntpsec, ...stopped }, false, false],
    ['openntpd', 'normal', openntpd, true, false],
    ['openntpd', 'stopped', { ...openntpd, ...stopped }, false, false],
    ['none', 'normal', null, false, false],
    ['rtc-localtime', 'normal', timesyncd, true, true],
    ['rtc-localtime', 'stopped', { ...timesyncd, ...stopped }, false, true],
  ] as const)('%s, %s', async (variant, moment, service, automaticTime, synchronized) => {
    const timedate = load(`linux/timedatectl-show.${variant}.${moment}`)
    const state = await read(service?.name === 'chrony' && service.running
      ? debianWithChrony(timedate, load('linux/chronyc-c-sources.chrony.normal'))
      : debian(load(`linux/systemctl-show.${variant}.${moment}`), timedate))
    expect(state.services).toEqual(service === null ? [] : [service])
    expect(state).toMatchObject({ os: 'linux', serviceManager: 'systemd', automaticTime, timeZone: 'Europe/Berlin', managed: false, unreadable: [] })
    expect(state.synchronized).toBe(synchronized)
    expect(state.servers).toEqual(service === null ? [] : service.name === 'chrony' ? ['2.debian.pool.ntp.org'] : DEBIAN_POOL)
  })

  it.each([
    ['timesyncd', true], ['rtc-localtime', true], ['chrony', true], ['ntpsec', true], ['openntpd', true],
    ['timesyncd-disabled', false], ['timesyncd-masked', false], ['chrony-stopped', false], ['none', false],
  ])('%s, 47 s wrong with every time server out of reach: automatic time is on: %s', async (variant, automaticTime) => {
    const timedate = load(`linux/timedatectl-show.${variant}.wrong47-blocked`)
    const state = await read(variant === 'chrony'
      ? debianWithChrony(timedate, load('linux/chronyc-c-sources.chrony.wrong47-blocked'))
      : debian(load(`linux/systemctl-show.${variant}.normal`), timedate))
    expect(state).toMatchObject({ automaticTime, synchronized: false, unreadable: [] })
  })
})

describe('the hardware clock', () => {
  it('is compared with the local clock', async () => {
    expect((await read(debian(...healthy()))).hardwareClock).toEqual({ mode: 'utc', minusLocalClock: 0 })
    const behind = { files: { '/sys/class/rtc/rtc0/since_epoch': String(1795355881 - 47) } }
    expect((await read(debian(...healthy(), behind))).hardwareClock).toEqual({ mode: 'utc', minusLocalClock: -47 })
  })

  it('in local time is an hour ahead in Berlin and still right', async () => {
    const script = debian(healthy()[0], load('linux/timedatectl-show.rtc-localtime.normal'), { files: {
      '/sys/class/rtc/rtc0/since_epoch': String(1795355881 + 3600), '/etc/adjtime': load('linux/adjtime.rtc-localtime.normal').stdout,
    } })
    expect((await read(script)).hardwareClock).toEqual({ mode: 'local', minusLocalClock: 0 })
  })

  it('takes the mode from adjtime when timedatectl cannot be asked', async () => {
    const script = debian(healthy()[0], 'missing', { files: {
      '/sys/class/rtc/rtc0/since_epoch': String(1795355881 + 3600), '/etc/adjtime': '0.0 0 0.0\n0\nLOCAL\n',
    } })
    expect((await read(script)).hardwareClock).toEqual({ mode: 'local', minusLocalClock: 0 })
  })

  it('gets no number from a busy machine that took seconds to read it', async () => {
    const machine = scriptedMachine(debian(...healthy()))
    let seconds = 0
    const busy = { ...machine, clock: { wall: () => WALL + seconds, monotonic: () => (seconds += 2) } }
    expect((await linux.readState(busy)).hardwareClock).toEqual({ mode: 'utc' })
  })

  it('is absent where there is none, and without a number where it cannot be read', async () => {
    const script = debian(...healthy())
    const { '/sys/class/rtc/rtc0/since_epoch': _, ...files } = script.files ?? {}
    expect((await read({ ...script, files })).hardwareClock).toBeUndefined()
    expect((await read(debian(...healthy(), { files: { '/sys/class/rtc/rtc0/since_epoch': '' } }))).hardwareClock).toEqual({ mode: 'utc' })
  })
})

describe('what cannot be read is said and never guessed', () => {
  it.each<[string, Reply, string]>([
    ['systemctl is missing', 'missing', 'The program systemctl is not on this machine.'],
    ['systemctl hangs', 'timed-out', 'systemctl did not answer within 15 seconds.'],
    ['systemctl refuses', { exit: 1, stderr: 'Failed to connect to bus: Host is down\n' }, 'systemctl said: Failed to connect to bus: Host is down'],
    ['systemctl dies silently', { exit: 1 }, 'systemctl gave up without saying why.'],
    ['systemctl prints nothing', { stdout: '' }, 'systemctl answered in a form that Clock Medic does not know.'],
    ['systemctl prints garbage', { stdout: new Uint8Array([0xff, 0xfe, 0x00, 0x80]) }, 'systemctl answered in a form that Clock Medic does not know.'],
  ])('%s', async (_what, reply, why) => {
    const state = await read(debian(reply, healthy()[1]))
    expect(state.unreadable).toEqual([{ what: 'time services', why }])
    expect(state).toMatchObject({ serviceManager: 'systemd', services: [], servers: [], timeZone: 'Europe/Berlin', synchronized: true })
    expect(state).not.toHaveProperty('automaticTime')
  })

  it.each<[string, Reply, string]>([
    ['timedatectl hangs', 'timed-out', 'timedatectl did not answer within 10 seconds.'],
    ['timedatectl is too old for "show"', { exit: 1, stderr: 'Unknown operation show.\n' }, 'timedatectl said: Unknown operation show.'],
    ['timedatectl prints garbage', { stdout: 'Uhrzeit: ja\n' }, 'timedatectl answered in a form that Clock Medic does not know.'],
  ])('%s', async (_what, reply, why) => {
    const state = await read(debian(healthy()[0], reply))
    expect(state.unreadable).toEqual([{ what: 'synchronisation as the system sees it', why }])
    expect(state).toMatchObject({ automaticTime: true, timeZone: 'Europe/Berlin' })
    expect(state).not.toHaveProperty('synchronized')
  })

  it('chrony answers for itself when timedatectl cannot', async () => {
    const script = debianWithChrony('timed-out', {})
    const tracking = '/usr/bin/chronyc -c tracking'
    const asked = (reply: Reply) => read({ ...script, commands: [...script.commands ?? [], [tracking, reply]] })
    expect((await asked(load('linux/chronyc-c-tracking.chrony.normal'))).synchronized).toBe(true)
    expect((await asked(load('linux/chronyc-c-tracking.chrony.wrong47-blocked'))).synchronized).toBe(false)
    expect(await asked(load('linux/chronyc-c-tracking.chrony.stopped'))).not.toHaveProperty('synchronized')
  })

  it('names a missing time zone', async () => {
    const state = await read(debian(healthy()[0], { stdout: 'NTPSynchronized=yes\n' }, { links: {} }))
    expect(state).not.toHaveProperty('timeZone')
    expect(state.unreadable).toEqual([{ what: 'time zone', why: 'No file on this machine names its time zone.' }])
  })

  it('without programs, files and folders it still answers', async () => {
    const state = await read({})
    expect(state).toMatchObject({ os: 'linux', serviceManager: 'none', services: [], servers: [], managed: false, programs: {}, distribution: [] })
    expect(state).not.toHaveProperty('automaticTime')
    expect(state.unreadable.map((item) => item.what)).toEqual(['service manager', 'time services', 'time zone'])
  })
})

describe('the date program', () => {
  const dateOf = async (programs: readonly string[], links: Readonly<Record<string, string>> = {}) => {
    const script = debian(...healthy())
    return (await read({ ...script, programs: ['/usr/bin/systemctl', '/usr/bin/timedatectl', ...programs], links: { ...script.links, ...links } })).programs?.date
  }
  it('of BusyBox and of the rewrite in Rust is not trusted with an exact amount', async () => {
    expect(await dateOf(['/bin/date'], { '/bin/date': '/bin/busybox' })).toBeUndefined()
    expect(await dateOf(['/usr/bin/date'], { '/usr/bin/date': '../lib/cargo/bin/coreutils/date' })).toBeUndefined()
    expect(await dateOf(['/usr/bin/date', '/usr/bin/gnudate'], { '/usr/bin/date': '../lib/cargo/bin/coreutils/date' })).toBe('/usr/bin/gnudate')
    expect(await dateOf(['/bin/date'])).toBe('/bin/date')
  })
})

describe('the servers it is set up with', () => {
  it('those that prove who they are, and those that the network named', async () => {
    const script = debianWithChrony(load('linux/timedatectl-show.chrony.normal'), load('linux/chronyc-c-sources.chrony.normal'), { files: {
      '/etc/chrony/chrony.conf': 'pool 1.ntp.example iburst nts\nserver 192.0.2.9\n', '/run/systemd/netif/state': load('linux/networkd-state.named').stdout,
    } })
    expect(await read(script)).toMatchObject({
      servers: ['1.ntp.example', '192.0.2.9', '192.0.2.5', 'ntp.office.example', '2001:db8::5'], ntsServers: ['1.ntp.example'],
    })
    expect(await read(debian(...healthy()))).not.toHaveProperty('ntsServers')
  })
})

describe('where the laptop runs', () => {
  it('a container and a virtual machine are named', async () => {
    expect((await read(debian(...healthy(), { files: { '/run/systemd/container': 'lxc\n' } }))).container).toBe('LXC')
    expect((await read(debian(...healthy(), { files: { '/sys/class/dmi/id/sys_vendor': 'QEMU\n' } }))).virtualMachine).toBe('QEMU')
  })
})

describe('without systemd', () => {
  const alpine = {
    '/etc/os-release': 'ID=alpine\n', '/etc/inittab': '::sysinit:/sbin/openrc sysinit\n', '/etc/timezone': 'Europe/Vienna\n',
    '/etc/chrony/chrony.conf': 'pool pool.ntp.org iburst\n',
  }

  it('OpenRC: started and switched on are read from its folders', async () => {
    const state = await read({
      programs: ['/sbin/rc-service', '/sbin/rc-update', '/usr/bin/chronyc'], files: alpine,
      commands: [['/usr/bin/chronyc -c tracking', load('linux/chronyc-c-tracking.chrony.normal')], [SOURCES, load('linux/chronyc-c-sources.chrony.normal')]],
      folders: {
        '/run/openrc': ['softlevel'], '/run/openrc/started': ['chronyd', 'networking'], '/etc/init.d': ['chronyd', 'networking', 'ntpd'],
        '/etc/runlevels/default': ['chronyd'],
      },
    })
    expect(state).toMatchObject({ serviceManager: 'openrc', automaticTime: true, synchronized: true, servers: ['pool.ntp.org'], timeZone: 'Europe/Vienna', unreadable: [] })
    expect(state.services).toEqual([
      { name: 'chrony', unit: 'chronyd', running: true, failed: false, startup: 'enabled', serversSilent: false },
      { name: 'ntpd', unit: 'ntpd', running: false, failed: false, startup: 'disabled' },
    ])
  })

  it('OpenRC: a crashed service is failed', async () => {
    const state = await read({ files: alpine, folders: { '/run/openrc': ['failed'], '/run/openrc/failed': ['ntpd'], '/etc/init.d': ['ntpd'] } })
    expect(state.services[0]).toMatchObject({ name: 'ntpd', running: false, failed: true, startup: 'disabled' })
    expect(state.automaticTime).toBe(false)
  })

  it('runit: running is seen by the processes', async () => {
    const state = await read({
      files: { '/proc/1/comm': 'runit\n', '/proc/77/comm': 'chronyd\n', '/proc/uptime': '1 1\n' }, links: { '/etc/localtime': '../usr/share/zoneinfo/UTC' },
      folders: { '/etc/runit': ['1', '2', '3'], '/etc/sv': ['chronyd', 'openntpd'], '/var/service': ['chronyd'] },
    })
    expect(state).toMatchObject({ serviceManager: 'runit', automaticTime: true, timeZone: 'UTC', unreadable: [] })
    expect(state.services.map((service) => [service.unit, service.running, service.startup])).toEqual([['chronyd', true, 'enabled'], ['openntpd', false, 'disabled']])
  })

  it('sysv: switched on by its links', async () => {
    const state = await read({
      files: { '/etc/inittab': 'id:2:initdefault:\n', '/proc/1/comm': 'init\n', '/etc/timezone': 'UTC\n' },
      folders: { '/etc/init.d': ['constructor', 'ntpsec', 'rc'], '/etc/rc2.d': ['S01ntpsec', 'K01cups'] },
    })
    expect(state).toMatchObject({ serviceManager: 'sysv', automaticTime: false })
    expect(state.services).toEqual([{ name: 'ntpsec', unit: 'ntpsec', running: false, failed: false, startup: 'enabled' }])
  })

  it('in a container with nothing but processes: says so, and sees a daemon that was started by hand', async () => {
    const state = await read({ files: { '/.dockerenv': '', '/proc/1/comm': 'sh\n', '/proc/9/comm': 'ntpd\n' }, folders: { '/run/systemd': ['users'] } })
    expect(state).toMatchObject({ serviceManager: 'none', container: 'Docker', automaticTime: true })
    expect(state.services).toEqual([{ name: 'ntpd', unit: 'ntpd', running: true, failed: false, startup: 'unknown' }])
    expect(state.unreadable[0]).toEqual({ what: 'service manager', why: 'None was recognised, so only running programs could be looked at.' })
  })
})

it('the vendor\'s servers come from os-release', async () => {
  expect(await linux.vendorServers(scriptedMachine({ files: { '/usr/lib/os-release': 'ID=ubuntu\nID_LIKE=debian\n' } }))).toEqual(['ntp.ubuntu.com'])
  expect(await linux.vendorServers(scriptedMachine({}))).toEqual(['0.pool.ntp.org', '1.pool.ntp.org', '2.pool.ntp.org', '3.pool.ntp.org'])
})
