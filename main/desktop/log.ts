import { constants } from 'node:fs'
import { mkdir, open, rename } from 'node:fs/promises'
import path from 'node:path'
import { lineOf, wordsOf, type LogEvent, type LogLevel } from '../core/log/line.ts'
import { hiderFor } from '../core/report/hider.ts'
import { endOf } from '../report-past.ts'

/** No file of the log grows past this many bytes, so all of them together take no more than three times as much. */
const LONGEST = 256_000
/** So many older files are kept beside it: .1, .2 */
const OLDER = 2
/** Lines that are kept for the report. */
const MOST_RECENT = 200
/** Characters that wait for the disk; of more than that only how many lines they were is kept. */
const MOST_WAITING = 50_000
/** Another process may fill the room that was made. */
const MOST_TRIES = 3
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
  /** Write also what matters least. */
  readonly verbose?: boolean
  /** Takes every line that is written as well. */
  readonly echo?: (line: string, level: LogLevel) => void
}

/** Opens the log. What is in the file already is kept; where nothing can be written the newest lines stay in memory. */
export function openLog({ file, now, names, verbose = false, echo }: LogParts): Log {
  let recent: readonly string[] = []
  let waiting = ''
  let dropped = 0
  let awaited = false
  let clean: ((text: string) => string) | null = null
  let last: Promise<void> = endOf(file).then((text) => { recent = [...text.split('\n').filter((line) => line !== ''), ...recent].slice(-MOST_RECENT) })

  const words = (event: LogEvent): ReturnType<typeof wordsOf> => {
    try {
      return wordsOf(event, (text) => (clean ??= hiderFor({ names: names(), withAddresses: false }).outside)(text))
    } catch {
      // Anything may be thrown, also what cannot be made into words.
      return [{ level: 'error', text: 'fault without words' }]
    }
  }
  const flush = async (): Promise<void> => {
    const left = dropped === 0 ? '' : `${words({ kind: 'dropped', lines: dropped }).map(({ level, text }) => lineOf(now(), level, text)).join('\n')}\n`
    const text = waiting + left
    waiting = ''
    dropped = 0
    awaited = false
    try {
      await mkdir(path.dirname(file), { recursive: true, mode: MODES.folder })
      for (let tries = 0; tries < MOST_TRIES && !(await append(file, text)); tries++) await makeRoom(file)
    } catch {
      // A full disk may have room again for the next line.
    }
  }
  return {
    file,
    write: (event) => {
      for (const { level, text } of words(event)) {
        if (level === 'debug' && !verbose) continue
        const line = lineOf(now(), level, text)
        echo?.(line, level)
        recent = [...recent.slice(1 - MOST_RECENT), line]
        if (waiting.length + line.length < MOST_WAITING) waiting += `${line}\n`
        else dropped++
      }
      if (awaited || waiting === '') return
      awaited = true
      last = last.then(flush)
    },
    lines: () => recent,
    close: () => last,
  }
}

/** Gives false where the file has no room for it. A link in its place is not followed, and a pipe would hold up the end of the program. */
async function append(file: string, text: string): Promise<boolean> {
  const { O_WRONLY, O_APPEND, O_CREAT, O_NOFOLLOW, O_NONBLOCK } = constants
  // Windows lacks both flags; as part of a sum of bits their absence is 0.
  const handle = await open(file, O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW | O_NONBLOCK, MODES.file)
  try {
    // Asked each time: another process may write into it as well.
    const { size } = await handle.stat()
    if (size > 0 && size + Buffer.byteLength(text) > LONGEST) return false
    await handle.writeFile(text)
    return true
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
