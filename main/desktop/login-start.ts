import type { App } from 'electron'
import { constants, existsSync } from 'node:fs'
import { access, mkdir, rm } from 'node:fs/promises'
import { homedir } from 'node:os'
import path from 'node:path'
import { say } from '../core/words/say.ts'
import { writeWhole } from '../write-whole.ts'
import { ownImage } from './installation.ts'

const HIDDEN = '--hidden'
const ENTRY = 'clock-medic.desktop'

/** Where the sessions of Linux look for what starts with them (XDG Base Directory Specification). */
export interface AutostartFolders {
  /** The user's own. */
  readonly own: string
  /** Those of the whole machine; an entry of the same name in the user's own takes the place of theirs. */
  readonly shared: readonly string[]
}

/** The folders of this user. */
export function autostartFolders(env: NodeJS.ProcessEnv = process.env, home: string = homedir()): AutostartFolders {
  const config = env['XDG_CONFIG_HOME'] ?? ''
  const shared = (env['XDG_CONFIG_DIRS'] ?? '').split(':').filter((folder) => path.posix.isAbsolute(folder))
  return {
    own: path.posix.join(path.posix.isAbsolute(config) ? config : path.posix.join(home, '.config'), 'autostart'),
    shared: (shared.length > 0 ? shared : ['/etc/xdg']).map((folder) => path.posix.join(folder, 'autostart')),
  }
}

/** An entry that starts a program hidden (Desktop Entry Specification 1.5); without one it says that nothing is to be started. */
export function autostartEntry(program: string | null): string {
  const begin = ['[Desktop Entry]', 'Type=Application', 'Name=Clock Medic']
  const lines = program === null
    ? [...begin, 'Hidden=true']
    // A program that was removed is passed over without a word (TryExec).
    : [...begin, `TryExec=${stringValue(program)}`, `Exec=${stringValue(`${quoted(program)} ${HIDDEN}`)}`, 'Icon=clock-medic', 'Terminal=false', 'StartupNotify=false']
  return `${lines.join('\n')}\n`
}

/** An argument of Exec: in quotes, with what a shell would read out of it escaped, and % doubled, which begins a field code. */
const quoted = (argument: string): string => `"${argument.replaceAll(/["`$\\]/g, String.raw`\$&`).replaceAll('%', '%%')}"`

/** A value of type string: it is unescaped before anything else is done with it. */
const stringValue = (text: string): string =>
  text.replaceAll('\\', String.raw`\\`).replaceAll('\n', String.raw`\n`).replaceAll('\r', String.raw`\r`).replaceAll('\t', String.raw`\t`)

/**
 * Has a program started with the session, or no longer. Where IT starts it for everybody, an entry of the user's own says
 * that this user does not want it. Rejects where the folder cannot be written.
 */
export async function setAutostart({ own, shared }: AutostartFolders, program: string | null): Promise<void> {
  const file = path.join(own, ENTRY)
  if (program === null && !(await someExist(shared.map((folder) => path.join(folder, ENTRY))))) return rm(file, { force: true })
  await mkdir(own, { recursive: true, mode: 0o700 })
  await writeWhole(file, autostartEntry(program), { mode: 0o600 })
}

async function someExist(files: readonly string[]): Promise<boolean> {
  const found = await Promise.all(files.map((file) => access(file, constants.F_OK).then(() => true, () => false)))
  return found.includes(true)
}

/** Whether the package starts the app for every user of this machine, and this one has no entry that says otherwise. */
export const startsForEverybody = ({ own, shared }: AutostartFolders): boolean =>
  shared.some((folder) => existsSync(path.join(folder, ENTRY))) && !existsSync(path.join(own, ENTRY))

/** The program as it is to be started: an AppImage runs out of a folder that is gone later, so its own file is named. */
export const installedProgram = (env: NodeJS.ProcessEnv = process.env, running: string = process.execPath): string =>
  ownImage(running, env) ?? running

/** Has the app started at login without a window, or no longer. Gives a sentence where that could not be done. */
export async function startAtLogin(
  on: boolean,
  app: Pick<App, 'isPackaged' | 'setLoginItemSettings'>,
  os: NodeJS.Platform = process.platform,
  folders: AutostartFolders = autostartFolders(),
): Promise<string | null> {
  // Out of a checkout the runtime would be started, not this app.
  if (!app.isPackaged) return on ? say('Starting at login works once Clock Medic is installed.') : null
  try {
    // Windows hands the option on; macOS tells by itself that it was a login (`startedAtLogin`).
    if (os === 'win32' || os === 'darwin') app.setLoginItemSettings({ openAtLogin: on, ...(os === 'win32' ? { args: [HIDDEN] } : {}) })
    else await setAutostart(folders, on ? installedProgram() : null)
    return null
  } catch {
    return on ? say('Starting at login could not be turned on.') : say('Starting at login could not be turned off.')
  }
}

/** Whether macOS started the app at login: no option can be handed to it there. */
export const startedAtLogin = (app: Pick<App, 'getLoginItemSettings'>, os: NodeJS.Platform = process.platform): boolean =>
  os === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin
