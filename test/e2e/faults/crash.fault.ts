import { expect, historyOf, kill, screenOf, SOON, statement, test, wake, WRONG, type Running } from './world.ts'

/** The processes of the app of a kind, as Electron counts them. */
const processes = ({ app }: Running, kind: string): Promise<readonly number[]> =>
  app.evaluate(({ app: own }, type) => own.getAppMetrics().filter((each) => each.type === type).map(({ pid }) => pid), kind)

/** Kills the one process of a kind and waits until it is gone. */
async function killOne(running: Running, kind: string): Promise<void> {
  const [pid] = await processes(running, kind)
  if (pid === undefined) throw new Error(`There is no process of the kind "${kind}".`)
  process.kill(pid, 'SIGKILL')
  await expect.poll(() => processes(running, kind).then((all) => all.includes(pid), () => false), SOON).toBe(false)
}

test('page-killed: the process of the window is killed, three times', async ({ row, servers, settle, begin, tray }) => {
  servers.slowBy = 47
  settle()
  const running = await begin()
  await tray.item()
  await expect(statement(await running.window())).toHaveText(WRONG, SOON)
  for (let times = 0; times < 3; times++) {
    await killOne(running, 'Tab')
    await expect.poll(() => screenOf(running), SOON).toMatch(WRONG)
  }
  row.done('The process of the window was killed with signal 9, and killed again when it was back.')
  await row.showsIn(running, WRONG)
  row.kept('What was measured: the window came back each time and showed it.')
})

test('page-always-ends: the process of the window is killed each time it comes back', async ({ row, servers, settle, begin, tray }) => {
  servers.slowBy = 47
  settle()
  const running = await begin()
  const icon = await tray.item()
  await expect(statement(await running.window())).toHaveText(WRONG, SOON)
  // The dialog is one of the system, which a test cannot read: what it is asked to say is taken down instead.
  await running.app.evaluate(({ dialog }) => {
    dialog.showMessageBox = (async (told: Electron.MessageBoxOptions) => {
      Object.assign(globalThis, { told: `${told.message}. ${told.detail}` })
      return { response: 0, checkboxChecked: false }
    }) as typeof dialog.showMessageBox
  })
  for (let times = 0; times < 4; times++) {
    await killOne(running, 'Tab')
    if (times < 3) await expect.poll(() => screenOf(running), SOON).toMatch(WRONG)
  }
  row.done('The process of the window was killed four times within a minute; then the icon in the tray was clicked.')
  await expect.poll(running.windowCount, SOON).toBe(0)
  row.seen(`A dialog: “${await running.app.evaluate(() => String((globalThis as { told?: string }).told))}”`)
  await icon.activate()
  await row.showsIn(running, WRONG)
  row.kept('What was measured, and the program itself: it goes on watching, and its window can be opened anew.')
})

test('gpu-killed: the process that draws is killed, three times', async ({ row, servers, settle, begin }) => {
  servers.slowBy = 47
  settle()
  const running = await begin()
  const page = await running.window()
  await expect(statement(page)).toHaveText(WRONG, SOON)
  for (let times = 0; times < 3; times++) {
    await killOne(running, 'GPU')
    await expect.poll(() => processes(running, 'GPU'), SOON).not.toEqual([])
  }
  row.done('The process that draws was killed with signal 9; then the clock was set right.')
  servers.slowBy = 0
  await wake(running)
  await row.shows(page, /^Your clock is right$/)
  row.kept('All of it: another process draws.')
})

test('gpu-always-ends: the process that draws is killed until Chromium gives up', async ({ row, home, servers, settle, begin }) => {
  servers.slowBy = 47
  settle()
  const running = await begin()
  await expect(statement(await running.window())).toHaveText(WRONG, SOON)
  await expect.poll(() => historyOf(home).length).toBe(1)
  const child = running.app.process()
  const isOver = (): boolean => child.exitCode !== null || child.signalCode !== null
  let killed = 0
  for (; !isOver() && killed < 20; killed++) {
    await killOne(running, 'GPU').catch(() => {})
    await expect.poll(async () => isOver() || (await processes(running, 'GPU').catch(() => [])).length > 0, SOON).toBe(true)
  }
  expect(isOver()).toBe(true)
  row.done(`The process that draws was killed ${killed} times; then Chromium ended the program, and it was started anew.`)
  await row.showsIn(await begin(), WRONG)
  expect(historyOf(home).length).toBeGreaterThanOrEqual(1)
  row.kept('Settings and history; the next start is as ever.')
})

test('main-killed: the program itself is killed', async ({ row, home, servers, settle, begin }) => {
  servers.slowBy = 47
  settle()
  const running = await begin()
  await expect(statement(await running.window())).toHaveText(WRONG, SOON)
  await expect.poll(() => historyOf(home).length).toBe(1)
  await kill(running)
  row.done('The program was killed with signal 9 and started anew.')
  const again = await begin()
  await row.showsIn(again, WRONG)
  await expect.poll(() => historyOf(home).length).toBe(2)
  expect(await again.settings()).toMatchObject({ servers: servers.addresses })
  row.kept('Settings and history.')
})
