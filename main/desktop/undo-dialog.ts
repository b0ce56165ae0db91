import type { UndoProposal, UndoReport, UndoResult } from '../repair-undo.ts'
import { msg, say } from '../core/words/say.ts'
import { shellWords } from '../core/words/shell.ts'

/** What a dialog of the system says: one line, and below it the rest. */
export interface DialogText {
  readonly message: string
  readonly detail: string
}

/** The question before the last repair is taken back: every step with its command. */
export const undoQuestion = ({ steps, words }: Extract<UndoProposal, { kind: 'steps' }>): DialogText => ({
  message: say('Take the last repair back?'),
  detail: [...steps.map(({ title, command }) => `${title}\n${shellWords(command)}`), ...words].join('\n\n'),
})

/** Why there is nothing to ask. */
export const noUndo = ({ words }: UndoProposal): DialogText => ({ message: say('Nothing can be taken back'), detail: words.join(' ') })

const MESSAGES: Readonly<Record<UndoResult, string>> = {
  'undone': msg('The settings of the last repair are taken back'),
  'nothing-to-undo': msg('Nothing can be taken back'),
  'failed': msg('Not everything could be taken back'),
  'refused': msg('Nothing was changed'),
  'cannot-tell': msg('It is not known whether anything was changed'),
}

/** What came of it. */
export const undoOutcome = ({ result, explanation }: UndoReport): DialogText => ({ message: say(MESSAGES[result]), detail: explanation.join(' ') })
