import type { Clock } from '../core/clock.ts'
import type { ProxySettings } from '../core/proxy.ts'
import type { Remedy, RemedyTable } from '../core/remedy.ts'
import type { ClockState } from '../core/clock-state.ts'

export type { Clock }

/** A command by absolute path with its arguments. Never a shell line. */
export type Command = readonly [path: string, ...args: string[]]

export interface CommandResult {
  /** Exit code; null when it was ended by a signal, by the timeout, or never started. */
  readonly exit: number | null
  /** The program does not exist or may not be run. */
  readonly missing: boolean
  readonly timedOut: boolean
  /** Raw bytes: Windows prints in the console's code page, so decoding belongs to the parser. */
  readonly stdout: Uint8Array
  readonly stderr: Uint8Array
  readonly tookSeconds: number
}

export interface RunOptions {
  /** Hard limit in seconds; the process and its children are ended then. */
  readonly timeoutSeconds?: number
  /** Lines for its standard input, which is empty when absent. */
  readonly input?: readonly string[]
}

/** Everything that platform code may touch: the real laptop, the practice laptop, or a recorded one in a test. */
export interface Machine {
  readonly clock: Clock
  readonly isRoot: boolean
  run(command: Command, options?: RunOptions): Promise<CommandResult>
  /** The file's text, or null when it is not there or not readable. */
  readText(path: string): Promise<string | null>
  /** The names in a folder, sorted; empty when it is not there. */
  list(folder: string): Promise<readonly string[]>
  /** The first of these paths that exists and may be executed, or null. */
  findProgram(...paths: readonly string[]): Promise<string | null>
  /** Where a symbolic link leads, or null. */
  readLink(path: string): Promise<string | null>
}

/** What one operating system knows how to do. */
export interface Platform {
  readonly os: ClockState['os']
  readState(machine: Machine): Promise<ClockState>
  readonly remedies: RemedyTable
  /** Time servers the maker of this system would ask, used beside the configured ones. */
  vendorServers(machine: Machine): Promise<readonly string[]>
  /** The web proxy that the system is set to, beside what the environment says. Never rejects. */
  proxySettings(machine: Machine): Promise<ProxySettings>
}

/** How a repair's steps came by the rights they need. */
export type RunOutcome =
  | { readonly kind: 'ran'; readonly steps: readonly StepResult[] }
  | { readonly kind: 'refused'; readonly words: string }
  /** Something else set the clock while the permission was asked for, so nothing ran. */
  | { readonly kind: 'overtaken'; readonly words: string }
  /** Whether anything ran is not known. */
  | { readonly kind: 'unanswered'; readonly words: string }
  | { readonly kind: 'no-way-to-ask'; readonly words: string }

export interface StepResult {
  readonly remedy: Remedy
  readonly title: string
  readonly command: readonly string[]
  readonly state: 'done' | 'failed' | 'timed-out' | 'not-reached'
  readonly exit: number | null
  readonly tookSeconds: number
  /** What the command said when it failed, first line, for the report. */
  readonly said: string
}
