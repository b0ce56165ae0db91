import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { installationId, readInstallation, type Program } from '../../main/desktop/installation.ts'

let folder = ''
beforeEach(() => { folder = mkdtempSync(path.join(tmpdir(), 'installation-')) })
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Makes a file, and the folders on the way to it. */
function put(name: string, text = ''): string {
  const file = path.join(folder, name)
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, text)
  return file
}

const program = (given: Partial<Program>): Program => ({
  system: 'linux', packaged: true, binary: path.join(folder, 'clock-medic'), resources: path.join(folder, 'resources'), env: {}, receipts: path.join(folder, 'receipts'), ...given,
})

describe('how this copy came here', () => {
  test('the feed is read from what the builder wrote', async () => {
    put('resources/app-update.yml', 'provider: generic\nurl: https://updates.example/clock-medic/\nupdaterCacheDirName: clock-medic-updater\n')
    expect(await readInstallation(program({}))).toMatchObject({ feed: 'https://updates.example/clock-medic/', signed: false })
  })

  test('who signs is read from there as well', async () => {
    put('resources/app-update.yml', 'provider: generic\nurl: https://updates.example/\npublisherName:\n  - Example Ltd\nupdaterCacheDirName: clock-medic-updater\n')
    expect((await readInstallation(program({}))).signed).toBe(true)
  })

  test('without that file there is none', async () => {
    expect((await readInstallation(program({}))).feed).toBeNull()
  })

  test('an AppImage that runs this program may be replaced', async () => {
    const image = put('apps/Clock-Medic.AppImage')
    const seen = await readInstallation(program({ binary: path.join(folder, 'mount', 'clock-medic'), env: { APPIMAGE: image, APPDIR: path.join(folder, 'mount') } }))
    expect(seen).toMatchObject({ appImage: true, replaceable: true })
  })

  test('an AppImage that merely started this program is left alone', async () => {
    const image = put('apps/Editor.AppImage')
    const seen = await readInstallation(program({ binary: '/opt/Clock Medic/clock-medic', env: { APPIMAGE: image, APPDIR: path.join(folder, 'mount') } }))
    expect(seen).toMatchObject({ appImage: false, replaceable: false })
  })

  test('our installer on Windows is known by its uninstaller', async () => {
    const binary = put('Clock Medic/Clock Medic.exe')
    const before = await readInstallation(program({ system: 'win32', binary }))
    put('Clock Medic/Uninstall Clock Medic.exe')
    const after = await readInstallation(program({ system: 'win32', binary }))
    expect([before.ownUninstaller, after.ownUninstaller]).toEqual([false, true])
  })

  test('a package on a Mac is known by its receipt', async () => {
    const binary = put('Applications/Clock Medic.app/Contents/MacOS/Clock Medic')
    const before = await readInstallation(program({ system: 'darwin', binary }))
    put('receipts/org.clockmedic.app.plist')
    const after = await readInstallation(program({ system: 'darwin', binary }))
    expect([before, after]).toMatchObject([{ receipt: false, replaceable: true }, { receipt: true }])
  })
})

describe('the random id of an installation', () => {
  test('stays the same', async () => {
    const file = path.join(folder, 'installation-id')
    const id = await installationId(file)
    expect(id).toMatch(/^[0-9a-f-]{36}$/)
    expect(await installationId(file)).toBe(id)
  })

  test.runIf(process.platform !== 'win32')('can be read by this user alone', async () => {
    const file = path.join(folder, 'installation-id')
    await installationId(file)
    expect(statSync(file).mode & 0o077).toBe(0)
  })

  test('is made anew where the file holds something else', async () => {
    const file = put('installation-id', 'anna')
    const id = await installationId(file)
    expect(readFileSync(file, 'utf8').trim()).toBe(id)
  })

  test('is there where nothing can be kept', async () => {
    expect(await installationId(path.join(folder, 'none', 'installation-id'))).toMatch(/^[0-9a-f-]{36}$/)
  })
})
