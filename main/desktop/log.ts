import { constants } from 'node:fs'
import { mkdir, open, rename, stat } from 'node:fs/promises'
import path from 'node:path'
import { lineOf, wordsOf, type LogEvent } from '../core/log/line.ts'
import { hiderFor } from '../core/report/hider.ts'
import { endOf } from '../report-past.ts'

/** A file that reaches this many bytes becomes an older one. */
const LONGEST = 256_000
/** So many older files are kept beside it: .1, .2 */
const OLDER = 2
/** Lines that are kept for the report. */
const MOST_RECENT = 200
/** Lines that wait for the disk; more of them than this say nothing new. */
const MOST_WAITING = 500
/** Only for this user. */
const MODES = { folder: 0o700, file: 0o600 } as const

/** What the app did, in a file of this user. None of its calls throws or rejects: a log is not worth a fault. */
export interface Log {
  readonly file: string
  readonly write: (event: LogEvent) => void
  /** The newest lines, of earlier runs as well, newest last. */
  readonly lines: () => readonly string[]
  /** Resolves when all that can be written is written. */
  readonly close: () => Promise<void>
}

export interface LogParts {
  readonly file: string
  /** The local clock in Unix seconds. */
  readonly now: () => number
  /** What this user and this computer are called; asked for with the first error. */
  readonly names: () => readonly string[]
  /** Takes every line as well, those that matter least included, which the file then holds too; absent without `--verbose`. */
  readonly echo?: (line: string) => void
}

/** Opens the log. What is in the file already is kept; where nothing can be written the newest lines stay in memory. */
export function openLog({ file, now, names, echo }: LogParts): Log {
  let recent: readonly string[] = []
  let waiting: readonly string[] = []
  let size: number | null = null
  let clean: ((text: string) => string) | null = null
  let last: Promise<void> = endOf(file).then((text) => { recent = [...text.split('\n').filter((line) => line !== ''), ...recent].slice(-MOST_RECENT) })

  const flush = async (): Promise<void> => {
    const text = waiting.map((line) => `${line}\n`).join('')
    waiting = []
    if (text === '') return
    try {
      if (size === null) {
        await mkdir(path.dirname(file), { recursive: true, mode: MODES.folder })
        size = (await stat(file).catch(() => null))?.size ?? 0
      }
      if (size > LONGEST) {
        await makeRoom(file)
        size = 0
      }
      await append(file, text)
      size += Buffer.byteLength(text)
    } catch {
      // Asked anew with the next line: a full disk may have room again.
      size = null
    }
  }
  return {
    file,
    write: (event) => {
      const words = wordsOf(event, (text) => (clean ??= hiderFor({ names: names(), withAddresses: false }).outside)(text))
      for (const { level, text } of words) {
        if (level === 'debug' && echo === undefined) continue
        const line = lineOf(now(), level, text)
        echo?.(line)
        recent = [...recent.slice(1 - MOST_RECENT), line]
        if (waiting.length < MOST_WAITING) waiting = [...waiting, line]
      }
      last = last.then(flush)
    },
    lines: () => recent,
    close: () => last,
  }
}

/** A link in its place is not followed, and a pipe would hold up the end of the program. */
async function append(file: string, text: string): Promise<void> {
  const { O_WRONLY, O_APPEND, O_CREAT, O_NOFOLLOW, O_NONBLOCK } = constants
  // Windows lacks both flags; as part of a sum of bits their absence is 0.
  const handle = await open(file, O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW | O_NONBLOCK, MODES.file)
  try {
    await handle.writeFile(text)
  } finally {
    await handle.close()
  }
}

/** The file becomes the first of the older ones, and the oldest goes. Where it cannot be renamed it begins anew. */
async function makeRoom(file: string): Promise<void> {
  for (let number = OLDER; number > 1; number--) await rename(`${file}.${number - 1}`, `${file}.${number}`).catch(() => {})
  await rename(file, `${file}.1`).catch(async () => {
    const handle = await open(file, 'r+')
    try {
      await handle.truncate(0)
    } finally {
      await handle.close()
    }
  })
}
