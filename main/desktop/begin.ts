import { app } from 'electron'
import path from 'node:path'
import { thisPolicy } from '../policy.ts'
import { autostartFolders, startedAtLogin, startsForEverybody } from './login-start.ts'
import { openPreferences } from './preferences.ts'
import type { StartOptions } from './start.ts'
import type { TrayActions } from './tray-menu.ts'
import { appTray } from './tray.ts'

/**
 * Begins with what the user sees first, the icon in the tray, and loads the rest behind it. Electron has to be ready. Gives a
 * sentence where it cannot begin.
 */
export async function begin(options: StartOptions): Promise<string | null> {
  const preferences = await openPreferences({
    file: path.join(app.getPath('userData'), 'settings.json'), app, systemLanguages: app.getPreferredSystemLanguages(), readPolicy: thisPolicy,
    startsForEverybody: process.platform === 'linux' && app.isPackaged && startsForEverybody(autostartFolders()),
  })
  let ready = (_actions: TrayActions): void => {}
  const actions = new Promise<TrayActions>((resolve) => { ready = resolve })
  const tray = appTray(path.join(app.getAppPath(), 'assets', 'tray'), whenReady(actions), () => preferences.policy().codeTest !== false)
  const { startApp } = await import('./app.ts')
  return startApp({ ...options, hidden: options.hidden || startedAtLogin(app) }, { preferences, tray, onReady: ready })
}

/** A click that comes before the app behind the icon is done when that is there. */
function whenReady(actions: Promise<TrayActions>): TrayActions {
  const soon = (act: (ready: TrayActions) => void) => (): void => void actions.then(act)
  return {
    check: soon(({ check }) => check()), fix: soon(({ fix }) => fix()), undo: soon(({ undo }) => undo()), testCode: soon(({ testCode }) => testCode()),
    settings: soon(({ settings }) => settings()), open: soon(({ open }) => open()), quit: soon(({ quit }) => quit()),
    practice: (on) => soon(({ practice }) => practice(on))(),
  }
}
