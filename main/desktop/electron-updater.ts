import type { AppUpdater } from 'electron-updater'
import type { UpdateRoad } from '../core/updates/road.ts'
import { isWithinRollout } from '../core/updates/rollout.ts'
import type { Updater } from './updates.ts'

export interface ElectronUpdaterParts {
  /** Random and kept on this computer. */
  readonly installationId: () => Promise<string>
}

/** The updater of the installer's maker. Electron has to be ready. */
export async function openElectronUpdater(road: UpdateRoad, parts: ElectronUpdaterParts): Promise<Updater> {
  return adapt(await updaterFor(road), parts)
}

async function updaterFor(road: UpdateRoad): Promise<AppUpdater> {
  const { AppImageUpdater, MacUpdater, NsisUpdater } = await import('electron-updater')
  switch (road) {
    case 'nsis': return new NsisUpdater()
    case 'mac': return new MacUpdater()
    case 'appimage': return new AppImageUpdater()
  }
}

/** Keeps an updater to what was promised: nothing is fetched by itself, nothing goes back, nobody is counted. */
export function adapt(updater: AppUpdater, { installationId }: ElectronUpdaterParts): Updater {
  updater.logger = null
  updater.autoDownload = false
  updater.autoInstallOnAppQuit = true
  updater.disableWebInstaller = true
  // Whole files only: a download by parts tells the server which version is here.
  updater.disableDifferentialDownload = true
  // It would make an id of its own and send it with every question; the header is of no use to a plain file server.
  Object.assign(updater, { stagingUserIdPromise: { value: Promise.resolve('none') } })
  updater.isUserWithinRollout = async ({ version, stagingPercentage }) =>
    stagingPercentage === undefined || isWithinRollout(await installationId(), version, stagingPercentage)
  // Every rejection is told by the call; without a listener the event would end the program.
  updater.on('error', () => {})
  return {
    look: async (channel) => {
      updater.channel = channel === 'preview' ? 'beta' : 'latest'
      // Choosing a channel allows it.
      updater.allowDowngrade = false
      const result = await updater.checkForUpdates()
      return result?.isUpdateAvailable === true ? result.updateInfo.version : null
    },
    fetch: async (stop) => {
      const { CancellationToken } = await import('electron-updater')
      const token = new CancellationToken()
      stop.addEventListener('abort', () => token.cancel(), { once: true })
      await updater.downloadUpdate(token)
      stop.throwIfAborted()
    },
    atEnd: (putInPlace) => { updater.autoInstallOnAppQuit = putInPlace },
  }
}
