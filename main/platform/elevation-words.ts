import type { RunOutcome } from './machine.ts'

/** Why the user is asked, for the dialogs that can show it. */
export const REASON = 'Clock Medic wants to repair the clock of this computer.'

/** Seconds for the dialog and the steps together; what has not ended by then is no longer waited for. */
export const PATIENCE_WITH_USER = 300

export const REFUSED: RunOutcome = { kind: 'refused', words: 'The permission was not given, so nothing was changed.' }

/** What was being done may still go on, so nothing can be promised. */
export const NO_ANSWER: RunOutcome = {
  kind: 'unanswered',
  words: 'No answer came within five minutes, so it is not known whether anything was changed. Close the password dialog if it is still open, and check the clock again.',
}

/** No road leads to the rights, for the reason in `words`. */
export const noWay = (words: string): RunOutcome => ({ kind: 'no-way-to-ask', words })
