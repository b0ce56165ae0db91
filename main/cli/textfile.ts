import { writeWhole } from '../write-whole.ts'

/** For whoever collects these figures; they hold no secret. */
const READABLE_BY_ALL = 0o644

/** Writes a whole file or nothing: who reads it meanwhile sees the old one or the new one. Gives a sentence where it could not be written. */
export async function writeTextfile(file: string, text: string): Promise<string | null> {
  try {
    await writeWhole(file, text.endsWith('\n') ? text : `${text}\n`, { mode: READABLE_BY_ALL, exactly: true })
    return null
  } catch (error) {
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
