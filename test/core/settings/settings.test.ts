import { describe, expect, test } from 'vitest'
import { changeSetting, readSettings } from '../../../main/core/settings/read.ts'
import type { LineReaders } from '../../../main/core/settings/schema.ts'
import { DEFAULTS, type Settings } from '../../../main/core/settings/settings.ts'
import { problemWords, refusalWords } from '../../../main/core/settings/words.ts'

const READERS: LineReaders = { isServer: (line) => /^[a-z.0-9]+$/.test(line), isWebsite: (line) => line.startsWith('https://') }

const CHOSEN: Settings = {
  version: 1, language: 'de', startAtLogin: true, keepRunning: false, checkEveryMinutes: 240, notifyBeyondSeconds: null,
  servers: ['time.example.com'], websites: ['https://www.example.com/'], services: ['okta-custom', 'of-our-own'], welcomed: true, toldAboutTray: true,
}

const read = (raw: unknown) => {
  const { settings, wrong } = readSettings(raw, READERS)
  return { settings, sentences: wrong.map(problemWords) }
}
const change = (name: string, value: unknown) => {
  const changed = changeSetting(CHOSEN, name, value, READERS)
  return 'wrong' in changed ? refusalWords(changed.wrong) : changed.settings
}

describe('kept settings', () => {
  test('are read as they were written', () => {
    expect(read(JSON.parse(JSON.stringify(CHOSEN)))).toEqual({ settings: CHOSEN, sentences: [] })
  })

  test('of a first start are the usual ones', () => {
    expect(read({})).toEqual({ settings: DEFAULTS, sentences: [] })
    expect(DEFAULTS).toEqual({
      version: 1, language: 'system', startAtLogin: false, keepRunning: true, checkEveryMinutes: 60, notifyBeyondSeconds: 15, servers: [], websites: [], services: ['other'],
      welcomed: false, toldAboutTray: false,
    })
    expect(read({ language: 'system' })).toEqual({ settings: DEFAULTS, sentences: [] })
  })

  test.each([null, [], 'text', 7, true])('that are no settings at all (%j) leave the usual ones and say so', (raw) => {
    expect(read(raw)).toEqual({ settings: DEFAULTS, sentences: ['Your settings could not be read, so the usual ones are used.'] })
  })

  test.each([
    ['language', 'tlh'], ['startAtLogin', 'yes'], ['keepRunning', 1], ['checkEveryMinutes', 1], ['checkEveryMinutes', '60'],
    ['notifyBeyondSeconds', 'null'], ['notifyBeyondSeconds', undefined], ['servers', 'time.example.com'], ['services', { 0: 'other' }], ['welcomed', null],
  ] as const)('with a wrong %s (%j) lose that one only, and name it', (name, value) => {
    const { settings, sentences } = read({ ...CHOSEN, [name]: value })
    expect(settings).toEqual({ ...CHOSEN, [name]: DEFAULTS[name] })
    expect(sentences).toHaveLength(1)
    expect(sentences[0]).toMatch(/back to the usual one\.$/)
  })

  test('with a wrong line keep the others, and never show a password', () => {
    const { settings, sentences } = read({ ...CHOSEN, websites: ['https://a.example/', 'http://me:secret@b.example/', 7], servers: ['a b', 'time.example.com'] })
    expect(settings).toEqual({ ...CHOSEN, websites: ['https://a.example/'], servers: ['time.example.com'] })
    expect(sentences.toSorted()).toEqual([
      'The setting "Time servers" held a line that cannot be used: "a b". It is left out.',
      'The setting "Websites" held a line that cannot be used: "***@b.example/". It is left out.',
      'The setting "Websites" held a line that cannot be used: "7". It is left out.',
    ])
  })

  test('with more lines than can be used keep the first, and tell', () => {
    const { settings, sentences } = read({ ...CHOSEN, servers: Array.from({ length: 21 }, (_, n) => `${n}.example`) })
    expect(settings.servers).toEqual(Array.from({ length: 20 }, (_, n) => `${n}.example`))
    expect(sentences).toEqual(['The setting "Time servers" held more lines than can be used. The last ones are left out.'])
    expect(read({ ...CHOSEN, servers: settings.servers }).sentences).toEqual([])
  })

  test('with a wrong service lose it', () => {
    for (const id of ['-x', 'x y', 'A', 'x'.repeat(65)]) expect(read({ ...CHOSEN, services: ['other', id] })).toMatchObject({ settings: { services: ['other'] }, sentences: [expect.stringMatching(/held a line/)] })
    expect(read({ ...CHOSEN, services: ['other', 'x'.repeat(64)] }).settings.services).toHaveLength(2)
  })

  test('show of a wrong line what is printable, and not all of a long one', () => {
    const said = (line: string) => read({ ...CHOSEN, servers: [line] }).sentences[0]
    expect(said(' a\u202eb c ')).toBe('The setting "Time servers" held a line that cannot be used: "a?b c". It is left out.')
    expect(said(`! ${'x'.repeat(100)}`)).toContain(`"! ${'x'.repeat(78)}".`)
    expect(said('one\nme:hunter2@b c')).toContain('"***@b c"')
  })

  test('that nobody knows are dropped, those of every object included', () => {
    const { settings, sentences } = read(JSON.parse('{"colour":"red","constructor":1,"__proto__":{"welcomed":true},"keepRunning":false}'))
    expect(Object.keys(settings).toSorted()).toEqual(Object.keys(DEFAULTS).toSorted())
    expect(settings).toEqual({ ...DEFAULTS, keepRunning: false })
    expect(sentences).toEqual([])
  })

  test('of an older version are turned into those of today', () => {
    const hours = new Map([[0, ({ checkEveryHours, ...rest }: Readonly<Record<string, unknown>>) => ({ ...rest, checkEveryMinutes: Number(checkEveryHours) * 60 })]])
    expect(readSettings({ version: 0, checkEveryHours: 4, keepRunning: false }, READERS, hours))
      .toEqual({ settings: { ...DEFAULTS, checkEveryMinutes: 240, keepRunning: false }, wrong: [] })
  })

  test('of a newer version are used as far as they are known', () => {
    const { settings, sentences } = read({ ...CHOSEN, version: 2, checkEvery: 'PT1H' })
    expect(settings).toEqual(CHOSEN)
    expect(sentences).toEqual(['Your settings were written by a newer Clock Medic. What this one does not know is left out.'])
  })

  test('of an older version without a way to turn them are read as they are', () => {
    expect(readSettings({ ...CHOSEN, version: 0 }, READERS, new Map()).settings).toEqual(CHOSEN)
  })

  test.each([-1e15, -1, 0.5, 1.5, '0', null])('of a version that makes no sense (%j) are read as those of today', (version) => {
    expect(read({ ...CHOSEN, version }).settings).toEqual(CHOSEN)
  })
})

