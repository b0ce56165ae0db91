import { expect, go, keepPictures, openCodeTest, statement, test, type Page } from './app.ts'

const PERIOD = 30

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
  await expect(page.getByText(/Services that allow ±30 s may reject its codes\./)).toBeVisible()
  await page.getByText('How to set the phone\'s clock').click()
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

test('two codes and a press at the change tell the phone to about a second, and which clock is guilty', async ({ launch }) => {
  test.slow()
  const page = await (await launch('--practice')).window()
  const phone = await openCodeTest(page)
  // A phone more than a minute behind whose code is about to change.
  const now = Date.now() / 1000
  const behind = 90 + (now % PERIOD) - 25
  const shown = (): string => phone.generate({ timestamp: Date.now() - behind * 1000 })
  const changed = async (): Promise<string> => {
    const before = shown()
    await expect.poll(shown, { timeout: PERIOD * 1000 + 5000, intervals: [100] }).not.toBe(before)
    return shown()
  }
  const flip = page.getByRole('button', { name: 'Press when it flips' })
  await field(page).pressSequentially(shown())
  await expect(page.getByText(/rule out chance/)).toBeVisible()
  await expect(flip).toBeHidden()
  await field(page).pressSequentially(await changed())
  await expect(flip).toBeVisible()
  await keepPictures(page, 'code-flip')
  await flip.focus()
  const next = await changed()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('textbox', { name: 'The six digits that just appeared' })).toBeFocused()
  await page.keyboard.type(next)
  await expect(page.getByText(/^Between \d+(\.\d)? and \d+(\.\d)? s behind true time\.$/)).toBeVisible()
  await expect(page.getByText(/^Two clocks are wrong: this laptop is 47\.\d seconds behind and your phone is about \d+ seconds behind\.$/)).toBeVisible()
  await expect(flip).toBeHidden()
  // Nothing more to find out: now the cure stands open.
  await expect(page.getByText('Settings → General → Date & Time → Set Automatically')).toBeVisible()
  await keepPictures(page, 'code-pressed')
})

test('an app with a habit of its own says so', async ({ launch }) => {
  const page = await (await launch('--practice')).window()
  const phone = await openCodeTest(page)
  await page.getByLabel('Which app makes the code?').selectOption('A password manager or authenticator on this laptop')
  await expect(page.getByText(/These codes follow this laptop's clock/)).toBeVisible()
  await awayFromTheFlip()
  await field(page).pressSequentially(phone.generate({ timestamp: Date.now() - 47_300 }))
  await expect(page.getByText(/^The clock of this laptop is to blame/)).toBeVisible()
  await page.getByRole('button', { name: 'Look at this laptop\'s clock' }).click()
  await expect(page.getByRole('button', { name: 'Fix my clock' })).toBeVisible()
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
