import { saysYes, type BusCall, type BusMachine } from './bus.ts'

const BUS = 'org.freedesktop.DBus'

const HAS_WATCHER: BusCall = { bus: 'session', name: BUS, path: '/org/freedesktop/DBus', member: `${BUS}.NameHasOwner`, words: ['org.kde.StatusNotifierWatcher'] }

/**
 * Tells whether this desktop shows tray icons. Windows and macOS always do; on Linux somebody has to own the name of the
 * StatusNotifierWatcher on the session bus (plain GNOME has nobody). Without a bus or a tool to ask it, the answer is no.
 */
export async function hasTrayHost(machine: BusMachine, system: NodeJS.Platform): Promise<boolean> {
  return system !== 'linux' || saysYes(machine, HAS_WATCHER)
}
