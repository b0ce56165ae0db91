// The least that is a tray app: what Clock Medic's own costs are measured against.
import { app, BrowserWindow, Tray } from 'electron'
import path from 'node:path'

let tray

function begin() {
  tray = new Tray(path.join(import.meta.dirname, 'icon.png'))
  tray.setToolTip('Bare')
  tray.on('click', openWindow)
}

function openWindow() {
  const window = new BrowserWindow({ width: 400, height: 720, useContentSize: true, show: false, webPreferences: { sandbox: true } })
  window.setMenu(null)
  window.once('ready-to-show', () => window.show())
  void window.loadFile(path.join(import.meta.dirname, 'page.html'))
}

app.on('window-all-closed', () => {})
// Not awaited: Electron only gets ready once this module is through.
void app.whenReady().then(begin)
