import { app } from 'electron'
import { isOnlyOne } from './desktop/only-one.ts'
import { readStart } from './desktop/start.ts'

/** The exit code of wrong usage (sysexits.h). */
const WRONG_USAGE = 64

const start = readStart(process.argv, app.isPackaged)

if (start.kind === 'command-line') {
  // Awaited before Electron gets ready: no display is needed.
  const { runHere } = await import('./cli/here.ts')
  process.exit(await runHere(start.argv))
} else if (isOnlyOne(app)) {
  const [{ announcePageScheme }, { begin }] = await Promise.all([import('./desktop/page-scheme.ts'), import('./desktop/begin.ts')])
  announcePageScheme()
  if (process.platform === 'darwin') app.dock?.hide()
  // Windows shows notifications only of a program that it can name: the appId of electron-builder.yml.
  if (process.platform === 'win32') app.setAppUserModelId('org.clockmedic.app')
  // Not awaited: Electron only gets ready once this module is through.
  void app.whenReady().then(async () => {
    const refused = await begin(start.options)
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
