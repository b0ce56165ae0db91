import { constants } from 'node:fs'
import { link, lstat, mkdir, open, readFile, rename, unlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { HELPER_SAYS } from '../platform/elevation-helper-words.ts'
import { parseProcStat } from '../platform/linux/proc-stat.ts'
import type { Gate } from './helper.ts'

/** Seconds between the end of one repair and the beginning of the next. */
export const PAUSE_BETWEEN = 10
/** Gone with the next start of the machine, and root's alone. */
export const GATE_FOLDER = '/run/clock-medic'
/** Two rounds are enough: another holder of the lock may end between two looks at it. */
const MOST_TRIES = 3
const ONLY_OURS = 0o600

export interface GateParts {
  /** Its parent must be writable to the owner alone. */
  readonly folder: string
  /** The user who must own everything in it; root outside of tests. */
  readonly owner: number
  /** Seconds by a clock that is never set and begins anew with the machine. */
  readonly monotonic: () => number
  /** What tells this process from every other one that runs or ran since the machine started. */
  readonly self: string
  /** Whether the process of that name still runs. */
  readonly isAlive: (name: string) => Promise<boolean>
}

/** One repair at a time, and none within PAUSE_BETWEEN of the last, however many processes ask at once. */
export function openGate(parts: GateParts): Gate {
  const lock = path.join(parts.folder, 'lock')
  const stamp = path.join(parts.folder, 'ended')
  return {
    enter: async () => {
      if (!await folderIsOurs(parts)) return HELPER_SAYS.folderNotOurs
      if (await endedAgo(stamp, parts.monotonic()) < PAUSE_BETWEEN) return HELPER_SAYS.tooSoon
      if (!await takeLock(lock, parts)) return HELPER_SAYS.busy
      // Somebody may have had a whole repair between the two looks.
      if (await endedAgo(stamp, parts.monotonic()) >= PAUSE_BETWEEN) return null
      await unlink(lock)
      return HELPER_SAYS.tooSoon
    },
    leave: async () => {
      await replace(stamp, String(parts.monotonic()), parts).catch(() => {})
      await unlink(lock).catch(() => {})
    },
  }
}

/** Makes the folder where it is missing. False where it is a link, or somebody else can write in it. */
async function folderIsOurs({ folder, owner }: GateParts): Promise<boolean> {
  try {
    await mkdir(folder, { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
    })
    const seen = await lstat(folder)
    return seen.isDirectory() && seen.uid === owner && (seen.mode & 0o022) === 0
  } catch {
    return false
  }
}

async function endedAgo(stamp: string, now: number): Promise<number> {
  const ended = Number(await readOwn(stamp))
  // A moment to come is none that this machine has seen since it started.
  return ended > 0 && ended <= now ? now - ended : Infinity
}

/** The text of a file that is no link, or empty. */
async function readOwn(file: string): Promise<string> {
  try {
    const handle = await open(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(100), 0, 100, 0)
      return buffer.toString('latin1', 0, bytesRead)
    } finally {
      await handle.close()
    }
  } catch {
    return ''
  }
}

/** Writes beside and moves over: nobody ever reads half of it, and a link in its place is replaced, never followed. */
async function replace(file: string, text: string, { folder, self }: GateParts): Promise<void> {
  const own = path.join(folder, `new-${self}`)
  await writeFile(own, text, { flag: 'wx', mode: ONLY_OURS })
  await rename(own, file)
}

/**
 * Takes the lock, also one that a killed process left behind. To take it over from a dead holder one has to make the
 * file that bears the holder's name, which works once: so of two who find it dead, one gets it.
 */
async function takeLock(lock: string, parts: GateParts): Promise<boolean> {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    if (await createWhole(lock, parts)) return true
    const holder = await readOwn(lock)
    if (holder === '') continue
    if (await parts.isAlive(holder)) return false
    if (!await isFirst(path.join(parts.folder, `taken-${holder.replaceAll(/[^\w-]/g, '')}`))) return false
    // It may have left by itself between the two looks; a dead one cannot any more.
    if (await readOwn(lock) !== holder) continue
    await replace(lock, parts.self, parts)
    return true
  }
  return false
}

/** A link to a whole file appears whole or not at all. */
async function createWhole(file: string, { folder, self }: GateParts): Promise<boolean> {
  const own = path.join(folder, `new-${self}`)
  await writeFile(own, self, { flag: 'wx', mode: ONLY_OURS })
  try {
    await link(own, file)
    return true
  } catch {
    return false
  } finally {
    await unlink(own)
  }
}

const isFirst = (file: string): Promise<boolean> => writeFile(file, '', { flag: 'wx', mode: ONLY_OURS }).then(() => true, () => false)

/** The name of a process by its number and the moment it started (proc(5), field 22), or null where there is none. */
export async function processName(pid: number | 'self'): Promise<string | null> {
  const start = parseProcStat(await readFile(`/proc/${pid}/stat`, 'latin1').catch(() => ''))
  return start === null ? null : `${start.pid}-${start.startTime}`
}