describe('a change', () => {
  test('takes one setting and leaves the others', () => {
    expect(change('checkEveryMinutes', 15)).toEqual({ ...CHOSEN, checkEveryMinutes: 15 })
    expect(change('notifyBeyondSeconds', 5)).toEqual({ ...CHOSEN, notifyBeyondSeconds: 5 })
  })

  test('of lines drops what is empty, repeated or around them', () => {
    expect(change('servers', [' a.example ', '', 'b.example', 'a.example', '  '])).toEqual({ ...CHOSEN, servers: ['a.example', 'b.example'] })
  })

  test.each([
    ['servers', ['a.example', 'not a name'], '"not a name" is not the name or address of a time server. It looks like time.example.com, 192.0.2.1 or time.example.com:123.'],
    ['websites', ['http://a.example'], '"http://a.example" is not a website that can be asked. It begins with https:// and holds no user name or password.'],
    ['servers', Array.from({ length: 21 }, (_, n) => `${n}.example`), 'No more than 20 lines can be used. Please leave some out.'],
    ['welcomed', 'yes', 'This value cannot be used.'],
    ['services', ['No Service'], '"No Service" is not a service that is known here.'],
    ['checkEveryMinutes', 0, 'This value cannot be used.'],
    ['version', 2, 'There is no such setting.'],
    ['toString', true, 'There is no such setting.'],
  ])('of %s to %j is refused with one sentence', (name, value, sentence) => expect(change(name, value)).toBe(sentence))
})
