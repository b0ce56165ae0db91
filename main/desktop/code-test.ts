import { authenticatorOf, type Authenticator } from '../core/code/authenticators.ts'
import { judgePhone, type PhoneVerdict, type Press, type TypedCode } from '../core/code/judge-phone.ts'
import type { TotpKey } from '../core/code/key.ts'
import { wouldFail } from '../core/help/lock-out.ts'
import type { PracticeAccount } from '../core/totp.ts'

/** Which key the codes are made of. A key of the user's own is not here: what is not known cannot leak with the rest. */
export type TestedKey =
  | { readonly kind: 'practice' }
  /** The user wants to give one; `wrong` says what was wrong with the last try. */
  | { readonly kind: 'wanted'; readonly wrong: string | null }
  | { readonly kind: 'own'; readonly digits: TotpKey['digits']; readonly period: number; readonly algorithm: TotpKey['algorithm'] }
  /** It was held and is no more. */
  | { readonly kind: 'forgotten' }

export interface CodeTest {
  readonly account: PracticeAccount
  readonly key: TestedKey
  readonly authenticator: Authenticator
  /** Codes and presses since the test began; they never leave this process and are forgotten with it. */
  readonly typed: readonly TypedCode[]
  readonly presses: readonly Press[]
  /** The button was pressed at this moment of the clock that is never set, and the code that appeared is still to come. */
  readonly pressedAt: number | null
  readonly verdict: PhoneVerdict | null
  /** What is wrong with what was typed last, where it is no code at all. */
  readonly wrong: string | null
  /** Codes since the test began that a service would have rejected. */
  readonly failed: number
}

export type Evidence = { readonly typed: TypedCode } | { readonly press: Press }

const ANY_PHONE: Authenticator = authenticatorOf('phone') ?? { id: 'phone', name: 'An app on a phone', quirk: 'plain' }

/** A test of which nothing is known yet. */
export const newCodeTest = (account: PracticeAccount, key: TestedKey = { kind: 'practice' }, authenticator: Authenticator = ANY_PHONE): CodeTest =>
  ({ account, key, authenticator, typed: [], presses: [], pressedAt: null, verdict: null, wrong: null, failed: 0 })

/** The same test from its beginning, with another key or the same. */
export const restarted = ({ account, key, authenticator }: CodeTest, other: TestedKey = key): CodeTest => newCodeTest(account, other, authenticator)

/** One more code or press, judged with all before. What does not go together with those starts anew: one of them was mistyped. */
export function withEvidence(test: CodeTest, evidence: Evidence, key: TotpKey): CodeTest {
  const { quirk } = test.authenticator
  const added = 'typed' in evidence ? { typed: [evidence.typed], presses: [] } : { typed: [], presses: [evidence.press] }
  const all = { typed: [...test.typed, ...added.typed], presses: [...test.presses, ...added.presses] }
  const together = judgePhone(key, all.typed, { presses: all.presses, quirk })
  const fits = together.kind === 'match' || test.typed.length + test.presses.length === 0
  const verdict = fits ? together : judgePhone(key, added.typed, { presses: added.presses, quirk })
  return { ...test, ...(fits ? all : added), pressedAt: null, verdict, wrong: null, failed: test.failed + (wouldFail(verdict) ? 1 : 0) }
}

/** The same evidence, judged as codes of another app; without the key only the choice is kept. */
export function withAuthenticator(test: CodeTest, authenticator: Authenticator, key: TotpKey | null): CodeTest {
  const { typed, presses } = test
  const judged = key !== null && typed.length + presses.length > 0 ? judgePhone(key, typed, { presses, quirk: authenticator.quirk }) : null
  return { ...test, authenticator, pressedAt: null, verdict: judged }
}

/** Without the key: what came of the test stays, the codes go. */
export function withoutKey(test: CodeTest): CodeTest {
  if (test.key.kind === 'own') return { ...test, key: { kind: 'forgotten' }, typed: [], presses: [], pressedAt: null, wrong: null }
  return test.key.kind === 'wanted' ? { ...test, key: { kind: 'wanted', wrong: null } } : test
}
