import { createSocket } from 'node:dgram'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { expect, test, type Page, type Running } from './app.ts'

/** The doors that docs/security.md speaks of, each tried from inside the window; where another window is needed the main process opens it. */
const settle = (running: Running): void => { running.problems.length = 0 }

async function open(launch: (...args: readonly string[]) => Promise<Running>): Promise<{ readonly running: Running; readonly page: Page }> {
  const running = await launch('--practice')
  return { running, page: await running.window() }
}

test('no text becomes code, markup or style, and no page is shown inside ours', async ({ launch }) => {
  const { running, page } = await open(launch)
  const outcome = await page.evaluate(() => new Promise<Record<string, unknown>>((resolve) => {
    const tryAll = async (): Promise<void> => {
      const fails = (attempt: () => unknown): string => {
        try {
          attempt()
          return 'done'
        } catch (error) {
          return (error as Error).name
        }
      }
      const inline = document.createElement('div')
      inline.setAttribute('style', 'width: 7px')
      document.body.append(inline)
      const image = new Image()
      const remote = new Promise((settled) => { image.addEventListener('load', () => settled('shown')); image.addEventListener('error', () => settled('refused')) })
      image.src = 'http://127.0.0.1:9/x.png'
      const frame = document.createElement('iframe')
      const framed = new Promise((settled) => { frame.addEventListener('load', () => settled(frame.contentDocument === null ? 'refused' : 'shown')) })
      frame.src = '/index.html'
      document.body.append(frame)
      resolve({
        // oxlint-disable-next-line no-eval, no-implied-eval, typescript/no-implied-eval -- that is what is tried
        eval: fails(() => eval('1')), function: fails(() => Function('return 1')()), markup: fails(() => { document.createElement('p').innerHTML = '<b>x</b>' }),
        style: inline.style.width, image: await remote, frame: await framed,
      })
      inline.remove()
      frame.remove()
    }
    // What is evaluated from outside may do more than a page: a timer runs as the page itself.
    setTimeout(() => void tryAll(), 0)
  }))
  expect(outcome).toEqual({ eval: 'EvalError', function: 'EvalError', markup: 'TypeError', style: '', image: 'refused', frame: 'refused' })
  settle(running)
})

test('the policy comes with every file, and where a page has none the network is still out of reach', async ({ launch }) => {
  const { running } = await open(launch)
  const answer = (_request: unknown, response: { end: (text: string) => void }): void => { asked++; response.end('') }
  let asked = 0
  const server = createServer(answer).listen(0, '127.0.0.1')
  await new Promise((ready) => { server.once('listening', ready) })
  const { port } = server.address() as AddressInfo
  const outcome = await running.app.evaluate(async ({ BrowserWindow, net }, address) => {
    const page = 'app://clock-medic/index.html'
    const headers = await net.fetch(page).then((each) => [each.headers.get('content-security-policy'), each.headers.get('x-content-type-options')])
    const posted = await net.fetch(page, { method: 'POST', body: 'x' }).then(({ status }) => status)
    const bare = new BrowserWindow({ show: false, webPreferences: { sandbox: true } })
    await bare.loadURL('data:text/html,<p>x')
    const fetched = await bare.webContents.executeJavaScript(`fetch('${address}', { mode: 'no-cors' }).then(() => 'answered', () => 'refused')`) as string
    bare.destroy()
    return { headers, posted, fetched }
  }, `http://127.0.0.1:${port}/`)
  server.close()
  expect(outcome).toEqual({ headers: [expect.stringContaining("default-src 'none'; script-src 'self'"), 'nosniff'], posted: 404, fetched: 'refused' })
  expect(asked).toBe(0)
  await expect.poll(() => running.problems).toContainEqual(expect.stringContaining('ERR_BLOCKED_BY_CLIENT'))
  settle(running)
})

