import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, historyOf, SOON, statement, test, WRONG } from './world.ts'

/** Starts a program and gives the first line that it says on a stream, which tells where it can be reached. */
async function startDaemon(program: string, args: readonly string[], stream: 1 | 3): Promise<{ readonly child: ChildProcess; readonly said: string }> {
  const child = spawn(program, args, { stdio: ['ignore', stream === 1 ? 'pipe' : 'ignore', 'ignore', stream === 3 ? 'pipe' : 'ignore'] })
  const [line] = await once(child.stdio[stream] as NonNullable<typeof child.stdout>, 'data') as [Buffer]
  return { child, said: line.toString('latin1').trim() }
}

async function end(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
}

/** Runs `work` with a variable of the environment set to another value. */
async function having<Result>(name: string, value: string, work: () => Promise<Result>): Promise<Result> {
  const before = process.env[name]
  process.env[name] = value
  try {
    return await work()
  } finally {
    process.env[name] = before
  }
}

test('bus-ends: the bus of the desktop (D-Bus) ends while the app runs', async ({ row, home, servers, settle, begin }) => {
  servers.slowBy = 47
  settle()
  const { child, said } = await startDaemon('/usr/bin/dbus-daemon', ['--session', '--nofork', '--print-address=1'], 1)
  const running = await having('DBUS_SESSION_BUS_ADDRESS', said, () => begin())
  await expect(statement(await running.window())).toHaveText(WRONG, SOON)
  await expect.poll(() => historyOf(home).length).toBe(1)
  await end(child)
  await running.ended
  row.done('The bus was killed, which makes Chromium end itself; the app was started anew, still without a bus.')
  const again = await having('DBUS_SESSION_BUS_ADDRESS', said, () => begin())
  await row.showsIn(again, WRONG)
  await expect.poll(() => historyOf(home).length).toBe(2)
  row.kept('Settings and history.')
})

test('bus-never-there: there is no bus at all', async ({ row, servers, settle, begin }) => {
  servers.slowBy = 47
  settle()
  const running = await having('DBUS_SESSION_BUS_ADDRESS', 'unix:path=/nonexistent/bus', () => begin('--hidden'))
  row.done('The app was started hidden, as at login, on a desktop without a bus.')
  await row.showsIn(running, WRONG)
  row.kept('All of it: without a tray the window opens by itself.')
})

test('tray-ends: the panel with the tray ends, and another one comes', async ({ row, servers, settle, begin }) => {
  const { openTrayHost } = await import('../tray-host.ts')
  servers.slowBy = 47
  settle()
  const panel = await openTrayHost()
  const running = await begin('--hidden')
  await expect.poll((await panel.item()).tooltip, SOON).toMatch(/4[67]/)
  panel.close()
  row.done('The panel was ended while the app was in its tray; the program was started once more; then a panel came.')
  expect(await running.startAgain()).toBe(0)
  await row.showsIn(running, WRONG)
  const next = await openTrayHost()
  try {
    const icon = await next.item()
    await expect.poll(icon.tooltip, SOON).toMatch(/4[67]/)
    row.seen(`In the new tray: “${await icon.tooltip()}”`)
  } finally {
    next.close()
  }
  row.kept('All of it: the icon finds its way into the new tray.')
})

test('display-ends: the display ends while the app runs', async ({ row, home, servers, settle, begin }) => {
  servers.slowBy = 47
  settle()
  const { child, said } = await startDaemon('/usr/bin/Xvfb', ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp', '-fbdir', mkdtempSync(path.join(tmpdir(), 'clock-medic-display-'))], 3)
  const running = await having('DISPLAY', `:${said}`, () => begin())
  await expect(statement(await running.window())).toHaveText(WRONG, SOON)
  await end(child)
  await running.ended
  row.done('The display was killed, which ends every program on it; the app was started on another.')
  const again = await begin()
  await row.showsIn(again, WRONG)
  expect(await again.settings()).toMatchObject({ servers: servers.addresses })
  await expect.poll(() => historyOf(home).length).toBe(2)
  row.kept('Settings and history.')
})
