import { expect, go, keepPicture, keepPictures, statement, test } from './app.ts'

/** A repair runs commands that take their time and is proven twice. */
const REPAIR = { timeout: 20_000 }

test('a wrong clock is explained, repaired with one click and proven right', async ({ tray, launch }) => {
  const running = await launch('--practice', '--hidden')
  const item = await tray.item()
  await expect.poll(item.tooltip).toContain('47.3 seconds slow')
  const before = await item.icon()
  await item.activate()
  const page = await running.window()
  await expect(statement(page)).toHaveText('Your clock is 47.3 seconds slow')
  await expect(page.getByText('Codes will be rejected')).toBeVisible()
  await expect(page.getByRole('img', { name: /47\.3 seconds slow/ })).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Automatic time is turned off' })).toBeVisible()
  await expect(page.getByText('Practice: a made-up laptop')).toBeVisible()
  await keepPictures(page, 'clock-wrong')

  const steps = page.getByText('What this will do (3 steps, asks for your administrator)')
  const command = page.getByText('/usr/bin/systemctl enable --now systemd-timesyncd.service')
  await expect(command).toBeHidden()
  await steps.click()
  await expect(command).toBeVisible()
  await keepPictures(page, 'clock-steps')

  await page.getByRole('button', { name: 'Fix my clock' }).click()
  await expect(statement(page)).toHaveText('Setting your clock right')
  await expect(page.getByRole('listitem').filter({ hasText: 'running' })).toBeVisible()
  await keepPicture(page, 'clock-repairing-light')

  await expect(statement(page)).toHaveText('Your clock is right again', REPAIR)
  const fact = (label: string) => page.getByRole('definition').and(page.locator(`dt:has-text("${label}") + dd`))
  await expect(fact('Before')).toContainText('47.3 s slow')
  await expect(fact('After')).toHaveText(/^(<1 ms|\d{1,2} ms|0\.\d{3} s) (slow|fast)$/)
  await expect(fact('Automatic time')).toHaveText('on, systemd-timesyncd')
  await expect(page.getByRole('heading', { name: 'What was done' })).toBeVisible()
  await expect(page.getByText('Checked the clock again')).toBeVisible()
  await keepPictures(page, 'clock-repaired')
  await expect.poll(item.tooltip).toBe('Practice: Your clock is right. Codes will be accepted.')
  expect(await item.icon()).not.toBe(before)

  await page.getByRole('button', { name: 'Check again' }).click()
  await expect(statement(page)).toHaveText('Your clock is right')
  await expect(page.getByRole('button', { name: 'Fix my clock' })).toBeHidden()
})

test('a clock that is days fast is repaired as well', async ({ launch }) => {
  const page = await (await launch('--practice=fast-days')).window()
  await expect(statement(page)).toHaveText('Your clock is 3 days fast')
  await page.getByRole('button', { name: 'Fix my clock' }).click()
  await expect(statement(page)).toHaveText('Your clock is right again', REPAIR)
})

test('a clock that is right says so and offers nothing to fix', async ({ launch }) => {
  const page = await (await launch('--practice=fine')).window()
  await expect(statement(page)).toHaveText('Your clock is right')
  await expect(page.getByText('Codes will be accepted')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Fix my clock' })).toBeHidden()
  await keepPictures(page, 'clock-fine')
})

test('without a network it says that it cannot tell, why, and what to do', async ({ launch }) => {
  const page = await (await launch('--practice=no-network')).window()
  await expect(statement(page)).toHaveText('Your clock could not be checked')
  await expect(page.getByText('then check again.').first()).toBeVisible()
  await keepPictures(page, 'clock-unknown')
  await page.getByRole('button', { name: 'Check again' }).click()
  await expect(statement(page)).toHaveText('Your clock could not be checked')
})

test('while time servers keep silent it says what it waits for', async ({ launch }) => {
  const page = await (await launch('--practice=udp-blocked')).window()
  await expect(statement(page)).toHaveText('Your clock could not be checked', REPAIR)
  await page.getByRole('button', { name: 'Check again' }).click()
  await expect(statement(page)).toHaveText('Checking your clock')
  await keepPicture(page, 'clock-checking-light')
  await expect(statement(page)).toHaveText('Your clock could not be checked', REPAIR)
})

test('refused rights change nothing and leave the steps for an administrator', async ({ launch }) => {
  const running = await launch('--practice=refused')
  const page = await running.window()
  await page.getByRole('button', { name: 'Fix my clock' }).click()
  await expect(statement(page)).toHaveText('The repair was not allowed')
  await expect(page.getByText('Your clock is still 47.3 seconds slow.')).toBeVisible()
  await keepPictures(page, 'clock-refused')
  await page.getByText('Steps for your administrator').click()
  await page.getByRole('button', { name: 'Copy these steps' }).click()
  await expect(page.getByRole('button', { name: 'Copied' }).or(page.getByText('Copied'))).toBeVisible()
  const copied = await running.app.evaluate(({ clipboard }) => clipboard.readText())
  expect(copied).toContain('47.3 seconds slow')
  expect(copied).toContain('/usr/bin/systemctl enable --now systemd-timesyncd.service')
  await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible()
})

test('a repair that does not work says what was tried and what to do next, and never claims success', async ({ launch }) => {
  const page = await (await launch('--practice=fails')).window()
  await page.getByRole('button', { name: 'Fix my clock' }).click()
  await expect(statement(page)).toHaveText('The repair did not work', { timeout: 60_000 })
  await expect(page.getByRole('listitem').filter({ hasText: 'did not work' }).first()).toBeVisible()
  await expect(page.getByText(/administrator\./)).toBeVisible()
  await keepPictures(page, 'clock-failed')
})

test('Details shows every source and a report to copy', async ({ launch }) => {
  const running = await launch('--practice')
  const page = await running.window()
  await expect(statement(page)).toHaveText('Your clock is 47.3 seconds slow')
  await go(page, 'Details')
  await expect(page.getByRole('row')).toHaveCount(5)
  await expect(page.getByRole('row', { name: /practice-1\.example.*47\.3 s slow/ })).toBeVisible()
  await keepPictures(page, 'details')
  await page.getByText('Show the report').click()
  const shown = await page.locator('pre').textContent()
  expect(shown).toContain('practice-1.example')
  expect(shown).not.toMatch(/otpauth|secret/i)
  await page.getByRole('button', { name: 'Copy report for support' }).click()
  await expect.poll(() => running.app.evaluate(({ clipboard }) => clipboard.readText())).toBe(shown)
})
