import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { openPreferences } from '../../main/desktop/preferences.ts'

const APP = { isPackaged: false, setLoginItemSettings: (): void => {} }

test('who is started by the package sees that the app starts at login, and can turn it off for good', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'clock-medic-preferences-'))
  try {
    const parts = { file: path.join(folder, 'settings.json'), app: APP, systemLanguages: ['en'] }
    const preferences = await openPreferences({ ...parts, startsForEverybody: true })
    expect(preferences.settings().startAtLogin).toBe(true)
    await preferences.change('startAtLogin', false)
    expect(preferences.settings().startAtLogin).toBe(false)
    const later = await openPreferences(parts)
    expect(later.settings().startAtLogin).toBe(false)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})
