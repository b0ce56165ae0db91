// The program that Electron runs for the gallery: one window with its page.
import { app, BrowserWindow } from 'electron'

// Not awaited here: Electron only gets ready once this module is through.
app.whenReady().then(async () => {
  const window = new BrowserWindow({ width: 400, height: 480, useContentSize: true, webPreferences: { sandbox: true, contextIsolation: true } })
  window.setMenu(null)
  await window.loadFile(process.argv.at(-1))
}).catch((error) => {
  console.error(error)
  app.exit(1)
})
