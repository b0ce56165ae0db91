import { consoleLines } from './console-text.ts'

/**
 * Reads `systemsetup -getusingnetworktime`. Undefined for anything but its one expected line: without root it explains
 * itself on standard output and still ends with exit code 0, so the exit code proves nothing.
 */
export const parseUsingNetworkTime = (stdout: Uint8Array): boolean | undefined => {
  for (const line of consoleLines(stdout)) {
    const answer = /^Network Time: (On|Off)$/.exec(line)?.[1]
    if (answer !== undefined) return answer === 'On'
  }
  return undefined
}
