import { mkdir, open, stat } from 'node:fs/promises'
import path from 'node:path'
import type { HistoryRecord } from '../core/history/record.ts'
import { thinned } from '../core/history/thin.ts'
import { historyProblem, type HistoryFault } from '../core/words/history.ts'
import { lineOf, readLines } from '../core/history/lines.ts'
import { writeWhole } from '../write-whole.ts'

/** A file longer than this is thinned; a thinned one is about half as long. */
const LONGEST = 200_000
/** Of a file that is longer than any of ours only the end is read. */
const MOST_READ = 1_000_000
/** Only for this user: when a computer sleeps and wakes is nobody else's business. */
const MODES = { folder: 0o700, file: 0o600 } as const

/** What happened to the clock of this computer, newest last, on disk where that is possible. */
export interface History {
  /** Adds a record at once; resolves when it is on disk, or known to stay in memory. Never rejects. */
  readonly add: (record: HistoryRecord) => Promise<void>
  readonly records: () => readonly HistoryRecord[]
  /** A sentence where records are kept in memory alone; null where all is well. */
  readonly problem: () => string | null
  /** How many lines of the file could not be read when it was opened. */
  readonly broken: number
  /** Resolves when all is written. */
  readonly close: () => Promise<void>
}

/**
 * Opens the history in a file of lines, one record each. A record is appended by one write, so that a crash can spoil the
 * last line only; where the file grew long it is replaced as a whole. A disk that is full or read-only costs nothing but
 * what would be remembered after a restart. Never rejects.
 */
export async function openHistory(file: string): Promise<History> {
  const begin = await readEnd(file)
  let { records } = begin
  let fault: HistoryFault | null = begin.fault
  let size = begin.size
  /** Not in the file yet. */
  let pending: readonly HistoryRecord[] = []
  /** Text that has to come before the next line: what a crash left of the last one must not swallow it. */
  let gap = begin.endsInLine ? '' : '\n'
  let last: Promise<void> = Promise.resolve()

  const append = async (text: string): Promise<void> => {
    const bytes = Buffer.from(text)
    const handle = await open(file, 'a', MODES.file)
    try {
      const { bytesWritten } = await handle.write(bytes)
      if (bytesWritten < bytes.length) throw Object.assign(new Error('The disk took a part of a line only.'), { code: 'ENOSPC' })
    } finally {
      await handle.close()
    }
    size += bytes.length
  }
  const replace = async (text: string): Promise<void> => {
    // Nobody waits for a second try: the next record brings one.
    await writeWhole(file, text, { mode: MODES.file })
    size = Buffer.byteLength(text)
  }
  const write = async (): Promise<void> => {
    const batch = pending
    pending = []
    if (fault === 'unreadable' || batch.length === 0) return
    try {
      await mkdir(path.dirname(file), { recursive: true, mode: MODES.folder })
      if (size > LONGEST) records = thinned(records)
      // After a failure the file lacks records or ends in half a line: writing all of them mends both.
      await (fault === null && size <= LONGEST ? append(gap + textOf(batch)) : replace(textOf(records)))
      gap = ''
      fault = null
    } catch (error) {
      fault = faultOf(error)
    }
  }
  return {
    add: (record) => {
      records = keptInBounds([...records, record])
      pending = [...pending, record]
      last = last.then(write)
      return last
    },
    records: () => records,
    problem: () => (fault === null ? null : historyProblem(fault)),
    broken: begin.broken,
    close: () => last,
  }
}

const textOf = (records: readonly HistoryRecord[]): string => records.map(lineOf).join('')

/** As many as fit into a file of full length: where nothing can be written, memory must not fill up instead. */
const keptInBounds = (records: readonly HistoryRecord[]): readonly HistoryRecord[] => (records.length > LONGEST / 50 ? thinned(records) : records)

interface Begin {
  readonly records: readonly HistoryRecord[]
  readonly broken: number
  readonly size: number
  readonly endsInLine: boolean
  readonly fault: HistoryFault | null
}

const NOTHING: Begin = { records: [], broken: 0, size: 0, endsInLine: true, fault: null }

async function readEnd(file: string): Promise<Begin> {
  try {
    const found = await stat(file)
    // A pipe in its place would never end, and what is not ours is not replaced.
    if (!found.isFile()) return { ...NOTHING, fault: 'unreadable' }
    const handle = await open(file, 'r')
    try {
      const length = Math.min(found.size, MOST_READ)
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, found.size - length)
      const text = buffer.toString('utf8', 0, bytesRead)
      return { ...readLines(text), size: found.size, endsInLine: text === '' || text.endsWith('\n'), fault: null }
    } finally {
      await handle.close()
    }
  } catch (error) {
    return codeOf(error) === 'ENOENT' ? NOTHING : { ...NOTHING, fault: 'unreadable' }
  }
}

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined)

function faultOf(error: unknown): HistoryFault {
  const code = codeOf(error)
  if (code === 'ENOSPC' || code === 'EDQUOT') return 'disk-full'
  return code === 'EROFS' || code === 'EACCES' || code === 'EPERM' ? 'not-allowed' : 'unwritable'
}
