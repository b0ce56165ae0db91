import { TOTP } from 'otpauth'
import { expect, go, keepPictures, statement, test, type Page } from './app.ts'

const PERIOD = 30

/** Opens the code test and reads the key as a user would who cannot scan. */
async function openCodeTest(page: Page): Promise<TOTP> {
  await expect(statement(page)).toHaveText('Your clock is 47.3 seconds slow')
  await go(page, 'Test a code')
  const toType = page.getByRole('button', { name: 'Can\'t scan? Type a key' })
  await toType.click()
  const key = await page.locator('.typed-key code').innerText()
  await toType.click()
  expect(key.replaceAll(' ', '')).toMatch(/^[A-Z2-7]{32}$/)
  return new TOTP({ secret: key.replaceAll(' ', ''), period: PERIOD, digits: 6, algorithm: 'SHA1' })
}

const field = (page: Page) => page.getByRole('textbox', { name: /six digits/i })

/** A code must not change between making it and typing it. */
async function awayFromTheFlip(): Promise<void> {
  await expect.poll(() => (Date.now() / 1000) % PERIOD, { timeout: PERIOD * 1000 }).toBeLessThan(26)
}

test('a phone that is a minute behind is told apart from one that is right', async ({ launch }) => {
  test.slow()
  const page = await (await launch('--practice')).window()
  const phone = await openCodeTest(page)
  await keepPictures(page, 'code-empty')

  await awayFromTheFlip()
  await field(page).pressSequentially(phone.generate({ timestamp: Date.now() - 60_000 }))
  await expect(page.getByText('Your phone is about 60 s behind')).toBeVisible()
  await expect(page.getByText(/Services that allow ±30 s will reject it\./)).toBeVisible()
  await expect(page.getByText('Settings → General → Date & Time → Set Automatically')).toBeVisible()
  await keepPictures(page, 'code-behind')

  await page.getByRole('button', { name: 'Try another code' }).click()
  await expect(page.getByText('Your phone is about 60 s behind')).toBeHidden()
  await expect(field(page)).toBeFocused()
  await awayFromTheFlip()
  // Judged against true time: by the laptop's own clock, 47 s slow, this code would be wrong.
  await field(page).pressSequentially(phone.generate({ timestamp: Date.now() }))
  await expect(page.getByText('Your phone\'s clock looks right')).toBeVisible()
  await keepPictures(page, 'code-right')
})

test('a code that fits no time within a day is not taken for a clock error', async ({ launch }) => {
  const page = await (await launch('--practice')).window()
  const phone = await openCodeTest(page)
  const day = 86_400_000
  const possible = new Set<string>()
  for (let at = Date.now() - day - 60_000; at <= Date.now() + day + 120_000; at += PERIOD * 1000) possible.add(phone.generate({ timestamp: at }))
  const impossible = Array.from({ length: 1e4 }, (_, index) => String(index).padStart(6, '0')).find((code) => !possible.has(code)) ?? ''
  await field(page).fill(impossible)
  await expect(page.getByText('No match within a day')).toBeVisible()
})

test('without true time a code is not judged, and the screen says why', async ({ launch }) => {
  const page = await (await launch('--practice=no-network')).window()
  await expect(statement(page)).toHaveText('Your clock could not be checked')
  await go(page, 'Test a code')
  await expect(field(page)).toBeDisabled()
  await expect(page.getByText(/A code can only be judged by the true time/)).toBeVisible()
  await keepPictures(page, 'code-unknown')
})
