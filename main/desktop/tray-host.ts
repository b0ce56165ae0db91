import type { Command, Machine } from '../platform/machine.ts'

const WATCHER = 'org.kde.StatusNotifierWatcher'
const BUS = 'org.freedesktop.DBus'
const BUS_PATH = '/org/freedesktop/DBus'
const TIMEOUT = 2

interface Question {
  readonly command: Command
  /** How the tool prints "yes". */
  readonly yes: RegExp
}

/** Tools that can ask the session bus who owns a name, the quickest first. One question is not worth a D-Bus library. */
const QUESTIONS: readonly Question[] = [
  { command: ['/usr/bin/dbus-send', '--session', '--print-reply=literal', '--reply-timeout=1500', `--dest=${BUS}`, BUS_PATH, `${BUS}.NameHasOwner`, `string:${WATCHER}`], yes: /\btrue\b/ },
  { command: ['/usr/bin/busctl', '--user', 'call', BUS, BUS_PATH, BUS, 'NameHasOwner', 's', WATCHER], yes: /^b true/ },
  { command: ['/usr/bin/gdbus', 'call', '--session', '--timeout', '1', '--dest', BUS, '--object-path', BUS_PATH, '--method', `${BUS}.NameHasOwner`, WATCHER], yes: /^\(true,\)/ },
]

/**
 * Tells whether this desktop shows tray icons. Windows and macOS always do; on Linux somebody has to own the name of the
 * StatusNotifierWatcher on the session bus (plain GNOME has nobody). Without a bus or a tool to ask it, the answer is no.
 */
export async function hasTrayHost(machine: Pick<Machine, 'findProgram' | 'run'>, system: NodeJS.Platform): Promise<boolean> {
  if (system !== 'linux') return true
  for (const { command, yes } of QUESTIONS) {
    if ((await machine.findProgram(command[0])) === null) continue
    const { exit, stdout } = await machine.run(command, { timeoutSeconds: TIMEOUT })
    return exit === 0 && yes.test(new TextDecoder().decode(stdout))
  }
  return false
}
