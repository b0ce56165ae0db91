import { say } from '../core/words/say.ts'

const DAY = 86_400
/** A clock that goes back by less is passed again before anybody notices. Seconds. */
const BACK_UNNOTICED = 60

/**
 * What else may be affected when the clock is set by `offset` seconds (true time minus local clock): one sentence to
 * put behind the reason of the step, with its leading blank. Empty for a step that upsets nothing.
 */
export const stepEffects = (offset: number): string => {
  if (offset < -DAY) return ` ${say('What was saved meanwhile keeps a date in the future, scheduled tasks may run a second time, and you may have to sign in again.')}`
  if (offset < -BACK_UNNOTICED) return ` ${say('The last minutes happen twice: new files may look older than they are, and scheduled tasks may run a second time.')}`
  if (offset > DAY) return ` ${say('Reminders and scheduled tasks of the time that is skipped may come all at once, and you may have to sign in again.')}`
  return ''
}
