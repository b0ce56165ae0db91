import { encode } from 'uqr'
import type { CodeResultView, CodeTestView, PracticeAccountView } from '../../preload/contract.ts'
import { otpauthAddress, type PracticeAccount, type PhoneVerdict } from '../core/totp.ts'
import { phoneWords } from '../core/words/phone.ts'
import { unknownNextStep, unknownWords } from '../core/words/verdict.ts'
import type { SessionState } from './session-state.ts'

const PHONE_STEPS: CodeResultView['phoneSteps'] = [
  { system: 'Android', path: 'Settings → System → Date & time → Set time automatically' },
  { system: 'iPhone', path: 'Settings → General → Date & Time → Set Automatically' },
]

/** The code test of a session. */
export function codeView({ activity, checkup, codeTest }: SessionState): CodeTestView {
  const account = accountView(codeTest.account)
  const known = checkup?.verdict.kind === 'known'
  const result = resultView(codeTest)
  return {
    account,
    ready: known,
    ...(known ? {} : { notice: notice(activity.kind !== 'idle', checkup) }),
    ...(result === undefined ? {} : { result }),
  }
}

function notice(busy: boolean, checkup: SessionState['checkup']): string {
  if (checkup === null || checkup.verdict.kind === 'known') return busy ? 'One moment: the true time is being asked for.' : 'The true time is not known yet. Check the clock first.'
  const { reason } = checkup.verdict
  return `A code can only be judged by the true time, and that is not known. ${unknownWords(reason)} ${unknownNextStep(reason)}`
}

function resultView({ verdict, wrong }: SessionState['codeTest']): CodeResultView | undefined {
  if (wrong !== null) return { badge: { tone: 'neutral', text: 'Not a code yet' }, sentences: [wrong], wantsSecondCode: false, phoneSteps: [] }
  if (verdict === null) return undefined
  const { tone, headline, sentences } = phoneWords(verdict)
  return {
    badge: { tone, text: headline },
    sentences,
    wantsSecondCode: wantsAnother(verdict),
    phoneSteps: verdict.kind === 'match' && verdict.steps !== 0 ? PHONE_STEPS : [],
  }
}

const wantsAnother = (verdict: PhoneVerdict): boolean => verdict.kind === 'no-match' || !verdict.certain

/** The practice account to scan or to type. */
export function accountView(account: PracticeAccount): PracticeAccountView {
  const { data } = encode(otpauthAddress(account), { border: 0, ecc: 'L' })
  return {
    qr: data.map((row) => row.map((dark) => (dark ? '1' : '0')).join('')),
    typedKey: account.key.replaceAll(/.{4}(?=.)/g, '$& '),
    accountName: `${account.issuer}: ${account.label}`,
  }
}
