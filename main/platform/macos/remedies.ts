import { impossible, steps } from '../../core/answers.ts'
import type { ClockState } from '../../core/clock-state.ts'
import { LARGEST_STEP } from '../../core/limits.ts'
import type { Answer, RemedyContext, RemedyTable, Step } from '../../core/remedy.ts'
import { isHostName, MACOS_TOOLS, VENDOR_SERVER } from './commands.ts'
import { sntpSetCommand } from './sntp.ts'

const serverOf = (state: ClockState): string => state.servers.find((server) => isHostName(server)) ?? VENDOR_SERVER

const sntpStep = (remedy: Step['remedy'], state: ClockState): Step => {
  const server = serverOf(state)
  return {
    remedy,
    title: `Set the clock from ${server}`,
    done: `Set the clock from ${server}`,
    why: 'It measures and sets in one go, however long the password takes.',
    command: sntpSetCommand(server),
    needsRights: true,
    touches: 'The clock of this Mac',
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
    return impossible('The measured difference is too large to be believed. Please set date and time by hand.')
  }
  if (Math.abs(offset) < 1) {
    return impossible('The clock is right to the second, and without a time server it cannot be set more exactly.')
  }
  const seconds = Math.round(offset + 0.5)
  const shift = `${seconds < 0 ? '-' : '+'}${Math.abs(seconds)}S`
  return steps({
    remedy: 'step-clock',
    title: 'Set the clock',
    done: 'Set the clock',
    why: 'This network lets no time server through, so the clock is moved by the difference that was measured.',
    command: [MACOS_TOOLS.sh, '-c', `/bin/date -u "$(/bin/date -u -v${shift} +%m%d%H%M%Y.%S)"`],
    needsRights: true,
    touches: 'The clock of this Mac, to the second',
    timeoutSeconds: 15,
    essential: true,
  })
}

const stepClock = ({ state, offset, udpBlocked }: RemedyContext): Answer => {
  if (offset === undefined) return impossible('The true time is not known, so there is nothing to set the clock to.')
  return udpBlocked === true ? dateStep(offset) : steps(sntpStep('step-clock', state))
}

const enableAutomaticTime = (state: ClockState): Answer => {
  if (state.managed) {
    return impossible('A configuration profile sets how this Mac keeps its time. '
      + 'Only your administrator can change that.')
  }
  if (state.automaticTime === true) return impossible('Automatic time is already on.')
  return steps({
    remedy: 'enable-automatic-time',
    title: 'Turn automatic time on',
    done: 'Turned automatic time on',
    why: 'While it is off, nothing corrects this clock.',
    command: [MACOS_TOOLS.systemsetup, '-setusingnetworktime', 'on'],
    needsRights: true,
    touches: 'The setting "Set time and date automatically": on',
    // Without root it is not known whether it was off before.
    ...(state.automaticTime === false ? { undo: [MACOS_TOOLS.systemsetup, '-setusingnetworktime', 'off'] } : {}),
    timeoutSeconds: 30,
    // systemsetup ends with 0 whatever happened; the state is read again anyway.
    essential: false,
  })
}

const resync = ({ state, udpBlocked }: RemedyContext): Answer =>
  udpBlocked === true
    ? impossible('This network lets no time server through (UDP port 123), so asking again would change nothing.')
    : steps(sntpStep('resync', state))

/** How macOS answers each remedy. Sources: sntp(1), systemsetup(8), date(1), timed(8). */
export const macosRemedies: RemedyTable = {
  'unmask-service': () => impossible('macOS has no masked services.'),
  'enable-automatic-time': ({ state }) => enableAutomaticTime(state),
  'start-service': () => impossible('macOS starts its time service by itself and protects it from everyone else.'),
  'step-clock': stepClock,
  resync,
  // Both sntp and date write the hardware clock together with the clock.
  'set-hardware-clock': () => steps(),
}
