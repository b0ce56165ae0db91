import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { DEFAULTS } from '../../main/core/settings/settings.ts'
import { openSettings as open, type SettingsStore } from '../../main/desktop/settings-store.ts'

const NOT_SAVED = 'Your settings could not be saved. What you change here holds until Clock Medic is closed.'

let folder: string
let file: string
let opened: SettingsStore[]
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'clock-medic-settings-'))
  file = path.join(folder, 'profile', 'settings.json')
  opened = []
  await mkdir(path.dirname(file))
})
afterEach(async () => {
  await Promise.all(opened.map((store) => store.settled()))
  await rm(folder, { recursive: true, force: true })
})

const openSettings = (of: string): SettingsStore => {
  const store = open(of)
  opened.push(store)
  return store
}

const kept = async (): Promise<unknown> => JSON.parse(await readFile(file, 'utf8')) as unknown
const aside = (): Promise<string> => readFile(path.join(folder, 'profile', 'settings.broken.json'), 'utf8')
/** Opens it again, as the next start would. */
const settingsAgain = () => openSettings(file).settings()

describe('settings in a file', () => {
  test('are the usual ones at the first start, and nothing is written for it', async () => {
    const store = openSettings(file)
    expect([store.settings(), store.notice(), store.refusal()]).toEqual([DEFAULTS, null, null])
    expect(await readdir(path.dirname(file))).toEqual([])
  })

  test('outlive the program, in a folder that is not there yet as well', async () => {
    await rm(path.dirname(file), { recursive: true })
    expect(await openSettings(file).change('servers', ['time.example.com', '[2001:db8::1]:123', 'nts:time.example.com'])).toBeNull()
    expect(settingsAgain()).toEqual({ ...DEFAULTS, servers: ['time.example.com', '[2001:db8::1]:123', 'nts:time.example.com'] })
    expect(await readdir(path.dirname(file))).toEqual(['settings.json'])
  })

  test('hold at once, and of changes in quick succession none is lost', async () => {
    const store = openSettings(file)
    const changes = [store.change('keepRunning', false), store.change('checkEveryMinutes', 15), store.change('notifyBeyondSeconds', null), store.change('checkEveryMinutes', 240)]
    const wanted = { ...DEFAULTS, keepRunning: false, checkEveryMinutes: 240, notifyBeyondSeconds: null }
    expect(store.settings()).toEqual(wanted)
    expect(await Promise.all(changes)).toEqual([null, null, null, null])
    expect(settingsAgain()).toEqual(wanted)
  })

  test('go back to the usual ones, and the first screen does not come again', async () => {
    const store = openSettings(file)
    await store.change('welcomed', true)
    await store.change('language', 'de')
    await store.reset()
    expect([store.settings(), settingsAgain()]).toEqual([{ ...DEFAULTS, welcomed: true }, { ...DEFAULTS, welcomed: true }])
  })
})

describe('a wish that cannot be met', () => {
  test.each([
    ['servers', 'time.example.com:99999'], ['servers', 'https://time.example.com'], ['servers', '300.1.1.1'], ['servers', '-x'],
    ['websites', 'http://example.com/'], ['websites', 'example.com'], ['websites', 'https://me:secret@example.com/'],
  ])('(%s: %s) is told beside the setting until that is changed, and changes nothing', async (name, line) => {
    const store = openSettings(file)
    const sentence = await store.change(name, [line])
    expect(sentence).toMatch(/ is not (a website|the name or address)/)
    expect(sentence).not.toMatch(/secret/)
    expect([store.settings(), store.refusal(), store.notice()]).toEqual([DEFAULTS, { name, sentence }, null])
    await store.change('keepRunning', false)
    expect(store.refusal()).toEqual({ name, sentence })
    await store.change(name, [])
    expect(store.refusal()).toBeNull()
  })
})

describe('a file that cannot be used', () => {
  test.each(['', '{"version":1,"keepRun', 'null', '[]', '\u0000\u0000'])('(%j) is kept beside, and the usual settings hold with a notice', async (text) => {
    await writeFile(file, text)
    const store = openSettings(file)
    expect([store.settings(), store.notice()]).toEqual([DEFAULTS, 'Your settings could not be read, so the usual ones are used.'])
    expect(await aside()).toBe(text)
    expect(await store.change('keepRunning', false)).toBeNull()
    expect([store.notice(), await kept()]).toEqual([null, { ...DEFAULTS, keepRunning: false }])
  })

  test('in one value only is told once, and not at the next start again', async () => {
    const text = JSON.stringify({ ...DEFAULTS, checkEveryMinutes: 7, keepRunning: false })
    await writeFile(file, text)
    const store = openSettings(file)
    expect(store.notice()).toBe('The setting "How often to check the clock" held a value that cannot be used, so it is back to the usual one.')
    await store.change('welcomed', true)
    expect(await aside()).toBe(text)
    const next = openSettings(file)
    expect([next.notice(), next.settings()]).toEqual([null, { ...DEFAULTS, keepRunning: false, welcomed: true }])
  })

  test('because it is no file is moved out of the way', async () => {
    await mkdir(file)
    const store = openSettings(file)
    expect(store.notice()).toMatch(/could not be read/)
    expect(await store.change('keepRunning', false)).toBeNull()
    expect(settingsAgain()).toEqual({ ...DEFAULTS, keepRunning: false })
  })

  test('because it is far too large does not fill the memory', async () => {
    await writeFile(file, `{"servers":[${'"a",'.repeat(100_000)}"a"]}`)
    expect(openSettings(file).settings()).toEqual(DEFAULTS)
  })
})

test('where nothing can be written a change holds for this run, and that is said', async () => {
  const nowhere = path.join(file, 'settings.json')
  await writeFile(file, 'a file, where a folder would have to be')
  const store = openSettings(nowhere)
  expect(store.notice()).toBeNull()
  expect(await store.change('keepRunning', false)).toBe(NOT_SAVED)
  expect([store.settings().keepRunning, store.notice()]).toEqual([false, NOT_SAVED])
})
