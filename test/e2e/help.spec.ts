import { SOURCE_ROWS, type SourceRow } from '../core/help/source-rows.ts'
import { expect, go, keepPictures, statement, test, type Page } from './app.ts'

/** A busy machine measures the practice laptop to a tenth of a second only. */
const SLOW = /^Your clock is 47\.\d seconds slow$/

const choice = (page: Page, name: string) => page.locator('.choices').getByRole('button', { name, exact: true })
const message = (page: Page) => page.getByRole('region', { name: 'Message for those who look after it' }).locator('pre')
const back = (page: Page) => page.locator('.back')

/** Takes the way of a row as a user would, and looks at what its end offers. */
async function walk(page: Page, { way: [first, second], ends, says }: SourceRow): Promise<void> {
  await go(page, 'Help')
  while (await back(page).count() > 0) await back(page).click()
  await expect(statement(page)).toHaveText('What is going wrong?')
  await choice(page, first).click()
  await expect(statement(page)).toHaveText(first)
  await expect(statement(page)).toBeFocused()
  await choice(page, second).click()
  await expect(statement(page)).toHaveText(second)
  await expect(statement(page)).toBeFocused()
  await expect(page.getByText(/47\.\d seconds slow/).first()).toBeVisible()
  await expect(page.locator('main')).toHaveText(says)
  if (ends.includes('message')) {
    await expect(message(page)).toContainText(/Laptop: 47\.\d seconds slow \(±/)
    await expect(page.getByRole('button', { name: 'Copy the message' })).toBeVisible()
  }
  if (ends.includes('code')) {
    await page.getByRole('button', { name: 'Test a code' }).and(page.locator('main button')).click()
    await expect(statement(page)).toHaveText('Is your phone\'s clock right?')
    await expect(page.getByRole('textbox', { name: /six digits/i })).toBeVisible()
    await go(page, 'Help')
    await expect(statement(page)).toHaveText(second)
  }
  if (ends.includes('check') || ends.includes('fix')) {
    await page.getByRole('button', { name: 'Check my clock' }).click()
    await expect(statement(page)).toHaveText(SLOW)
    if (ends.includes('fix')) await expect(page.getByRole('button', { name: 'Fix my clock' })).toBeVisible()
  }
}

const PAGES = [...new Set(SOURCE_ROWS.map(({ page }) => page))]

for (const source of PAGES) {
  test(`every row of ${source} is led to its end`, async ({ launch }) => {
    test.slow()
    const page = await (await launch('--practice')).window()
    await expect(statement(page)).toHaveText(SLOW)
    for (const row of SOURCE_ROWS.filter((each) => each.page === source)) await test.step(row.row, () => walk(page, row))
  })
}

test('the message is copied as it is shown', async ({ launch }) => {
  test.slow()
  const { app, window } = await launch('--practice')
  const page = await window()
  await expect(statement(page)).toHaveText(SLOW)
  await go(page, 'Help')
  await keepPictures(page, 'help')
  await choice(page, 'A code from my authenticator is rejected').click()
  await keepPictures(page, 'help-codes')
  await choice(page, 'Only one service rejects my codes').click()
  await keepPictures(page, 'help-message')
  await page.getByRole('button', { name: 'Copy the message' }).click()
  await expect(page.getByText('Copied', { exact: true })).toBeVisible()
  expect(await app.evaluate(({ clipboard }) => clipboard.readText())).toBe(await message(page).textContent())
})

test('a pasted error text is recognised without its names; one that is not known offers the choices', async ({ launch }) => {
  test.slow()
  const page = await (await launch('--practice')).window()
  await expect(statement(page)).toHaveText(SLOW)
  await go(page, 'Help')
  await choice(page, 'I have an error text').click()
  const field = page.getByRole('textbox', { name: 'Error text' })
  const read = page.getByRole('button', { name: 'Recognise it' })
  await read.click()
  await expect(page.getByText('Paste an error text into the field first.')).toBeVisible()

  await field.fill('Widget 7 refused anna@example.org')
  await read.click()
  await expect(page.getByText('Not recognised')).toBeVisible()
  await expect(page.getByText('Widget 7 refused [name]').first()).toBeVisible()
  await expect(choice(page, 'I am not asked for a code')).toBeVisible()
  await keepPictures(page, 'help-unknown-error')

  await field.fill('handler exception: authentication failed for [anna@example.org], invalid TOTP code')
  await read.click()
  await expect(statement(page)).toHaveText('The six digits are rejected at the last step')
  await expect(statement(page)).toBeFocused()
  await expect(page.getByText('Recognised', { exact: true })).toBeVisible()
  await expect(message(page)).toContainText('The error says:')
  await expect(page.locator('main')).not.toContainText('anna')
  await keepPictures(page, 'help-error')
  await back(page).click()
  await expect(field).toHaveValue('')
})
