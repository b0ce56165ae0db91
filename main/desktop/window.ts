import { app, BrowserWindow, dialog, nativeTheme, screen, type NativeImage, type Rectangle, type WebContents } from 'electron'
import { say } from '../core/words/say.ts'
import { pageAddress } from './page.ts'
import { pageLosses } from './page-losses.ts'
import { besideTray } from './placement.ts'

const SIZE = { width: 400, height: 720 } as const
const SMALLEST = { minWidth: 320, minHeight: 360 } as const
/** The page's own background (renderer/styles/tokens.css), so that nothing flashes before it is painted. */
const BACKGROUND = { light: '#f6f7f9', dark: '#12171e' } as const
const BACKGROUND_IN_HIGH_CONTRAST = { light: '#ffffff', dark: '#000000' } as const

export interface WindowParts {
  readonly preload: string
  readonly icon: NativeImage
  /** Where the tray icon is; null or zeros where the system does not tell. */
  readonly trayBounds: () => Rectangle | null
  /** Asked when the user closes the window; false keeps it. */
  readonly mayClose: (window: BrowserWindow) => boolean
  readonly onClosed: () => void
  /** Out of sight, though it is there. */
  readonly onHidden: () => void
  /** The page is gone though the window is there; it is loaded again and asks for its view as at the first time. */
  readonly onPageLost: () => void
}

export interface AppWindow {
  /** Opens the window or brings it to the front. */
  readonly show: () => void
  /** It is open and not out of sight. */
  readonly visible: () => boolean
  /** The page, while there is one. */
  readonly contents: () => WebContents | null
  readonly close: () => void
}

/** The one window: made when it is opened and gone when it is closed, for a hidden one costs as much memory as a visible one. */
export function appWindow(parts: WindowParts): AppWindow {
  let current: BrowserWindow | null = null
  return {
    show: () => {
      if (current === null) {
        current = openWindow(parts)
        current.on('closed', () => {
          current = null
          parts.onClosed()
        })
        return
      }
      if (current.isMinimized()) current.restore()
      current.show()
      current.focus()
    },
    visible: () => current !== null && !current.isDestroyed() && current.isVisible() && !current.isMinimized(),
    contents: () => (current === null || current.isDestroyed() ? null : current.webContents),
    close: () => current?.close(),
  }
}

function openWindow({ preload, icon, trayBounds, mayClose, onHidden, onPageLost }: WindowParts): BrowserWindow {
  const tray = trayBounds()
  const place = tray === null ? null : besideTray(tray, SIZE, screen.getDisplayMatching(tray).workArea)
  const window = new BrowserWindow({
    ...SIZE, ...SMALLEST, ...place,
    // In sight at once, in the page's own colour: a window that waits for its first paint is there a tenth of a second later.
    useContentSize: true, fullscreenable: false, title: 'Clock Medic', icon,
    backgroundColor: (nativeTheme.shouldUseHighContrastColors ? BACKGROUND_IN_HIGH_CONTRAST : BACKGROUND)[nativeTheme.shouldUseDarkColors ? 'dark' : 'light'],
    webPreferences: {
      preload,
      sandbox: true, contextIsolation: true, nodeIntegration: false, webSecurity: true, webviewTag: false,
      // Keeps the compiled page from its first run on, where the usual rule waits for a third.
      v8CacheOptions: 'bypassHeatCheck',
      navigateOnDragDrop: false, spellcheck: false, devTools: !app.isPackaged,
    },
  })
  if (process.platform !== 'darwin') window.setMenu(null)
  window.on('close', (event) => {
    if (!mayClose(window)) event.preventDefault()
  })
  window.on('hide', onHidden)
  window.on('minimize', onHidden)
  const worthLoading = pageLosses()
  window.webContents.on('render-process-gone', () => {
    onPageLost()
    if (worthLoading(performance.now() / 1000)) window.webContents.reload()
    // An empty window says nothing; the next one may be well.
    else void dialog.showMessageBox(noPageWords()).then(() => window.destroy())
  })
  window.loadURL(pageAddress()).catch((error: unknown) => {
    // A window that is closed while its page loads is no trouble.
    if (!window.isDestroyed()) console.error(error)
  })
  return window
}

const noPageWords = (): { readonly message: string; readonly detail: string } => ({
  message: say('The window cannot be shown'),
  detail: say('What is in it ended several times in a row. Open Clock Medic again; if that does not help, restart the computer.'),
})
