import { lies, startNtpServer } from '../fakes/ntp-server.ts'
import { expect, go, statement, test, type Page } from './app.ts'

const servers = (page: Page) => page.getByRole('textbox', { name: 'Time servers' })
const save = (page: Page) => page.locator('form').filter({ has: servers(page) }).getByRole('button', { name: 'Save' })

test('a wrong time server is named beside its field, and nothing that was typed is lost', async ({ launch }) => {
  const page = await (await launch('--practice')).window()
  await go(page, 'Settings')
  await servers(page).fill('time.example.com\nnot a name')
  await save(page).click()
  await expect(page.getByText('"not a name" is not the name or address of a time server.')).toBeVisible()
  await expect(servers(page)).toHaveAccessibleDescription(/"not a name" is not the name/)
  await expect(servers(page)).toHaveAttribute('aria-invalid', 'true')
  await go(page, 'Clock')
  await go(page, 'Settings')
  await expect(servers(page)).toHaveValue('time.example.com\nnot a name')
  await servers(page).fill('time.example.com\n 192.0.2.1 \n')
  await save(page).click()
  await expect(page.getByText('Saved')).toBeVisible()
  await expect(servers(page)).toHaveValue('time.example.com\n192.0.2.1')
  await expect(servers(page)).toHaveAttribute('aria-invalid', 'false')
})

test('what was chosen is there when the window is opened anew, until all is set back', async ({ launch }) => {
  const page = await (await launch('--practice')).window()
  await go(page, 'Settings')
  await page.getByRole('radio', { name: 'Quit' }).check()
  await page.getByRole('combobox', { name: 'How often to check the clock' }).selectOption('Every 4 hours')
  await page.reload()
  await go(page, 'Settings')
  await expect(page.getByRole('radio', { name: 'Quit' })).toBeChecked()
  await expect(page.getByRole('combobox', { name: 'How often to check the clock' }).getByRole('option', { selected: true })).toHaveText('Every 4 hours')
  await page.getByRole('button', { name: 'Back to the usual settings' }).press('Enter')
  await expect(page.getByRole('button', { name: 'Keep mine' })).toBeFocused()
  await page.getByRole('button', { name: 'Set them back' }).press('Enter')
  await expect(page.getByRole('radio', { name: 'Keep watching the clock in the tray' })).toBeChecked()
  await expect(page.getByRole('button', { name: 'Back to the usual settings' })).toBeFocused()
})

test('what was chosen is kept when the session of the user ends', async ({ launch }) => {
  const running = await launch('--practice')
  const page = await running.window()
  await go(page, 'Settings')
  await page.getByRole('radio', { name: 'Quit' }).check()
  await expect(page.getByRole('radio', { name: 'Quit' })).toBeChecked()
  running.app.process().kill('SIGTERM')
  expect(await running.ended).toBe(0)
  expect(await running.settings()).toMatchObject({ keepRunning: false, welcomed: true })
})

test('the first screen comes before all others, asks nobody for the time, and its button leads to the clock', async ({ launchWith }) => {
  const server = await startNtpServer(lies(47.3))
  try {
    const running = await launchWith({ servers: [`127.0.0.1:${server.port}`], toldAboutTray: true })
    const page = await running.window()
    await expect(statement(page)).toHaveText('Welcome to Clock Medic')
    await expect(page.getByRole('navigation')).toHaveCount(0)
    await expect(page.getByRole('switch')).not.toBeChecked()
    expect(server.questions).toHaveLength(0)
    await page.getByRole('button', { name: 'Check my clock' }).click()
    await expect(statement(page)).toHaveText('Your clock is 47.3 seconds slow')
    await expect(page.getByRole('navigation')).toHaveCount(1)
  } finally {
    await server.close()
  }
})

test('settings lead to About, and About back; the report of a fault is found under Details', async ({ launch }) => {
  const page = await (await launch('--practice')).window()
  await go(page, 'Settings')
  await page.getByRole('button', { name: 'About Clock Medic' }).click()
  await expect(statement(page)).toHaveText('About Clock Medic')
  await expect(statement(page)).toBeFocused()
  await page.getByRole('button', { name: 'Settings' }).and(page.locator('main button')).click()
  await expect(statement(page)).toHaveText('Settings')
  await page.getByRole('button', { name: 'About Clock Medic' }).click()
  await page.getByRole('button', { name: 'Go to the report' }).click()
  await expect(statement(page)).toHaveText('Details')
})
