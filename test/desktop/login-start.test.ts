import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { autostartEntry, autostartFolders, installedProgram, setAutostart, startAtLogin, startsForEverybody, type AutostartFolders } from '../../main/desktop/login-start.ts'

const PROGRAM = '/opt/Clock Medic/clock-medic'

let home: string
let folders: AutostartFolders
beforeEach(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'clock-medic-login-'))
  folders = { own: path.join(home, 'config', 'autostart'), shared: [path.join(home, 'xdg', 'autostart')] }
})
afterEach(() => rm(home, { recursive: true, force: true }))

const ownEntry = (): Promise<string | null> => readFile(path.join(folders.own, 'clock-medic.desktop'), 'utf8').catch(() => null)
const installedByIt = async (): Promise<void> => {
  await mkdir(folders.shared[0] ?? '', { recursive: true })
  await writeFile(path.join(folders.shared[0] ?? '', 'clock-medic.desktop'), autostartEntry(PROGRAM))
}

/** The arguments of Exec as a session reads them: first the string, then the quotes (Desktop Entry Specification, "The Exec key"). */
function argumentsOf(entry: string): readonly string[] {
  const [, value = ''] = /^Exec=(.*)$/m.exec(entry) ?? []
  const text = value.replaceAll(/\\([\\nrt])/g, (_, sign: string) => ({ '\\': '\\', 'n': '\n', 'r': '\r', 't': '\t' })[sign] ?? '')
  return [...text.matchAll(/"((?:\\.|[^"\\])*)"|(\S+)/gs)].map(([, inQuotes, plain]) => (inQuotes?.replaceAll(/\\(.)/gs, '$1') ?? plain ?? '').replaceAll('%%', '%'))
}

describe('the entry', () => {
  test.each([PROGRAM, '/home/a/My "best" $apps/100% \\ `real`/clock-medic.AppImage'])('starts %s hidden, whatever signs its path holds', (program) => {
    expect(argumentsOf(autostartEntry(program))).toEqual([program, '--hidden'])
  })

  test('quotes as the specification says', () => {
    expect(autostartEntry('/a b/$x\\y')).toContain(String.raw`Exec="/a b/\\$x\\\\y" --hidden`)
  })
})

describe('starting at login on Linux', () => {
  test('writes an entry, and takes it away again', async () => {
    await setAutostart(folders, PROGRAM)
    expect(await ownEntry()).toBe(autostartEntry(PROGRAM))
    await setAutostart(folders, null)
    expect(await ownEntry()).toBeNull()
  })

  test('is on for everybody where the package says so, until the user says otherwise', async () => {
    expect(startsForEverybody(folders)).toBe(false)
    await installedByIt()
    expect(startsForEverybody(folders)).toBe(true)
    await setAutostart(folders, null)
    expect(startsForEverybody(folders)).toBe(false)
  })

  test('can be turned off by a user whose IT turned it on for everybody, and on again', async () => {
    await installedByIt()
    await setAutostart(folders, null)
    expect(await ownEntry()).toMatch(/^Hidden=true$/m)
    await setAutostart(folders, PROGRAM)
    expect(await ownEntry()).not.toMatch(/Hidden/)
  })

  test('says so where the folder cannot be made', async () => {
    await writeFile(path.join(home, 'config'), '')
    const app = { isPackaged: true, setLoginItemSettings: () => {} }
    expect(await startAtLogin(true, app, 'linux', folders)).toBe('Starting at login could not be turned on.')
  })
})

test('the folders are those of the session, and relative ones are passed over', () => {
  expect(autostartFolders({}, '/home/a')).toEqual({ own: '/home/a/.config/autostart', shared: ['/etc/xdg/autostart'] })
  expect(autostartFolders({ XDG_CONFIG_HOME: 'here', XDG_CONFIG_DIRS: '/one:two:/three' }, '/home/a'))
    .toEqual({ own: '/home/a/.config/autostart', shared: ['/one/autostart', '/three/autostart'] })
  expect(autostartFolders({ XDG_CONFIG_HOME: '/cfg' }, '/home/a').own).toBe('/cfg/autostart')
})

test('an AppImage is started by its own file, not out of the folder it is mounted at', () => {
  expect(installedProgram({ APPIMAGE: '/home/a/clock.AppImage', APPDIR: '/tmp/.mount_x' }, '/tmp/.mount_x/clock-medic')).toBe('/home/a/clock.AppImage')
  expect(installedProgram({}, PROGRAM)).toBe(PROGRAM)
  // Started out of the image of another program, whose variables it inherits: that one is not to start at login in its place.
  expect(installedProgram({ APPIMAGE: '/home/a/terminal.AppImage', APPDIR: '/tmp/.mount_y' }, PROGRAM)).toBe(PROGRAM)
})

describe('starting at login elsewhere', () => {
  const systems = [['win32', { openAtLogin: true, args: ['--hidden'] }], ['darwin', { openAtLogin: true }]] as const

  test.each(systems)('on %s the system is told', async (os, told) => {
    const asked: unknown[] = []
    expect(await startAtLogin(true, { isPackaged: true, setLoginItemSettings: (settings) => asked.push(settings) }, os, folders)).toBeNull()
    expect(asked).toEqual([told])
  })

  test('out of a checkout nothing is registered, and that is said', async () => {
    const app = { isPackaged: false, setLoginItemSettings: () => { throw new Error('registered') } }
    expect(await startAtLogin(true, app, 'win32', folders)).toMatch(/once Clock Medic is installed/)
    expect(await startAtLogin(false, app, 'linux', folders)).toBeNull()
    expect(await ownEntry()).toBeNull()
  })
})
