import { expect, statement, test, watchStatements } from './app.ts'

test.describe('with a tray', () => {
  test('the icon says how the clock is, and a click opens the window', async ({ tray, launch }) => {
    const running = await launch('--practice', '--hidden')
    const item = await tray.item()
    await expect.poll(item.tooltip).toBe('Practice: Your clock is 47.3 seconds slow. Codes will be rejected.')
    expect(await running.windowCount()).toBe(0)

    await item.activate()
    const page = await running.window()
    await expect(statement(page)).toHaveText('Your clock is 47.3 seconds slow')
  })

  test('each state has an icon of its own', async ({ tray, launch }) => {
    const icons: string[] = []
    for (const [scenario, tooltip] of [['fine', /right/], ['slow', /47\.3 seconds slow/], ['no-network', /could not be checked/]] as const) {
      const running = await launch(`--practice=${scenario}`, '--hidden')
      const item = await tray.item()
      await expect.poll(item.tooltip).toMatch(tooltip)
      icons.push(await item.icon())
      await running.app.close()
    }
    expect(new Set(icons).size).toBe(3)
  })

  test('every entry of the menu does what it says', async ({ tray, launch }) => {
    const running = await launch('--practice', '--hidden')
    const item = await tray.item()
    await expect.poll(async () => (await item.menu()).map(({ label }) => label)).toEqual([
      'Your clock is 47.3 seconds slow', 'Check now', 'Fix my clock…', 'Test a code…', 'Open Clock Medic', 'Settings…', 'Leave practice', 'Quit Clock Medic',
    ])
    expect((await item.menu())[0]?.enabled).toBe(false)

    await item.choose('Test a code…')
    const page = await running.window()
    await expect(statement(page)).toHaveText('Is your phone\'s clock right?')
    await item.choose('Fix my clock…')
    await expect(page.getByRole('button', { name: 'Fix my clock' })).toBeVisible()
    await expect(statement(page)).toHaveText('Your clock is 47.3 seconds slow')
    const seen = await watchStatements(page)
    await item.choose('Check now')
    await expect.poll(seen).toContain('Checking your clock')
    await expect(statement(page)).toHaveText('Your clock is 47.3 seconds slow')

    await item.choose('Settings…')
    await expect(statement(page)).toHaveText('Settings')
    await item.choose('Leave practice')
    await expect(page.getByText('Practice: a made-up laptop')).toBeHidden()
    await expect.poll(item.tooltip).not.toContain('Practice')
    await item.choose('Practise on a made-up laptop')
    await expect(page.getByText('Practice: a made-up laptop')).toBeVisible()
    await expect(statement(page)).toHaveText('Your clock is 47.3 seconds slow')

    await running.app.evaluate(({ BrowserWindow }) => { BrowserWindow.getAllWindows()[0]?.close() })
    await expect.poll(running.windowCount).toBe(0)
    const opened = running.app.waitForEvent('window')
    await item.choose('Open Clock Medic')
    await expect(statement(await opened)).toHaveText('Your clock is 47.3 seconds slow')

    await item.choose('Quit Clock Medic')
    expect(await running.ended).toBe(0)
  })

  test('the last repair is taken back from the menu, where there is one', async ({ tray, launch }) => {
    const running = await launch('--practice', '--hidden')
    const item = await tray.item()
    await expect.poll(item.tooltip).toContain('Practice')
    // A dialog of the system has no page that could be looked at, so what it would say is kept.
    await running.app.evaluate(({ dialog }) => {
      const said: string[] = []
      Object.assign(globalThis, { said })
      dialog.showMessageBox = async (...given: unknown[]) => {
        said.push((given.at(-1) as { message: string }).message)
        return { response: 1, checkboxChecked: false }
      }
    })
    await item.choose('Leave practice')
    await expect.poll(item.tooltip).not.toContain('Practice')
    await item.choose('Undo the last repair…')
    const said = () => running.app.evaluate(() => (globalThis as unknown as { said: string[] }).said)
    await expect.poll(said).toHaveLength(1)
    // What it is depends on this computer; it asks first and changes nothing without a yes.
    expect(['Nothing can be taken back', 'Take the last repair back?']).toContain((await said())[0])
  })

  test('the icon changes with the clock, and is there again after the panel was started anew', async ({ tray, launch }) => {
    const running = await launch('--practice=slow', '--hidden')
    const item = await tray.item()
    await expect.poll(item.tooltip).toContain('47.3 seconds slow')
    const wrong = await item.icon()
    tray.close()

    const { openTrayHost } = await import('./tray-host.ts')
    const panel = await openTrayHost()
    try {
      const again = await panel.item()
      expect(await again.icon()).toBe(wrong)
      await again.choose('Fix my clock…')
      const page = await running.window()
      await page.getByRole('button', { name: 'Fix my clock' }).click()
      await expect.poll(again.tooltip, { timeout: 20_000 }).toContain('Your clock is right')
      expect(await again.icon()).not.toBe(wrong)
    } finally {
      panel.close()
    }
  })

  test('a second start brings up the window of the first and ends', async ({ tray, launch }) => {
    const running = await launch('--practice', '--hidden')
    await tray.item()
    expect(await running.startAgain()).toBe(0)
    await expect(statement(await running.window())).toHaveText('Your clock is 47.3 seconds slow')
    expect(await running.windowCount()).toBe(1)
  })
})

test.describe('without a tray', () => {
  test.skip(process.platform !== 'linux', 'Windows and macOS always have one.')

  test('the window opens by itself even when the start was to be hidden, and closing it ends the app', async ({ launch }) => {
    const running = await launch('--practice', '--hidden')
    await expect(statement(await running.window())).toHaveText('Your clock is 47.3 seconds slow')
    // Not at once: the app would be gone before it could say that it heard.
    await running.app.evaluate(({ BrowserWindow }) => { setImmediate(() => BrowserWindow.getAllWindows()[0]?.close()) })
    expect(await running.ended).toBe(0)
  })

  test('a tray that starts later gets the icon', async ({ launch }) => {
    const running = await launch('--practice')
    await expect(statement(await running.window())).toHaveText('Your clock is 47.3 seconds slow')
    const { openTrayHost } = await import('./tray-host.ts')
    const host = await openTrayHost()
    try {
      // Bringing the window up looks for a tray; otherwise minutes may pass.
      expect(await running.startAgain()).toBe(0)
      const item = await host.item()
      await expect.poll(item.tooltip).toContain('47.3 seconds slow')
      await running.app.evaluate(({ BrowserWindow }) => { BrowserWindow.getAllWindows()[0]?.close() })
      await expect.poll(running.windowCount).toBe(0)
      const opened = running.app.waitForEvent('window')
      await item.activate()
      await expect(statement(await opened)).toHaveText('Your clock is 47.3 seconds slow')
    } finally {
      host.close()
    }
  })
})
