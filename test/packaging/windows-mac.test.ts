import { DOMParser } from '@xmldom/xmldom'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, test } from 'vitest'

const root = path.resolve(import.meta.dirname, '../..')
const require = createRequire(import.meta.url)
// Neither brings types along.
const plist = require('plist') as { readonly parse: (text: string) => unknown }
const { withOurParts } = await import(pathToFileURL(path.join(root, 'scripts/msi-project.mjs')).href) as { readonly withOurParts: (project: string) => string }
const read = (name: string): string => readFileSync(path.join(root, name), 'utf8')

describe('the MSI', () => {
  // electron-builder's own project, without the lines that it only fills in later.
  const template = readFileSync(path.join(path.dirname(require.resolve('app-builder-lib/package.json')), 'templates/msi/template.xml'), 'utf8')
  const project = template.replaceAll(/\{\{[^}]*\}[^}]*\}\}|\{\{-?[^}]*\}\}/g, '').replaceAll(/\{\{.*?\}\}/g, '')
  const document = new DOMParser().parseFromString(withOurParts(project), 'text/xml')
  const all = (name: string): Element[] => Array.from(document.getElementsByTagName(name))
  const component = (id: string): Element | undefined => all('Component').find((each) => each.getAttribute('Id') === id)

  test('puts the command line on the PATH, and takes it off again', () => {
    const entry = component('CommandLine')?.getElementsByTagName('Environment')[0]
    expect(['Name', 'Value', 'Action', 'Part', 'System', 'Permanent'].map((name) => entry?.getAttribute(name))).toEqual(['PATH', '[APPLICATIONFOLDER]resources\\bin', 'set', 'last', 'yes', 'no'])
  })

  test('starts with Windows only where that was asked for, now or by the installation before', () => {
    expect(component('Autostart')?.getElementsByTagName('Condition')[0]?.textContent).toBe('AUTOSTART')
    expect(all('RegistrySearch')[0]?.getAttribute('Name')).toBe(component('Autostart')?.getElementsByTagName('RegistryValue')[0]?.getAttribute('Name'))
  })

  test('keeps the helper over an upgrade', () => {
    const [install, remove] = all('Custom').slice(-2).map((each) => each.textContent)
    expect([install, remove]).toEqual(['HELPER AND NOT REMOVE', 'REMOVE="ALL" AND NOT UPGRADINGPRODUCTCODE'])
  })

  test('is not made from a project without a place for these parts', () => {
    expect(() => withOurParts('<Wix/>')).toThrow('no </ComponentGroup>')
  })
})

test('the command of Windows hands its arguments and its exit code on', () => {
  const lines = read('assets/windows/bin/clock-medic.cmd').split(/\r?\n/)
  expect(lines.filter((line) => line !== '' && !line.startsWith('@rem'))).toEqual(['@"%~dp0..\\..\\Clock Medic.exe" %*'])
})

test('the NSIS installer touches the PATH only through the script, since its own strings are too short for it', () => {
  const include = read('assets/windows/installer.nsh')
  expect(include).not.toMatch(/Session Manager|WriteRegExpandStr|ReadRegStr/)
  expect(include.match(/\$\{IfNot\} \$\{isUpdated\}/g)).toHaveLength(1)
  expect(read('assets/windows/path.ps1')).toContain('DoNotExpandEnvironmentNames')
})

describe('the Mac', () => {
  test('starts the app with the session by a job of its own, hidden', () => {
    expect(plist.parse(read('assets/mac/org.clockmedic.autostart.plist'))).toMatchObject({
      Label: 'org.clockmedic.autostart', ProgramArguments: ['/Applications/Clock Medic.app/Contents/MacOS/Clock Medic', '--hidden'], RunAtLoad: true, LimitLoadToSessionType: 'Aqua',
    })
  })

  test('gives the hardened app no right that it could do without', () => {
    expect(plist.parse(read('assets/mac/entitlements.plist'))).toEqual({ 'com.apple.security.cs.allow-jit': true, 'com.apple.security.cs.disable-library-validation': true })
  })
})