test('nothing is permitted, no device is there, nothing is saved, nobody is called', async ({ launch }) => {
  const { running, page } = await open(launch)
  const stun = createSocket('udp4')
  let packets = 0
  stun.on('message', () => { packets++ })
  await new Promise<void>((ready) => { stun.bind(0, '127.0.0.1', ready) })
  const outcome = await page.evaluate(async (stunPort) => {
    const named = async (attempt: () => Promise<unknown>): Promise<string> => attempt().then(() => 'allowed', (error: Error) => error.name)
    const names = ['geolocation', 'notifications', 'camera', 'microphone', 'midi', 'persistent-storage', 'clipboard-read', 'idle-detection', 'storage-access'] as const
    const states = await Promise.all(names.map((name) => navigator.permissions.query({ name: name as PermissionName }).then(({ state }) => state, () => 'denied')))
    const { usb, hid, serial } = navigator as unknown as Record<'usb' | 'hid' | 'serial', { getDevices?: () => Promise<unknown[]>; getPorts?: () => Promise<unknown[]> } | undefined>
    const devices = await Promise.all([usb?.getDevices?.(), hid?.getDevices?.(), serial?.getPorts?.()].map((each) => Promise.resolve(each ?? []).catch(() => [])))
    const asked = {
      screen: await named(() => navigator.mediaDevices.getDisplayMedia()),
      clipboard: await named(() => navigator.clipboard.readText()), notification: await Notification.requestPermission(),
    }
    let candidates = 0
    await new Promise<void>((gathered) => {
      try {
        const call = new RTCPeerConnection({ iceServers: [{ urls: `stun:127.0.0.1:${stunPort}` }] })
        call.addEventListener('icecandidate', ({ candidate }) => {
          if (candidate === null) gathered()
          else candidates++
        })
        call.createDataChannel('x')
        void call.createOffer().then((offer) => call.setLocalDescription(offer)).catch(() => gathered())
      } catch {
        gathered()
      }
    })
    return { states: [...new Set(states)], devices: devices.flat().length, asked, candidates }
  }, stun.address().port)
  stun.close()
  expect(outcome).toEqual({
    states: ['denied'], devices: 0, candidates: 0,
    asked: { screen: expect.stringMatching(/^Not(Allowed|Supported)Error$/), clipboard: 'NotAllowedError', notification: 'denied' },
  })
  expect(packets).toBe(0)
  const saved = await running.app.evaluate(({ BrowserWindow, session }) => new Promise<string>((resolve) => {
    session.defaultSession.on('will-download', (event) => resolve(event.defaultPrevented ? 'refused' : 'begun'))
    // Not from the page, where the driver would wait for the navigation.
    BrowserWindow.getAllWindows()[0]?.webContents.downloadURL('app://clock-medic/index.html')
  }))
  expect(saved).toBe('refused')
  settle(running)
})

test('another page that has our preload script is refused, embeds nothing, and is led nowhere', async ({ launch }) => {
  const { running } = await open(launch)
  const server = createServer((request, response) => {
    response.writeHead(request.url === '/' ? 302 : 200, { Location: '/further', 'Content-Type': 'text/html' }).end('further')
  }).listen(0, '127.0.0.1')
  await new Promise((ready) => { server.once('listening', ready) })
  const { port } = server.address() as AddressInfo
  const outcome = await running.app.evaluate(async ({ BrowserWindow, app }, { preload, address }) => {
    const stranger = new BrowserWindow({ show: false, webPreferences: { preload: `${app.getAppPath()}/${preload}`, sandbox: true, webviewTag: true, partition: 'stranger' } })
    const embedding = new Promise<boolean>((resolve) => { stranger.webContents.on('will-attach-webview', (event) => resolve(event.defaultPrevented)) })
    await stranger.loadURL('data:text/html,<p>x')
    const calls = await stranger.webContents.executeJavaScript('Promise.all([clockMedic.view(), clockMedic.check(), clockMedic.copy("report")].map((call) => call.then(() => "answered", (error) => error.message.replace(/^.*Error: /, ""))))') as readonly string[]
    void stranger.webContents.executeJavaScript('document.body.append(Object.assign(document.createElement("webview"), { src: "about:blank" }))')
    const embedded = !await embedding
    const led = await stranger.loadURL(address).then(() => stranger.webContents.getURL(), () => 'refused')
    const permitted = await stranger.loadURL('data:text/html,<p>x').then(() => stranger.webContents.executeJavaScript('navigator.permissions.query({ name: "geolocation" }).then(({ state }) => state)')) as string
    stranger.destroy()
    return { calls: [...new Set(calls)], embedded, led, permitted }
  }, { preload: path.join('out', 'preload', 'index.cjs'), address: `http://127.0.0.1:${port}/` })
  server.close()
  expect(outcome).toEqual({ calls: ['refused'], embedded: false, led: 'refused', permitted: 'denied' })
  settle(running)
})

test('a key of the user\'s own is gone when the screen is locked, the computer sleeps, or the window is hidden', async ({ launch }) => {
  const { running, page } = await open(launch)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Your clock is/)
  const give = (): Promise<unknown> => page.evaluate(async () => {
    const api = (window as unknown as { clockMedic: { chooseKey(which: string): Promise<void>; giveKey(bytes: Uint8Array): Promise<void>; view(): Promise<{ codeTest: { ownKey?: { held: boolean } } }> } }).clockMedic
    await api.chooseKey('own')
    await api.giveKey(new TextEncoder().encode('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'))
    return (await api.view()).codeTest.ownKey?.held
  })
  const held = (): Promise<unknown> => page.evaluate(async () => (await (window as unknown as { clockMedic: { view(): Promise<{ codeTest: { ownKey?: { held: boolean } } }> } }).clockMedic.view()).codeTest.ownKey?.held ?? false)
  for (const happening of ['lock-screen', 'suspend', 'hide'] as const) {
    expect(await give()).toBe(true)
    await running.app.evaluate(({ powerMonitor, BrowserWindow }, what) => {
      if (what === 'hide') BrowserWindow.getAllWindows()[0]?.hide()
      else powerMonitor.emit(what)
    }, happening)
    await expect.poll(held, happening).toBe(false)
  }
})
