import { msg } from '../words/say.ts'

/**
 * What an app does to its codes besides following the clock of the phone it runs on.
 * - `shows-old-codes`: a code stays for a whole step from the moment it is opened, so it may be of the step before.
 * - `corrects-in-whole-minutes`: the app adds whole minutes of its own to the phone's clock.
 * - `follows-this-laptop`: the codes are made on this laptop, by its clock.
 */
export type Quirk = 'plain' | 'shows-old-codes' | 'corrects-in-whole-minutes' | 'follows-this-laptop'

export interface Authenticator {
  readonly id: string
  /** A message: as a user knows it. */
  readonly name: string
  readonly quirk: Quirk
}

/** What a user may pick. `plain` means that no quirk is known. */
export const AUTHENTICATORS: readonly Authenticator[] = [
  // Its "Time correction for codes" is stored in whole minutes: source of google/google-authenticator-android; newer versions may lack it.
  { id: 'google-android', name: msg('Google Authenticator on Android'), quirk: 'corrects-in-whole-minutes' },
  { id: 'google-iphone', name: msg('Google Authenticator on iPhone or iPad'), quirk: 'plain' },
  { id: 'microsoft', name: 'Microsoft Authenticator', quirk: 'plain' },
  // Shows codes of other services for a full 30 s from opening: community.duo.com 6107.
  { id: 'duo', name: 'Duo Mobile', quirk: 'shows-old-codes' },
  { id: 'phone', name: msg('Another app on a phone or tablet'), quirk: 'plain' },
  { id: 'laptop', name: msg('A password manager or authenticator on this laptop'), quirk: 'follows-this-laptop' },
]

/** The authenticator of this id; null for one that nobody listed. */
export function authenticatorOf(id: string): Authenticator | null {
  return AUTHENTICATORS.find((known) => known.id === id) ?? null
}

/** Whether the moment at which a code changes tells anything about the clock. */
export const changesOnTheStep = (quirk: Quirk): boolean => quirk !== 'shows-old-codes'
