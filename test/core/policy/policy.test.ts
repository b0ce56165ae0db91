import { describe, expect, test } from 'vitest'
import { helpBy, limitsBy, lockedBy, offeredBy, settingsByPolicy } from '../../../main/core/policy/effect.ts'
import { explainPolicy } from '../../../main/core/policy/explain.ts'
import { readPolicyText } from '../../../main/core/policy/layer.ts'
import { NOTHING_SET } from '../../../main/core/policy/reading.ts'
import { readPolicy } from '../../../main/core/policy/read.ts'
import { DEFAULTS } from '../../../main/core/settings/settings.ts'
import { LINE_READERS } from '../../../main/sources/line-readers.ts'

const FILE = '/etc/clock-medic/policy.json'
const read = (values: Readonly<Record<string, unknown>>) => readPolicy([{ where: FILE, values }], LINE_READERS)
const sentences = (values: Readonly<Record<string, unknown>>) => read(values).wrong.map(({ name, sentence }) => `${name}: ${sentence}`)

describe('policy', () => {
  test('leaves out what cannot be used, by its name, and keeps all the rest', () => {
    const reading = read({
      servers: ['time.example.com', 'not a server', 'time.example.com', ''], websites: ['http://example.com/'], checkEveryMinutes: 7, criticalSeconds: 45,
      remediesOffered: ['resync', 'reboot'], codeTest: 'no', helpText: 'Ring\nthe bell', colour: 'blue', language: 'de',
    })
    expect(reading.policy).toEqual({ servers: ['time.example.com'], criticalSeconds: 45, remediesOffered: ['resync'], language: 'de' })
    expect(reading.wrong.map(({ where, name, sentence }) => [where, name, sentence])).toEqual([
      [FILE, 'servers', '"not a server" is not the name or address of a time server.'],
      [FILE, 'websites', '"http://example.com/" is not a website that can be asked; it begins with https:// and holds no user name or password.'],
      [FILE, 'checkEveryMinutes', 'It has to be one of 15, 60, 240, 1440.'],
      [FILE, 'remediesOffered', expect.stringMatching(/^"reboot" is no remedy; there are register-service, /)],
      [FILE, 'codeTest', 'It has to be true or false.'],
      [FILE, 'helpText', 'It has to be text of 1 to 500 characters in one line.'],
      [FILE, 'colour', 'There is no such setting.'],
    ])
  })

  test('shows no password of a wrong website', () => {
    expect(sentences({ websites: ['https://me:hunter2@example.com/'] }).join()).not.toContain('hunter2')
  })

  test('shows of what is wrong only what is printable, and not all of a long line', () => {
    const said = (line: unknown) => sentences({ servers: [line] })[0]
    expect(said(' a\u202eb c ')).toBe('servers: "a?b c" is not the name or address of a time server.')
    expect(said(`! ${'x'.repeat(100)}`)).toBe(`servers: "! ${'x'.repeat(78)}" is not the name or address of a time server.`)
    expect(said('one\nme:hunter2@b c')).toBe('servers: "***@b c" is not the name or address of a time server.')
    expect([said(7), said(null), said({ a: 1 })].map((text) => text?.split(' is ')[0])).toEqual(['servers: "7"', 'servers: "null"', 'servers: "{"a":1}"'])
    expect(read({ ' a\u202eb ': 1 }).wrong[0]?.name).toBe('a?b')
  })

  test('of a list keeps as many as can be used, trimmed, each once', () => {
    const hosts = Array.from({ length: 101 }, (_, n) => `h${n}.example`)
    expect(read({ servicePageHosts: hosts })).toMatchObject({ policy: { servicePageHosts: hosts.slice(0, 100) }, wrong: [{ sentence: 'No more than 100 entries can be used.' }] })
    expect(read({ servicePageHosts: [...hosts.slice(0, 100), ' h1.example ', ' '] })).toMatchObject({ policy: { servicePageHosts: hosts.slice(0, 100) }, wrong: [] })
    expect(read({ servicePageHosts: ['x'.repeat(301)] }).policy).toEqual({})
    expect(read({ servicePageHosts: ['x'.repeat(300)] }).wrong).toEqual([])
    expect(read({ servicePageHosts: [] })).toMatchObject({ policy: { servicePageHosts: [] }, wrong: [] })
    expect(read({ servicePageHosts: [''] })).toMatchObject({ policy: { servicePageHosts: [] }, wrong: [] })
  })

  test.each(['sso.corp.example', '.intranet.example', 'intranet', 'SSO_1.example', '192.0.2.1', '2001:db8::1', '[2001:db8::1]', '::1', '::ffff:192.0.2.1'])('takes the host %s', (host) => {
    expect(read({ servicePageHosts: [host] })).toMatchObject({ policy: { servicePageHosts: [host] }, wrong: [] })
  })

  test.each(['a b', 'https://a.example', 'a..b', 'a.', '*.example', '..a', 'x[::1]', '[::1]x', '::g', 'g::', 'a:80x'])('does not take the host %s', (host) => {
    expect(read({ servicePageHosts: [host] }).policy).toEqual({})
  })

  test('offers nothing where all remedies are misspelt: who wrote them wanted few', () => {
    expect(read({ remediesOffered: ['reboot'] }).policy).toEqual({ remediesOffered: [] })
  })

  test.each([
    ['numbers as text', { warnSeconds: '10' }, 'warnSeconds: It has to be a whole number from 1 to 86400.'],
    ['half a second', { warnSeconds: 0.5 }, 'warnSeconds: It has to be a whole number from 1 to 86400.'],
    ['one server that is no list', { servers: 'time.example.com' }, 'servers: It has to be a list.'],
    ['services without their window', { services: [{ id: 'a', name: 'A', kind: 'totp' }] }, 'services: Service 1: "window" has to be a whole number from 0 to 20.'],
    ['services that are no list', { services: {} }, 'services: The list of services has to be an array.'],
    ['a host with a path', { servicePageHosts: ['sso.corp.example/login'] }, 'servicePageHosts: "sso.corp.example/login" is not the name or address of a host.'],
    ['a number below the least', { warnSeconds: 0 }, 'warnSeconds: It has to be a whole number from 1 to 86400.'],
    ['a number above the most', { warnSeconds: 86_401 }, 'warnSeconds: It has to be a whole number from 1 to 86400.'],
    ['text of blanks', { helpText: '  ' }, 'helpText: It has to be text of 1 to 500 characters in one line.'],
    ['text without end', { helpText: 'x'.repeat(501) }, 'helpText: It has to be text of 1 to 500 characters in one line.'],
    ['a warning above the limit', { warnSeconds: 60, criticalSeconds: 30 }, 'warnSeconds: It is above criticalSeconds (30).'],
  ])('names %s', (_, values, sentence) => expect(sentences(values)).toEqual([sentence]))

  test('keeps a warning at the limit, and the limit where the warning goes', () => {
    expect(read({ warnSeconds: 30, criticalSeconds: 30 })).toMatchObject({ policy: { warnSeconds: 30, criticalSeconds: 30 }, wrong: [] })
    expect(read({ warnSeconds: 60, criticalSeconds: 30, language: 'de' })).toMatchObject({ policy: { criticalSeconds: 30, language: 'de' }, from: { criticalSeconds: FILE }, wrong: [{ where: FILE }] })
    expect(read({ warnSeconds: 60 }).policy).toEqual({ warnSeconds: 60 })
  })

  test('of two places the first with a value that can be used holds', () => {
    const reading = readPolicy([
      { where: 'computer', values: { language: 'xx', startAtLogin: true } }, { where: 'user', values: { language: 'de', startAtLogin: false } },
    ], LINE_READERS)
    expect(reading.policy).toEqual({ language: 'de', startAtLogin: true })
    expect(reading.from).toEqual({ language: 'user', startAtLogin: 'computer' })
    expect(reading.wrong.map(({ where, name }) => [where, name])).toEqual([['computer', 'language']])
  })

  test.each([
    ['{ servers: [] }', 'It is not JSON, so nothing of it is used.'],
    ['["servers"]', 'It has to be one JSON object, so nothing of it is used.'],
    ['7', 'It has to be one JSON object, so nothing of it is used.'],
    ['"text"', 'It has to be one JSON object, so nothing of it is used.'],
    ['{ "a": "\uFEFF" } x', 'It is not JSON, so nothing of it is used.'],
    ['null', 'It has to be one JSON object, so nothing of it is used.'],
  ])('that reads %s is one sentence and nothing else', (text, sentence) => {
    expect(readPolicy([readPolicyText(text, FILE)], LINE_READERS)).toEqual({ policy: {}, from: {}, places: [FILE], wrong: [{ where: FILE, sentence }] })
  })

  test('may name its schema, and begin with the mark that some editors write', () => {
    expect(readPolicy([readPolicyText('\uFEFF{ "$schema": "policy.schema.json", "language": "pl" }', FILE)], LINE_READERS)).toMatchObject({ policy: { language: 'pl' }, wrong: [] })
  })

  test('cannot reach an object\'s own parts by a name', () => {
    expect(readPolicy([readPolicyText('{ "__proto__": { "language": "de" }, "constructor": 1 }', FILE)], LINE_READERS).policy).toEqual({})
  })
})

