import { app } from 'electron'
import path from 'node:path'
import { updateRoad } from '../core/updates/road.ts'
import { openElectronUpdater } from './electron-updater.ts'
import { installationId, readInstallation } from './installation.ts'
import { keepUpdated, type Updates, type UpdatesParts } from './updates.ts'

/** Keeps this copy of the program up to date, where that is its own affair. Electron has to be ready. */
export function updatesHere(parts: Omit<UpdatesParts, 'road' | 'openUpdater'>): Updates {
  let opened: Updates | null = null
  const id = path.join(app.getPath('userData'), 'installation-id')
  const program = { system: process.platform, packaged: app.isPackaged, binary: process.execPath, resources: process.resourcesPath, env: process.env }
  // The start does not wait for it: the first look is a quarter of an hour away.
  void readInstallation(program).then((installation) => {
    opened = keepUpdated({
      ...parts, road: updateRoad(installation), openUpdater: (road) => openElectronUpdater(road, { installationId: () => installationId(id) }),
    })
    parts.onChange()
  }).catch(parts.onError)
  return {
    state: () => opened?.state() ?? { kind: 'none', why: 'no-feed' },
    busyChanged: () => opened?.busyChanged(),
    end: (repairing) => opened?.end(repairing),
  }
}
