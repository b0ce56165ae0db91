import { describe, expect, it } from 'vitest'
import { parseAdjtime } from '../../../main/platform/linux/adjtime.ts'
import { parseTracking } from '../../../main/platform/linux/chronyc-tracking.ts'
import { parseHost } from '../../../main/platform/linux/host.ts'
import { installLine, parseDistribution, serversOfVendor } from '../../../main/platform/linux/os-release.ts'
import { parseSinceEpoch, rtcMinusLocalClock, zoneOffset } from '../../../main/platform/linux/rtc.ts'
import { parseSystemctlShow } from '../../../main/platform/linux/systemctl-show.ts'
import { parseTimedatectlShow } from '../../../main/platform/linux/timedatectl-show.ts'
import { load } from '../../captures/load.ts'

const GARBAGE = ['', '\n\n\n', '\u0000\u0001', 'Failed to connect to bus: Host is down\n', 'Zeit=heute\nUhr: ja\n', '===\n=x\nId\n']

describe('systemctl show', () => {
  it('gives a unit that goes by several names once', () => {
    const units = parseSystemctlShow(load('linux/systemctl-show.chrony.normal').stdout)
    expect(units.filter((unit) => unit.load !== 'not-found')).toEqual([
      { id: 'chrony.service', load: 'loaded', active: 'active', sub: 'running', fileState: 'enabled', conditionFailed: false },
    ])
  })

  it('does not take "never tried to start" for a failed condition', () => {
    const [unit] = parseSystemctlShow(load('linux/systemctl-show.timesyncd-disabled.normal').stdout)
    expect(unit).toEqual({ id: 'systemd-timesyncd.service', load: 'loaded', active: 'inactive', sub: 'dead', fileState: 'disabled' })
  })

  it('sees a condition that kept a unit from starting', () => {
    const [unit] = parseSystemctlShow('Id=a.service\nLoadState=loaded\nActiveState=inactive\nConditionResult=no\nConditionTimestampMonotonic=81\n')
    expect(unit?.conditionFailed).toBe(true)
  })

  it('leaves out a block that was cut off before the state', () => {
    const whole = load('linux/systemctl-show.timesyncd.normal').stdout
    expect(parseSystemctlShow(whole.slice(0, 'Id=systemd-timesyncd.service\nLoadState=loaded\nAct'.length))).toEqual([])
    expect(parseSystemctlShow(whole.slice(0, whole.length / 2)).length).toBeGreaterThan(1)
  })

  it('reads Windows line ends and any order of properties', () => {
    expect(parseSystemctlShow('ActiveState=active\r\nLoadState=loaded\r\nId=a.service\r\n\r\nLoadState=masked\r\nActiveState=inactive\r\nId=b.service\r\n')
      .map((unit) => [unit.id, unit.load])).toEqual([['a.service', 'loaded'], ['b.service', 'masked']])
  })

  it.each(GARBAGE)('finds no unit in %j', (text) => expect(parseSystemctlShow(text)).toEqual([]))
})

describe('timedatectl show', () => {
  it.each([
    ['timesyncd.normal', { timeZone: 'Europe/Berlin', localRtc: false, synchronized: true }],
    ['timesyncd.wrong47-blocked', { timeZone: 'Europe/Berlin', localRtc: false, synchronized: false }],
    ['rtc-localtime.normal', { timeZone: 'Europe/Berlin', localRtc: true, synchronized: true }],
    // The flag stays up for hours after the service stopped: the state passes it on, and nobody may judge by it.
    ['timesyncd-disabled.stopped', { timeZone: 'Europe/Berlin', localRtc: false, synchronized: true }],
  ])('%s', (name, facts) => expect(parseTimedatectlShow(load(`linux/timedatectl-show.${name}`).stdout)).toEqual(facts))

  it('leaves out what an older version does not say', () => {
    expect(parseTimedatectlShow('Timezone=Asia/Tokyo\nNTP=maybe\n')).toEqual({ timeZone: 'Asia/Tokyo' })
  })

  it.each(GARBAGE)('answers nothing for %j', (text) => expect(parseTimedatectlShow(text)).toBeNull())
})

describe('chronyc tracking', () => {
  it.each([
    ['normal', { synchronized: true, systemTimeOffset: 4e-8 }],
    ['wrong47-blocked', { synchronized: false, systemTimeOffset: -0 }],
    ['stopped', null],
  ])('%s', (state, tracking) => expect(parseTracking(load(`linux/chronyc-c-tracking.chrony.${state}`).stdout)).toEqual(tracking))

  it('keeps the sign: positive is a slow clock', () => {
    const line = '7F00000B,127.0.0.11,2,1795349717.4,312.498199463,-0.00002,0.00002,0.075,-0.067,3.856,0.0047,0.00098,4.1,Normal\n'
    expect(parseTracking(line)).toEqual({ synchronized: true, systemTimeOffset: 312.498199463 })
  })

  it('does not count chrony\'s own clock as a source', () => {
    expect(parseTracking('7F7F0101,,10,1.0,0.0,0,0,0,0,0,0,0,0,Normal')?.synchronized).toBe(false)
  })

  it.each([...GARBAGE, '0A4D0003,10.77.0.3,3,1795355279.7,', '0A4D0003,a,3,1,x,0,0,0,0,0,0,0,0,Normal'])(
    'answers nothing for %j', (text) => expect(parseTracking(text)).toBeNull(),
  )
})

