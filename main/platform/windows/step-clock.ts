import { impossible, steps } from '../../core/answers.ts'
import { LARGEST_STEP, WORTH_CORRECTING } from '../../core/limits.ts'
import type { Answer, RemedyContext } from '../../core/remedy.ts'
import { say } from '../../core/words/say.ts'
import { stepEffects } from '../step-effects.ts'
import type { WindowsTools } from './commands.ts'

/** Moves the clock by the measured difference, or says why not. In a domain only while none of its controllers can do it. */
export const stepClock = (tools: WindowsTools, { state, offset }: RemedyContext): Answer => {
  if (offset === undefined) return impossible(say('The true time is not known, so there is nothing to set the clock to.'))
  if (!Number.isFinite(offset) || Math.abs(offset) > LARGEST_STEP) {
    return impossible(say('The measured difference is too large to be believed. Please set date and time by hand.'))
  }
  if (state.domainMember === true && state.domainControllerReachable !== false) {
    return impossible(say('This PC takes its time from its domain. Connect to the network of your organisation (VPN) and synchronise instead.'))
  }
  const why = state.domainMember === true
    ? say('No controller of the domain answers, and a wrong clock can keep the VPN from connecting. The domain takes over again at its next contact.')
    : say('Windows corrects a large difference late or not at all.')
  return steps({
    remedy: 'step-clock',
    title: say('Set the clock'),
    done: say('Set the clock || already done'),
    why: `${why}${stepEffects(offset)}`,
    // Relative, so that a password prompt that stays open for minutes does no harm.
    command: [tools.powershell, '-NoProfile', '-NonInteractive', '-Command',
      `Set-Date -Adjust ([TimeSpan]::FromSeconds(${offset.toFixed(3)}))`],
    needsRights: true,
    touches: say('The clock of this PC'),
    timeoutSeconds: 30,
    essential: true,
  })
}

/**
 * Tells whether the same plan moves the clock: a service that corrects it before that would make it wrong twice over,
 * so until then it must neither start nor hear of new servers.
 */
export const willBeSet = (tools: WindowsTools, context: RemedyContext): boolean =>
  Math.abs(context.offset ?? 0) > WORTH_CORRECTING && stepClock(tools, context).kind === 'steps'
