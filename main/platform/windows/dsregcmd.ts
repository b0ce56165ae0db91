import { consoleLines } from './console-text.ts'

/**
 * Reads whether this PC belongs to an Active Directory domain out of `dsregcmd.exe /status`, whose labels stay English
 * in every language seen. Undefined when the line is not there.
 */
export const parseDomainJoined = (stdout: Uint8Array): boolean | undefined => {
  for (const line of consoleLines(stdout)) {
    const answer = /^\s*DomainJoined\s*:\s*(YES|NO)\s*$/.exec(line)?.[1]
    if (answer !== undefined) return answer === 'YES'
  }
  return undefined
}
