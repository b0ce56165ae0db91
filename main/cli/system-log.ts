import type { Checkup } from '../core/checkup.ts'
import type { ClockState } from '../core/clock-state.ts'
import type { Level } from '../core/limits.ts'
import { reasonWords } from '../core/words/verdict.ts'
import type { Command, Machine, RunOptions } from '../platform/machine.ts'
import { windowsTools } from '../platform/windows/commands.ts'

type Graded = Level | 'unknown'

/** How weighty each verdict is to syslog (RFC 5424 section 6.2.1): name and number. */
const SYSLOG: Readonly<Record<Graded, readonly [name: string, number: number]>> = { ok: ['info', 6], unknown: ['notice', 5], warning: ['warning', 4], critical: ['err', 3] }
/** macOS keeps "info" in memory only, so that nobody would find it later. */
const MACOS: Readonly<Record<Graded, string>> = { ok: 'notice', unknown: 'notice', warning: 'warning', critical: 'err' }
/** Type and event id in the Windows event log; each verdict has an id of its own, to be chosen by. */
const WINDOWS: Readonly<Record<Graded, readonly [type: string, id: string]>> = { ok: ['INFORMATION', '100'], warning: ['WARNING', '101'], critical: ['ERROR', '102'], unknown: ['INFORMATION', '103'] }

const TAG = 'clock-medic'
const TIMEOUT = 5

/** A command that writes one entry, or a sentence why this machine has none. */
export type LogEntry = { readonly command: Command; readonly input?: readonly string[] } | { readonly wrong: string }

/** The command that puts a verdict into the log of the system: journald or syslog, the macOS log, the Windows event log. No names of servers are in it. */
export async function logEntry(os: ClockState['os'], machine: Machine, { verdict }: Checkup, systemRoot?: string): Promise<LogEntry> {
  const grade: Graded = verdict.kind === 'known' ? verdict.level : 'unknown'
  const words = reasonWords(verdict)
  switch (os) {
    case 'linux': {
      const logger = await machine.findProgram('/usr/bin/logger', '/bin/logger')
      if (logger === null) return { wrong: 'the program "logger" is not installed' }
      const [name, number] = SYSLOG[grade]
      if ((await machine.list('/run/systemd/journal')).includes('socket')) {
        const figures = verdict.kind === 'known' ? [`CLOCK_MEDIC_OFFSET_SECONDS=${verdict.offset.toFixed(6)}`, `CLOCK_MEDIC_UNCERTAINTY_SECONDS=${verdict.uncertainty.toFixed(6)}`] : []
        return { command: [logger, '--journald'], input: [`MESSAGE=${words}`, `PRIORITY=${number}`, `SYSLOG_IDENTIFIER=${TAG}`, `CLOCK_MEDIC_VERDICT=${grade}`, ...figures] }
      }
      // Without this socket some loggers lose the line and still say that all is well.
      if (!(await machine.list('/dev')).includes('log')) return { wrong: 'no system log is running' }
      return { command: [logger, '-t', TAG, '-p', `user.${name}`, '--', words] }
    }
    case 'macos': return { command: ['/usr/bin/logger', '-t', TAG, '-p', `user.${MACOS[grade]}`, '--', words] }
    case 'windows': {
      const [type, id] = WINDOWS[grade]
      const eventcreate = windowsTools(systemRoot).sc.replace(/sc\.exe$/, 'eventcreate.exe')
      return { command: [eventcreate, '/L', 'APPLICATION', '/T', type, '/SO', 'Clock Medic', '/ID', id, '/D', words] }
    }
  }
}

/** Writes the line. Gives a sentence where the system did not take it; never rejects for that. */
export async function writeSystemLog(os: ClockState['os'], machine: Machine, checkup: Checkup, systemRoot?: string): Promise<string | null> {
  const entry = await logEntry(os, machine, checkup, systemRoot)
  if ('wrong' in entry) return `Nothing was written to the log of this system: ${entry.wrong}.`
  const options: RunOptions = { timeoutSeconds: TIMEOUT, ...(entry.input === undefined ? {} : { input: entry.input }) }
  const { exit, missing, timedOut } = await machine.run(entry.command, options)
  if (exit === 0) return null
  const why = missing ? `${entry.command[0]} is not there` : timedOut ? 'it did not answer' : os === 'windows' ? 'only an administrator or SYSTEM may write to it' : `its program ended with ${exit ?? 'a signal'}`
  return `Nothing was written to the log of this system: ${why}.`
}
