import { impossible, steps } from '../../core/answers.ts'
import { LARGEST_STEP } from '../../core/limits.ts'
import type { Answer, RemedyContext, RemedyTable, Step } from '../../core/remedy.ts'
import { msg, say } from '../../core/words/say.ts'
import { stepEffects } from '../step-effects.ts'
import { isHostName, MACOS_TOOLS, VENDOR_SERVER } from './commands.ts'
import { enableAutomaticTime, setTimeZone, useWorkingServers } from './settings.ts'
import { sntpSetCommand } from './sntp.ts'

/** One that was right just now, the configured one before others: a configured one that was not may be wrong or silent. */
const serverOf = ({ state, workingServers = [] }: RemedyContext): string =>
  [...workingServers, ...state.servers].find((server) => isHostName(server)) ?? VENDOR_SERVER

const sntpStep = (remedy: Step['remedy'], context: RemedyContext): Step => {
  const server = serverOf(context)
  return {
    remedy,
    title: say('Set the clock from {server}', { server }),
    done: say('Set the clock from {server} || already done', { server }),
    why: `${say('It measures and sets in one go, however long the password takes. || the program sntp')}${stepEffects(context.offset ?? 0)}`,
    command: sntpSetCommand(server),
    needsRights: true,
    touches: say('The clock of this Mac'),
    timeoutSeconds: 30,
    // Its answer proves nothing: only the measurement afterwards does.
    essential: false,
  }
}

/**
 * Moves the clock by whole seconds. date(1) has no relative setting of its own, so a shell puts the result of one date
 * into the other; its text is fixed but for the number. Half a second is added before rounding because date drops the
 * fraction of the current second.
 */
const dateStep = (offset: number): Answer => {
  if (!Number.isFinite(offset) || Math.abs(offset) > LARGEST_STEP) {
    return impossible(say('The measured difference is too large to be believed. Please set date and time by hand.'))
  }
  if (Math.abs(offset) < 1) {
    return impossible(say('The clock is right to the second, and without a time server it cannot be set more exactly.'))
  }
  const seconds = Math.round(offset + 0.5)
  const shift = `${seconds < 0 ? '-' : '+'}${Math.abs(seconds)}S`
  return steps({
    remedy: 'step-clock',
    title: say('Set the clock'),
    done: say('Set the clock || already done'),
    why: `${say('This network lets no time server through, so the clock is moved by the difference that was measured.')}${stepEffects(offset)}`,
    command: [MACOS_TOOLS.sh, '-c', `/bin/date -u "$(/bin/date -u -v${shift} +%m%d%H%M%Y.%S)"`],
    needsRights: true,
    touches: say('The clock of this Mac, to the second'),
    timeoutSeconds: 15,
    essential: true,
  })
}

const stepClock = (context: RemedyContext): Answer => {
  const { offset, udpBlocked } = context
  if (offset === undefined) return impossible(say('The true time is not known, so there is nothing to set the clock to.'))
  return udpBlocked === true ? dateStep(offset) : steps(sntpStep('step-clock', context))
}

const resync = (context: RemedyContext): Answer =>
  context.udpBlocked === true
    ? impossible(say('This network lets no time server through (UDP port 123), so asking again would change nothing.'))
    : steps(sntpStep('resync', context))

const NOT_OURS_TO_START = msg('macOS starts its time service by itself and protects it from everyone else. Restart the Mac; if that does not help, install macOS again over itself or ask your administrator.')

/** How macOS answers each remedy. Sources: sntp(1), systemsetup(8), date(1), timed(8). */
export const macosRemedies: RemedyTable = {
  'register-service': () => impossible(say(NOT_OURS_TO_START)),
  'unmask-service': () => impossible(say('macOS has no masked services.')),
  'use-working-servers': useWorkingServers,
  'step-clock': stepClock,
  'enable-automatic-time': enableAutomaticTime,
  'start-service': () => impossible(say(NOT_OURS_TO_START)),
  resync,
  // Both sntp and date write the hardware clock together with the clock.
  'set-hardware-clock': () => steps(),
  'set-hardware-clock-mode': () => impossible(say('A Mac always keeps its hardware clock in UTC.')),
  'set-time-zone': setTimeZone,
}
