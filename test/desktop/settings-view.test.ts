import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import type { SettingItem } from '../../preload/settings-view.ts'
import { changeSetting } from '../../main/core/settings/read.ts'
import { DEFAULTS, type Settings } from '../../main/core/settings/settings.ts'
import { ENGLISH } from '../../main/core/words/languages.ts'
import { aboutView } from '../../main/desktop/about-view.ts'
import { partsIn } from '../../main/desktop/licences.ts'
import { settingsView, type SettingsContext } from '../../main/desktop/settings-view.ts'
import { welcomeView } from '../../main/desktop/welcome-view.ts'

const SETTINGS: Settings = { ...DEFAULTS, servers: ['time.example.com'], notifyBeyondSeconds: null, services: ['okta-custom'] }
const CONTEXT: SettingsContext = { settings: SETTINGS, notice: null, refusal: null, systemLanguage: ENGLISH }

const itemsOf = (context: Partial<SettingsContext> = {}): readonly SettingItem[] => settingsView({ ...CONTEXT, ...context }).groups.flatMap(({ items }) => items)
const item = (name: string, context: Partial<SettingsContext> = {}): SettingItem => {
  const found = itemsOf(context).find((each) => each.name === name)
  if (found === undefined) throw new Error(`There is no setting ${name}.`)
  return found
}
/** What the window would ask for when each choice of a setting is chosen. */
const valuesOf = (setting: SettingItem): readonly unknown[] => {
  switch (setting.kind) {
    case 'switch': return [true, false]
    case 'choice': return setting.choices.map(({ value }) => value)
    case 'lines': return [setting.lines, [setting.example]]
    case 'checks': return [setting.choices.map(({ value }) => value)]
  }
}

describe('the screen of settings', () => {
  test('offers every setting that is the user\'s to choose', () => {
    expect(itemsOf().map(({ name }) => name).toSorted())
      .toEqual(['checkEveryMinutes', 'keepRunning', 'language', 'notifyBeyondSeconds', 'servers', 'services', 'startAtLogin', 'websites'])
  })

  test.each(itemsOf().map((each) => [each.name, each] as const))('offers for %s only what will be taken', (name, each) => {
    const readers = { isServer: (line: string) => line === 'time.example.com', isWebsite: (line: string) => line === 'https://www.example.com/' }
    for (const value of valuesOf(each)) expect(changeSetting(SETTINGS, name, value, readers)).toHaveProperty(['settings', name], value)
  })

  test('shows as chosen what is chosen, "never" included', () => {
    const choices = itemsOf().filter((each) => each.kind === 'choice')
    expect(choices.filter((each) => each.choices.some(({ value }) => value === each.chosen))).toEqual(choices)
    expect(item('notifyBeyondSeconds')).toMatchObject({ chosen: null })
    expect(item('services')).toMatchObject({ summary: '1 service chosen' })
  })

  test('tells what closing the window does as one choice', () => {
    expect(item('keepRunning')).toMatchObject({
      label: 'When the window is closed', chosen: true,
      choices: [{ value: true, label: 'Keep watching the clock in the tray' }, { value: false, label: 'Quit' }],
    })
  })

  test('puts a lock on what the organisation has set, and on nothing else', () => {
    const locks = itemsOf({ locked: new Set(['servers']) }).filter(({ lock }) => lock !== undefined)
    expect(locks).toMatchObject([{ name: 'servers', lock: 'Set by your organisation' }])
  })

  test('tells a refusal beside its setting', () => {
    const wrong = itemsOf({ refusal: { name: 'servers', sentence: 'No.' } }).filter((each) => each.wrong !== undefined)
    expect(wrong).toMatchObject([{ name: 'servers', wrong: 'No.', lines: ['time.example.com'] }])
  })

  test('offers a service that the organisation lists', () => {
    const own = { kind: 'totp', id: 'ours', name: 'Our own', source: '', checked: '', confirmed: true, window: 1, period: 30 } as const
    expect(item('services', { services: [own] })).toMatchObject({ choices: [{ value: 'ours', label: 'Our own', picked: false }], summary: 'None chosen' })
  })

  test('says intervals in the unit that people use', () => {
    expect(item('checkEveryMinutes')).toMatchObject({ choices: ['Every 15 minutes', 'Every hour', 'Every 4 hours', 'Every 24 hours'].map((label) => ({ label })) })
    expect(item('notifyBeyondSeconds')).toMatchObject({ choices: ['From 5 seconds on', 'From 15 seconds on', 'From 30 seconds on', 'From 2 minutes on', 'Never'].map((label) => ({ label })) })
  })
})

describe('the first screen', () => {
  test('starts nothing at login unless the user wants it', () => {
    expect(welcomeView().startAtLogin).toMatchObject({ on: false })
    expect(welcomeView().startAtLogin).not.toHaveProperty('lock')
    expect(welcomeView({ on: true, locked: true }).startAtLogin).toMatchObject({ on: true, lock: 'Set by your organisation' })
  })
})

describe('about', () => {
  const PARTS = [{ name: 'preact', version: '11.2.0', licence: 'MIT' }]

  test('leads to the log only where there is one', () => {
    expect(aboutView({ version: '1.2.3', log: null, parts: PARTS }).log).not.toHaveProperty('label')
    expect(aboutView({ version: '1.2.3', log: '/home/a/log.txt', parts: PARTS })).toMatchObject({ version: 'Version 1.2.3', log: { path: '/home/a/log.txt', label: 'Show the log' } })
  })

  test('counts the parts, and offers no texts where none were collected', () => {
    expect(aboutView({ version: '1', log: null, parts: PARTS }).licences.summary).toBe('1 part and its licence')
    expect(aboutView({ version: '1', log: null, parts: [] }).licences).not.toHaveProperty('label')
  })

  test('takes the parts from the list of the build; without a whole list there are none', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'clock-medic-parts-'))
    const file = path.join(folder, 'licences.json')
    expect(partsIn(file)()).toEqual([])
    await writeFile(file, JSON.stringify(PARTS))
    expect(partsIn(file)()).toEqual(PARTS)
    await writeFile(file, JSON.stringify([{ name: 'preact' }]))
    expect(partsIn(file)()).toEqual([])
    await rm(folder, { recursive: true })
  })
})
