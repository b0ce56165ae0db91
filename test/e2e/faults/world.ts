import { test as base, type TestInfo } from '@playwright/test'
import { execFileSync } from 'node:child_process'
import { closeSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import path from 'node:path'
import { soundAnswer, startNtpServer, type NtpServer } from '../../fakes/ntp-server.ts'
import { expect, start, statement, type Page, type Running } from '../app.ts'
import { openTrayHost, type TrayHost } from '../tray-host.ts'

/** Notes for the table; what stands on the screen is read from it. */
export interface Row {
  readonly done: (words: string) => void
  readonly kept: (words: string) => void
  /** Waits until the one statement of the window reads so, and notes it with a sentence of the same screen where one is named. */
  readonly shows: (page: Page, said: RegExp, sentence?: RegExp) => Promise<void>
  /** The same by the program itself, for a window whose page the driver has lost. */
  readonly showsIn: (running: Running, said: RegExp) => Promise<void>
  /** Notes what the user sees elsewhere than in the window. */
  readonly seen: (words: string) => void
}

/** A home on a disk of its own, on which things can go wrong. */
export interface Home {
  readonly folder: string
  /** The app's own folder, where settings, history and log lie. */
  readonly own: string
  /** Where the record of a repair lies. */
  readonly state: string
  /** What a write that was broken off has left. */
  readonly leftovers: () => readonly string[]
  /** Takes away a file of the app's own folder. */
  readonly remove: (name: string) => void
  /** Takes what is left of the disk; the function gives it back. */
  readonly fill: () => () => void
  /** The disk takes no writing any more; the function changes that back. */
  readonly readOnly: () => () => void
}

/** Three time servers by which this computer is so many seconds slow. */
export interface Servers {
  slowBy: number
  /** They give no answer. */
  silent: boolean
  readonly addresses: readonly string[]
}

interface World {
  readonly row: Row
  readonly home: Home
  readonly servers: Servers
  readonly tray: TrayHost
  /** Starts the app with what is in the home; it is ended with the test. */
  readonly begin: (...args: readonly string[]) => Promise<Running>
  /** Writes the settings of somebody whose clock is watched by these servers. */
  readonly settle: (more?: Readonly<Record<string, unknown>>) => void
}

export const BASE = process.env['CLOCK_MEDIC_FAULTS'] ?? ''
const PICTURES = path.resolve(import.meta.dirname, '../../../test-results/fault-screens')
/** Enough for what Chromium writes in a short life. */
const DISK = '24m'

export { expect, statement, type Page, type Running, type TrayHost }

/** From waking up to the check some seconds pass, and a check takes one or two; the machine may be busy. */
export const SOON = { timeout: 30_000 }

/** What stands on the screen where the servers say 47 seconds, which no measurement hits to the tenth. */
export const WRONG = /^Your clock is 4[67](\.\d)? seconds slow$/

export const test = base.extend<World>({
  // oxlint-disable-next-line no-empty-pattern -- the runner reads the names of the parameters from this pattern
  row: async ({}, use, testInfo) => use(rowOf(testInfo)),
  // oxlint-disable-next-line no-empty-pattern -- as above
  home: async ({}, use) => {
    const home = openHome()
    await use(home)
    unmount(home.folder)
  },
  // oxlint-disable-next-line no-empty-pattern -- as above
  servers: async ({}, use) => {
    const state = { slowBy: 0, silent: false }
    const started: NtpServer[] = []
    for (let count = 1; count <= 3; count++) started.push(await startNtpServer((question, time) => (state.silent ? [] : [soundAnswer(question, time + state.slowBy)]), `127.0.0.${count}`))
    await use(Object.assign(state, { addresses: started.map(({ host, port }) => `${host}:${port}`) }))
    for (const server of started) await server.close()
  },
  // oxlint-disable-next-line no-empty-pattern -- as above
  tray: async ({}, use) => {
    const host = await openTrayHost()
    await use(host)
    host.close()
  },
  settle: async ({ home, servers }, use) => {
    await use((more = {}) => {
      mkdirSync(home.own, { recursive: true })
      writeFileSync(path.join(home.own, 'settings.json'), JSON.stringify({ version: 1, welcomed: true, toldAboutTray: true, servers: servers.addresses, ...more }))
    })
  },
  begin: async ({ home }, use) => {
    const all: Running[] = []
    await use(async (...args) => {
      const running = await start(args, path.join(home.folder, '.config'))
      all.push(running)
      return running
    })
    for (const { app } of all) await app.close().catch(() => undefined)
  },
})

function rowOf(testInfo: TestInfo): Row {
  const note = (type: string) => (description: string): void => { testInfo.annotations.push({ type, description }) }
  const [name = ''] = testInfo.title.split(':')
  let pictures = 0
  return {
    done: note('done'), kept: note('kept'), seen: note('screen'),
    shows: async (page, said, sentence) => {
      await expect(statement(page)).toHaveText(said, SOON)
      const also = sentence === undefined ? '' : await page.getByText(sentence).first().innerText(SOON)
      note('screen')(`“${await statement(page).innerText()}”${also === '' ? '.' : `: “${also}”`}`)
      await page.screenshot({ path: path.join(PICTURES, `${name}-${++pictures}.png`) })
    },
    showsIn: async (running, said) => {
      await expect.poll(() => screenOf(running), SOON).toMatch(said)
      note('screen')(`“${await screenOf(running)}”.`)
      const png = await running.app.evaluate(async ({ BrowserWindow }) => (await BrowserWindow.getAllWindows()[0]?.webContents.capturePage())?.toPNG().toString('base64'))
      mkdirSync(PICTURES, { recursive: true })
      writeFileSync(path.join(PICTURES, `${name}-${++pictures}.png`), Buffer.from(png ?? '', 'base64'))
    },
  }
}

/** The one statement of the window, as its page says it; empty as long as there is none. */
export const screenOf = (running: Running): Promise<string> => inPage(running, 'document.querySelector("main h1")?.textContent ?? ""')

/** What a script gives in the page of the window, as text; empty where there is no page that could answer. */
export const inPage = ({ app }: Running, script: string): Promise<string> => app.evaluate(async ({ BrowserWindow }, asked) => {
  const contents = BrowserWindow.getAllWindows()[0]?.webContents
  if (contents === undefined || contents.isCrashed() || contents.isLoading()) return ''
  // A page that ends while it is asked never answers.
  const never = new Promise<string>((resolve) => { setTimeout(resolve, 1000, '') })
  return Promise.race([contents.executeJavaScript(asked).then(String), never])
}, script)

/** Mounts, on the folder that is root's home in this namespace, a disk of its own. */
function openHome(): Home {
  const folder = path.join(BASE, 'home')
  mount('-t', 'tmpfs', '-o', `size=${DISK},mode=700`, 'tmpfs', folder)
  const filler = path.join(folder, 'filler')
  return {
    folder,
    own: path.join(folder, '.config', 'Clock Medic'),
    state: path.join(folder, '.local', 'state', 'clock-medic'),
    leftovers: () => readdirSync(path.join(folder, '.config', 'Clock Medic')).filter((name) => name.endsWith('.tmp')),
    remove: (name) => rmSync(path.join(folder, '.config', 'Clock Medic', name), { recursive: true }),
    fill: () => {
      fillUp(filler)
      return () => rmSync(filler)
    },
    readOnly: () => {
      const writable = cover(folder, folder)
      mount('-o', 'remount,bind,ro', folder)
      return writable
    },
  }
}

/** The records of the history that can be read; throws where a line is none. */
export function historyOf({ own }: Home): readonly { readonly kind: string }[] {
  const file = path.join(own, 'history.jsonl')
  return existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as { readonly kind: string }) : []
}

/** Writes until the disk takes not one byte more. */
function fillUp(file: string): void {
  const handle = openSync(file, 'a')
  const block = new Uint8Array(4096)
  try {
    for (;;) writeSync(handle, block)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
  } finally {
    closeSync(handle)
  }
}

export function mount(...args: readonly string[]): void {
  execFileSync('/usr/bin/mount', args, { stdio: ['ignore', 'ignore', 'pipe'] })
}

export function unmount(place: string): void {
  execFileSync('/usr/bin/umount', ['--lazy', place], { stdio: ['ignore', 'ignore', 'pipe'] })
}

/** Puts what `source` is in the place of `place` for all programs of this namespace; the function ends that. */
export function cover(source: string, place: string): () => void {
  mount('--bind', source, place)
  return () => unmount(place)
}

/** What the system tells the app after sleep, which makes it look at its clock. */
export const wake = ({ app }: Running): Promise<void> => app.evaluate(({ powerMonitor }) => { powerMonitor.emit('resume') })

/** Ends a process at once, as a crash does, and waits until it is gone. */
export async function kill(running: Running): Promise<void> {
  const { app, ended } = running
  app.process().kill('SIGKILL')
  await ended
}
