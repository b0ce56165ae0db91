import { afterEach, expect, test } from 'vitest'
import type { PhoneMatch } from '../../../main/core/code/judge-phone.ts'
import type { HelpMessage } from '../../../main/core/help/help-end.ts'
import { laptopWords, measuredLines, provenRight, serviceWords, type MeasuredClocks } from '../../../main/core/help/measured.ts'
import { messageText } from '../../../main/core/help/message.ts'
import type { ServiceClock } from '../../../main/core/service-clock.ts'
import type { KnownVerdict } from '../../../main/core/verdict.ts'
import { ENGLISH } from '../../../main/core/words/languages.ts'
import { speak } from '../../../main/core/words/say.ts'

const SOURCES = ['a', 'b'].map((name) => ({ name: `${name}.example`, address: '192.0.2.1', kind: 'ntp', status: 'truechimer', reason: '', offset: 0 } as const))
const verdict = (offset: number): KnownVerdict =>
  ({ kind: 'known', level: Math.abs(offset) < 15 ? 'ok' : 'critical', offset, uncertainty: 0.0121, method: 'ntp', authenticated: false, sources: SOURCES })
const laptop = (offset: number): NonNullable<MeasuredClocks['laptop']> => ({ checkedAt: 1_795_348_800, verdict: verdict(offset) })
const phone = (low: number, high: number, certain = true): PhoneMatch =>
  ({ kind: 'match', range: { low, high }, estimate: (low + high) / 2, steps: 0, certain, presses: 0, fine: certain && low > -15 && high < 15, next: 'enough', quirk: 'plain' })
const service = (ahead: number, front = false): ServiceClock => ({ kind: 'known', host: 'login.example.org', ahead, uncertainty: 0.4, answers: 4, front })

const RIGHT: MeasuredClocks = { laptop: laptop(0.004), phone: phone(-4, 6), service: service(0.2) }
const MESSAGE: HelpMessage = { subject: 'Please look at the clock', asks: ['It seems wrong.'], commands: [{ title: 'Linux, as root', commands: ['timedatectl status'] }] }

afterEach(() => speak(ENGLISH, {}))

test('the measured numbers are told with their error, the true time and the sign in words', () => {
  const [ours, theirs, last] = measuredLines({ laptop: laptop(47.3), phone: phone(-75, -61), service: service(90) })
  expect(ours).toBe('Laptop: 47.3 seconds slow (±13 ms), against 2 time servers, on 2026-11-22 12:00:47 UTC.')
  expect(theirs).toMatch(/^Authenticator: between 61 and 75 s behind true time\.$/)
  expect(last).toMatch(/^Service: between 89\.6 and 90\.4 s ahead of true time, by the dates of its answers\.$/)
})

test('what was not measured is said to be so, never left out or zero', () => {
  expect(measuredLines({ laptop: null, phone: null, service: null })).toEqual(['Laptop: not measured.', 'Authenticator: not measured.', 'Service: not measured.'])
  expect(measuredLines({ laptop: { checkedAt: 0, verdict: { kind: 'unknown', reason: 'no-network', sources: [] } }, phone: null, service: null })[0])
    .toBe('Laptop: could not be measured. This computer is not connected to a network.')
  expect(measuredLines({ laptop: null, phone: phone(-4, 36, false), service: null })[1]).toMatch(/by one code only/)
})

test('the message names no server and no address that was asked, and holds the error only where there is one', () => {
  const text = messageText(MESSAGE, RIGHT, 'invalid TOTP code')
  expect(text).not.toMatch(/example|192\.0\.2/)
  expect(text).toMatch(/The error says:\n {2}invalid TOTP code\n/)
  expect(text).toMatch(/Linux, as root:\n {2}timedatectl status$/)
  expect(messageText(MESSAGE, RIGHT)).not.toMatch(/The error says/)
})

test('all three clocks have to be proven right before the account is to blame', () => {
  expect(provenRight(RIGHT)).toBe(true)
  const doubts: Readonly<Record<string, MeasuredClocks>> = {
    'laptop not checked': { ...RIGHT, laptop: null },
    'laptop wrong': { ...RIGHT, laptop: laptop(47.3) },
    'no code tested': { ...RIGHT, phone: null },
    'one code only': { ...RIGHT, phone: phone(-4, 6, false) },
    'phone behind': { ...RIGHT, phone: phone(-70, -50) },
    'service not measured': { ...RIGHT, service: null },
    'service wrong': { ...RIGHT, service: service(-60) },
    'only what stands in front of the service': { ...RIGHT, service: service(0.2, true) },
    'each right, but apart': { ...RIGHT, phone: phone(8, 14), service: service(-13) },
  }
  expect(Object.entries(doubts).filter(([, clocks]) => provenRight(clocks)).map(([name]) => name)).toEqual([])
})

test('a program on this laptop that makes the codes is as right as the laptop is', () => {
  const quirk = 'follows-this-laptop'
  expect(provenRight({ ...RIGHT, phone: { ...phone(-4, 36, false), quirk } })).toBe(true)
  expect(provenRight({ ...RIGHT, phone: { ...phone(-4, 6), quirk }, laptop: laptop(47.3) })).toBe(false)
})

test('each clock is told in a few words', () => {
  expect([null, { checkedAt: 0, verdict: { kind: 'unknown', reason: 'no-network', sources: [] } } as const, laptop(0.004), laptop(-47.3)].map(laptopWords))
    .toEqual(['not checked yet', 'could not be checked', 'right', '47.3 seconds fast'])
  expect([null, { kind: 'unknown', host: 'login.example.org', reason: 'no-answer' } as const, service(90)].map(serviceWords))
    .toEqual(['not measured', 'could not be measured', 'between 89.6 and 90.4 s ahead of true time'])
})

test('a service that could not be measured is told apart from one that was not asked', () => {
  expect(measuredLines({ ...RIGHT, service: { kind: 'unknown', host: 'login.example.org', reason: 'no-answer' } })[2]).toBe('Service: could not be measured.')
})

test('the message is read from top to bottom: what it is about, what is asked, the error, the numbers, the commands', () => {
  const commands = [{ title: 'Linux, as root', commands: ['# with chrony', 'systemctl restart chronyd', 'hwclock # '] }]
  const asked = { subject: 'Please look at the clock', asks: ['It seems wrong.', 'Please compare it.'] }
  const numbers = ['Measured by Clock Medic:', '- Laptop: not measured.', '- Authenticator: not measured.', '- Service: not measured.']
  const none = { laptop: null, phone: null, service: null }
  expect(messageText({ ...asked, commands }, none, 'line one\nline two').split('\n')).toEqual([
    'Please look at the clock', '', 'It seems wrong.', 'Please compare it.', '', 'The error says:', '  line one', '  line two', '', ...numbers,
    '', 'Linux, as root:', '  # with chrony', '  systemctl restart chronyd', '  hwclock # ',
  ])
  expect(messageText(asked, none).split('\n')).toEqual(['Please look at the clock', '', 'It seems wrong.', 'Please compare it.', '', ...numbers])
})

test('no translation of an explanation becomes a command', () => {
  speak({ tag: 'de', name: 'Deutsch', direction: 'ltr' }, { 'with chrony': 'mit chrony', 'systemctl restart chronyd': 'reboot' })
  const text = messageText({ ...MESSAGE, commands: [{ title: 'Linux', commands: ['# with chrony', 'systemctl restart chronyd'] }] }, RIGHT)
  expect(text).toMatch(/\n {2}# mit chrony\n {2}systemctl restart chronyd$/)
})
