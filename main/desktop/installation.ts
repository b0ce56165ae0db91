import { randomUUID } from 'node:crypto'
import { constants } from 'node:fs'
import { access, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Installation } from '../core/updates/road.ts'

export interface Program {
  /** As `process.platform` names it. */
  readonly system: string
  readonly packaged: boolean
  /** Path of the running binary. */
  readonly binary: string
  /** Folder of what came with it. */
  readonly resources: string
  readonly env: NodeJS.ProcessEnv
  /** Where macOS notes what packages have installed. */
  readonly receipts?: string
}

const NAME = 'Clock Medic'
const BUNDLE_ID = 'org.clockmedic.app'
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Looks how this copy of the program came here. */
export async function readInstallation({ system, packaged, binary, resources, env, receipts = '/var/db/receipts' }: Program): Promise<Installation> {
  const image = system === 'linux' ? ownImage(binary, env) : null
  const bundle = path.resolve(binary, '..', '..', '..')
  const replaced = system === 'darwin' ? [bundle, path.dirname(bundle)] : image === null ? [] : [image, path.dirname(image)]
  const [announced, ownUninstaller, receipt, replaceable] = await Promise.all([
    readFile(path.join(resources, 'app-update.yml'), 'utf8').catch(() => ''),
    exists(path.join(path.dirname(binary), `Uninstall ${NAME}.exe`)),
    exists(path.join(receipts, `${BUNDLE_ID}.plist`)),
    Promise.all(replaced.map((place) => exists(place, constants.W_OK))).then((all) => all.length > 0 && all.every(Boolean)),
  ])
  return { system, packaged, feed: feedIn(announced), signed: /^publisherName:/m.test(announced), ownUninstaller, receipt, appImage: image !== null, replaceable }
}

/** The AppImage that this process runs from, or null. A program started by another one inherits that one's variables, and must neither replace nor start it. */
export function ownImage(binary: string, env: NodeJS.ProcessEnv): string | null {
  const { APPIMAGE: image = '', APPDIR: mounted = '' } = env
  return path.isAbsolute(image) && path.isAbsolute(mounted) && binary.startsWith(path.join(mounted, path.sep)) ? image : null
}

const exists = (file: string, mode: number = constants.F_OK): Promise<boolean> => access(file, mode).then(() => true, () => false)

/** Where releases are announced, out of the file that the builder puts beside the program. */
const feedIn = (text: string): string | null => /^url: *(['"]?)(\S+)\1 *$/m.exec(text)?.[2] ?? null

/** The random id that decides when this installation is offered a version. It stays in its file and is never sent. */
export async function installationId(file: string): Promise<string> {
  const kept = (await readFile(file, 'utf8').catch(() => '')).trim()
  if (UUID.test(kept)) return kept
  const id = randomUUID()
  // What cannot be kept is made anew next time: this computer then has another place in the queue.
  await writeFile(file, `${id}\n`, { mode: 0o600 }).catch(() => {})
  return id
}
