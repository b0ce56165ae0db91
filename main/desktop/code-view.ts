import { encode } from 'uqr'
import type { CodeResultView, CodeTestView, OwnKeyView, PracticeAccountView } from '../../preload/contract.ts'
import { AUTHENTICATORS, type Quirk } from '../core/code/authenticators.ts'
import { FAILED_BEFORE_WARNING, LOCK_OUT_WARNING } from '../core/help/lock-out.ts'
import { otpauthAddress, type PracticeAccount } from '../core/totp.ts'
import { settingsPaths } from '../core/words/code-settings.ts'
import { phoneWords } from '../core/words/phone.ts'
import { msg, say, sayNumber } from '../core/words/say.ts'
import { unknownNextStep, unknownWords } from '../core/words/verdict.ts'
import type { CodeTest } from './code-test.ts'
import { guiltView, servicesView, serviceClockView } from './service-view.ts'
import type { SessionState } from './session-state.ts'

/** What an app does to its codes, and what that means here. */
const QUIRKS: Readonly<Record<Quirk, string | null>> = {
  'plain': null,
  'shows-old-codes': msg('This app keeps showing a code for 30 s after it is opened, so a code may be an older one. The test allows for that, and pressing when it changes would tell nothing.'),
  'corrects-in-whole-minutes': msg('Some versions of this app correct their codes by whole minutes. That cannot mend seconds: the phone\'s own clock has to be right.'),
  'follows-this-laptop': msg('These codes follow this laptop\'s clock. Repairing that is the whole cure.'),
}

/**
 * The code test of a session.
 * @param now moment of the clock that is never set, in seconds
 */
export function codeView(state: SessionState, now: number): CodeTestView {
  const { activity, checkup, codeTest } = state
  const known = checkup?.verdict.kind === 'known'
  const ownKey = ownKeyView(codeTest)
  const { id, quirk } = codeTest.authenticator
  const result = resultView(codeTest)
  const flip = flipView(codeTest)
  const guilt = guiltView(state)
  const does = QUIRKS[quirk]
  return {
    account: accountView(codeTest.account),
    ...(ownKey === undefined ? {} : { ownKey }),
    authenticators: AUTHENTICATORS.map((each) => ({ id: each.id, name: say(each.name) })),
    authenticator: id,
    ...(does === null ? {} : { quirk: say(does) }),
    ready: known && ownKey?.held !== false,
    ...(known ? {} : { notice: notice(activity.kind !== 'idle', checkup) }),
    field: fieldView(codeTest),
    ...(flip === undefined ? {} : { flip }),
    ...(result === undefined ? {} : { result }),
    ...(guilt === undefined ? {} : { guilt }),
    services: servicesView(state, now),
    serviceClock: serviceClockView(state),
  }
}

function notice(busy: boolean, checkup: SessionState['checkup']): string {
  if (checkup === null || checkup.verdict.kind === 'known') return busy ? say('One moment: the true time is being asked for.') : say('The true time is not known yet. Check the clock first.')
  const { reason } = checkup.verdict
  return `${say('A code can only be judged by the true time, and that is not known.')} ${unknownWords(reason)} ${unknownNextStep(reason)}`
}

function fieldView({ key, pressedAt, verdict }: CodeTest): CodeTestView['field'] {
  const digits = key.kind === 'own' ? key.digits : 6
  const asksAgain = verdict !== null && (verdict.kind === 'no-match' || verdict.next === 'another-code')
  const label = pressedAt !== null ? say('The {digits, select, 6 {six} 7 {seven} other {eight}} digits that just appeared', { digits })
    : asksAgain ? say('The next {digits, select, 6 {six} 7 {seven} other {eight}} digits it shows || what the authenticator shows', { digits })
      : say('{digits, select, 6 {Six} 7 {Seven} other {Eight}} digits from your authenticator', { digits })
  return { digits, label, hint: say('Checked as soon as the {digits, select, 6 {sixth} 7 {seventh} other {eighth}} digit is in.', { digits }) }
}

function flipView({ key, pressedAt, verdict }: CodeTest): CodeTestView['flip'] {
  if (key.kind === 'wanted' || key.kind === 'forgotten') return undefined
  if (pressedAt !== null) return { label: say('Pressed too early or too late? Press at the next change'), pressed: true }
  if (verdict?.kind !== 'match' || !(verdict.next === 'press' || verdict.next === 'press-again' || verdict.next === 'code-at-press')) return undefined
  return { label: say('Press when it flips || when the code changes'), pressed: false }
}

function resultView({ verdict, wrong, failed }: CodeTest): CodeResultView | undefined {
  if (wrong !== null) return { badge: { tone: 'neutral', text: say('Not a code yet') }, sentences: [wrong], settled: false, phoneSteps: [] }
  if (verdict === null) return undefined
  const { tone, headline, sentences } = phoneWords(verdict)
  return {
    badge: { tone, text: headline },
    sentences: failed < FAILED_BEFORE_WARNING ? sentences : [...sentences, say(LOCK_OUT_WARNING)],
    settled: verdict.kind === 'match' && verdict.next === 'enough',
    phoneSteps: verdict.kind === 'match' && (tone === 'warning' || tone === 'bad') ? settingsPaths(verdict.quirk) : [],
  }
}

const ALGORITHM_NAMES = { SHA1: 'SHA-1', SHA256: 'SHA-256', SHA512: 'SHA-512' } as const

function ownKeyView({ key }: CodeTest): OwnKeyView | undefined {
  switch (key.kind) {
    case 'practice': return undefined
    case 'wanted': return {
      held: false,
      text: say('Your key stays in memory, is never shown again, and is forgotten when you leave this screen or after two minutes.'),
      ...(key.wrong === null ? {} : { wrong: key.wrong }),
    }
    case 'own': return {
      held: true,
      text: say('Your key is in use: {digits} digits, a new code every {period} s, {algorithm}. It is forgotten when you leave this screen or after two minutes.', {
        digits: sayNumber(key.digits), period: sayNumber(key.period), algorithm: ALGORITHM_NAMES[key.algorithm],
      }),
    }
    case 'forgotten': return { held: false, text: say('Your key has been forgotten. To go on, give it once more.') }
  }
}

/** Drawing the code takes longer than all the rest of a view, and an account never changes. */
const drawn = new WeakMap<PracticeAccount, readonly string[]>()

function qrOf(account: PracticeAccount): readonly string[] {
  const known = drawn.get(account)
  if (known !== undefined) return known
  const rows = encode(otpauthAddress(account), { border: 0, ecc: 'L' }).data.map((row) => row.map((dark) => (dark ? '1' : '0')).join(''))
  drawn.set(account, rows)
  return rows
}

/** The practice account to scan or to type. */
export function accountView(account: PracticeAccount): PracticeAccountView {
  return {
    qr: qrOf(account),
    typedKey: account.key.replaceAll(/.{4}(?=.)/g, '$& '),
    accountName: `${account.issuer}: ${account.label}`,
  }
}
