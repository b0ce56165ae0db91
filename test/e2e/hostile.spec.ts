import { expect, statement, test, type Page } from './app.ts'

/** To a second: how exactly it is measured depends on what else this machine does. */
const SLOW = /^Your clock is 47\.\d seconds slow$/

/** What a page could try that runs foreign code in spite of everything. */
test.describe('a hostile page', () => {
  const open = async (launch: (...args: readonly string[]) => Promise<{ readonly window: () => Promise<Page> }>): Promise<Page> => {
    const page = await (await launch('--practice')).window()
    await expect(statement(page)).toHaveText(SLOW)
    return page
  }

  test('finds no Node, no Electron, and of our own only the contract', async ({ launch }) => {
    const page = await open(launch)
    const found = await page.evaluate(() => ({
      globals: ['require', 'process', 'Buffer', 'module', 'electron', 'ipcRenderer'].filter((name) => name in window),
      api: Object.keys((window as unknown as Record<string, object>)['clockMedic'] ?? {}).toSorted(),
    }))
    expect(found.globals).toEqual([])
    expect(found.api).toEqual([
      'askService', 'changeSetting', 'check', 'chooseAuthenticator', 'chooseKey', 'copy', 'finishWelcome', 'fix', 'forgetKey', 'giveKey', 'giveKeyPicture', 'history', 'learnAbout',
      'nameAddresses', 'onScreen', 'onView', 'openHelp', 'openPlace', 'pickService', 'practice', 'pressFlip', 'readError', 'readKeyFromScreen', 'resetSettings', 'restartCodeTest', 'saveReport', 'tryCode', 'view',
    ])
  })

  test('runs in the sandbox', async ({ launch }) => {
    const running = await launch('--practice')
    await running.window()
    const preferences = await running.app.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> }
      const { sandbox, contextIsolation, nodeIntegration, webSecurity, webviewTag } = contents.getLastWebPreferences()
      return { sandbox, contextIsolation, nodeIntegration, webSecurity, webviewTag: webviewTag === true }
    })
    expect(preferences).toEqual({ sandbox: true, contextIsolation: true, nodeIntegration: false, webSecurity: true, webviewTag: false })
  })

  test('opens no window and leaves its page for no other', async ({ launch }) => {
    const running = await launch('--practice')
    const page = await running.window()
    await expect(statement(page)).toHaveText(SLOW)
    const address = page.url()
    expect(address).toBe('app://clock-medic/index.html')
    expect(await page.evaluate(() => window.open('https://example.com/') === null)).toBe(true)
    for (const target of ['file:///etc/passwd', 'http://127.0.0.1:9/', 'data:text/html,x', 'app://elsewhere/index.html']) {
      await page.evaluate((to) => { location.href = to }, target).catch(() => undefined)
      await page.evaluate((to) => {
        const link = document.createElement('a')
        link.href = to
        document.body.append(link)
        link.click()
        link.remove()
      }, target)
    }
    // A call that has to travel to the main process and back shows that the attempts before it are over. Plain evaluation,
    // because the driver waits for every navigation that was begun, also one that was refused.
    const after = await page.evaluate(async () => {
      await (window as unknown as { clockMedic: { view(): Promise<unknown> } }).clockMedic.view()
      return { address: location.href, statement: document.querySelector('h1')?.textContent }
    })
    expect(after).toEqual({ address, statement: expect.stringMatching(SLOW) })
    expect(await running.windowCount()).toBe(1)
    expect(running.problems.filter((problem) => !/Not allowed to (load|navigate)/.test(problem))).toEqual([])
    running.problems.length = 0
  })

  test('gets nothing from the network and runs no script of its own', async ({ launch }) => {
    const running = await launch('--practice')
    const page = await running.window()
    const outcome = await page.evaluate(async () => {
      const script = document.createElement('script')
      try {
        script.append('window.taken = true')
      } catch {
        // No text gets even into a script.
      }
      document.body.append(script)
      const frame = document.createElement('iframe')
      frame.src = 'file:///etc/passwd'
      document.body.append(frame)
      const fetched = await fetch('http://127.0.0.1:9/').then(() => 'answered', () => 'refused')
      return { fetched, taken: 'taken' in window, notify: await Notification.requestPermission() }
    })
    expect(outcome).toEqual({ fetched: 'refused', taken: false, notify: 'denied' })
    expect(running.problems.filter((problem) => /Content Security Policy|TrustedScript/.test(problem)).length).toBeGreaterThanOrEqual(3)
    running.problems.length = 0
  })

  test('cannot name anything but what the contract lists', async ({ launch }) => {
    const running = await launch('--practice')
    const page = await running.window()
    await expect(statement(page)).toHaveText(SLOW)
    const outcomes = await page.evaluate(async () => {
      const api = (window as unknown as { clockMedic: Record<string, (...args: unknown[]) => Promise<unknown>> }).clockMedic
      const attempts: readonly (readonly [string, unknown])[] = [
        ['fix', { command: ['/bin/sh'] }], ['fix', 'x'.repeat(101)], ['fix', undefined], ['tryCode', 123_456], ['tryCode', '1'.repeat(21)],
        ['practice', 'yes'], ['copy', '/etc/passwd'], ['copy', null],
      ]
      return Promise.all(attempts.map(([name, argument]) => (api[name]?.(argument) ?? Promise.resolve()).then(() => `${name} accepted`, (error: Error) => error.message.replace(/^.*Error: /, ''))))
    })
    expect(new Set(outcomes)).toEqual(new Set(['refused']))
    // A plan that was never shown is no plan: nothing runs, nothing changes.
    await page.evaluate(() => (window as unknown as { clockMedic: { fix(id: string): Promise<void> } }).clockMedic.fix('3-00000000'))
    await expect(statement(page)).toHaveText(SLOW)
  })

  test('reads no file beside the page, however it writes the address', async ({ launch }) => {
    const running = await launch('--practice')
    await running.window()
    const addresses = [
      'app://clock-medic/../../package.json', 'app://clock-medic/..%2f..%2fpackage.json', 'app://clock-medic/%2e%2e/%2e%2e/package.json',
      'app://clock-medic/..%5c..%5cpackage.json', 'app://clock-medic//etc/passwd', 'app://clock-medic/', 'app://other/index.html',
    ]
    const answers = await running.app.evaluate(({ net }, all) => Promise.all(all.map((address) => net.fetch(address).then(({ status }) => status, () => 0))), addresses)
    expect(answers.every((status) => status === 404 || status === 0)).toBe(true)
    const own = await running.app.evaluate(({ net }) => net.fetch('app://clock-medic/index.html').then(({ status }) => status))
    expect(own).toBe(200)
  })

  test('that crashes comes back by itself, with what it showed', async ({ launch }) => {
    const running = await launch('--practice')
    const page = await running.window()
    await expect(statement(page)).toHaveText(SLOW)
    const crashed = page.waitForEvent('crash')
    await running.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer())
    await crashed
    await expect.poll(() => running.app.evaluate(async ({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents
      return contents === undefined || contents.isCrashed() || contents.isLoading() ? '' : contents.executeJavaScript('document.querySelector("h1")?.textContent') as Promise<string>
    })).toMatch(SLOW)
  })
})
