import { app } from 'electron'
import { readStart } from './desktop/start.ts'

/** The exit code of wrong usage (sysexits.h). */
const WRONG_USAGE = 64

const start = readStart(process.argv, app.isPackaged)

if (start.kind === 'command-line') {
  // Awaited before Electron gets ready: no display is needed.
  const { runHere } = await import('./cli/here.ts')
  process.exit(await runHere(start.argv))
} else if (app.requestSingleInstanceLock()) {
  const [{ announcePageScheme }, { startApp }] = await Promise.all([import('./desktop/page.ts'), import('./desktop/app.ts')])
  announcePageScheme()
  if (process.platform === 'darwin') app.dock?.hide()
  // Not awaited: Electron only gets ready once this module is through.
  void app.whenReady().then(async () => {
    const refused = await startApp(start.options)
    if (refused === null) return
    console.error(refused)
    app.exit(WRONG_USAGE)
  }).catch((error: unknown) => {
    console.error(error)
    app.exit(1)
  })
} else {
  app.quit()
}
