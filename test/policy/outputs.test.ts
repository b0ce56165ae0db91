import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import { readPolicy } from '../../main/core/policy/read.ts'
import { capitalName, POLICY_KEYS, POLICY_NAMES, type PolicyKeys } from '../../main/core/policy/schema.ts'
import { LINE_READERS } from '../../main/sources/line-readers.ts'
import { policyFiles } from '../../scripts/policy.ts'
import { admxBreaches } from './admx-rules.ts'
import { readPlist } from './plist.ts'
import { allOf, readXml } from './xml.ts'

const ROOT = path.join(import.meta.dirname, '..', '..')
const FILES = policyFiles(POLICY_KEYS)
const made = (name: string, files = FILES): string => {
  const found = Object.entries(files).find(([file]) => file.endsWith(name))
  if (found === undefined) throw new Error(`${name} is not made.`)
  return found[1]
}
const admx = readXml(made('.admx'))
const adml = readXml(made('.adml'))

describe('what is made from the schema', () => {
  test.each(Object.entries(FILES))('%s is checked in as it is made; `npm run policy` makes it anew', (file, text) => {
    expect(readFileSync(path.join(ROOT, file), 'utf8')).toBe(text)
  })

  const more: PolicyKeys = { ...POLICY_KEYS, quietNights: { shape: { kind: 'switch' }, title: 'Quiet at night', text: 'Nothing is shown at night.', usual: 'false', example: true } }
  test.each(Object.entries(policyFiles(more)))('%s gets a key that the schema gets', (file, text) => {
    expect(FILES[file]).not.toMatch(/quietNights/i)
    expect(text).toMatch(/quietNights/i)
  })

  test('is changed in all outputs by a changed limit', () => {
    const changed = policyFiles({ ...POLICY_KEYS, warnSeconds: { ...POLICY_KEYS.warnSeconds, shape: { kind: 'number', least: 2, most: 77 }, example: 3 } })
    expect(Object.keys(FILES).filter((file) => changed[file] === FILES[file])).toEqual([])
  })
})

describe('the template for Group Policy', () => {
  test('keeps Microsoft\'s rules', () => expect(admxBreaches(admx, adml)).toEqual([]))

  test('has one policy for each key, below its own key of the registry', () => {
    const policies = allOf(admx, 'policy')
    expect(policies.map(({ attributes }) => attributes['name'])).toEqual(POLICY_NAMES.map(capitalName))
    expect(new Set(policies.map(({ attributes }) => attributes['key']))).toEqual(new Set(['Software\\Policies\\Clock Medic']))
  })

  test.each<[what: string, from: string, to: string, breach: RegExp]>([
    ['a word that is missing', '$(string.Language_de)', '$(string.Language_xx)', /String Language_xx is missing/],
    ['an attribute that is missing', ' class="Both"', '', /lacks class/],
    ['a key with its hive', 'key="Software\\Policies\\Clock Medic" valueName="CodeTest"', 'key="HKLM\\Software" valueName="CodeTest"', /not of the right form/],
    ['elements out of order', '<parentCategory ref="ClockMedic" />\n      <supportedOn ref="SUPPORTED_ClockMedic" />', '<supportedOn ref="SUPPORTED_ClockMedic" />\n      <parentCategory ref="ClockMedic" />', /cannot hold/],
    ['a category that is missing', 'parentCategory ref="ClockMedic"', 'parentCategory ref="Clocks"', /category is missing/],
    ['a presentation that is missing', '$(presentation.Servers)', '$(presentation.Nothing)', /presentation is missing/],
    ['a version that is none', 'revision="1.0" schema', 'revision="one" schema', /not of the right form/],
  ])('is refused with %s, so the check can fail', (_, from, to, breach) => {
    const text = made('.admx')
    expect(text).toContain(from)
    expect(admxBreaches(readXml(text.replace(from, to)), adml).join('\n')).toMatch(breach)
  })
})

describe('the configuration profile', () => {
  const profile = made('.mobileconfig')
  const payloadOf = (text: string) => readPlist(text)

  test('is a profile with one payload of the app\'s own settings', () => {
    const whole = payloadOf(profile)
    const content = whole['PayloadContent'] as readonly Readonly<Record<string, unknown>>[]
    expect(whole).toMatchObject({ PayloadType: 'Configuration', PayloadVersion: 1, PayloadScope: 'System' })
    expect(content).toHaveLength(1)
    expect(content[0]).toMatchObject({ PayloadType: 'org.clockmedic.app', PayloadVersion: 1 })
    const uuids = [whole, ...content].map(({ PayloadUUID }) => String(PayloadUUID))
    for (const uuid of uuids) expect(uuid).toMatch(/^[\dA-F]{8}-[\dA-F]{4}-[1-8][\dA-F]{3}-[89AB][\dA-F]{3}-[\dA-F]{12}$/)
    expect(new Set(uuids).size).toBe(2)
    expect(Object.keys(content[0] ?? {}).filter((key) => !key.startsWith('Payload'))).toEqual(POLICY_NAMES.map(capitalName))
  })

  test('is refused by the check where a key has no value, or is there twice', () => {
    expect(() => payloadOf(profile.replace('<key>Servers</key>', '<key>Servers</key><key>Websites</key>'))).toThrow(/key/)
    expect(() => payloadOf(profile.replace('<key>Websites</key>', '<key>Servers</key>'))).toThrow(/twice/)
  })

  const linter = ['/usr/bin/plutil', '/usr/bin/plistutil'].find(existsSync)
  test.skipIf(linter === undefined)('passes the linter of this system', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'clock-medic-profile-'))
    try {
      const file = path.join(folder, 'profile.mobileconfig')
      writeFileSync(file, profile)
      const { status, stderr } = spawnSync(linter ?? '', linter?.endsWith('plutil') === true ? ['-lint', file] : ['-i', file, '-f', 'bin', '-o', path.join(folder, 'out')], { encoding: 'utf8' })
      expect([status, stderr]).toEqual([0, ''])
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})

describe('the policy file', () => {
  const example = JSON.parse(made('/policy.json')) as Record<string, unknown>
  const fits = new Ajv2020({ strictTypes: false }).compile(JSON.parse(made('policy.schema.json')) as object)

  test('has every key at a value that can be used, by its schema and by the program', () => {
    expect([fits(example), fits.errors]).toEqual([true, null])
    const reading = readPolicy([{ where: 'here', values: example }], LINE_READERS)
    expect(reading.wrong).toEqual([])
    expect(Object.keys(reading.policy)).toEqual(POLICY_NAMES)
  })

  test.each([
    [{ warnSeconds: '10' }], [{ warnSeconds: 0 }], [{ checkEveryMinutes: 7 }], [{ codeTest: 'yes' }], [{ helpText: '' }], [{ servers: 'time.example.com' }],
    [{ remediesOffered: ['reboot'] }], [{ colour: 'blue' }], [{ services: [{ id: 'a' }] }],
  ])('is refused by both where it holds %j', (values) => {
    expect(fits(values)).toBe(false)
    expect(readPolicy([{ where: 'here', values }], LINE_READERS).wrong).not.toEqual([])
  })
})
