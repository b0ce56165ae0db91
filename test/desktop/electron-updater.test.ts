import { AppImageUpdater } from 'electron-updater'
import { ElectronHttpExecutor } from 'electron-updater/out/electronHttpExecutor.js'
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer, request, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { adapt } from '../../main/desktop/electron-updater.ts'
import type { Updater } from '../../main/desktop/updates.ts'

const IMAGE = Buffer.from('not really an AppImage, but as good as one to a checksum')
const ID = '9b2f0c1e-7d44-4c02-8f6a-000000000000'

/** A feed on loopback: files by name, and all that was asked of it. */
let feed: { readonly files: Map<string, string | Buffer>; readonly asked: { readonly url: string; readonly headers: IncomingHttpHeaders }[] }
let server: Server
let folder = ''

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'updater-'))
  feed = { files: new Map(), asked: [] }
  server = createServer((asked, response) => {
    const url = asked.url ?? ''
    feed.asked.push({ url, headers: asked.headers })
    const file = feed.files.get(new URL(url, 'http://feed').pathname)
    response.writeHead(file === undefined ? 404 : 200).end(file)
  })
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
})
afterEach(async () => {
  await new Promise((resolve) => { server.close(resolve) })
  rmSync(folder, { recursive: true, force: true })
})

const described = (version: string, { percentage, content = IMAGE }: { readonly percentage?: number; readonly content?: Buffer } = {}): string => `version: ${version}
files:
  - url: clock-medic-${version}-linux-x86_64.AppImage
    sha512: ${createHash('sha512').update(content).digest('base64')}
    size: ${content.length}
path: clock-medic-${version}-linux-x86_64.AppImage
${percentage === undefined ? '' : `stagingPercentage: ${percentage}\n`}releaseDate: '2026-11-23T00:00:00.000Z'
`

/** Puts a release in the feed, in one channel. */
function release(version: string, given: Parameters<typeof described>[1] & { readonly channel?: string } = {}): void {
  const suffix = process.platform === 'linux' ? `-linux${process.arch === 'x64' ? '' : `-${process.arch}`}` : process.platform === 'darwin' ? '-mac' : ''
  feed.files.set(`/${given.channel ?? 'latest'}${suffix}.yml`, described(version, given))
  feed.files.set(`/clock-medic-${version}-linux-x86_64.AppImage`, IMAGE)
}

/** The real updater for AppImages, in version 1.0.0, without Electron around it. */
function updater(): Updater {
  const real = new AppImageUpdater(null, {
    version: '1.0.0', name: 'clock-medic', isPackaged: true, appUpdateConfigPath: path.join(folder, 'app-update.yml'), userDataPath: folder, baseCachePath: folder,
    whenReady: async () => {}, relaunch: () => {}, quit: () => {}, onQuit: () => {},
  })
  real.forceDevUpdateConfig = true
  // All of it is real but the last step, a request by Electron.
  const httpExecutor = Object.assign(new ElectronHttpExecutor(), { createRequest: request })
  Object.assign(real, { httpExecutor, configOnDisk: { value: Promise.resolve({ updaterCacheDirName: 'cache' }) } })
  real.setFeedURL({ provider: 'generic', url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` })
  return adapt(real, { installationId: async () => ID })
}

const pending = (): readonly string[] => (existsSync(path.join(folder, 'cache', 'pending')) ? readdirSync(path.join(folder, 'cache', 'pending')) : [])

describe('the updater', () => {
  test('finds a newer version and fetches just that file', async () => {
    release('1.1.0')
    const one = updater()
    expect(await one.look('stable')).toBe('1.1.0')
    process.env['APPIMAGE'] = path.join(folder, 'own.AppImage')
    await one.fetch(new AbortController().signal).finally(() => { delete process.env['APPIMAGE'] })
    expect(readFileSync(path.join(folder, 'cache', 'pending', 'clock-medic-1.1.0-linux-x86_64.AppImage'))).toEqual(IMAGE)
    expect(feed.asked.map(({ url }) => url.split('?')[0])).toEqual([expect.stringMatching(/^\/latest/), '/clock-medic-1.1.0-linux-x86_64.AppImage'])
  })

  test('sends nothing that tells one installation from another, and keeps no id of its own', async () => {
    release('1.1.0', { percentage: 100 })
    const one = updater()
    await one.look('stable')
    expect(JSON.stringify(feed.asked)).not.toContain(ID)
    expect(feed.asked.map(({ headers }) => headers['x-user-staging-id'])).toEqual(['none'])
    expect(readdirSync(folder)).toEqual([])
  })

  test.each([['the same', '1.0.0'], ['an older', '0.9.0']])('leaves %s version alone', async (_name, version) => {
    release(version)
    expect(await updater().look('stable')).toBeNull()
  })

  test('waits for its turn where a version is offered to some first', async () => {
    release('1.1.0', { percentage: 0 })
    expect(await updater().look('stable')).toBeNull()
    release('1.1.0', { percentage: 100 })
    expect(await updater().look('stable')).toBe('1.1.0')
  })

  test('shows previews only to those who want them', async () => {
    release('1.1.0-beta.1', { channel: 'beta' })
    release('1.0.0')
    expect([await updater().look('stable'), await updater().look('preview')]).toEqual([null, '1.1.0-beta.1'])
  })

  test('throws away a file that is not the one that was announced', async () => {
    release('1.1.0', { content: Buffer.from('something else') })
    const one = updater()
    await one.look('stable')
    process.env['APPIMAGE'] = path.join(folder, 'own.AppImage')
    await expect(one.fetch(new AbortController().signal).finally(() => { delete process.env['APPIMAGE'] })).rejects.toThrow('sha512 checksum mismatch')
    expect(pending()).toEqual([])
  })

  test('says that it failed where there is no feed', async () => {
    await expect(updater().look('stable')).rejects.toThrow('404')
  })
})
