import { Secret } from 'otpauth'
import type { TotpKey } from './code/key.ts'
import { say } from './words/say.ts'

/** A made-up account that unlocks nothing: its key exists to be shown. */
export interface PracticeAccount {
  readonly issuer: string
  readonly label: string
  /** RFC 4648 base32, without padding. */
  readonly key: string
}

/** Makes a practice account of 20 random bytes (RFC 4226 recommends 160 bits). */
export function practiceAccount(randomBytes: Uint8Array): PracticeAccount {
  const key = new Secret({ buffer: randomBytes.slice().buffer }).base32
  return { issuer: 'Clock Medic', label: 'practice', key }
}

/** The key of a practice account: SHA-1, six digits, 30 s, which is what every authenticator app honours. */
export function practiceKey({ key, issuer, label }: PracticeAccount): TotpKey {
  return { secret: key, digits: 6, period: 30, algorithm: 'SHA1', issuer, label }
}

/** The address that the QR code holds (Key Uri Format). The defaults are left out: a shorter address makes larger modules. */
export function otpauthAddress({ issuer, label, key }: PracticeAccount): string {
  const name = encodeURIComponent(issuer)
  return `otpauth://totp/${name}:${encodeURIComponent(label)}?secret=${key}&issuer=${name}`
}

/** The digits out of what was typed ("123 456", "123-456"), or a sentence that says what is wrong with it. */
export function readCode(typed: string, digits: TotpKey['digits'] = 6): { readonly code: string } | { readonly wrong: string } {
  const code = typed.normalize('NFKC').replaceAll(/[\s-]/g, '')
  if (code === '') return { wrong: say('Type the {digits, select, 6 {six} 7 {seven} other {eight}} digits that your authenticator shows.', { digits }) }
  if (!/^\d+$/.test(code)) return { wrong: say('A code has {digits, select, 6 {six} 7 {seven} other {eight}} digits and nothing else.', { digits }) }
  if (code.length === digits) return { code }
  const typedDigits = code.length
  return { wrong: digits === 6
    ? say('A code has six digits; this one has {typedDigits}.', { typedDigits })
    : say('A code of this account has {digits, select, 7 {seven} other {eight}} digits; this one has {typedDigits}.', { digits, typedDigits }) }
}
