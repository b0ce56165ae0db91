import { constants } from 'node:fs'
import { open } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { readLines } from './core/history/lines.ts'
import type { HistoryRecord } from './core/history/record.ts'

/** Of a longer file only the end is read. */
const MOST_READ = 300_000
const APP_NAME = 'Clock Medic'

/** What the app in the tray has kept of the past, for the report of the command line. */
export interface Past {
  readonly history: readonly HistoryRecord[]
  readonly log: readonly string[]
}

/** The folder in which the app keeps the files of this user: the one that Electron gives it. */
export function appFolder(): string {
  const { APPDATA = path.join(os.homedir(), 'AppData', 'Roaming'), XDG_CONFIG_HOME = '' } = process.env
  switch (process.platform) {
    case 'win32': return path.join(APPDATA, APP_NAME)
    case 'darwin': return path.join(os.homedir(), 'Library', 'Application Support', APP_NAME)
    default: return path.join(path.isAbsolute(XDG_CONFIG_HOME) ? XDG_CONFIG_HOME : path.join(os.homedir(), '.config'), APP_NAME)
  }
}

/** Reads history and log; empty where the app has not run for this user. Never rejects. */
export async function readPast(folder: string = appFolder()): Promise<Past> {
  const [history, log] = await Promise.all([endOf(path.join(folder, 'history.jsonl')), endOf(path.join(folder, 'logs', 'clock-medic.log'))])
  return { history: readLines(history).records, log: log.split('\n').filter((line) => line !== '') }
}

/** The end of a file, from the beginning of a line on; empty where it cannot be read. */
export async function endOf(file: string): Promise<string> {
  try {
    // A pipe in its place would never open, and never end. Windows lacks the flag; as part of a sum of bits its absence is 0.
    const handle = await open(file, constants.O_RDONLY | constants.O_NONBLOCK)
    try {
      const found = await handle.stat()
      if (!found.isFile()) return ''
      const length = Math.min(found.size, MOST_READ)
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, found.size - length)
      const text = buffer.toString('utf8', 0, bytesRead)
      return length < found.size ? text.slice(text.indexOf('\n') + 1) : text
    } finally {
      await handle.close()
    }
  } catch {
    return ''
  }
}