describe('os-release', () => {
  it.each([
    ['ID=debian\nVERSION_ID="12"\n', ['debian'], '0.debian.pool.ntp.org', 'apt-get install systemd-timesyncd'],
    ['ID=linuxmint\nID_LIKE="ubuntu debian"\n', ['linuxmint', 'ubuntu', 'debian'], 'ntp.ubuntu.com', 'apt-get install chrony'],
    ['ID="opensuse-leap"\nID_LIKE=\'suse opensuse\'\n', ['opensuse-leap', 'suse', 'opensuse'], '0.opensuse.pool.ntp.org', 'zypper install chrony'],
    ['ID=ol\r\nID_LIKE="fedora"\r\n', ['ol', 'fedora'], '0.fedora.pool.ntp.org', 'dnf install chrony'],
    ['ID=alpine\n', ['alpine'], 'pool.ntp.org', 'apk add chrony'],
    ['PRETTY_NAME="Something"\n', [], '0.pool.ntp.org', undefined],
    ['ID=$(reboot)\n', [], '0.pool.ntp.org', undefined],
    ['ID=constructor\n', ['constructor'], '0.pool.ntp.org', undefined],
  ])('%j', (text, distribution, server, install) => {
    expect(parseDistribution(text)).toEqual(distribution)
    expect(serversOfVendor(distribution)[0]).toBe(server)
    expect(installLine(distribution)).toBe(install)
  })
})

describe('hardware clock', () => {
  it('is in UTC unless the third line of adjtime says otherwise', () => {
    expect(parseAdjtime(load('linux/adjtime.rtc-localtime.normal').stdout)).toBe('local')
    expect(parseAdjtime('0.0 0 0.0\n0\nUTC\n')).toBe('utc')
    expect(parseAdjtime('LOCAL\n')).toBe('utc')
    expect(parseAdjtime(null)).toBe('utc')
  })

  it.each([['1795358082\n', 1795358082], ['', null], ['abc', null], ['-5', null], ['1e9', null], [null, null]])(
    'reads %j', (text, seconds) => expect(parseSinceEpoch(text)).toBe(seconds),
  )

  it.each([
    ['Europe/Berlin', 1795355881, 3600], ['Europe/Berlin', 1782000000, 7200], ['Asia/Kolkata', 1795355881, 19800],
    ['America/St_Johns', 1795355881, -12600], ['UTC', 1795355881, 0], ['Mars/Olympus', 1795355881, null], ['', 1795355881, null],
    ['UTC', 1e20, null],
  ])('knows how far %s is ahead of UTC', (zone, at, seconds) => expect(zoneOffset(zone, at)).toBe(seconds))

  it('gives the difference to the local clock in whole seconds', () => {
    expect(rtcMinusLocalClock(1000, 'utc', undefined, 1000.9)).toBe(0)
    expect(Object.is(rtcMinusLocalClock(1000, 'utc', undefined, 1000.9), 0)).toBe(true)
    expect(rtcMinusLocalClock(1047, 'utc', 'Europe/Berlin', 1000.4)).toBe(47)
    expect(rtcMinusLocalClock(1_795_355_881 + 3600, 'local', 'Europe/Berlin', 1_795_355_881.5)).toBe(0)
    expect(rtcMinusLocalClock(1000, 'local', undefined, 1000)).toBeNull()
  })
})

describe('what the laptop is', () => {
  const bare = { systemdContainer: null, dockerenv: null, containerenv: null, kernel: '6.1.0-56-amd64\n', vendor: null, product: null }
  it.each([
    [{}, {}],
    [{ dockerenv: '' }, { container: 'Docker' }],
    [{ containerenv: '' }, { container: 'Podman' }],
    [{ systemdContainer: 'lxc\n', vendor: 'QEMU\n' }, { container: 'LXC' }],
    [{ systemdContainer: 'rkt\n' }, { container: 'rkt' }],
    [{ kernel: '6.6.87.2-microsoft-standard-WSL2\n', systemdContainer: 'wsl\n' }, { container: 'WSL' }],
    [{ vendor: 'QEMU\n', product: 'Standard PC (i440FX + PIIX, 1996)\n' }, { virtualMachine: 'QEMU' }],
    [{ vendor: 'Microsoft Corporation\n', product: 'Virtual Machine\n' }, { virtualMachine: 'Hyper-V' }],
    [{ vendor: 'Microsoft Corporation\n', product: 'Surface Laptop 5\n' }, {}],
    [{ vendor: 'innotek GmbH\n', product: 'VirtualBox\n' }, { virtualMachine: 'VirtualBox' }],
    [{ vendor: 'LENOVO\n', product: '21HMCTO1WW\n' }, {}],
  ])('%j', (texts, answer) => expect(parseHost({ ...bare, ...texts })).toEqual(answer))
})
