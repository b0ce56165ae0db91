import { impossible, steps } from '../../core/answers.ts'
import type { ClockState } from '../../core/clock-state.ts'
import type { Answer, Step } from '../../core/remedy.ts'
import { durationWords } from '../../core/words/duration.ts'
import { say } from '../../core/words/say.ts'
import { stepEffects } from '../step-effects.ts'
import { pathOf } from './commands.ts'

/** Where systemd-timesyncd keeps the last time it knew: the clock is put forward to it at each start. */
const TIMESYNC_STAMP = '/var/lib/systemd/timesync/clock'

/** Far beyond any real clock error (300 years), and far below where a number is printed with an exponent. */
const LARGEST_OFFSET = 1e10

/**
 * The amount in the words of GNU date ("Relative items in date strings"): always signed, milliseconds, never an
 * exponent. Relative, because seconds may pass between the measurement and the consent.
 */
export const relativeSeconds = (offset: number): string =>
  `${offset < 0 ? '-' : '+'}${Math.abs(offset).toFixed(3)} seconds`

/** Steps that move the clock by `offset` seconds (true time minus local clock), or the reason why there are none. */
export const stepClock = (state: ClockState, offset: number | undefined, timeoutSeconds: number): Answer => {
  if (offset === undefined || !Number.isFinite(offset)) {
    return impossible(say('The clock can only be set by a measured amount, and it could not be measured.'))
  }
  if (Math.abs(offset) > LARGEST_OFFSET) {
    return impossible(say('The measured difference is too large to be true, so the clock is left alone.'))
  }
  if (Math.abs(offset) < 0.0005) {
    return impossible(say('The clock is right to a thousandth of a second, so there is nothing to set.'))
  }
  const date = pathOf(state, 'date')
  if (date === undefined) {
    return impossible(say('The date program of this system cannot move the clock by an exact amount. Install GNU coreutils, or restart the time service.'))
  }
  const set: Step = {
    remedy: 'step-clock',
    title: say('Set the clock'),
    done: say('Set the clock || already done'),
    why: `${quicker(offset)}${stepEffects(offset)}`,
    command: [date, '-u', '-s', relativeSeconds(offset)],
    needsRights: true,
    touches: say('the system clock'),
    undo: [date, '-u', '-s', relativeSeconds(-offset)],
    timeoutSeconds,
    essential: true,
  }
  const stamp = offset < 0 ? forgetFutureTime(state, timeoutSeconds) : undefined
  return steps(set, ...(stamp === undefined ? [] : [stamp]))
}

const quicker = (offset: number): string => {
  const size = durationWords(offset)
  return offset >= 0
    ? say('It is {size} slow, and setting it is quicker than waiting for a slow correction. || the clock', { size })
    : say('It is {size} fast, and setting it is quicker than waiting for a slow correction. || the clock', { size })
}

/** A clock that was fast left a future time in timesyncd's file; its next start would bring the wrong time back. */
const forgetFutureTime = (state: ClockState, timeoutSeconds: number): Step | undefined => {
  const touch = pathOf(state, 'touch')
  if (touch === undefined || !state.services.some((service) => service.name === 'systemd-timesyncd')) return undefined
  return {
    remedy: 'step-clock',
    title: say('Forget the wrong time'),
    done: say('Forgot the wrong time'),
    why: say('While the clock was fast, systemd-timesyncd noted that time and would go back to it at its next start.'),
    // -c: where the file does not exist there is nothing to forget, and none must be left behind.
    command: [touch, '-c', TIMESYNC_STAMP],
    needsRights: true,
    touches: say('the date of {path} || of a file', { path: TIMESYNC_STAMP }),
    timeoutSeconds,
    essential: false,
  }
}
