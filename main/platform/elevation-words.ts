import { say } from '../core/words/say.ts'
import type { RunOutcome } from './machine.ts'

/** Why the user is asked, for the dialogs that can show it. */
export const reason = (): string => say('Clock Medic wants to repair the clock of this computer.')

/** Seconds for the dialog and the steps together; what has not ended by then is no longer waited for. */
export const PATIENCE_WITH_USER = 300

/** The user, or whoever was asked, said no. */
export const refused = (): Extract<RunOutcome, { kind: 'refused' }> => ({ kind: 'refused', words: say('The permission was not given, so nothing was changed.') })

/** What was being done may still go on, so nothing can be promised. */
export const noAnswer = (): Extract<RunOutcome, { kind: 'unanswered' }> => ({
  kind: 'unanswered',
  words: say('No answer came within five minutes, so it is not known whether anything was changed. Close the password dialog if it is still open, and check the clock again.'),
})

/** No road leads to the rights, for the reason in `words`. */
export const noWay = (words: string): RunOutcome => ({ kind: 'no-way-to-ask', words })
