import { renameSync, symlinkSync } from 'node:fs'
import { go } from '../app.ts'
import { expect, historyOf, SOON, statement, test, wake, type Running } from './world.ts'

const YEAR = 365.25 * 86_400
/** The clock is looked at every half minute; then it is measured, though servers are not asked twice within a minute or so. */
const NOTICED = { timeout: 150_000 }

/** The clock that the program reads shows so many seconds more from now on; that of this computer is never touched. */
const setClock = ({ app }: Running, by: number): Promise<void> => app.evaluate((_electron, seconds) => {
  const Before = Date
  globalThis.Date = class extends Before {
    constructor(...given: unknown[]) {
      if (given.length === 0) super(Before.now() + seconds * 1000)
      else super(...given as [number])
    }
    static override now(): number { return Before.now() + seconds * 1000 }
  } as DateConstructor
}, by)

test('clock-stepped: the clock is set by years while the app runs, forward and then back', async ({ row, home, settle, begin, tray }) => {
  test.setTimeout(360_000)
  settle()
  const running = await begin()
  const icon = await tray.item()
  const page = await running.window()
  await expect(statement(page)).toHaveText('Your clock is right', SOON)
  row.done('The clock that the app reads was set 3 years forward and then 8 back; nobody asked for a check.')
  await setClock(running, 3 * YEAR)
  await expect(statement(page)).toHaveText(/fast$/, NOTICED)
  await row.shows(page, /^Your clock is 3 years fast$/)
  await expect.poll(icon.tooltip).toContain('3 years fast')
  await setClock(running, -8 * YEAR)
  await expect(statement(page)).toHaveText(/slow$/, NOTICED)
  await row.shows(page, /^Your clock is 5 years slow$/)
  await go(page, 'Details')
  await expect(page.getByText(/^Checked \d\d:\d\d:\d\d, took .* Next check in (5\d|6\d|1) (minutes|hour)\.$/)).toBeVisible()
  await expect.poll(() => historyOf(home).map(({ kind }) => kind)).toEqual(['check', 'stepped', 'check', 'stepped', 'check'])
  row.kept('Each check at its true time, and both moments at which the clock was set.')
})

test('time-zone-changed: the time zone is changed while the app runs', async ({ row, settle, begin }) => {
  settle()
  const zone = (name: string): void => {
    symlinkSync(`/usr/share/zoneinfo/${name}`, '/etc/localtime.new')
    renameSync('/etc/localtime.new', '/etc/localtime')
  }
  zone('Asia/Tokyo')
  const running = await begin()
  const page = await running.window()
  await expect(statement(page)).toHaveText('Your clock is right', SOON)
  await go(page, 'Details')
  const hour = async (): Promise<number> => Number(/^Checked (\d\d):/.exec(await page.getByText(/^Checked \d\d:/).innerText())?.[1])
  /** The hour of now or of a minute ago, so many hours from Greenwich. */
  const hoursIn = (east: number): readonly number[] => [0, 60_000].map((ago) => (new Date(Date.now() - ago).getUTCHours() + 24 + east) % 24)
  expect(hoursIn(9)).toContain(await hour())
  zone('America/New_York')
  row.done('The time zone of the computer was Tokyo and became New York.')
  await wake(running)
  await expect.poll(async () => [...hoursIn(-5), ...hoursIn(-4)].includes(await hour()), SOON).toBe(true)
  await row.shows(page, /./, /^Checked \d\d:/)
  await go(page, 'Clock')
  await row.shows(page, /^Your clock is right$/)
  row.kept('All of it: the clock is as right as before, and times are told in the new zone.')
})
