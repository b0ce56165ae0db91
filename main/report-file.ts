import { lstat } from 'node:fs/promises'
import { writeWhole } from './write-whole.ts'

/** Why a report could not be written. */
export type ReportTrouble = 'is-folder' | 'exists' | 'no-folder' | 'not-allowed' | 'read-only' | 'full' | 'failed'

/**
 * Writes a report that only this user can read; null where that went well. What is there already is replaced as a whole where
 * that is wanted, and else left alone. Never rejects.
 */
export async function writeReport(file: string, text: string, overwrite: boolean): Promise<ReportTrouble | null> {
  try {
    const there = await lstat(file).catch(() => null)
    if (there?.isDirectory() === true) return 'is-folder'
    if (there !== null && !overwrite) return 'exists'
    await writeWhole(file, text, { mode: 0o600 })
    return null
  } catch (error) {
    return troubleOf(error)
  }
}

function troubleOf(error: unknown): ReportTrouble {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  switch (code) {
    case 'ENOENT': case 'ENOTDIR': return 'no-folder'
    case 'EACCES': case 'EPERM': return 'not-allowed'
    case 'EROFS': return 'read-only'
    case 'ENOSPC': case 'EDQUOT': return 'full'
    default: return 'failed'
  }
}
