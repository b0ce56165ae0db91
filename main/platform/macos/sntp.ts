import { consoleLines } from './console-text.ts'
import { MACOS_TOOLS } from './commands.ts'

export interface SntpResult {
  /** True time minus local clock in seconds: positive when the Mac is slow. */
  readonly offset: number
  /** Half-width in seconds of the interval sntp gives. */
  readonly uncertainty: number
  /** May be the canonical name instead of the one that was asked. */
  readonly host: string
  readonly address: string
}

/** Apple's own sntp, macOS 11 and later: `+0.065427 +/- 0.006500 host address`. */
const SHORT = /^([+-]\d{1,12}\.\d{1,9}) \+\/- (\d{1,12}\.\d{1,9}) (\S+) (\S+)$/

/** sntp of ntp.org in macOS 10.14: the same after date, time and zone, followed by stratum and leap word. */
const LONG = /^\d{4}-\d{2}-\d{2} \S+ \([+-]\d{4}\) ([+-]\d{1,12}\.\d{1,9}) \+\/- (\d{1,12}\.\d{1,9}) (\S+) (\S+) s\d+ \S+$/

/**
 * Reads the result of `/usr/bin/sntp`. Only the last line counts and only with exit code 0: the blocks of failed
 * exchanges print offsets of decades, and stderr complains about single addresses even when a server was selected.
 */
export const parseSntp = (stdout: Uint8Array, exit: number | null): SntpResult | undefined => {
  if (exit !== 0) return undefined
  const last = consoleLines(stdout).at(-1) ?? ''
  const [, offset, uncertainty, host, address] = SHORT.exec(last) ?? LONG.exec(last) ?? []
  if (offset === undefined || uncertainty === undefined || host === undefined || address === undefined) return undefined
  return { offset: Number(offset), uncertainty: Number(uncertainty), host, address }
}

/**
 * The command that measures against `server` and sets the clock in one process, so that the time spent in a password
 * dialog does not matter: below 50 ms it slews, above it steps without a limit (sntp(1)). Needs root.
 */
export const sntpSetCommand = (server: string): readonly string[] =>
  [MACOS_TOOLS.sntp, '-sS', '-t', '5', '-n', '2', server]
