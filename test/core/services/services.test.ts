import { describe, expect, test } from 'vitest'
import { SERVICES } from '../../../main/core/services/data.ts'
import { allServices, readServices } from '../../../main/core/services/reader.ts'
import { chanceRangeWords, servicesText, toleranceWords, waitWords } from '../../../main/core/words/services.ts'

describe('the listed services', () => {
  test('each has an id of its own, a source, and the day it was read', () => {
    expect(new Set(SERVICES.map(({ id }) => id)).size).toBe(SERVICES.length)
    expect(readServices(SERVICES)).toEqual({ services: SERVICES, wrong: [] })
    for (const { source, checked } of SERVICES) expect([source !== '', checked]).toEqual([true, '2026-11-22'])
  })

  test('what nobody published is said to be assumed', () => {
    for (const id of ['github', 'aws-mfa', 'duo', 'b2core']) {
      const service = SERVICES.find((each) => each.id === id)
      expect(service).toMatchObject({ kind: 'totp', window: 1, confirmed: false, note: expect.stringMatching(/^Nothing is published/) })
    }
  })

  test.each<[string, object]>([
    ['defguard', { window: 0 }], ['keycloak', { window: 1 }], ['google-identity-platform', { window: 5 }], ['freeipa', { window: 10 }], ['privacyidea', { window: 6 }],
    ['kerberos', { limit: 300 }], ['saml', { limit: 180 }], ['secureauth', { limit: 300, troubleFrom: 180 }],
  ])('%s', (id, expected) => expect(SERVICES.find((each) => each.id === id)).toMatchObject(expected))
})

describe('a list of one\'s own', () => {
  const mine = { id: 'vpn', name: 'Our VPN', kind: 'totp', window: 0 }

  test('needs little, and takes the place of a listed service with its id', () => {
    const { services, wrong } = readServices([mine, { id: 'kerberos', name: 'Our domain', kind: 'time-limit', limit: 600, page: 'https://id.internal/login?user=me' }])
    expect(wrong).toEqual([])
    expect(services).toEqual([
      { ...mine, period: 30, source: 'Your organisation', checked: '', confirmed: true },
      { id: 'kerberos', name: 'Our domain', kind: 'time-limit', limit: 600, source: 'Your organisation', checked: '', confirmed: true, page: 'https://id.internal/login' },
    ])
    const all = allServices(services)
    expect(all).toHaveLength(SERVICES.length + 1)
    expect(all.filter(({ id }) => id === 'kerberos')).toMatchObject([{ limit: 600 }])
  })

  test.each<[string, unknown, string]>([
    ['no object', 7, 'Service 1: it has to be an object with id, name and kind.'],
    ['null', null, 'Service 1: it has to be an object with id, name and kind.'],
    ['no id', { ...mine, id: undefined }, 'Service 1: "id" has to be made of small letters, digits and dashes.'],
    ['an id with a path in it', { ...mine, id: '../x' }, 'Service 1: "id" has to be made of small letters, digits and dashes.'],
    ['no name', { id: 'vpn', kind: 'totp', window: 1 }, 'Service 1: "name" is missing.'],
    ['a name of two lines', { ...mine, name: 'a\nb' }, 'Service 1: "name" has to be text of 1 to 300 characters in one line.'],
    ['an unknown kind', { ...mine, kind: 'hotp' }, 'Service 1: "kind" has to be "totp" or "time-limit".'],
    ['a window as text', { ...mine, window: '1' }, 'Service 1: "window" has to be a whole number from 0 to 20.'],
    ['half a step', { ...mine, window: 0.5 }, 'Service 1: "window" has to be a whole number from 0 to 20.'],
    ['no window', { id: 'vpn', name: 'x', kind: 'totp' }, 'Service 1: "window" has to be a whole number from 0 to 20.'],
    ['a period of 0', { ...mine, period: 0 }, 'Service 1: "period" has to be a whole number from 5 to 600.'],
    ['no limit', { id: 'vpn', name: 'x', kind: 'time-limit' }, 'Service 1: "limit" has to be a whole number from 1 to 86400.'],
  ])('%s is named, and the rest is kept', (_what, entry, sentence) => {
    const { services, wrong } = readServices([entry, { ...mine, id: 'other-one' }])
    expect(wrong).toEqual([sentence])
    expect(services.map(({ id }) => id)).toEqual(['other-one'])
  })

  test.each<[string, object, string]>([
    ['a day that is none', { checked: '2026-02-30' }, 'Service 1 ("vpn"): "checked" has to be a day such as 2026-11-22.'],
    ['a page without https', { page: 'http://vpn.example.com/' }, 'Service 1 ("vpn"): "page" is not used: "http://vpn.example.com/" is not an https address; without it nobody can prove who answers.'],
    ['a note that is no text', { note: 5 }, 'Service 1 ("vpn"): "note" has to be text of 1 to 300 characters in one line.'],
    ['a property nobody knows', { windw: 5 }, 'Service 1 ("vpn"): "windw" is no property of a service and is not used.'],
  ])('%s is named and left out, and the service stays', (_what, extra, sentence) => {
    const { services, wrong } = readServices([{ ...mine, ...extra }])
    expect(wrong).toEqual([sentence])
    expect(services).toMatchObject([mine])
  })

  test('that is no list, is too long, or names a service twice', () => {
    expect(readServices({})).toEqual({ services: [], wrong: ['The list of services has to be an array.'] })
    expect(readServices([mine, mine]).wrong).toEqual(['Service 2 ("vpn"): this id stands in the list already.'])
    const long = readServices(Array.from({ length: 201 }, (_, n) => ({ ...mine, id: `s${n}` })))
    expect([long.services.length, long.wrong]).toEqual([200, ['The list has 201 services; the first 200 are used.']])
  })
})

describe('words', () => {
  test('for what a service puts up with', () => {
    const words = (id: string) => SERVICES.filter((each) => each.id === id).map(toleranceWords)
    expect(['defguard', 'keycloak', 'onespan', 'kerberos', 'secureauth'].flatMap(words)).toEqual([
      'only the current code of 30 s', 'codes up to one step of 30 s early or late', 'codes up to 5 steps of 30 s early or late',
      'clocks that differ by less than 5 minutes', 'clocks that differ by less than 5 minutes; trouble from 3 minutes on',
    ])
    expect(servicesText(SERVICES)).toContain('GitHub (github)\n  accepts codes up to one step of 30 s early or late (not confirmed)\n  Nothing is published')
  })

  test.each([
    [0, 0, 'will be rejected'], [1, 1, 'fine'], [0.5, 0.5, 'works about half the time'], [0.75, 0.78, 'works about 3 times in 4'], [0.25, 0.75, 'works between 1 time in 4 and 3 times in 4'],
    [0, 1, 'cannot be told yet'], [0, 0.5, 'works half the time at best'], [0.75, 1, 'works at least 3 times in 4'], [0.9, 0.95, 'works about 3 times in 4'],
  ])('for a chance from %d to %d: %s', (low, high, words) => expect(chanceRangeWords({ low, high })).toBe(words))

  test('never call a code fine that fails now and then, nor hopeless one that may work', () => {
    for (let chance = 0.03; chance < 0.97; chance += 0.01) expect(['fine', 'will be rejected']).not.toContain(chanceRangeWords({ low: chance, high: chance }))
  })

  test('for the countdown', () => {
    expect([4, 0, null].map(waitWords)).toEqual(['Wait 4 s, then type the code.', 'Type the code now.', 'No moment is better than another: the next code will be rejected.'])
  })
})
