import { readFileSync } from 'node:fs'
import path from 'node:path'

/** A recorded command: what it printed and how it ended on a real machine. */
export interface Capture {
  /** The command as it was typed there. */
  readonly command: string
  readonly exit: number
  readonly stdout: string
  readonly stderr: string
}

/**
 * Reads a recorded command, e.g. load('linux/timedatectl-show.chrony.normal'). The first line of the file is
 * `# command: … | exit: N | …`; what went to standard error follows a line `#--- stderr`.
 */
export const load = (name: string): Capture => {
  const text = readFileSync(path.join(import.meta.dirname, `${name}.txt`), 'utf8')
  const end = text.indexOf('\n')
  const header = /^# command: (.+?) \| (?:.*\| )?exit: (\d+) \|/.exec(text.slice(0, end))
  if (header?.[1] === undefined) throw new Error(`${name}.txt does not start with "# command: … | exit: N | …"`)
  const [stdout = '', stderr = ''] = text.slice(end + 1).split(/^#--- stderr\n/m)
  return { command: header[1], exit: Number(header[2]), stdout, stderr }
}
