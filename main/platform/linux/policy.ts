import { constants } from 'node:fs'
import { lstat, open } from 'node:fs/promises'
import path from 'node:path'
import { readPolicyText, type PolicyLayer } from '../../core/policy/layer.ts'

export const POLICY_FILE = '/etc/clock-medic/policy.json'
/** Many times what full lists need. */
const MOST_BYTES = 1_000_000
const OTHERS_MAY_WRITE = 0o022

/**
 * Reads the policy file. It is only used where file and folder belong to root and nobody else can write there, for it decides
 * who is asked for the time and what runs without a question.
 * @param owner the user that stands for root in a test
 */
export async function readLinuxPolicy(file = POLICY_FILE, owner = 0): Promise<readonly PolicyLayer[]> {
  return [await readLayer(file, owner)]
}

async function readLayer(file: string, owner: number): Promise<PolicyLayer> {
  try {
    const folder = await lstat(path.dirname(file))
    // Who can replace the folder, or links to it, needs no rights to the file.
    if (!folder.isDirectory() || !belongsTo(folder, owner)) return notOurs(file, `Its folder ${path.dirname(file)}`)
    const handle = await open(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
    try {
      const stats = await handle.stat()
      if (!stats.isFile() || stats.size > MOST_BYTES) return { where: file, values: null, trouble: 'It is no file of policy, so nothing of it is used.' }
      if (!belongsTo(stats, owner)) return notOurs(file, 'It')
      return readPolicyText(await handle.readFile('utf8'), file)
    } finally {
      await handle.close()
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR') return { where: file, values: null }
    return { where: file, values: null, trouble: code === 'ELOOP' ? 'It is a link, so nothing of it is used.' : 'It could not be read.' }
  }
}

const belongsTo = ({ uid, mode }: { readonly uid: number; readonly mode: number }, owner: number): boolean => uid === owner && (mode & OTHERS_MAY_WRITE) === 0

const notOurs = (where: string, what: string): PolicyLayer =>
  ({ where, values: null, trouble: `${what} has to belong to root and to be writable to nobody else, so nothing of it is used.` })
