import { Menu, nativeImage, nativeTheme, Tray, type NativeImage, type Rectangle } from 'electron'
import path from 'node:path'
import { trayFace, type Face } from './face.ts'
import type { SessionState } from './session-state.ts'
import { trayMenu, type TrayActions } from './tray-menu.ts'

/** What the icon and its menu are about. */
export type TrayState = Pick<SessionState, 'practice' | 'activity' | 'checkup'>

/** As long as nothing is known. */
const NOTHING_YET: TrayState = { practice: false, activity: { kind: 'idle' }, checkup: null }

export interface AppTray {
  readonly show: (state: TrayState) => void
  /** Makes the icon anew: one made before the desktop's tray started never appears in it. */
  readonly renew: () => void
  readonly bounds: () => Rectangle
}

/** The tray icon with its tooltip and menu. Its constructor never fails, so it tells nothing about whether a user sees it. */
export function appTray(icons: string, actions: TrayActions, hasCodeTest: () => boolean): AppTray {
  let state = NOTHING_YET
  let shown = ''
  let tray = make()

  function make(): Tray {
    const made = new Tray(iconOf(icons, trayFace(state).face))
    // "Activate" on Linux; on Windows the left button.
    made.on('click', actions.open)
    // On macOS a menu that is set for good would take the click away.
    if (process.platform === 'darwin') made.on('right-click', () => made.popUpContextMenu(Menu.buildFromTemplate(trayMenu(state, actions, hasCodeTest()))))
    return made
  }
  const draw = (): void => {
    const { face, tooltip } = trayFace(state)
    const template = trayMenu(state, actions, hasCodeTest())
    const next = JSON.stringify([face, tooltip, template, darkPanel()])
    if (next === shown) return
    shown = next
    tray.setImage(iconOf(icons, face))
    tray.setToolTip(tooltip)
    if (process.platform !== 'darwin') tray.setContextMenu(Menu.buildFromTemplate(template))
  }
  draw()
  nativeTheme.on('updated', draw)
  return {
    show: (next) => {
      state = next
      draw()
    },
    renew: () => {
      tray.destroy()
      tray = make()
      shown = ''
      draw()
    },
    bounds: () => tray.getBounds(),
  }
}

/** On Windows the task bar can be dark where windows are light. */
const darkPanel = (): boolean => (process.platform === 'win32' ? nativeTheme.shouldUseDarkColorsForSystemIntegratedUI : nativeTheme.shouldUseDarkColors)

/** macOS colours a template image by itself; elsewhere there is one for light and one for dark panels. */
function iconOf(icons: string, face: Face): NativeImage {
  const variant = process.platform === 'darwin' ? 'Template' : darkPanel() ? '-dark' : ''
  return nativeImage.createFromPath(path.join(icons, `${face}${variant}.png`))
}
