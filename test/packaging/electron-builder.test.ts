import { existsSync } from 'node:fs'
import path from 'node:path'
import { getConfig, validateConfiguration } from 'app-builder-lib/out/util/config/config.js'
import { DebugLogger } from 'builder-util'
import { describe, expect, it } from 'vitest'

const root = path.resolve(import.meta.dirname, '../..')
const configuration = await getConfig(root, 'electron-builder.yml', null)

describe('electron-builder.yml', () => {
  it('holds only keys that electron-builder knows', async () => {
    await expect(validateConfiguration(configuration, new DebugLogger(false))).resolves.toBeUndefined()
    // The schema is compiled the first time, which takes seconds on a busy machine.
  }, 30_000)

  it('refuses a key that electron-builder does not know', async () => {
    const misspelt = { ...configuration, linux: { ...configuration.linux, executableNam: 'clock-medic' } }
    await expect(validateConfiguration(misspelt, new DebugLogger(false))).rejects.toThrow('configuration.linux')
  })

  it.each([configuration.linux?.icon, configuration.win?.icon, configuration.mac?.icon, configuration.afterPack])(
    'names a file that exists: %s',
    (file) => {
      expect(typeof file === 'string' && existsSync(path.join(root, file))).toBe(true)
    },
  )
})
