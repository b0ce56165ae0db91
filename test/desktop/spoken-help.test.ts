import { afterAll, beforeAll, expect, test } from 'vitest'
import { AUTHENTICATORS } from '../../main/core/code/authenticators.ts'
import type { PhoneMatch } from '../../main/core/code/judge-phone.ts'
import { ERROR_TEXTS } from '../../main/core/help/error-texts.ts'
import type { ReadErrorText } from '../../main/core/help/recognise.ts'
import { HELP_GROUPS, isHelpPlace } from '../../main/core/help/symptoms.ts'
import type { ServiceClock } from '../../main/core/service-clock.ts'
import { ENGLISH } from '../../main/core/words/languages.ts'
import { speak } from '../../main/core/words/say.ts'
import { codeView } from '../../main/desktop/code-view.ts'
import type { CodeTest } from '../../main/desktop/code-test.ts'
import { helpView } from '../../main/desktop/help-view.ts'
import type { SessionState } from '../../main/desktop/session-state.ts'
import { messagesIn } from '../../scripts/messages/messages-in.mjs'
import { practiceSession } from './practice-session.ts'

const ROOT = new URL('../..', import.meta.url).pathname

/** A catalogue that puts each message in marks: what stands outside of them was said in English only. */
const MARKED = Object.fromEntries(messagesIn(ROOT).messages.map(({ text }) => [text, `⟦${text.split(' || ')[0] ?? ''}⟧`]))

/** Names, which are said alike in every language, and fields that hold no words. */
const NAMES = /UTC|SHA-1|Android|Samsung|iPhone, iPad|Defguard|Kerberos \(Active Directory, MIT\)|login\.example\.com|invalid TOTP code/g
const DATA = new Set(['place', 'id', 'name', 'tone', 'actions', 'account', 'authenticator', 'screen', 'helpPlace'])

function unsaid(text: string): string {
  // Commands are indented; what only explains them is not one.
  const words = text.split('\n').filter((line) => !line.startsWith('  ') || line.startsWith('  #')).join('\n')
  const rest = words.replaceAll(/⟦[^⟦⟧]*⟧/g, '')
  return rest === words ? words.replaceAll(NAMES, '') : unsaid(rest)
}

function unsaidIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return /\p{L}{3}/u.test(unsaid(value)) ? [value] : []
  return typeof value === 'object' && value !== null ? Object.entries(value).flatMap(([key, below]) => (DATA.has(key) ? [] : unsaidIn(below))) : []
}

const phone = (low: number, more: Partial<PhoneMatch> = {}): PhoneMatch =>
  ({ kind: 'match', range: { low, high: low + 2 }, estimate: low + 1, steps: Math.round(low / 30), certain: true, presses: 1, fine: false, next: 'enough', quirk: 'plain', ...more })
const service = (ahead: number): ServiceClock => ({ kind: 'known', host: 'login.example.com', ahead, uncertainty: 0.4, answers: 4, front: true })

const PHONES: readonly PhoneMatch[] = [
  phone(-1, { fine: true }), phone(-1, { certain: false, next: 'another-code' }), phone(-70, { next: 'press' }), phone(40, { next: 'code-at-press' }), phone(57, { next: 'press-again' }),
  phone(3605, { zone: { seconds: 3600, rest: { low: 5, high: 7 } } }), phone(-5400, { zone: { seconds: -5400, rest: { low: 0, high: 2 } }, certain: false, next: 'another-code' }),
  ...AUTHENTICATORS.map(({ quirk }) => phone(-300, { quirk })),
]

let measured: SessionState
beforeAll(async () => {
  speak(ENGLISH, MARKED)
  const { session } = await practiceSession('slow')
  await session.check()
  measured = session.state()
  await session.close()
})
afterAll(() => speak(ENGLISH, {}))

test('no page of Help and no message to an administrator has a word that nobody can translate', () => {
  const places = ['start', 'error-text', ...HELP_GROUPS.map(({ id }) => id), ...HELP_GROUPS.flatMap(({ ends }) => ends.map(({ id }) => id))].filter((place) => isHelpPlace(place))
  const reads: readonly (ReadErrorText | null)[] = [
    null, { kind: 'empty' }, { kind: 'unknown', said: '' }, ...ERROR_TEXTS.map(({ meaning, end }) => ({ kind: 'known', said: 'invalid TOTP code', meaning, end } as const)),
  ]
  const pages = places.flatMap((place) => (place === 'error-text' || place === 'last-step' ? reads : [null]).map((read) => ({ place, read })))
  const clocks = [
    { checkup: null, service: { ...measured.service, clock: null } },
    { service: { ...measured.service, clock: service(40) }, codeTest: { ...measured.codeTest, verdict: phone(-70) } },
  ]
  const found = pages.flatMap((help) => clocks.flatMap((known) => unsaidIn(helpView({ ...measured, ...known, help }))))
  expect(pages.length).toBeGreaterThan(places.length)
  expect([...new Set(found)]).toEqual([])
})

test('nor has the code test, whatever it found', () => {
  const tests: readonly Partial<CodeTest>[] = [
    ...PHONES.map((verdict) => ({ verdict, failed: 2 })),
    { verdict: { kind: 'no-match' } }, { pressedAt: 1 },
    ...AUTHENTICATORS.map((authenticator) => ({ authenticator })),
    { key: { kind: 'wanted', wrong: null } }, { key: { kind: 'own', digits: 8, period: 30, algorithm: 'SHA1' } }, { key: { kind: 'forgotten' } },
  ]
  const clocks: readonly (ServiceClock | null)[] = [null, service(0.1), service(-42), { kind: 'unknown', host: 'login.example.com', reason: 'cached' }]
  const states = tests.flatMap((changed) => clocks.map((clock): SessionState =>
    ({ ...measured, codeTest: { ...measured.codeTest, ...changed }, service: { ...measured.service, clock, picked: ['other', 'kerberos', 'defguard'] } })))
  const found = [...states, { ...measured, checkup: null }].flatMap((state) => unsaidIn(codeView(state, 0)))
  expect([...new Set(found)]).toEqual([])
})
