import type { Quirk } from '../code/authenticators.ts'
import { msg, say } from './say.ts'

/** Where a phone or an app is told to keep the right time. */
export interface SettingsPath {
  readonly system: string
  readonly path: string
}

// As the systems name their settings, in each language; makers of other Android phones move them about a little.
const PHONES: readonly SettingsPath[] = [
  { system: 'Android', path: msg('Settings → System → Date & time → Set time automatically') },
  { system: 'Samsung', path: msg('Settings → General management → Date and time → Automatic date and time') },
  { system: 'iPhone, iPad', path: msg('Settings → General → Date & Time → Set Automatically') },
]

// Source: support.google.com/accounts/answer/2653433. Newer versions may lack it, so it never stands alone.
const GOOGLE_CORRECTION: SettingsPath = { system: msg('Then in Google Authenticator, if it has this'), path: msg('Menu → Settings → Time correction for codes → Sync now') }

/** Where to set the clock that makes the codes right, in this order; nothing where this laptop makes them. */
export function settingsPaths(quirk: Quirk): readonly SettingsPath[] {
  if (quirk === 'follows-this-laptop') return []
  const paths = quirk === 'corrects-in-whole-minutes' ? [...PHONES, GOOGLE_CORRECTION] : PHONES
  return paths.map(({ system, path }) => ({ system: say(system), path: say(path) }))
}
