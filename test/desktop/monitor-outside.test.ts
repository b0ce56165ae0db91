import type { NetworkInterfaceInfo } from 'node:os'
import { describe, expect, test } from 'vitest'
import { isSavingOnLinux } from '../../main/desktop/monitor-saving.ts'
import { networkNow } from '../../main/desktop/network-watch.ts'
import { silenceNow } from '../../main/desktop/quiet-hours.ts'
import type { CommandResult } from '../../main/platform/machine.ts'

interface Desktop {
  /** What a command prints whose words hold this; every other one fails. */
  readonly says?: Readonly<Record<string, string>>
  readonly files?: Readonly<Record<string, string>>
  readonly tools?: readonly string[]
}

/** A desktop where these questions have an answer. */
function desktop({ says = {}, files = {}, tools = ['/usr/bin/dbus-send', '/usr/bin/gsettings', '/usr/bin/xfconf-query'] }: Desktop) {
  const asked: string[] = []
  return {
    asked,
    findProgram: async (...paths: readonly string[]) => paths.find((path) => tools.includes(path)) ?? null,
    run: async (command: readonly [string, ...string[]]): Promise<CommandResult> => {
      const line = command.join(' ')
      asked.push(line)
      const stdout = Object.entries(says).find(([words]) => line.includes(words))?.[1]
      return { exit: stdout === undefined ? 1 : 0, stdout: new TextEncoder().encode(stdout ?? ''), stderr: new Uint8Array(), missing: false, timedOut: false, tookSeconds: 0 }
    },
    readText: async (path: string) => files[path] ?? null,
    list: async (folder: string) => [...new Set(Object.keys(files).filter((path) => path.startsWith(`${folder}/`)).map((path) => path.slice(folder.length + 1).split('/')[0] ?? ''))],
  }
}

describe('whether the user may be disturbed', () => {
  test.each([
    ['Plasma in do-not-disturb', 'KDE', { Inhibited: '   variant       boolean true\n' }, 'do-not-disturb'],
    ['Plasma', 'KDE', { Inhibited: '   variant       boolean false\n', HasInhibit: '   boolean false\n' }, 'none'],
    ['Plasma with a film', 'KDE', { Inhibited: '   variant       boolean false\n', HasInhibit: '   boolean true\n' }, 'presenting'],
    ['GNOME in do-not-disturb', 'ubuntu:GNOME', { 'org.gnome.desktop.notifications show-banners': 'false\n' }, 'do-not-disturb'],
    ['GNOME with a talk', 'GNOME', { 'show-banners': 'true\n', 'SessionManager.IsInhibited uint32:8': '   boolean true\n' }, 'presenting'],
    ['GNOME', 'GNOME', { 'show-banners': 'true\n', 'SessionManager.IsInhibited uint32:8': '   boolean false\n' }, 'none'],
    ['Cinnamon in do-not-disturb', 'X-Cinnamon', { 'display-notifications': 'false\n' }, 'do-not-disturb'],
    ['MATE in do-not-disturb', 'MATE', { 'org.mate.NotificationDaemon do-not-disturb': 'true\n' }, 'do-not-disturb'],
    ['Xfce in do-not-disturb', 'XFCE', { '/do-not-disturb': 'true\n' }, 'do-not-disturb'],
    ['a setting that another desktop left behind', 'KDE', { 'show-banners': 'false\n' }, 'none'],
    ['a desktop that answers nothing', '', {}, 'none'],
  ])('%s', async (_what, name, says, silence) => {
    expect(await silenceNow(desktop({ says }), 'linux', name)).toBe(silence)
  })

  test('Windows and macOS see to it themselves and are not asked', async () => {
    const silent = desktop({ says: { Inhibited: 'true' } })
    expect([await silenceNow(silent, 'win32', ''), await silenceNow(silent, 'darwin', '')]).toEqual(['none', 'none'])
    expect(silent.asked).toEqual([])
  })
})

describe('whether to spare power or data', () => {
  const supply = (name: string, files: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(files).map(([file, text]) => [`/sys/class/power_supply/${name}/${file}`, `${text}\n`]))
  const battery = supply('BAT0', { type: 'Battery', scope: 'System', status: 'Discharging' })

  test.each([
    ['a laptop on its battery', { ...supply('AC', { type: 'Mains', online: '0' }), ...battery }, true],
    ['a laptop that is charged by USB', { ...battery, ...supply('ucsi-source', { type: 'USB', online: '1' }) }, false],
    ['a full battery', supply('BAT0', { status: 'Full' }), false],
    ['a computer with a wireless mouse', supply('hidpp_battery_0', { scope: 'Device', status: 'Discharging' }), false],
    ['a computer without a battery', {}, false],
  ])('%s', async (_what, files, saving) => {
    expect(await isSavingOnLinux(desktop({ files }))).toBe(saving)
  })

  test.each([
    ['dbus-send', '   variant       uint32 1\n', true], ['dbus-send', '   variant       uint32 3\n', true], ['dbus-send', '   variant       uint32 4\n', false],
    ['dbus-send', '   variant       uint32 0\n', false], ['busctl', 'v u 1\n', true], ['busctl', 'v u 2\n', false], ['gdbus', '(<uint32 1>,)\n', true], ['gdbus', '(<uint32 4>,)\n', false],
  ])('a network of which %s says %j', async (tool, said, saving) => {
    expect(await isSavingOnLinux(desktop({ says: { Metered: said }, tools: [`/usr/bin/${tool}`] }))).toBe(saving)
  })
})

describe('what tells one network from another', () => {
  const address = (family: 'IPv4' | 'IPv6', text: string, internal = false): NetworkInterfaceInfo =>
    ({ address: text, family, internal, netmask: '', mac: '00:00:5e:00:53:01', cidr: null, ...(family === 'IPv6' ? { scopeid: 0 } : {}) } as NetworkInterfaceInfo)
  const lo = { lo: [address('IPv4', '127.0.0.1', true), address('IPv6', '::1', true)] }

  test('is nothing where only the computer itself, or its own cable, can be reached', () => {
    expect(networkNow(lo)).toBeNull()
    expect(networkNow({ ...lo, wlan0: [address('IPv6', 'fe80::1')] })).toBeNull()
  })

  test('changes with the network and with neither the order of its addresses nor the daily one', () => {
    const home = networkNow({ ...lo, wlan0: [address('IPv4', '192.0.2.7'), address('IPv6', '2001:db8:1:2::7')] })
    expect(home).not.toBeNull()
    expect(networkNow({ wlan0: [address('IPv6', '2001:db8:1:2:aaaa::1'), address('IPv4', '192.0.2.7')], ...lo })).toBe(home)
    expect(networkNow({ ...lo, wlan0: [address('IPv4', '198.51.100.7')] })).not.toBe(home)
    expect(networkNow({ ...lo, wlan0: [address('IPv6', '2001:db8:1:2::7')] })).not.toBe(home)
  })
})
