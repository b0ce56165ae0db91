import type { ScaleView, Tone, ToleranceView } from '../../preload/contract.ts'
import { DEFAULT_LIMITS, levelOf, type Level } from '../core/limits.ts'
import { durationWords } from '../core/words/duration.ts'
import { msg, say } from '../core/words/say.ts'

/** A kind of sign-in: from which offset on it may fail and from which it does, in seconds (facts: vendors' pages and code). */
interface Tolerance {
  readonly label: string
  /** What it is said to allow. */
  readonly seconds: number
  readonly mayFail: number
  readonly fails: number
}

const TOLERANCES: readonly Tolerance[] = [
  { label: msg('Authenticator codes (±30 s)'), seconds: 30, mayFail: DEFAULT_LIMITS.warning, fails: DEFAULT_LIMITS.critical },
  // Its own support page: intermittent trouble from 3 minutes on, failure at 5.
  { label: msg('SecureAuth sign-in (3 min)'), seconds: 180, mayFail: 180, fails: 300 },
  { label: msg('Windows / Kerberos sign-in (5 min)'), seconds: 300, mayFail: 300, fails: 300 },
]

/** Where the scale bends: distance from the middle (0 to 0.5) at so many seconds. */
const NEAR = { seconds: 30, at: 0.15 } as const
const FAR = { seconds: 300, at: 0.3 } as const
/** As far as the scale reaches, with a little room left so that the marker never leaves it. */
const END = { seconds: 366 * 86_400, at: 0.485 } as const

/** The tone in which a level is shown. */
export const LEVEL_TONES: Readonly<Record<Level, Tone>> = { ok: 'good', warning: 'warning', critical: 'bad' }

/** The scale for an offset in seconds (true time minus local clock: positive is slow and stands on the left). */
export function scaleOf(offset: number): ScaleView {
  return {
    marker: placeOf(offset),
    markerTone: LEVEL_TONES[levelOf(offset, DEFAULT_LIMITS)],
    description: describe(offset),
    ticks: [
      { at: placeOf(FAR.seconds), label: say('−5 min') }, { at: placeOf(NEAR.seconds), label: say('−30 s') }, { at: 0.5, label: say('right || middle of the scale from slow to fast') },
      { at: placeOf(-NEAR.seconds), label: say('+30 s') }, { at: placeOf(-FAR.seconds), label: say('+5 min') },
    ],
    bands: [
      { from: 0, to: placeOf(FAR.seconds), tone: 'bad' }, { from: placeOf(FAR.seconds), to: placeOf(NEAR.seconds), tone: 'warning' },
      { from: placeOf(NEAR.seconds), to: placeOf(-NEAR.seconds), tone: 'good' },
      { from: placeOf(-NEAR.seconds), to: placeOf(-FAR.seconds), tone: 'warning' }, { from: placeOf(-FAR.seconds), to: 1, tone: 'bad' },
    ],
    slowLabel: say('slow || end of the scale'),
    fastLabel: say('fast || end of the scale'),
    tolerances: TOLERANCES.map((tolerance) => toleranceOf(tolerance, Math.abs(offset))),
  }
}

/** Place on the scale, 0 (slow) to 1 (fast): straight to 30 s, then by the logarithm, so that seconds and days both have room. */
export function placeOf(offset: number): number {
  const size = Math.abs(offset)
  const between = (from: typeof NEAR | typeof FAR, to: typeof FAR | typeof END): number =>
    from.at + (to.at - from.at) * Math.log(size / from.seconds) / Math.log(to.seconds / from.seconds)
  const distance = size <= NEAR.seconds ? NEAR.at * size / NEAR.seconds
    : size <= FAR.seconds ? between(NEAR, FAR)
      : Math.min(END.at, between(FAR, END))
  return Number((0.5 - Math.sign(offset) * distance).toFixed(4))
}

function toleranceOf({ label: message, seconds, mayFail, fails }: Tolerance, size: number): ToleranceView {
  const label = say(message)
  if (size >= fails) return { label, seconds, tone: 'bad', text: say('rejected || sign-ins of this kind will be') }
  return size >= mayFail
    ? { label, seconds, tone: 'warning', text: say('may be rejected || sign-ins of this kind') }
    : { label, seconds, tone: 'good', text: say('fine || sign-ins of this kind will work') }
}

function describe(offset: number): string {
  const distance = Math.abs(offset)
  if (distance < 1) return say('Your clock stands in the middle of the scale: right.')
  const size = durationWords(offset)
  if (distance < NEAR.seconds) {
    return offset > 0
      ? say('Your clock is {size} slow, inside the 30 seconds that most services allow.', { size })
      : say('Your clock is {size} fast, inside the 30 seconds that most services allow.', { size })
  }
  if (distance < FAR.seconds) {
    return offset > 0
      ? say('Your clock is {size} slow, outside the 30 seconds that most services allow.', { size })
      : say('Your clock is {size} fast, outside the 30 seconds that most services allow.', { size })
  }
  return offset > 0
    ? say('Your clock is {size} slow, further off than any service allows.', { size })
    : say('Your clock is {size} fast, further off than any service allows.', { size })
}
