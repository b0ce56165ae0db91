import { describe, expect, it } from 'vitest'
import type { ClockState } from '../../main/core/clock-state.ts'
import { REMEDIES, type RemedyTable } from '../../main/core/remedy.ts'
import { LINUX_REMEDIES } from '../../main/platform/linux/remedies.ts'
import { macosRemedies } from '../../main/platform/macos/remedies.ts'
import { isUndoCommand } from '../../main/platform/undo.ts'
import { windowsTools } from '../../main/platform/windows/commands.ts'
import { windowsRemedies } from '../../main/platform/windows/remedies.ts'
import { laptop, service } from '../core/laptops.ts'

type Os = ClockState['os']
const WINDOWS = 'C:\\Windows'

/** States that make remedies answer in every way they know, as far as it concerns taking them back. */
const STATES: Readonly<Record<Os, readonly ClockState[]>> = {
  linux: (['systemd', 'openrc', 'runit', 'sysv'] as const).flatMap((serviceManager) => [
    ...(['masked', 'disabled', 'enabled'] as const).map((startup) => ({ unit: 'systemd-timesyncd', name: 'systemd-timesyncd', startup } as const)),
    ...(['masked', 'disabled', 'enabled'] as const).map((startup) => ({ unit: 'chrony', name: 'chrony', startup } as const)),
  ].map((more) => {
    const unit = serviceManager === 'systemd' ? `${more.unit}.service` : more.unit === 'systemd-timesyncd' ? 'openntpd' : more.unit
    return laptop({ serviceManager, services: [service({ ...more, unit, running: false })], automaticTime: false, timeZone: 'Europe/Berlin', hardwareClock: { mode: 'local' } })
  })),
  macos: [laptop({ os: 'macos', serviceManager: 'launchd', services: [service({ name: 'timed', unit: 'com.apple.timed', syncing: false })], automaticTime: false, servers: ['time.apple.com'], timeZone: 'Europe/Berlin' })],
  windows: [
    laptop({ os: 'windows', serviceManager: 'scm', services: [service({ name: 'w32time', unit: 'w32time', running: false, startup: 'disabled', syncing: false })], automaticTime: false, domainMember: false, timeZone: 'W. Europe Standard Time' }),
    laptop({ os: 'windows', serviceManager: 'scm', services: [], automaticTime: false, domainMember: false }),
  ],
}
const TABLES: Readonly<Record<Os, RemedyTable>> = { linux: LINUX_REMEDIES, macos: macosRemedies, windows: windowsRemedies(windowsTools(WINDOWS)) }
const ZONES: Readonly<Record<Os, string>> = { linux: 'Europe/Prague', macos: 'Europe/Prague', windows: 'Central Europe Standard Time' }

/** Every undo that the remedies of a system give for these states, but for the clock's. */
const undosOf = (os: Os): readonly (readonly string[])[] => STATES[os].flatMap((state) => REMEDIES.filter((remedy) => remedy !== 'step-clock').flatMap((remedy) => {
  const answer = TABLES[os][remedy]({ state, offset: 0.01, workingServers: ['time.example.org', 'ntp.example.net'], timeZone: ZONES[os] })
  return answer.kind === 'steps' ? answer.steps.flatMap(({ undo }) => (undo === undefined ? [] : [undo])) : []
}))

it.each([['linux', 10], ['macos', 3], ['windows', 4]] as const)('what the remedies for %s name to take them back is accepted', (os, least) => {
  const undos = undosOf(os)
  expect(undos.length).toBeGreaterThanOrEqual(least)
  expect(undos.filter((command) => !isUndoCommand(os, command, WINDOWS))).toEqual([])
})

it('an undo of one system is none of another', () => {
  for (const command of undosOf('linux')) expect(isUndoCommand('windows', command, WINDOWS) || isUndoCommand('macos', command)).toBe(false)
  for (const command of undosOf('windows')) expect(isUndoCommand('linux', command) || isUndoCommand('macos', command)).toBe(false)
})

const W32TM = 'C:\\Windows\\System32\\w32tm.exe'
const SC = 'C:\\Windows\\System32\\sc.exe'
const REG = 'C:\\Windows\\System32\\reg.exe'
const KEY = 'HKLM\\SYSTEM\\CurrentControlSet\\Services\\W32Time'

