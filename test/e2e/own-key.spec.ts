import { Secret, TOTP } from 'otpauth'
import { encode } from 'uqr'
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, go, keepPictures, statement, test, type Page, type Running } from './app.ts'
import { pngOf } from './png.ts'
import { found, inFiles, mainHeap, tracesOf, windowHeap } from './traces.ts'

interface Account {
  readonly key: string
  readonly address: string
  readonly picture: Buffer
  readonly codes: TOTP
}

/** An account as a service may hand it out, another one in every test. */
function account(): Account {
  const key = new Secret({ buffer: new Uint8Array(randomBytes(20)).buffer }).base32
  const address = `otpauth://totp/Example:somebody@example.com?secret=${key}&issuer=Example&digits=8&period=60&algorithm=SHA256`
  return { key, address, picture: pngOf(encode(address, { border: 4, ecc: 'L' }).data, 6), codes: new TOTP({ secret: key, digits: 8, period: 60, algorithm: 'SHA256' }) }
}

let folder = ''
const temporary = process.env['TMPDIR']
// All that the app may write, its settings and temporary files, lies in one folder that is searched.
test.beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'own-'))
  process.env['TMPDIR'] = folder
})
test.afterEach(async () => {
  if (temporary === undefined) delete process.env['TMPDIR']
  else process.env['TMPDIR'] = temporary
  await rm(folder, { recursive: true, force: true })
})

async function openOwnKey(running: Running): Promise<Page> {
  const page = await running.window()
  await expect(statement(page)).toHaveText(/^Your clock is 47\.\d seconds slow$/)
  await go(page, 'Test a code')
  await page.getByRole('button', { name: 'Use my own key instead' }).click()
  await expect(page.getByLabel('Key or otpauth:// address')).toBeFocused()
  return page
}

const inUse = (page: Page) => page.getByText('Your key is in use: 8 digits, a new code every 60 s, SHA-256.')

/** Types a code, then goes through the screens that could tell of the key. */
async function useAndLeave(page: Page, { codes }: Account): Promise<string> {
  await expect(inUse(page)).toBeVisible()
  await page.getByRole('textbox', { name: 'Eight digits from your authenticator' }).pressSequentially(codes.generate())
  await expect(page.getByText('Your phone\'s clock looks right')).toBeVisible()
  await go(page, 'Help')
  await page.getByRole('button', { name: 'A code from my authenticator is rejected' }).click()
  await page.getByRole('button', { name: 'Only one service rejects my codes' }).click()
  const help = await page.getByRole('main').innerText()
  await go(page, 'Details')
  await page.getByText('Show the report').click()
  return help + await page.getByRole('main').innerText()
}

async function expectNoTrace(running: Running, page: Page, { key }: Account, shown: string): Promise<void> {
  const traces = tracesOf(key)
  expect(found(shown, traces), 'report and help').toEqual([])
  expect(found(await mainHeap(running), traces), 'heap of the main process').toEqual([])
  expect(found(await windowHeap(page), traces), 'heap of the window').toEqual([])
  expect(found(running.said(), traces), 'log').toEqual([])
  expect(await inFiles(folder, traces), 'files').toEqual([])
}

test('a typed key leaves no trace once its screen is left', async ({ launch }) => {
  test.slow()
  const running = await launch('--practice')
  const page = await openOwnKey(running)
  const mine = account()
  await keepPictures(page, 'own-key')
  await page.getByLabel('Key or otpauth:// address').focus()
  // Key by key, as a keyboard does, so that the test itself puts no copy of the whole into the page.
  for (const letter of mine.address) await page.keyboard.type(letter)
  await page.keyboard.press('Enter')
  await expect(inUse(page)).toBeVisible()
  // The search can find it: while the key is held it is there.
  expect(found(await mainHeap(running), tracesOf(mine.key))).not.toEqual([])
  const shown = await useAndLeave(page, mine)
  await expectNoTrace(running, page, mine, shown)
  await go(page, 'Test a code')
  await expect(page.getByText('Your key has been forgotten.')).toBeVisible()
  await expect(page.locator('.code-field')).toBeDisabled()
})

test('a key out of a picture leaves no trace once its screen is left', async ({ launch }) => {
  test.slow()
  const running = await launch('--practice')
  const page = await openOwnKey(running)
  const mine = account()
  await page.getByLabel('Choose a picture of the QR code').setInputFiles({ name: 'code.png', mimeType: 'image/png', buffer: mine.picture })
  const shown = await useAndLeave(page, mine)
  await expectNoTrace(running, page, mine, shown)
})

test('a picture of a key can be pasted or dropped anywhere on the screen', async ({ launch }) => {
  const page = await openOwnKey(await launch('--practice'))
  for (const how of ['paste', 'drop'] as const) {
    await page.evaluate(([kind, png]) => {
      const things = new DataTransfer()
      things.items.add(new File([Uint8Array.from(atob(png), (letter) => letter.charCodeAt(0))], 'code.png', { type: 'image/png' }))
      const travels = { bubbles: true, cancelable: true }
      document.body.dispatchEvent(kind === 'paste' ? new ClipboardEvent('paste', { ...travels, clipboardData: things }) : new DragEvent('drop', { ...travels, dataTransfer: things }))
    }, [how, account().picture.toString('base64')] as const)
    await expect(inUse(page)).toBeVisible()
    await page.getByRole('button', { name: 'Use another key' }).click()
    await expect(page.getByLabel('Key or otpauth:// address')).toBeFocused()
  }
})

test('a key on the screen is found, and the closed window leaves no trace of it', async ({ launch, tray: _tray }) => {
  test.slow()
  const running = await launch('--practice')
  const page = await openOwnKey(running)
  const mine = account()
  await running.app.evaluate(async ({ BrowserWindow }, png) => {
    const other = new BrowserWindow({ x: 0, y: 0, width: 480, height: 480, frame: false, alwaysOnTop: true, title: 'Example' })
    await other.loadURL(`data:text/html,<body style="margin:0;background:white"><img src="data:image/png;base64,${png}">`)
    other.moveTop()
  }, mine.picture.toString('base64'))
  await page.getByRole('button', { name: 'Read the QR code from the screen' }).click()
  await expect(inUse(page)).toBeVisible({ timeout: 15_000 })
  await running.app.evaluate(({ BrowserWindow }) => { for (const window of BrowserWindow.getAllWindows()) window.close() })
  await expect.poll(running.windowCount).toBe(0)
  const traces = tracesOf(mine.key)
  expect(found(await mainHeap(running), traces)).toEqual([])
  expect(await inFiles(folder, traces)).toEqual([])
})

test('bad keys and pictures get a sentence, and the way back leads to the practice account', async ({ launch }) => {
  const page = await openOwnKey(await launch('--practice'))
  await page.getByLabel('Key or otpauth:// address').fill('123456')
  await page.getByRole('button', { name: 'Use this key' }).click()
  await expect(page.getByText('This is a code, not a key.')).toBeVisible()
  await expect(page.getByLabel('Key or otpauth:// address')).toHaveValue('')
  await page.getByLabel('Choose a picture of the QR code').setInputFiles({ name: 'code.png', mimeType: 'image/png', buffer: Buffer.from('no picture') })
  await expect(page.getByText('That is no picture that can be read.')).toBeVisible()
  await keepPictures(page, 'own-key-wrong')
  await page.getByRole('button', { name: 'Use the practice account instead' }).click()
  await expect(page.getByText('Scan with your authenticator.')).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'Six digits from your authenticator' })).toBeEnabled()
})
