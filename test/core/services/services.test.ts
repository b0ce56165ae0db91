import { describe, expect, test } from 'vitest'
import type { Chance } from '../../../main/core/services/chance.ts'
import { SERVICES } from '../../../main/core/services/data.ts'
import { allServices, readServices } from '../../../main/core/services/reader.ts'
import { acceptsWords, chanceChangeWords, chanceRangeWords, serviceName, servicesText, toleranceWords, waitWords } from '../../../main/core/words/services.ts'

describe('the listed services', () => {
  test('each has an id of its own, a source, and the day it was read', () => {
    expect(new Set(SERVICES.map(({ id }) => id)).size).toBe(SERVICES.length)
    expect(readServices(SERVICES)).toEqual({ services: SERVICES, wrong: [] })
    expect(SERVICES.filter(({ confirmed }) => !confirmed).map(({ id }) => id)).toEqual(['zimbra', 'b2core', 'okta-custom', 'aws-mfa', 'github', 'duo', 'tls'])
    for (const { source, checked } of SERVICES) expect([source !== '', checked]).toEqual([true, '2026-11-22'])
  })

  test('what nobody published is said to be assumed', () => {
    for (const id of ['github', 'aws-mfa', 'duo', 'b2core']) {
      const service = SERVICES.find((each) => each.id === id)
      expect(service).toMatchObject({ kind: 'totp', window: 1, confirmed: false, note: expect.stringMatching(/^Nothing is published/) })
    }
  })

  test('what is assumed says so first, and then what is known besides', () => {
    const note = (id: string) => SERVICES.find((each) => each.id === id)?.note
    expect(note('github')).toMatch(/is assumed\.$/)
    expect(note('aws-mfa')).toMatch(/is assumed\. A device that drifted /)
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
    ['a window no validator has', { ...mine, window: 21 }, 'Service 1: "window" has to be a whole number from 0 to 20.'],
    ['an id with a blank behind it', { ...mine, id: 'vpn x' }, 'Service 1: "id" has to be made of small letters, digits and dashes.'],
    ['a name of blanks', { ...mine, name: '  ' }, 'Service 1: "name" has to be text of 1 to 300 characters in one line.'],
    ['a name without end', { ...mine, name: 'x'.repeat(301) }, 'Service 1: "name" has to be text of 1 to 300 characters in one line.'],
  ])('%s is named, and the rest is kept', (_what, entry, sentence) => {
    const { services, wrong } = readServices([entry, { ...mine, id: 'other-one' }])
    expect(wrong).toEqual([sentence])
    expect(services.map(({ id }) => id)).toEqual(['other-one'])
  })

  test.each<[string, object, string]>([
    ['a day that is none', { checked: '2026-02-30' }, 'Service 1 ("vpn"): "checked" has to be a day such as 2026-11-22.'],
    ['a page without https', { page: 'http://vpn.example.com/' }, 'Service 1 ("vpn"): "page" is not used: "http://vpn.example.com/" is not an https address; without it nobody can prove who answers.'],
    ['a day with a time behind it', { checked: '2026-11-22T10:00' }, 'Service 1 ("vpn"): "checked" has to be a day such as 2026-11-22.'],
    ['a day before year 0', { checked: '-002026-11-22' }, 'Service 1 ("vpn"): "checked" has to be a day such as 2026-11-22.'],
    ['a day as a number', { checked: 20261122 }, 'Service 1 ("vpn"): "checked" has to be a day such as 2026-11-22.'],
    ['neither confirmed nor not', { confirmed: 'yes' }, 'Service 1 ("vpn"): "confirmed" has to be true or false.'],
    ['a page that is no text', { page: 7 }, 'Service 1 ("vpn"): "page" is not used: it has to be text.'],
    ['a property with letters that hide something', { 'wi\u202endow': 5 }, 'Service 1 ("vpn"): "wi?ndow" is no property of a service and is not used.'],
    ['a property that may hold a password', { 'me:x@hunter2@vpn': 5 }, 'Service 1 ("vpn"): "***@vpn" is no property of a service and is not used.'],
    ['a property of great length', { ['x'.repeat(100)]: 5 }, `Service 1 ("vpn"): "${'x'.repeat(40)}" is no property of a service and is not used.`],
    ['a note that is no text', { note: 5 }, 'Service 1 ("vpn"): "note" has to be text of 1 to 300 characters in one line.'],
    ['a property nobody knows', { windw: 5 }, 'Service 1 ("vpn"): "windw" is no property of a service and is not used.'],
  ])('%s is named and left out, and the service stays', (_what, extra, sentence) => {
    const { services, wrong } = readServices([{ ...mine, ...extra }])
    expect(wrong).toEqual([sentence])
    expect(services).toMatchObject([mine])
  })

  test('keeps what it says of itself, without blanks around it', () => {
    const full = { ...mine, window: 20, period: 60, source: 'Our handbook', checked: '2026-11-22', confirmed: false, note: 'One step less on weekends.' }
    expect(readServices([{ ...full, name: ' Our VPN ' }])).toEqual({ services: [full], wrong: [] })
    expect(readServices([{ ...mine, name: 'x'.repeat(300) }]).wrong).toEqual([])
  })

  test('of wrong values keeps neither the day, nor the word that it is confirmed', () => {
    expect(readServices([{ ...mine, checked: 'yesterday', confirmed: 'yes' }]).services).toMatchObject([{ checked: '', confirmed: false }])
  })

  test('that is no list, is too long, or names a service twice', () => {
    expect(readServices({})).toEqual({ services: [], wrong: ['The list of services has to be an array.'] })
    expect(readServices([mine, mine]).wrong).toEqual(['Service 2 ("vpn"): this id stands in the list already.'])
    expect(readServices(Array.from({ length: 200 }, (_, n) => ({ ...mine, id: `s${n}` }))).wrong).toEqual([])
    const long = readServices(Array.from({ length: 201 }, (_, n) => ({ ...mine, id: `s${n}` })))
    expect([long.services.length, long.wrong]).toEqual([200, ['The list has 201 services; the first 200 are used.']])
  })
})

