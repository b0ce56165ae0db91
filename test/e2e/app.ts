import AxeBuilder from '@axe-core/playwright'
import { _electron, expect, test as base, type ElectronApplication, type Page } from '@playwright/test'
import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { TOTP } from 'otpauth'
import { openTrayHost, type TrayHost } from './tray-host.ts'

const ROOT = path.resolve(import.meta.dirname, '../..')
const SCREENS = path.join(ROOT, 'test-results/screens')
const electronBinary = createRequire(import.meta.url)('electron') as string

export interface Running {
  readonly app: ElectronApplication
  /** The window; waits until it is there. */
  readonly window: () => Promise<Page>
  readonly windowCount: () => Promise<number>
  /** Starts the program once more with the same settings folder and gives its exit code. */
  readonly startAgain: (...args: readonly string[]) => Promise<number | null>
  readonly ended: Promise<number | null>
  /** The settings as they are kept. */
  readonly settings: () => Promise<unknown>
  /** Complaints of the page: errors, violated content policy. Every test ends with none. */
  readonly problems: string[]
  /** All that it wrote to its console so far. */
  readonly said: () => string
}

interface Tools {
  /** A desktop with a tray. Ask for it before `launch`. */
  readonly tray: TrayHost
  readonly launch: (...args: readonly string[]) => Promise<Running>
  /** The same for somebody with these settings; `launch` is for one who has read the first screen and changed nothing. */
  readonly launchWith: (settings: Readonly<Record<string, unknown>>, ...args: readonly string[]) => Promise<Running>
}

/** The dialog about a desktop without a tray would stand over every window. */
const SETTLED = { version: 1, welcomed: true, toldAboutTray: true }

export { expect, type Page, type TrayHost }

export const test = base.extend<Tools>({
  // oxlint-disable-next-line no-empty-pattern -- the runner reads the names of the parameters from this pattern
  tray: async ({}, use, testInfo) => {
    testInfo.skip(process.platform !== 'linux', 'Only Linux has a tray whose host a test can be.')
    const host = await openTrayHost()
    await use(host)
    host.close()
  },
  // oxlint-disable-next-line no-empty-pattern -- as above
  launchWith: async ({}, use) => {
    const all: { readonly running: Running; readonly settings: string }[] = []
    await use(async (given, ...args) => {
      const settings = await mkdtemp(path.join(tmpdir(), 'clock-medic-'))
      await mkdir(path.join(settings, 'Clock Medic'))
      await writeFile(path.join(settings, 'Clock Medic', 'settings.json'), JSON.stringify(given))
      const running = await start(args, settings)
      all.push({ running, settings })
      return running
    })
    for (const { running, settings } of all) {
      await running.app.close()
      await rm(settings, { recursive: true, force: true })
    }
    expect(all.flatMap(({ running: { problems } }) => problems)).toEqual([])
  },
  launch: async ({ launchWith }, use) => {
    await use((...args) => launchWith(SETTLED, ...args))
  },
})

/** Starts the app for a user whose settings of all programs lie in the folder `settings`. Who starts it ends it. */
export async function start(args: readonly string[], settings: string): Promise<Running> {
  const env = { ...definedOnly(process.env), XDG_CONFIG_HOME: settings }
  const app = await _electron.launch({ cwd: ROOT, args: ['.', ...args], env })
  const problems: string[] = []
  app.on('window', (page) => {
    page.on('pageerror', (error) => problems.push(error.message))
    page.on('console', (message) => {
      if (message.type() === 'error' || /Content Security Policy/.test(message.text())) problems.push(message.text())
    })
  })
  let said = ''
  for (const stream of [app.process().stdout, app.process().stderr]) stream?.on('data', (chunk: Buffer) => { said += chunk.toString('latin1') })
  const ended = new Promise<number | null>((resolve) => { app.process().once('exit', resolve) })
  return {
    app, problems, ended, said: () => said,
    settings: async () => JSON.parse(await readFile(path.join(settings, 'Clock Medic', 'settings.json'), 'utf8')) as unknown,
    window: async () => {
      const page = app.windows()[0] ?? await app.waitForEvent('window')
      await page.locator('main h1').waitFor()
      return page
    },
    windowCount: () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length),
    startAgain: (...more) => new Promise((resolve, reject) => {
      const second = spawn(electronBinary, ['--no-sandbox', '.', ...more], { cwd: ROOT, env, stdio: 'ignore' })
      second.once('error', reject)
      second.once('exit', resolve)
    }),
  }
}

const definedOnly = (env: NodeJS.ProcessEnv): Record<string, string> =>
  Object.fromEntries(Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])))

/** Goes to a screen by its tab. */
export async function go(page: Page, tab: 'Clock' | 'Test a code' | 'Help' | 'Details' | 'Settings'): Promise<void> {
  await page.getByRole('navigation').getByRole('button', { name: tab }).click()
}

/** Opens the code test of a practice laptop and reads the key as a user would who cannot scan. */
export async function openCodeTest(page: Page): Promise<TOTP> {
  await expect(statement(page)).toHaveText(/^Your clock is 47\.\d seconds slow$/)
  await go(page, 'Test a code')
  const toType = page.getByRole('button', { name: 'Can\'t scan? Type a key' })
  await toType.click()
  const key = await page.locator('.typed-key code').innerText()
  await toType.click()
  expect(key.replaceAll(' ', '')).toMatch(/^[A-Z2-7]{32}$/)
  return new TOTP({ secret: key.replaceAll(' ', ''), period: 30, digits: 6, algorithm: 'SHA1' })
}

/** The one statement of the screen. */
export const statement = (page: Page): ReturnType<Page['getByRole']> => page.getByRole('heading', { level: 1 })

/** Notes every statement from now on, also one that is gone within a blink; the function gives them. */
export async function watchStatements(page: Page): Promise<() => Promise<readonly string[]>> {
  const list = await page.evaluateHandle(() => {
    const seen: string[] = []
    const look = (): void => { seen.push(document.querySelector('h1')?.textContent ?? '') }
    new MutationObserver(look).observe(document.body, { childList: true, subtree: true, characterData: true })
    return seen
  })
  return () => list.jsonValue()
}

/** What axe finds wrong with the page as it is, each with the place; empty when all is well. */
export async function axeFindings(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze()
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`))
}

const LOOKS = [
  { name: 'light', colorScheme: 'light', width: 400, text: '' },
  { name: 'dark', colorScheme: 'dark', width: 400, text: '' },
  { name: 'narrow', colorScheme: 'light', width: 320, text: '' },
  { name: 'large-text', colorScheme: 'light', width: 400, text: '200%' },
] as const

/** Keeps one picture of the page as it is. */
export async function keepPicture(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: path.join(SCREENS, `${name}.png`) })
}

/** Keeps pictures of the page in light, dark, 320 px wide and with text of double size; axe looks at each, and nothing may be cut off sideways. */
export async function keepPictures(page: Page, name: string): Promise<void> {
  for (const look of LOOKS) {
    await page.emulateMedia({ colorScheme: look.colorScheme, reducedMotion: 'reduce' })
    await page.setViewportSize({ width: look.width, height: 720 })
    await page.evaluate((size) => { document.documentElement.style.fontSize = size }, look.text)
    await keepPicture(page, `${name}-${look.name}`)
    expect(await axeFindings(page), `${name}, ${look.name}`).toEqual([])
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    expect(overflow, `${name}, ${look.name}: sideways scrolling`).toBeLessThanOrEqual(0)
  }
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'no-preference' })
  await page.setViewportSize({ width: 400, height: 720 })
  await page.evaluate(() => { document.documentElement.style.fontSize = '' })
}
