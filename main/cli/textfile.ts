import { randomUUID } from 'node:crypto'
import { open, rename, rm } from 'node:fs/promises'

/** For whoever collects these figures; they hold no secret. */
const READABLE_BY_ALL = 0o644

/** Writes a whole file or nothing: who reads it meanwhile sees the old one or the new one. Gives a sentence where it could not be written. */
export async function writeTextfile(file: string, text: string): Promise<string | null> {
  // Does not end as the file does, so that no collector reads it half written; new for sure, so that no link of a stranger is followed.
  const draft = `${file}.${randomUUID()}.tmp`
  try {
    const handle = await open(draft, 'wx', READABLE_BY_ALL)
    try {
      await handle.chmod(READABLE_BY_ALL)
      await handle.writeFile(text.endsWith('\n') ? text : `${text}\n`)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(draft, file)
    return null
  } catch (error) {
    await rm(draft, { force: true }).catch(() => {})
    return `The result could not be written to ${file}: ${whyOf(error as NodeJS.ErrnoException)}.`
  }
}

function whyOf({ code, message }: NodeJS.ErrnoException): string {
  switch (code) {
    case 'ENOENT': return 'there is no such folder'
    case 'ENOTDIR': return 'a part of its path is no folder'
    case 'EACCES': case 'EPERM': case 'EROFS': return 'this user may not write there'
    case 'EISDIR': return 'it is a folder'
    case 'ENOSPC': return 'there is no space left'
    default: return message
  }
}
