import path from 'node:path'
import { getConfig, validateConfiguration } from 'app-builder-lib/out/util/config/config.js'
import { DebugLogger } from 'builder-util'
import { describe, expect, it } from 'vitest'

const root = path.resolve(import.meta.dirname, '../..')
const built = (options: Parameters<typeof getConfig>[2]) => getConfig(root, 'electron-builder.yml', options)

describe('a build', () => {
  it('looks for new versions nowhere unless it is told where', async () => {
    // Left out instead of null, the builder would take an address from the environment of the build.
    expect((await built(null)).publish).toBeNull()
  })

  it('takes the address of the feed from the command line', async () => {
    const configuration = await built({ publish: { provider: 'generic', url: 'https://updates.example/' } })
    expect(configuration.publish).toEqual({ provider: 'generic', url: 'https://updates.example/' })
    await expect(validateConfiguration(configuration, new DebugLogger(false))).resolves.toBeUndefined()
    // The schema is compiled the first time, which takes seconds on a busy machine.
  }, 30_000)

  it('makes what each updater asks for: an installer, a zip for Macs, an AppImage', async () => {
    const { win, mac, linux } = await built(null)
    const targets = [win, mac, linux].map((system) => JSON.stringify(system?.target))
    expect(targets).toEqual([expect.stringContaining('"nsis"'), expect.stringContaining('"zip"'), expect.stringContaining('"AppImage"')])
  })
})
