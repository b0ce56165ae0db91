import { urlOf } from '../web-address.ts'
import { say, sayNumber } from '../words/say.ts'

/** One account of an authenticator, as RFC 6238 and the Key Uri Format name its parts. */
export interface TotpKey {
  /** RFC 4648 base32, capitals, without padding. */
  readonly secret: string
  readonly digits: 6 | 7 | 8
  /** The step in seconds. */
  readonly period: number
  readonly algorithm: 'SHA1' | 'SHA256' | 'SHA512'
  readonly issuer?: string
  readonly label?: string
}

/** A key, or one sentence that says what is wrong with what was pasted. The sentence never repeats any of it. */
export type KeyOrWrong = { readonly key: TotpKey } | { readonly wrong: string }

type Settings = Omit<TotpKey, 'secret'>

const DIGITS = [6, 7, 8] as const
const ALGORITHMS = ['SHA1', 'SHA256', 'SHA512'] as const
const PERIODS = { shortest: 10, longest: 300 } as const
const DEFAULTS: Settings = { digits: 6, period: 30, algorithm: 'SHA1' }
/** Services that give 80 bits are common; less is a key of which a part was left behind. */
const SHORTEST = 16
const LONGEST_TEXT = 2000
const LONGEST_NAME = 100
/** Groups are set apart by spaces or dashes; copying from a page brings characters that nobody sees. */
const SEPARATORS = /[\s\p{Pd}\p{Cf}]/gu

/**
 * Reads a pasted key: base32 as services show it (groups, lower case and padding allowed) or an otpauth:// address, whose
 * digits, period and algorithm are kept. Source of the address: Key Uri Format of Google Authenticator.
 */
export function readKey(text: string): KeyOrWrong {
  const pasted = text.normalize('NFKC').trim()
  if (pasted.length > LONGEST_TEXT) return { wrong: say('This is too long for a key. Paste the key of one account and nothing else.') }
  const scheme = /^([a-z][a-z\d+.-]*):\/\//i.exec(pasted)?.[1]?.toLowerCase()
  if (scheme === undefined) return withSecret(pasted, DEFAULTS)
  if (scheme === 'otpauth-migration') return { wrong: say('This is an export of Google Authenticator, which may hold several accounts. Paste the key of one account.') }
  if (scheme !== 'otpauth') return { wrong: say('This is the address of something else. The address of a key begins with otpauth://totp/.') }
  // Copied out of the source of a page, the separator is still written as HTML.
  return readAddress(pasted.replaceAll('&amp;', '&'))
}

function readAddress(text: string): KeyOrWrong {
  const address = urlOf(text)
  if (address === null) return { wrong: say('This otpauth:// address is damaged. Copy it once more.') }
  const { hostname, pathname, searchParams } = address
  const type = hostname.toLowerCase()
  if (type === 'hotp') return { wrong: say('This account counts its codes (HOTP) and uses no clock, so its codes say nothing about one.') }
  if (type !== 'totp') return { wrong: say('This otpauth:// address is of a kind that Clock Medic does not know. It has to begin with otpauth://totp/.') }
  const secrets = searchParams.getAll('secret')
  if (secrets.length > 1) return { wrong: say('This address holds more than one key.') }
  const digits = DIGITS.find((known) => String(known) === (searchParams.get('digits') ?? String(DEFAULTS.digits)))
  if (digits === undefined) return { wrong: say('This account makes codes of a length that Clock Medic does not know. It knows 6, 7 and 8 digits.') }
  const period = periodOf(searchParams.get('period'))
  if (period === null) return { wrong: say('This account changes its codes at an interval that Clock Medic does not know. It knows {shortest} to {longest} seconds.', { shortest: sayNumber(PERIODS.shortest), longest: sayNumber(PERIODS.longest) }) }
  const algorithm = algorithmOf(searchParams.get('algorithm'))
  if (algorithm === undefined) return { wrong: say('This account uses an algorithm that Clock Medic does not know. It knows SHA1, SHA256 and SHA512.') }
  const secret = secrets[0] ?? ''
  if (secret.trim() === '') return { wrong: say('This otpauth:// address holds no key.') }
  return withSecret(secret, { digits, period, algorithm, ...namesOf(pathname, searchParams.get('issuer')) })
}

function withSecret(text: string, settings: Settings): KeyOrWrong {
  const secret = text.replaceAll(SEPARATORS, '').replace(/=+$/, '')
  if (secret === '') return { wrong: say('Paste the key of the account, or its otpauth:// address.') }
  if (/^\d{6,8}$/.test(secret)) return { wrong: say('This is a code, not a key. The key is the long row of letters and digits that a service shows when the authenticator is set up.') }
  if (/[^A-Z\d]/i.test(secret)) return { wrong: say('A key has only the letters A to Z and the digits 2 to 7. This one holds another character.') }
  if (/[0189]/.test(secret)) return { wrong: say('A key has no digits but 2 to 7. What looks like 0, 1 or 8 may be the letter O, I, L or B.') }
  if (secret.length < SHORTEST) return { wrong: say('This key is too short: it has {count} of at least {shortest} characters. A part of it may be missing.', { count: sayNumber(secret.length), shortest: sayNumber(SHORTEST) }) }
  return { key: { secret: secret.toUpperCase(), ...settings } }
}

function periodOf(text: string | null): number | null {
  if (text === null) return DEFAULTS.period
  const period = /^\d{1,4}$/.test(text) ? Number(text) : 0
  return period >= PERIODS.shortest && period <= PERIODS.longest ? period : null
}

/** Some services write "SHA-1" or "HmacSHA1". */
function algorithmOf(text: string | null): TotpKey['algorithm'] | undefined {
  const name = (text ?? DEFAULTS.algorithm).toUpperCase().replace(/^HMAC/, '').replaceAll('-', '')
  return ALGORITHMS.find((known) => known === name)
}

/** "/Issuer:account" and the parameter of the same name, which counts more. */
function namesOf(path: string, issuerParameter: string | null): Pick<TotpKey, 'issuer' | 'label'> {
  const [first = '', ...rest] = decoded(path.replace(/^\//, '')).split(':')
  const issuer = readable(issuerParameter ?? (rest.length > 0 ? first : ''))
  const label = readable(rest.length > 0 ? rest.join(':') : first)
  return { ...(issuer === '' ? {} : { issuer }), ...(label === '' ? {} : { label }) }
}

/** A name is for show only: one that is badly written is no reason to refuse the key. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return ''
  }
}

const readable = (name: string): string => name.replaceAll(/[\p{Cc}\p{Cf}]/gu, '').trim().slice(0, LONGEST_NAME)