const mineOnly = { id: 'vpn', name: 'Our VPN', kind: 'totp', window: 0 }

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
    [0, 1, 'cannot be told yet'], [0, 0.25, 'works 1 time in 4 at best'], [0, 0.75, 'works 3 times in 4 at best'], [0.25, 1, 'works at least 1 time in 4'], [0.5, 1, 'works at least half the time'],
    [0.5, 0.75, 'works between half the time and 3 times in 4'], [0.25, 0.5, 'works between 1 time in 4 and half the time'], [0.25, 0.25, 'works about 1 time in 4'], [0.02, 0.98, 'cannot be told yet'], [0, 0.5, 'works half the time at best'], [0.75, 1, 'works at least 3 times in 4'], [0.9, 0.95, 'works about 3 times in 4'],
  ])('for a chance from %d to %d: %s', (low, high, words) => expect(chanceRangeWords({ low, high })).toBe(words))

  test('for a chance before and after a repair', () => {
    const [never, half, sure] = [0, 0.5, 1].map((chance) => ({ low: chance, high: chance })) as [Chance, Chance, Chance]
    expect(chanceChangeWords({ service: SERVICES[0]!, before: never, after: sure })).toBe('will be rejected; after a repair: fine')
    expect(chanceChangeWords({ service: SERVICES[0]!, before: half, after: half })).toBe('works about half the time')
    expect(chanceChangeWords({ service: SERVICES[0]!, after: half })).toBe('not known yet; works about half the time once your clocks are right')
  })

  test('for a service, with its source where it has one', () => {
    const own = { ...readServices([mineOnly]).services[0]!, confirmed: false }
    expect([serviceName(own), serviceName(SERVICES[0]!)]).toEqual(['Our VPN', 'Another service with one-time codes'])
    expect([acceptsWords(own), acceptsWords({ ...own, confirmed: true })]).toEqual(['accepts only the current code of 30 s (not confirmed)', 'accepts only the current code of 30 s'])
    expect(servicesText([own, { ...own, note: 'On weekends too.', checked: '2026-11-22' }])).toBe([
      'Our VPN (vpn)', '  accepts only the current code of 30 s (not confirmed)', '  Source: Your organisation', '',
      'Our VPN (vpn)', '  accepts only the current code of 30 s (not confirmed)', '  On weekends too.', '  Source: Your organisation, read on 2026-11-22',
    ].join('\n'))
  })

  test('never call a code fine that fails now and then, nor hopeless one that may work', () => {
    for (let chance = 0.03; chance < 0.97; chance += 0.01) expect(['fine', 'will be rejected']).not.toContain(chanceRangeWords({ low: chance, high: chance }))
  })

  test('for the countdown', () => {
    expect([4, 0, null].map(waitWords)).toEqual(['Wait 4 s, then type the code.', 'Type the code now.', 'No moment is better than another: the next code will be rejected.'])
  })
})
