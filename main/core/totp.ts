import { Secret } from 'otpauth'
import type { TotpKey } from './code/key.ts'

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

const COUNTED = { 6: 'six', 7: 'seven', 8: 'eight' } as const

/** The digits out of what was typed ("123 456", "123-456"), or a sentence that says what is wrong with it. */
export function readCode(typed: string, digits: TotpKey['digits'] = 6): { readonly code: string } | { readonly wrong: string } {
  const code = typed.normalize('NFKC').replaceAll(/[\s-]/g, '')
  const counted = COUNTED[digits]
  if (code === '') return { wrong: `Type the ${counted} digits that your authenticator shows.` }
  if (!/^\d+$/.test(code)) return { wrong: `A code has ${counted} digits and nothing else.` }
  if (code.length !== digits) return { wrong: `A code${digits === 6 ? '' : ' of this account'} has ${counted} digits; this one has ${code.length}.` }
  return { code }
}
