import { expect, statement, test, type Running } from './app.ts'
import { inPage, screenOf } from './faults/world.ts'

/** The faults that cost little; all of them are in `npm run faults`. */

const SLOW = /^Your clock is 47\.\d seconds slow$/
/** A crashed page takes its time to come back. */
const SOON = { timeout: 15_000 }

/** Ends the process of the window as a crash does, and waits until it is gone. */
async function crashPage(running: Running): Promise<void> {
  await running.app.evaluate(({ BrowserWindow }) => new Promise<void>((resolve) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents
    contents?.once('render-process-gone', () => resolve())
    contents?.forcefullyCrashRenderer()
  }))
}

test('a page that is lost again and again is told of and closed, and the next window is well', async ({ tray, launch }) => {
  const running = await launch('--practice')
  const icon = await tray.item()
  await expect(statement(await running.window())).toHaveText(SLOW)
  // The dialog is one of the system, which a test cannot read: what it is asked to say is taken down instead.
  await running.app.evaluate(({ dialog }) => {
    dialog.showMessageBox = (async (told: Electron.MessageBoxOptions) => {
      Object.assign(globalThis, { told: told.message })
      return { response: 0, checkboxChecked: false }
    }) as typeof dialog.showMessageBox
  })
  for (let times = 0; times < 4; times++) {
    await expect.poll(() => screenOf(running), SOON).toMatch(SLOW)
    await crashPage(running)
  }
  await expect.poll(running.windowCount).toBe(0)
  expect(await running.app.evaluate(() => (globalThis as { told?: string }).told)).toBe('The window cannot be shown')
  await icon.activate()
  await expect.poll(() => screenOf(running), SOON).toMatch(SLOW)
})

test('a page that floods the program with calls is begun anew, and the program goes on', async ({ tray, launch }) => {
  const running = await launch('--practice')
  const icon = await tray.item()
  await expect(statement(await running.window())).toHaveText(SLOW)
  await running.app.evaluate(({ BrowserWindow }) => {
    void BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript('before = true; setInterval(() => { for (let calls = 0; calls < 100; calls++) clockMedic.view().catch(() => {}) }, 10); 0')
  })
  await expect.poll(() => inPage(running, '"before" in window'), SOON).toBe('false')
  await expect.poll(() => screenOf(running), SOON).toMatch(SLOW)
  expect(await icon.tooltip()).toMatch(/47\.\d seconds slow/)
})
