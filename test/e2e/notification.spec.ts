import { soundAnswer, startNtpServer, type NtpServer } from '../fakes/ntp-server.ts'
import { expect, statement, test as base, type Running, type TrayHost } from './app.ts'
import { openNotificationHost, type NotificationHost } from './notification-host.ts'

/** From waking up to the check some seconds pass, and the check itself takes one or two. */
const AFTER_WAKE = { timeout: 20_000 }

interface Tools {
  readonly desktop: NotificationHost
  /** Three time servers by which this computer is so many seconds slow. */
  readonly servers: { slowBy: number; readonly addresses: readonly string[] }
}

const test = base.extend<Tools>({
  // oxlint-disable-next-line no-empty-pattern -- the runner reads the names of the parameters from this pattern
  desktop: async ({}, use, testInfo) => {
    testInfo.skip(process.platform !== 'linux', 'Only Linux shows notifications through a service that a test can be.')
    const host = await openNotificationHost()
    await use(host)
    host.close()
  },
  // oxlint-disable-next-line no-empty-pattern -- as above
  servers: async ({}, use) => {
    const state = { slowBy: 0 }
    const started: NtpServer[] = []
    for (let count = 0; count < 3; count++) started.push(await startNtpServer((question, time) => [soundAnswer(question, time + state.slowBy)], `127.0.0.${count + 1}`))
    await use(Object.assign(state, { addresses: started.map(({ host, port }) => `${host}:${port}`) }))
    for (const server of started) await server.close()
  },
})

const closeWindow = async ({ app, windowCount }: Running): Promise<void> => {
  await app.evaluate(({ BrowserWindow }) => { setImmediate(() => BrowserWindow.getAllWindows()[0]?.close()) })
  await expect.poll(windowCount).toBe(0)
}

/** What the system tells the app after sleep. */
const wake = ({ app }: Running): Promise<void> => app.evaluate(({ powerMonitor }) => { powerMonitor.emit('resume') })

/** The settings of somebody whose clock is watched by these servers. */
const watchedBy = (servers: readonly string[]) => ({ version: 1, welcomed: true, toldAboutTray: true, servers })

/** The app watches the clock of this computer, without a window, and found it right. */
async function watching(running: Running, tray: TrayHost) {
  const item = await tray.item()
  // Waits of the monitor are spread by chance; here each is the shortest.
  await running.app.evaluate(() => { Math.random = () => 0 })
  await expect.poll(item.tooltip, AFTER_WAKE).toContain('Your clock is right')
  return item
}

test('a clock that is wrong after sleep is told once, and a click on it shows the clock', async ({ tray, desktop, servers, launchWith }) => {
  test.setTimeout(90_000)
  const running = await launchWith(watchedBy(servers.addresses), '--hidden')
  const item = await watching(running, tray)
  const fine = await item.icon()
  expect(desktop.notices).toEqual([])

  servers.slowBy = 47
  await wake(running)
  await expect.poll(() => desktop.notices.length, AFTER_WAKE).toBe(1)
  expect(desktop.notices[0]?.title).toMatch(/^Your clock is 47(\.\d)? seconds slow$/)
  expect(desktop.notices[0]?.text).toContain('Codes will be rejected')
  await expect.poll(item.tooltip).toContain('47')
  expect(await item.icon()).not.toBe(fine)

  // Wrong in another way, and still the same spell.
  servers.slowBy = 52
  await wake(running)
  await expect.poll(item.tooltip, AFTER_WAKE).toContain('52')
  expect(await running.windowCount()).toBe(0)

  const [notice] = desktop.notices
  if (notice === undefined) throw new Error('The notification is gone.')
  desktop.click(notice)
  const page = await running.window()
  await expect(statement(page)).toHaveText(/^Your clock is 52(\.\d)? seconds slow$/)
  expect(desktop.notices.length).toBe(1)

  // Right, and then wrong anew: that is news.
  servers.slowBy = 0
  await closeWindow(running)
  await wake(running)
  await expect.poll(item.tooltip, AFTER_WAKE).toContain('Your clock is right')
  expect(await item.icon()).toBe(fine)
  servers.slowBy = -20
  await wake(running)
  await expect.poll(() => desktop.notices.length, AFTER_WAKE).toBe(2)
  expect(desktop.notices[1]?.title).toMatch(/^Your clock is (20|19\.9) seconds fast$/)
  // Opening the window by any way takes it back: what is seen need not be told.
  await item.activate()
  await expect.poll(() => desktop.notices[1]?.closed).toBe(true)
})

test('nothing is told in do-not-disturb, and nothing of what the window shows', async ({ tray, desktop, servers, launchWith }) => {
  test.setTimeout(90_000)
  const running = await launchWith(watchedBy(servers.addresses), '--hidden')
  const item = await watching(running, tray)
  desktop.setSilent(true)
  servers.slowBy = 47
  await wake(running)
  await expect.poll(desktop.timesAsked, AFTER_WAKE).toBe(1)
  await expect.poll(item.tooltip).toContain('47')
  await wake(running)
  await expect.poll(desktop.timesAsked, AFTER_WAKE).toBe(2)
  expect(desktop.notices).toEqual([])

  desktop.setSilent(false)
  await wake(running)
  await expect.poll(() => desktop.notices.length, AFTER_WAKE).toBe(1)

  servers.slowBy = 0
  await wake(running)
  await expect.poll(item.tooltip, AFTER_WAKE).toContain('Your clock is right')
  await item.activate()
  await expect(statement(await running.window())).toHaveText('Your clock is right')
  servers.slowBy = 47
  await wake(running)
  await expect(statement(await running.window())).toHaveText(/^Your clock is 47(\.\d)? seconds slow$/, AFTER_WAKE)
  expect(desktop.notices.length).toBe(1)
})