describe('what policy does', () => {
  test('locks the settings it sets, in the words of the settings', () => {
    const policy = { servers: [], notifyBeyondSeconds: 0, checkEveryMinutes: 240, services: [] } as const
    expect(settingsByPolicy(policy)).toEqual({ servers: [], notifyBeyondSeconds: null, checkEveryMinutes: 240 })
    expect([...lockedBy(policy)]).toEqual(['servers', 'checkEveryMinutes', 'notifyBeyondSeconds'])
  })

  test('sets each setting, and leaves those alone that it does not name', () => {
    expect(settingsByPolicy({})).toEqual({})
    expect(Object.keys(settingsByPolicy({}))).toEqual([])
    const all = { servers: ['a.example'], websites: ['https://a.example/'], checkEveryMinutes: 15, notifyBeyondSeconds: 30, language: 'de', startAtLogin: true } as const
    expect(settingsByPolicy(all)).toEqual(all)
  })

  test.each([
    [{}, { warning: 15, critical: 30 }], [{ warnSeconds: 60 }, { warning: 60, critical: 60 }], [{ criticalSeconds: 10 }, { warning: 10, critical: 10 }],
    [{ warnSeconds: 5, criticalSeconds: 120 }, { warning: 5, critical: 120 }],
  ])('%j gives the limits %j', (policy, limits) => expect(limitsBy(policy)).toEqual(limits))

  test('keeps repairs to the remedies that are offered', () => {
    expect(offeredBy({})).toBeUndefined()
    expect(offeredBy({}, ['resync'])).toEqual(['resync'])
    expect(offeredBy({ remediesOffered: ['resync', 'step-clock'] })).toEqual(['step-clock', 'resync'])
    expect(offeredBy({ remediesOffered: ['resync'] }, ['step-clock'])).toEqual([])
  })

  test('says who helps in one line', () => {
    expect([helpBy({}), helpBy({ helpText: 'Ask the desk.', helpContact: 'desk@example.com' }), helpBy({ helpContact: 'Room 7' })])
      .toEqual([null, 'Ask the desk. desk@example.com', 'Room 7'])
  })

  test('tells of each value that the usual one holds where nobody decided', () => {
    expect(explainPolicy(NOTHING_SET).every(({ value, decidedBy, from }) => value === null && decidedBy === 'default' && from === null)).toBe(true)
    expect(explainPolicy(NOTHING_SET, { where: '/s', settings: { ...DEFAULTS, services: ['github'] } }).filter(({ decidedBy }) => decidedBy !== 'default')).toEqual([])
    expect(readPolicy([], LINE_READERS)).toEqual(NOTHING_SET)
  })

  test('tells of each value who decided it', () => {
    const reading = read({ checkEveryMinutes: 240, servers: ['time.example.com'] })
    const kept = { where: '/home/u/settings.json', settings: { ...DEFAULTS, checkEveryMinutes: 15, language: 'pl', notifyBeyondSeconds: null } } as const
    const explained = Object.fromEntries(explainPolicy(reading, kept).map(({ name, value, decidedBy, from }) => [name, [decidedBy, value, from]]))
    expect(explained).toMatchObject({
      checkEveryMinutes: ['policy', 240, FILE], servers: ['policy', ['time.example.com'], FILE], language: ['user', 'pl', '/home/u/settings.json'],
      notifyBeyondSeconds: ['user', 0, '/home/u/settings.json'], startAtLogin: ['default', null, null], codeTest: ['default', null, null],
    })
  })
})
