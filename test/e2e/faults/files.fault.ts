import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, lstatSync, mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { go } from '../app.ts'
import { expect, historyOf, SOON, statement, test, wake, WRONG, type Home, type Page } from './world.ts'

const FILES = ['settings.json', 'history.jsonl', path.join('logs', 'clock-medic.log')] as const
const KEPT_CHECK = '{"kind":"check","at":1795348800,"offset":0.5,"uncertainty":0.01}\n'
const HUGE = 200 * 2 ** 20
const GARBAGE = Buffer.from(Array.from({ length: 5000 }, (_, at) => (at * 7919) % 251))

interface Kind {
  readonly name: string
  readonly fault: string
  readonly spoil: (file: string) => void
  /** Where the settings that could not be read are after the start. */
  readonly aside: (home: Home) => boolean
}

const brokenFile = ({ own }: Home): string => path.join(own, 'settings.broken.json')
const over = (spoil: (file: string) => void) => (file: string): void => {
  execFileSync('/bin/rm', ['-rf', file])
  spoil(file)
}

const KINDS: readonly Kind[] = [
  { name: 'garbage', fault: 'settings, history and log hold garbage', spoil: (file) => writeFileSync(file, GARBAGE), aside: (home) => existsSync(brokenFile(home)) },
  { name: 'truncated', fault: 'settings, history and log end in the middle', spoil: (file) => truncateSync(file, Math.floor(lstatSync(file).size / 2)), aside: (home) => readFileSync(brokenFile(home), 'utf8').startsWith('{"version"') },
  { name: 'folders', fault: 'folders are in the place of settings, history and log', spoil: over((file) => mkdirSync(file)), aside: (home) => lstatSync(brokenFile(home)).isDirectory() },
  { name: 'pipes', fault: 'pipes are in the place of settings, history and log', spoil: over((file) => execFileSync('/usr/bin/mkfifo', [file])), aside: (home) => lstatSync(brokenFile(home)).isFIFO() },
  { name: 'huge', fault: 'settings, history and log are files of 200 MB', spoil: (file) => truncateSync(file, HUGE), aside: (home) => lstatSync(brokenFile(home)).size === HUGE },
  { name: 'unreadable', fault: 'settings, history and log may not be read', spoil: (file) => chmodSync(file, 0), aside: (home) => existsSync(brokenFile(home)) },
]

function writeAll({ own }: Home, settle: () => void): readonly string[] {
  settle()
  mkdirSync(path.join(own, 'logs'), { recursive: true })
  const files = FILES.map((name) => path.join(own, name))
  for (const file of files.slice(1)) writeFileSync(file, KEPT_CHECK.repeat(3))
  return files
}

/** Through the first screen, which comes anew where nobody knows any more that it was read. */
async function pastWelcome(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Check my clock' }).click()
  await expect(statement(page)).toHaveText(/^Your clock (is|could not be checked)/, SOON)
}

for (const { name, fault, spoil, aside } of KINDS) {
  test(`${name}: ${fault}`, async ({ row, home, settle, begin }) => {
    for (const file of writeAll(home, settle)) spoil(file)
    row.done('The app was started with such files; the first screen was read anew.')
    const running = await begin()
    const page = await running.window()
    await pastWelcome(page)
    await row.shows(page, /^Your clock could not be checked$/)
    await go(page, 'Settings')
    await row.shows(page, /^Settings$/, /could not be read/)
    expect(aside(home)).toBe(true)
    expect(await running.settings()).toMatchObject({ welcomed: true })
    await running.app.close()
    expect(await running.ended).toBe(0)
    row.kept('What lay in the place of the settings, as settings.broken.json.')
  })
}

test('wrong-types: settings have values of a wrong type, and every second line of the history is none', async ({ row, home, servers, settle, begin }) => {
  servers.slowBy = 47
  settle({ keepRunning: {}, checkEveryMinutes: 'often' })
  writeFileSync(path.join(home.own, 'history.jsonl'), `${KEPT_CHECK}{"kind":\n${KEPT_CHECK}[1,2]\n${KEPT_CHECK}`)
  row.done('The app was started with such files.')
  const running = await begin()
  const page = await running.window()
  await row.shows(page, WRONG)
  await go(page, 'Settings')
  await row.shows(page, /^Settings$/, /held a value that cannot be used/)
  await wake(running)
  expect(readFileSync(brokenFile(home), 'utf8')).toContain('"often"')
  expect(() => historyOf(home)).toThrow()
  row.kept('What could be read of both; the settings as they were, beside it.')
})
