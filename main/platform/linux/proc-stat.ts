/** Which process a `/proc/PID/stat` tells of: number and start together name it among all since the machine started. */
export interface ProcessStart {
  readonly pid: string
  /** In clock ticks since the start of the machine, as the kernel prints it (proc(5), field 22). */
  readonly startTime: string
}

/** Reads the text of `/proc/PID/stat`, or null where it is none. */
export function parseProcStat(text: string): ProcessStart | null {
  const pid = /^\d+/.exec(text)?.[0]
  // The name of the program stands in brackets and may hold blanks and brackets itself.
  const startTime = text.slice(text.lastIndexOf(')') + 2).split(' ')[19]
  return pid === undefined || startTime === undefined || !/^\d+$/.test(startTime) ? null : { pid, startTime }
}
