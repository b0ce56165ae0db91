import type { ClockState } from '../core/clock-state.ts'
import { isLinuxUndo } from './linux/undo.ts'
import { isMacUndo } from './macos/undo.ts'
import { windowsTools } from './windows/commands.ts'
import { isWindowsUndo } from './windows/undo.ts'

/**
 * Tells whether a command is one that takes back what a remedy of this system does, and nothing else. Records of repairs
 * are files of the user: whatever wrote them, only these may run with rights.
 */
export function isUndoCommand(os: ClockState['os'], command: readonly string[], systemRoot: string | undefined = process.env['SystemRoot']): boolean {
  switch (os) {
    case 'linux': return isLinuxUndo(command)
    case 'macos': return isMacUndo(command)
    case 'windows': return isWindowsUndo(windowsTools(systemRoot), command)
  }
}

/** Tells whether such a command writes settings, which a policy or a domain may own, and does not only stop or disable a service. */
export function writesSettings([program = '']: readonly string[]): boolean {
  return /[\\/](w32tm\.exe|reg\.exe|tzutil\.exe|systemsetup|timedatectl|rm)$/i.test(program)
}
