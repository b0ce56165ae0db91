import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { go } from '../app.ts'
import { expect, historyOf, kill, SOON, statement, test, wake, WRONG } from './world.ts'

test('disk-full: the disk is full while the app runs', async ({ row, home, servers, settle, begin }) => {
  settle()
  const running = await begin()
  const page = await running.window()
  await expect(statement(page)).toHaveText('Your clock is right', SOON)
  const before = await running.settings()
  const free = home.fill()
  row.done('A small disk was filled to the last byte; a setting was changed, and the clock became wrong.')
  servers.slowBy = 47
  await wake(running)
  await row.shows(page, WRONG)
  await go(page, 'Settings')
  await page.getByRole('radio', { name: 'Quit' }).check()
  await row.shows(page, /^Settings$/, /could not be saved/)
  expect(await running.settings()).toEqual(before)
  free()
  await page.getByRole('radio', { name: 'Keep watching' }).check()
  await page.getByRole('radio', { name: 'Quit' }).check()
  await expect.poll(running.settings).toMatchObject({ keepRunning: false, servers: servers.addresses })
  const { length } = historyOf(home)
  servers.slowBy = 0
  await wake(running)
  await expect.poll(() => historyOf(home).length, SOON).toBeGreaterThan(length)
  expect(historyOf(home).filter(({ kind }) => kind === 'check').length).toBeGreaterThanOrEqual(3)
  expect(home.leftovers()).toEqual([])
  row.kept('The settings as they were, whole. With room again: the change, and each check in the history.')
})

test('disk-full-at-start: the disk is full before the app starts', async ({ row, home, servers, settle, begin }) => {
  servers.slowBy = 47
  settle()
  const free = home.fill()
  row.done('The app was started on a disk without room for a byte.')
  const running = await begin()
  const page = await running.window()
  await row.shows(page, WRONG)
  await go(page, 'Details')
  await row.shows(page, /./, /The disk is full/)
  expect(await running.settings()).toMatchObject({ servers: servers.addresses })
  free()
  await wake(running)
  await expect.poll(() => historyOf(home).length, SOON).toBeGreaterThanOrEqual(2)
  row.kept('The settings. With room again: the history from the start on.')
})

test('read-only-home: the home cannot be written', async ({ row, home, servers, settle, begin }) => {
  servers.slowBy = 47
  settle()
  home.readOnly()
  row.done('The home was mounted read-only, and the app started.')
  const running = await begin()
  const page = await running.window()
  await row.shows(page, WRONG)
  await go(page, 'Settings')
  await page.getByRole('radio', { name: 'Quit' }).check()
  await row.shows(page, /^Settings$/, /could not be saved/)
  await go(page, 'Details')
  await row.shows(page, /./, /may not write to its folder/)
  expect(await running.settings()).toMatchObject({ servers: servers.addresses })
  row.kept('The settings as they were.')
})

test('home-turns-read-only: the disk turns read-only while the app runs, as after an error of the disk', async ({ row, home, servers, settle, begin }) => {
  settle()
  const running = await begin()
  const page = await running.window()
  await expect(statement(page)).toHaveText('Your clock is right', SOON)
  await expect.poll(() => historyOf(home).length).toBe(1)
  const writable = home.readOnly()
  servers.slowBy = 47
  await wake(running)
  row.done('The home was mounted read-only while the app ran; the clock became wrong, the program was started once more, the disk was mended.')
  await row.shows(page, WRONG)
  await go(page, 'Details')
  await row.shows(page, /./, /may not write to its folder/)
  expect(await running.startAgain()).toBe(0)
  expect(await running.windowCount()).toBe(1)
  writable()
  await wake(running)
  await expect.poll(() => historyOf(home).length, SOON).toBeGreaterThanOrEqual(3)
  row.kept('The history of before, and with the disk mended that of meanwhile.')
})

test('crash-of-another-name: the computer crashed and is called something else now', async ({ row, home, servers, settle, begin }) => {
  servers.slowBy = 47
  settle()
  const first = await begin()
  await expect(statement(await first.window())).toHaveText(WRONG, SOON)
  await kill(first)
  home.remove('SingletonLock')
  symlinkSync('another-name-4194304', path.join(home.own, 'SingletonLock'))
  row.done('The app was killed; its mark was left as by a computer of another name, as a new network gives one.')
  const running = await begin()
  await row.shows(await running.window(), WRONG)
  row.kept('The settings, and the history of before.')
  expect(historyOf(home).length).toBeGreaterThanOrEqual(1)
})

test('disk-full-command-line: the command line is to write to a full disk', async ({ row, home }) => {
  const [textfile, report] = ['clock.prom', 'report.txt'].map((name) => path.join(home.folder, name)) as [string, string]
  for (const file of [textfile, report]) writeFileSync(file, 'of yesterday')
  home.fill()
  row.done('check --textfile and report --output --force were to replace files on a full disk.')
  for (const args of [['check', '--practice=fine', '--format', 'prometheus', '--textfile', textfile], ['report', '--practice=fine', '--output', report, '--force']]) {
    const { status, stderr } = spawnSync(process.execPath, [path.resolve('out/cli/clock-medic.mjs'), ...args], { encoding: 'utf8' })
    expect(status).not.toBe(0)
    row.seen(`“${stderr.trim().split('\n').at(-1)}”`)
    expect(stderr).toMatch(/space|full/)
  }
  for (const file of [textfile, report]) expect(readFileSync(file, 'utf8')).toBe('of yesterday')
  expect(readdirSync(home.folder).toSorted()).toEqual(['clock.prom', 'filler', 'report.txt'])
  row.kept('Both files as they were, and no half of a new one.')
})
