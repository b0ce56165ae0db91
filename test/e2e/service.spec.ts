import { expect, keepPictures, openCodeTest, test } from './app.ts'

test('an address that is not a public https page is not asked, and the screen says why', async ({ launch }) => {
  const page = await (await launch('--practice')).window()
  await openCodeTest(page)
  await page.getByText('Is the service\'s own clock right?').click()
  const address = page.getByLabel('Address of the sign-in page')
  for (const [typed, why] of [['http://login.example.com/', /is not an https address/], ['https://localhost/login', /is not a public host/], ['10.0.0.1', /is not a public host/]] as const) {
    await address.fill(typed)
    await page.getByRole('button', { name: 'Ask for its time' }).click()
    await expect(page.getByText(why)).toBeVisible()
  }
  await keepPictures(page, 'service-refused')
})

test('the user picks services and learns the chance at each, before and after a repair', async ({ launch }) => {
  const page = await (await launch('--practice')).window()
  const phone = await openCodeTest(page)
  await page.getByText('Choose your services').click()
  await page.getByRole('checkbox', { name: /^Defguard/ }).check()
  await page.getByRole('checkbox', { name: /^FreeIPA/ }).check()
  await page.getByRole('checkbox', { name: /^Another service/ }).uncheck()
  await keepPictures(page, 'services-choose')
  await page.getByText('Choose your services').click()
  await page.getByRole('textbox', { name: /six digits/i }).pressSequentially(phone.generate({ timestamp: Date.now() - 120_000 }))
  const services = page.getByRole('region', { name: 'What your services make of it' })
  await expect(services).toContainText('Defguard')
  await expect(services).toContainText('will be rejected; after a repair:')
  await expect(services).toContainText('FreeIPA')
  await expect(services).not.toContainText('Another service with one-time codes:')
  await services.scrollIntoViewIfNeeded()
  await keepPictures(page, 'services-chances')
})
