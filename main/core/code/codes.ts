import { HOTP, Secret } from 'otpauth'
import type { TotpKey } from './key.ts'

/** Finds the steps (RFC 6238 X) from one to another, both included, whose code this is. */
export type StepSearch = (code: string, from: number, to: number) => readonly number[]

/** The code of a key at a moment of Unix time, in seconds; before 1970 there is only the first step (RFC 6238, 4.2). */
export function codeAt(key: TotpKey, unixSeconds: number): string {
  return codesOf(key)(Math.max(0, Math.floor(unixSeconds / key.period)))
}

/** A search that makes each code of the steps it is asked about; two days of them take about a tenth of a second. */
export function searchOf(key: TotpKey): StepSearch {
  const codeOf = codesOf(key)
  return (code, from, to) => {
    const steps: number[] = []
    for (let step = Math.max(0, from); step <= to; step++) if (codeOf(step) === code) steps.push(step)
    return steps
  }
}

/** The key is decoded once for all the codes that are made of it. */
function codesOf({ secret, digits, algorithm }: TotpKey): (step: number) => string {
  const decoded = Secret.fromBase32(secret)
  return (step) => HOTP.generate({ secret: decoded, counter: step, digits, algorithm })
}
