import path from 'node:path'
import { FuseV1Options } from '@electron/fuses'
import { getConfig } from 'app-builder-lib/out/util/config/config.js'
import { describe, expect, test } from 'vitest'

const root = path.resolve(import.meta.dirname, '../..')
const { electronFuses, asar } = await getConfig(root, 'electron-builder.yml', null)

describe('the package', () => {
  test('has every fuse set on purpose, and each to what gives less away', () => {
    expect(electronFuses).toEqual({
      runAsNode: false, enableNodeOptionsEnvironmentVariable: false, enableNodeCliInspectArguments: false,
      enableCookieEncryption: true, enableEmbeddedAsarIntegrityValidation: true, onlyLoadAppFromAsar: true,
      loadBrowserProcessSpecificV8Snapshot: false, grantFileProtocolExtraPrivileges: false,
    })
    const known = Object.keys(FuseV1Options).filter((name) => Number.isNaN(Number(name))).map((name) => `${name[0]?.toLowerCase()}${name.slice(1)}`)
    // A fuse that a later Electron brings wants a decision.
    expect(Object.keys(electronFuses ?? {}).toSorted()).toEqual(known.toSorted())
    expect(asar).toBe(true)
  })
})
