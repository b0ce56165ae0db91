import { chmodSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { BASE, cover, expect, kill, SOON, statement, test as plain, WRONG } from './world.ts'

/** What says that a system is a container, which cannot set a clock; here it shall look like a computer of its own. */
const MARKS = ['/.dockerenv', '/run/.containerenv', '/run/systemd/container'] as const
const DATE = '/usr/bin/date'

/** The program that sets the clock, as a stand-in: it never sets one. */
interface Setter {
  /** It was told to set the clock, in these words. */
  readonly asked: () => string | null
  /** It takes its time, or it is done at once. */
  readonly hang: (on: boolean) => void
}

const test = plain.extend<{ readonly setter: Setter }>({
  // oxlint-disable-next-line no-empty-pattern -- the runner reads the names of the parameters from this pattern
  setter: async ({}, use) => {
    const folder = mkdtempSync(path.join(BASE, 'setter-'))
    const [real, standIn, asked, hangs, hidden] = ['real', 'stand-in', 'asked', 'hangs', 'hidden'].map((name) => path.join(folder, name)) as [string, string, string, string, string]
    copyFileSync(DATE, real)
    writeFileSync(standIn, `#!/bin/sh\ncase " $* " in\n*" -s "*) echo "$*" > ${asked}; if [ -e ${hangs} ]; then exec /bin/sleep 20; fi;;\n*) exec ${real} "$@";;\nesac\n`, { mode: 0o755 })
    writeFileSync(hidden, '')
    chmodSync(hidden, 0)
    const open = [cover(standIn, DATE), ...MARKS.filter((mark) => existsSync(mark)).map((mark) => cover(hidden, mark))]
    await use({
      asked: () => (existsSync(asked) ? readFileSync(asked, 'utf8') : null),
      hang: (on) => { if (on) writeFileSync(hangs, '') },
    })
    for (const uncover of open) uncover()
  },
})

test('killed-in-repair: the program is killed while the clock is being set', async ({ row, home, servers, setter, settle, begin, tray }) => {
  servers.slowBy = 47
  settle()
  setter.hang(true)
  const running = await begin()
  await tray.item()
  const page = await running.window()
  await expect(statement(page)).toHaveText(WRONG, SOON)
  await page.getByRole('button', { name: 'Fix my clock' }).click()
  await expect.poll(setter.asked, SOON).toContain('seconds')
  await row.shows(page, /^Setting your clock right$/)
  await kill(running)
  expect(readFileSync(path.join(home.state, 'last-repair.json'), 'utf8')).toContain('open')
  row.done('Fix my clock was clicked; the program was killed while the command that sets the clock ran, and started anew.')
  const again = await begin()
  const icon = await tray.item()
  await row.shows(await again.window(), WRONG, /Not known to be done/)
  expect((await icon.menu()).find(({ label }) => label === 'Undo the last repair…')?.enabled).toBe(true)
  row.kept('The record of the repair: what was done and what is not known, offered to be finished or taken back.')
})

test('disk-full-in-repair: the disk is full when the repair begins', async ({ row, home, servers, setter, settle, begin }) => {
  servers.slowBy = 47
  settle()
  mkdirSync(home.state, { recursive: true })
  const record = path.join(home.state, 'last-repair.json')
  const earlier = JSON.stringify({ version: 1, os: 'linux', began: { monotonic: 1 }, ended: true, steps: [] })
  writeFileSync(record, earlier)
  const running = await begin()
  const page = await running.window()
  await expect(statement(page)).toHaveText(WRONG, SOON)
  home.fill()
  await page.getByRole('button', { name: 'Fix my clock' }).click()
  await expect.poll(setter.asked, SOON).toContain('seconds')
  // What the stand-in does not do.
  servers.slowBy = 0
  row.done('The disk was filled, then Fix my clock was clicked.')
  await expect(statement(page)).not.toHaveText('Setting your clock right', SOON)
  await row.shows(page, /^Your clock is right/)
  expect(readFileSync(record, 'utf8')).toBe(earlier)
  row.kept('The record of the repair before, whole; that of this one until the program ends.')
})
