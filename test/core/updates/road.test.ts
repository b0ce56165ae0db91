import { describe, expect, test } from 'vitest'
import { updateRoad, type Installation } from '../../../main/core/updates/road.ts'

const packed: Installation = {
  system: 'linux', packaged: true, feed: 'https://updates.example/clock-medic/', signed: false, ownUninstaller: false, receipt: false, appImage: false, replaceable: false,
}

describe('a new version is fetched by', () => {
  test.each([
    ['an AppImage of the user\'s own', { appImage: true, replaceable: true }, 'appimage'],
    ['an app that the user put in place on a Mac', { system: 'darwin', replaceable: true }, 'mac'],
    ['the signed installer of Windows', { system: 'win32', signed: true, ownUninstaller: true }, 'nsis'],
  ] as const)('%s', (_name, given, road) => {
    expect(updateRoad({ ...packed, ...given })).toEqual({ road })
  })
})

describe('whoever installed it brings the next version of', () => {
  test.each([
    ['a deb, an rpm or an unpacked archive', {}],
    ['an AppImage that belongs to somebody else', { appImage: true }],
    ['a package on a Mac', { system: 'darwin', receipt: true, replaceable: true }],
    ['an app on a Mac that an administrator put there', { system: 'darwin' }],
    ['an MSI', { system: 'win32', signed: true, replaceable: true }],
    ['an installer of Windows that nobody signs', { system: 'win32', ownUninstaller: true }],
    ['a system that is not known here', { system: 'freebsd', replaceable: true, appImage: true }],
  ] as const)('%s', (_name, given) => {
    expect(updateRoad({ ...packed, ...given })).toEqual({ none: 'elsewhere' })
  })
})

describe('nothing is looked for by', () => {
  const mine = { ...packed, appImage: true, replaceable: true }
  test.each([
    ['a checkout', { packaged: false }], ['a copy that was built without an address', { feed: null }],
    ['a feed that anybody on the way could change', { feed: 'http://updates.example/' }], ['a feed that is no address', { feed: 'updates.example' }],
  ])('%s', (_name, given) => {
    expect(updateRoad({ ...mine, ...given })).toEqual({ none: 'no-feed' })
  })
})
