import { expect, historyOf, SOON, statement, test, wake, WRONG, type Running } from './world.ts'

/** Of the main process, in bytes. */
const memory = ({ app }: Running): Promise<number> => app.evaluate(() => process.memoryUsage().rss)
/** Kept by caches and a garbage collector in no hurry, in bytes. */
const ROOM = 150e6

/** Runs in the page: every kind of call, 10,000 a second for five seconds, each answered or not. */
const FLOOD = `(async () => {
  const calls = [['view'], ['check'], ['changeSetting', 'checkEveryMinutes', 60], ['history', 'month'], ['practice', false], ['copy', 'report'], ['fix', '3-00000000'], ['openHelp', 'nowhere']]
  const start = performance.now()
  for (let part = 0; part < 500; part++) {
    for (let each = 0; each < 100; each++) {
      const [name, ...given] = calls[each % calls.length]
      clockMedic[name](...given).catch(() => {})
    }
    await new Promise((resolve) => { setTimeout(resolve, Math.max(0, start + (part + 1) * 10 - performance.now())) })
  }
})()`

test('flood: the window sends 10,000 messages a second', async ({ row, home, servers, settle, begin, tray }) => {
  servers.slowBy = 47
  settle()
  const running = await begin()
  const icon = await tray.item()
  await expect(statement(await running.window())).toHaveText(WRONG, SOON)
  const before = await memory(running)
  await running.app.evaluate(({ BrowserWindow }, script) => {
    BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(script).catch(() => {})
  }, FLOOD)
  row.done('A script in the page sent every kind of message at that rate; meanwhile the tray was asked and the computer woke with a right clock.')
  expect(await icon.menu()).not.toEqual([])
  servers.slowBy = 0
  await wake(running)
  await expect.poll(icon.tooltip, SOON).toContain('is right')
  await row.showsIn(running, /^Your clock is right$/)
  expect(await memory(running) - before).toBeLessThan(ROOM)
  expect(await running.settings()).toMatchObject({ servers: servers.addresses })
  expect(historyOf(home).length).toBeGreaterThanOrEqual(2)
  row.kept('Settings, history, and the work: the page was ended and begun anew, and the clock was checked.')
})
