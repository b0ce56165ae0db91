import { codeAt, type StepSearch } from '../../../main/core/code/codes.ts'
import type { Quirk } from '../../../main/core/code/authenticators.ts'
import type { Press, TypedCode } from '../../../main/core/code/judge-phone.ts'
import type { TotpKey } from '../../../main/core/code/key.ts'
import type { Random } from '../random.ts'

export const NOON = 1_795_348_800
export const DAY = 86_400
export const KEY: TotpKey = { secret: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ', digits: 6, period: 30, algorithm: 'SHA1' }

/** A phone, its user, and a laptop that knows true time only about. */
export interface SimulatedPhone {
  readonly key: TotpKey
  readonly quirk: Quirk
  /** Seconds ahead of true time that its codes are at NOON, with what its app adds. */
  readonly ahead: number
  /** Seconds that it gains each second. */
  readonly drift: number
  /** Error of what the laptop takes for true time, and the bound that the laptop states for it. */
  readonly laptopError: number
  readonly uncertainty: number
  readonly random: Random
}

/** How far its codes are ahead at a true time. */
export const aheadAt = ({ ahead, drift }: SimulatedPhone, time: number): number => ahead + drift * (time - NOON)

const shown = (phone: SimulatedPhone, time: number): string => codeAt(phone.key, time + aheadAt(phone, time))

/** The user reads what is shown at this true time and has typed it so many seconds later. */
export function typeCode(phone: SimulatedPhone, time: number, typing: number): TypedCode {
  // Such an app goes on showing the code of the moment when it was opened.
  const opened = phone.quirk === 'shows-old-codes' ? time - phone.random.between(0, phone.key.period) : time
  return { code: shown(phone, opened), trueTime: time + typing + phone.laptopError, uncertainty: phone.uncertainty }
}

/** The user waits for the next change of the code and presses so many seconds after it, or before it where negative. */
export function press(phone: SimulatedPhone, time: number, reaction: number, withCode = false): Press {
  const { period } = phone.key
  const clock = time + aheadAt(phone, time)
  const change = time + (Math.ceil(clock / period) * period - clock) / (1 + phone.drift)
  const made = { trueTime: change + reaction + phone.laptopError, uncertainty: phone.uncertainty }
  return withCode ? { ...made, code: shown(phone, change + 2) } : made
}

/** How people react: 0.15 to 0.6 s after the change; one in ten counts along and is early. */
export const reaction = (random: Random): number => (random.between(0, 1) < 0.1 ? random.between(-0.3, 0) : random.between(0.15, 0.6))

/** Finds the steps of all codes of a day and a little more either side of NOON without making them anew each time. */
export function preparedSearch(key: TotpKey): StepSearch {
  const known = new Map<string, number[]>()
  const [first, last] = [NOON - 1.2 * DAY, NOON + 1.2 * DAY].map((time) => Math.floor(time / key.period))
  for (let step = first ?? 0; step <= (last ?? 0); step++) {
    const code = codeAt(key, step * key.period)
    known.set(code, [...(known.get(code) ?? []), step])
  }
  return (code, from, to) => (known.get(code) ?? []).filter((step) => step >= from && step <= to)
}
