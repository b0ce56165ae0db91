import { constants, readFileSync, statSync } from 'node:fs'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { devNull, homedir, userInfo } from 'node:os'
import path from 'node:path'
import { isKissCode, type Refusal } from '../core/manners.ts'

const FILE = 'manners.json'
/** Raised when the meaning of the file changes: what another version wrote is left out. */
const VERSION = 1
/** Many times what a full list needs; a larger file is not ours. */
const MOST_BYTES = 100_000

export interface User {
  readonly env: NodeJS.ProcessEnv
  readonly os: NodeJS.Platform
  readonly isRoot: boolean
}

const thisUser = (): User => ({ env: process.env, os: process.platform, isRoot: process.getuid?.() === 0 })

/** Where this user's programs keep what should survive a restart: XDG Base Directory Specification, and its like elsewhere. */
export function stateFolder({ env, os, isRoot }: User = thisUser()): string {
  const paths = os === 'win32' ? path.win32 : path.posix
  const below = (...folders: readonly string[]): string => paths.join(homeOf(isRoot), ...folders)
  // Under sudo the variables may still be those of the user who asked, whose folder root must not write into.
  const given = (value = ''): string | null => (!isRoot && paths.isAbsolute(value) ? value : null)
  switch (os) {
    case 'darwin': return below('Library', 'Application Support', 'clock-medic')
    case 'win32': return paths.join(given(env['LOCALAPPDATA']) ?? below('AppData', 'Local'), 'clock-medic')
    default: return paths.join(given(env['XDG_STATE_HOME']) ?? below('.local', 'state'), 'clock-medic')
  }
}

/** The home of this user; below the null device, where nothing can be kept, for a user that the system does not know. */
const homeOf = (isRoot: boolean): string => {
  try {
    return isRoot ? userInfo().homedir : homedir()
  } catch {
    return devNull
  }
}

const isText = (value: unknown, shape: RegExp): value is string => typeof value === 'string' && shape.test(value)

/** A moment that the number of milliseconds of a date can hold (ECMA-262, time values). */
const isMoment = (value: unknown): value is number => typeof value === 'number' && Math.abs(value) <= 8.64e12

const readRefusal = (value: unknown): Refusal | null => {
  if (typeof value !== 'object' || value === null) return null
  const { network, address, code, at, local, times } = value as Record<keyof Refusal, unknown>
  if (!isText(network, /^[0-9a-f]{16}$/) || !isText(address, /^[0-9A-Za-z.:%_-]{2,60}( port \d{1,5})?$/)) return null
  if (typeof code !== 'string' || !isKissCode(code) || !isMoment(at) || !isMoment(local)) return null
  if (typeof times !== 'number' || !Number.isInteger(times) || times < 1) return null
  return { network, address, code, at, local, times }
}

/** Refusals out of the file's text, field by field; what is broken is left out, and nothing is thrown. */
export function parseRefusals(text: string): readonly Refusal[] {
  let file: unknown
  try {
    file = JSON.parse(text)
  } catch {
    return []
  }
  if (typeof file !== 'object' || file === null) return []
  const { version, refusals } = file as { version?: unknown; refusals?: unknown }
  return version === VERSION && Array.isArray(refusals) ? refusals.map(readRefusal).filter((refusal) => refusal !== null) : []
}

/** The refusals kept in a folder, or null where there is no file that can be read. Takes well under 1 ms, so it does not wait. */
export function readRefusals(folder: string): readonly Refusal[] | null {
  try {
    const file = path.join(folder, FILE)
    const stats = statSync(file, { throwIfNoEntry: false })
    // A pipe in its place would never end.
    return stats?.isFile() === true && stats.size <= MOST_BYTES ? parseRefusals(readFileSync(file, 'utf8')) : null
  } catch {
    return null
  }
}

/** Replaces the file as a whole, so that no reader sees half of it. Rejects where the folder cannot be written. */
export async function writeRefusals(folder: string, refusals: readonly Refusal[]): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const draft = path.join(folder, `${FILE}.${process.pid}.${process.hrtime.bigint()}`)
  const { O_WRONLY, O_CREAT, O_EXCL, O_NOFOLLOW } = constants
  // Windows has no O_NOFOLLOW; as part of a sum of bits its absence is 0.
  const handle = await open(draft, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0o600)
  try {
    try {
      await handle.writeFile(`${JSON.stringify({ version: VERSION, refusals })}\n`)
    } finally {
      await handle.close()
    }
    await rename(draft, path.join(folder, FILE))
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  }
}
