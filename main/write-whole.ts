import { open, rename, rm } from 'node:fs/promises'
import { randomBytes } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'

export interface WriteOptions {
  /** Rights of the file, less those that the process takes from all its new files. */
  readonly mode: number
  /** Gives all of these rights whatever the process takes; fails where the file system knows no rights. */
  readonly exactly?: boolean
  /** For how long to try again where something holds the file, as virus scanners do on Windows, in seconds. */
  readonly tryFor?: number
}

const HELD: readonly unknown[] = ['EPERM', 'EACCES', 'EBUSY']
/** Seconds between two tries. */
const AGAIN = 0.1

/**
 * Writes a file whole or not at all: beside it first, down to the disk, and then in its place. Own code because the libraries
 * for it listen to signals to tidy up, which takes Electron's own handling of SIGTERM away: the app would not end at logout.
 * Rejects with the error of the system.
 */
export async function writeWhole(file: string, text: string, { mode, exactly = false, tryFor = 0 }: WriteOptions): Promise<void> {
  // Does not end as the file does, so that no collector reads it half written; new for sure, so that no link of a stranger is followed.
  const beside = `${file}.${randomBytes(6).toString('hex')}.tmp`
  try {
    const handle = await open(beside, 'wx', mode)
    try {
      if (exactly) await handle.chmod(mode)
      await handle.writeFile(text)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await inPlace(beside, file, Math.ceil(tryFor / AGAIN))
  } catch (error) {
    await rm(beside, { force: true }).catch(() => {})
    throw error
  }
}

async function inPlace(beside: string, file: string, triesLeft: number): Promise<void> {
  try {
    await rename(beside, file)
  } catch (error) {
    const held = process.platform === 'win32' && error instanceof Error && 'code' in error && HELD.includes(error.code)
    if (!held || triesLeft <= 0) throw error
    await pause(AGAIN * 1000)
    await inPlace(beside, file, triesLeft - 1)
  }
}
