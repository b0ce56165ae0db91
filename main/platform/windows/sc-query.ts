import { consoleLines } from './console-text.ts'

export type ServiceState =
  | 'stopped' | 'start-pending' | 'stop-pending' | 'running' | 'continue-pending' | 'pause-pending' | 'paused'

/** What the service control manager says about one service. `unrecognised` covers empty, cut off and foreign text. */
export type ScQuery =
  | { readonly kind: 'state'; readonly state: ServiceState }
  | { readonly kind: 'missing' | 'unrecognised' }

/** dwCurrentState of SERVICE_STATUS, by its number. */
const STATES: Readonly<Record<string, ServiceState>> = {
  1: 'stopped', 2: 'start-pending', 3: 'stop-pending', 4: 'running',
  5: 'continue-pending', 6: 'pause-pending', 7: 'paused',
}

/** ERROR_SERVICE_DOES_NOT_EXIST: both the exit code of sc.exe and the number in its first line. */
const DOES_NOT_EXIST = 1060

/**
 * Reads `sc.exe query NAME`. The labels may be translated, so the state is the first single digit 1 to 7 that
 * stands alone after a colon (the service type before it always has two digits or more).
 */
export const parseScQuery = (stdout: Uint8Array, exit: number | null): ScQuery => {
  const lines = consoleLines(stdout)
  if (exit === DOES_NOT_EXIST || lines.some((line) => /^\[SC\].*\b1060:/.test(line))) return { kind: 'missing' }
  for (const line of lines) {
    const digit = /:\s+([1-7])\s/.exec(line)?.[1]
    const state = digit === undefined ? undefined : STATES[digit]
    if (state !== undefined) return { kind: 'state', state }
  }
  return { kind: 'unrecognised' }
}

/**
 * Reads the process id out of `sc.exe queryex NAME`: the only line whose value is a decimal number and nothing else.
 * Undefined when it is not there, or 0, which means that no process runs.
 */
export const parseScPid = (stdout: Uint8Array): number | undefined => {
  for (const line of consoleLines(stdout)) {
    const pid = Number(/:\s+(\d{1,10})\s*$/.exec(line)?.[1])
    if (pid > 0) return pid
  }
  return undefined
}
