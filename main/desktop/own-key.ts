import { readKey, type KeyOrWrong, type TotpKey } from '../core/code/key.ts'

/** So long a key is held, used or not, in seconds: two codes and a press take about one minute. */
export const HELD_FOR = 120

/** Does some work after so many seconds; gives a function that calls it off. */
export type Later = (seconds: number, work: () => void) => () => void

/** The one place that holds a key of the user's own. */
export interface KeyKeeper {
  readonly key: () => TotpKey | null
  readonly keep: (key: TotpKey) => void
  readonly forget: () => void
}

/** Holds nothing yet. `onLate` is called when time is up, after the key is gone. */
export function openKeyKeeper(later: Later, onLate: () => void): KeyKeeper {
  let held: TotpKey | null = null
  let callOff = (): void => {}
  const forget = (): void => {
    callOff()
    held = null
  }
  return {
    key: () => held,
    keep: (key) => {
      forget()
      held = key
      callOff = later(HELD_FOR, () => {
        forget()
        onLate()
      })
    },
    forget,
  }
}

/** Reads a key out of UTF-8 bytes and wipes them. The names in an otpauth address are dropped: where the user signs in is not asked. */
export function takeKey(bytes: Uint8Array): KeyOrWrong {
  const read = readKey(new TextDecoder().decode(bytes))
  bytes.fill(0)
  afterSecrets()
  if ('wrong' in read) return read
  const { secret, digits, period, algorithm } = read.key
  return { key: { secret, digits, period, algorithm } }
}

/** JavaScript keeps the text that a pattern was last found in (RegExp.$_); this one takes its place. */
export const afterSecrets = (): boolean => /nothing/.test('nothing')