describe('a record that somebody else wrote cannot have run', () => {
  it.each<[string, Os, readonly string[]]>([
    ['nothing', 'linux', []],
    ['a shell', 'linux', ['/bin/sh', '-c', 'id']],
    ['a program of the same name elsewhere', 'linux', ['/tmp/systemctl', 'stop', 'chrony.service']],
    ['a program by its name alone', 'linux', ['systemctl', 'stop', 'chrony.service']],
    ['a way around by folders', 'linux', ['/usr/bin/../../tmp/systemctl', 'stop', 'chrony.service']],
    ['another unit', 'linux', ['/usr/bin/systemctl', 'stop', 'sshd.service']],
    ['a second unit', 'linux', ['/usr/bin/systemctl', 'stop', 'chrony.service', 'sshd.service']],
    ['another verb', 'linux', ['/usr/bin/systemctl', 'edit', 'chrony.service']],
    ['a unit of a folder', 'linux', ['/usr/bin/systemctl', 'stop', '/tmp/chrony.service']],
    ['an option among the words', 'linux', ['/usr/bin/systemctl', 'disable', '--root=/tmp', 'chrony.service']],
    ['an option in front', 'linux', ['/usr/bin/systemctl', '--host=evil', 'stop', 'chrony.service']],
    ['the clock', 'linux', ['/usr/bin/date', '-u', '-s', '@0']],
    ['the hardware clock', 'linux', ['/usr/sbin/hwclock', '--set', '--date=2011-01-01']],
    ['the clock by timedatectl', 'linux', ['/usr/bin/timedatectl', 'set-time', '2011-01-01']],
    ['a zone that is a path', 'linux', ['/usr/bin/timedatectl', 'set-timezone', '../../etc/shadow']],
    ['a zone that is an option', 'linux', ['/usr/bin/timedatectl', 'set-timezone', '--host=evil']],
    ['any other file', 'linux', ['/usr/bin/rm', '-f', '/etc/passwd']],
    ['a whole tree', 'linux', ['/usr/bin/rm', '-rf', '/etc/systemd/timesyncd.conf.d/90-clock-medic.conf']],
    ['a second file', 'linux', ['/usr/bin/rm', '-f', '/etc/systemd/timesyncd.conf.d/90-clock-medic.conf', '/etc/passwd']],
    ['a file beside ours', 'linux', ['/usr/bin/rm', '-f', '/etc/systemd/timesyncd.conf.d/91-it.conf']],
    ['our file by a way around', 'linux', ['/usr/bin/rm', '-f', '/etc/chrony/../shadow/clock-medic.sources']],
    ['a file that ends in the name of ours', 'linux', ['/usr/bin/rm', '-f', '/etc/chrony/sources.d/not-clock-medic.sources']],
    ['another start script', 'linux', ['/etc/init.d/ssh', 'stop']],
    ['a start script by a way around', 'linux', ['/etc/init.d/../../tmp/chrony', 'stop']],
    ['another word for a start script', 'linux', ['/etc/init.d/chrony', 'restart']],
    ['another service', 'linux', ['/sbin/rc-service', 'sshd', 'stop']],
    ['a unit by a name that every object has', 'linux', ['/usr/bin/systemctl', 'stop', 'constructor']],
    ['a program of a Mac that sets more', 'macos', ['/usr/sbin/systemsetup', '-setremotelogin', 'on']],
    ['more than one setting of a Mac', 'macos', ['/usr/sbin/systemsetup', '-setusingnetworktime', 'off', '-setremotelogin', 'on']],
    ['a server that is an option', 'macos', ['/usr/sbin/systemsetup', '-setnetworktimeserver', '-x']],
    ['a server that is a line', 'macos', ['/usr/sbin/systemsetup', '-setnetworktimeserver', 'a;id']],
    ['another program of a Mac', 'macos', ['/usr/bin/osascript', '-e', 'x']],
    ['a tool in a folder that anybody may write', 'windows', ['C:\\Users\\eva\\System32\\w32tm.exe', '/unregister']],
    ['another Windows service', 'windows', [SC, 'stop', 'WinDefend']],
    ['a service that runs something else', 'windows', [SC, 'config', 'w32time', 'binPath=', 'C:\\evil.exe']],
    ['two words in one', 'windows', [SC, 'config', 'w32time', 'start= disabled']],
    ['another registry value', 'windows', [REG, 'add', `${KEY}\\TimeProviders\\NtpClient`, '/v', 'DllName', '/t', 'REG_SZ', '/d', 'evil.dll', '/f']],
    ['another registry key', 'windows', [REG, 'add', 'HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Run', '/v', 'Enabled', '/t', 'REG_DWORD', '/d', '0', '/f']],
    ['a server list with more in it', 'windows', [W32TM, '/config', '/manualpeerlist:a.example,0x8" & calc', '/update']],
    ['another computer', 'windows', [W32TM, '/config', '/computer:other', '/update']],
    ['a list without its end', 'windows', [W32TM, '/config', '/manualpeerlist:a.example,0x8']],
    ['a zone of a Windows that is an option', 'windows', ['C:\\Windows\\System32\\tzutil.exe', '/s', '/x']],
  ])('%s', (_what, os, command) => expect(isUndoCommand(os, command, WINDOWS)).toBe(false))
})
