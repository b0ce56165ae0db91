// Loaded before either app: closes its windows from the outside as their own button would.
const { BrowserWindow } = require('electron')

process.on('SIGUSR2', () => {
  for (const window of BrowserWindow.getAllWindows()) window.close()
})
