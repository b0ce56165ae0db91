import { consoleLines } from './console-text.ts'

/**
 * Gives the ids of the processes that have a UDP port open, out of `netstat.exe -a -n -o -p UDP`. Its headings are
 * translated; the rows are not: protocol, local address with port, `*:*`, process id.
 */
export const udpOwners = (stdout: Uint8Array, port: number): readonly number[] => {
  const owners = consoleLines(stdout).flatMap((line) => {
    const [, local, owner] = /^\s*UDP\s+\S+:(\d{1,5})\s+\*:\*\s+(\d{1,10})\s*$/.exec(line) ?? []
    return Number(local) === port ? [Number(owner)] : []
  })
  return [...new Set(owners)]
}
