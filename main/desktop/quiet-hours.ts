import type { Silence } from '../core/monitor/episode.ts'
import type { Machine } from '../platform/machine.ts'
import { property, saysYes, type BusCall } from './bus.ts'

const NOTIFICATIONS = 'org.freedesktop.Notifications'

/** Plasma's, and whoever else knows the property: it is on in do-not-disturb and, if so set, while a screen is shared or mirrored. */
const INHIBITED = property('session', NOTIFICATIONS, '/org/freedesktop/Notifications', NOTIFICATIONS, 'Inhibited')

/** Settings that stand for do-not-disturb: the command that prints it, and what it prints then. */
const SWITCHES = [
  { desktop: /gnome|unity/i, command: ['/usr/bin/gsettings', 'get', 'org.gnome.desktop.notifications', 'show-banners'], silent: 'false' },
  { desktop: /cinnamon/i, command: ['/usr/bin/gsettings', 'get', 'org.cinnamon.desktop.notifications', 'display-notifications'], silent: 'false' },
  { desktop: /mate/i, command: ['/usr/bin/gsettings', 'get', 'org.mate.NotificationDaemon', 'do-not-disturb'], silent: 'true' },
  { desktop: /xfce/i, command: ['/usr/bin/xfconf-query', '--channel', 'xfce4-notifyd', '--property', '/do-not-disturb'], silent: 'true' },
] as const

/** Bit 8 of GNOME's session manager: somebody keeps the screen from going dark, as a film or a talk does. Cinnamon and MATE kept the name. */
const IDLE_INHIBITED = 8
const KEPT_AWAKE: readonly { readonly desktop: RegExp; readonly call: BusCall }[] = [
  {
    desktop: /gnome|unity|cinnamon|mate/i,
    call: { bus: 'session', name: 'org.gnome.SessionManager', path: '/org/gnome/SessionManager', member: 'org.gnome.SessionManager.IsInhibited', number: IDLE_INHIBITED },
  },
  {
    desktop: /kde|xfce/i,
    call: { bus: 'session', name: 'org.freedesktop.PowerManagement', path: '/org/freedesktop/PowerManagement/Inhibit', member: 'org.freedesktop.PowerManagement.Inhibit.HasInhibit' },
  },
]

const TIMEOUT = 2

/**
 * Whether the user is not to be disturbed now, asked at the moment there is something to tell. Windows and macOS hold
 * notifications back by themselves (Focus and do not disturb, on Windows also before a full screen or a doubled one) and
 * show them afterwards, so there the answer is always "none". What cannot be asked is taken for no.
 * @param desktop what XDG_CURRENT_DESKTOP says
 */
export async function silenceNow(machine: Pick<Machine, 'findProgram' | 'run'>, system: NodeJS.Platform, desktop: string): Promise<Exclude<Silence, 'practice'>> {
  if (system !== 'linux') return 'none'
  if (await saysYes(machine, INHIBITED)) return 'do-not-disturb'
  for (const { command, silent } of SWITCHES.filter((each) => each.desktop.test(desktop))) {
    if ((await machine.findProgram(command[0])) === null) continue
    const { exit, stdout } = await machine.run(command, { timeoutSeconds: TIMEOUT })
    if (exit === 0 && new TextDecoder().decode(stdout).trim() === silent) return 'do-not-disturb'
  }
  for (const { call } of KEPT_AWAKE.filter((each) => each.desktop.test(desktop))) {
    if (await saysYes(machine, call)) return 'presenting'
  }
  return 'none'
}
