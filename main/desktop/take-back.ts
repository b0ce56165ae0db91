import { dialog } from 'electron'
import { say } from '../core/words/say.ts'
import type { Session } from './session.ts'
import { noUndo, undoOutcome, undoQuestion } from './undo-dialog.ts'

/**
 * Takes the last repair back. Asked in a dialog of the system: the steps come from the record and are shown before the user agrees.
 * @param show brings up the window, in which the steps are told
 */
export async function takeBackAsked(session: Session, show: () => void): Promise<void> {
  const proposal = await session.proposeUndo()
  if (proposal.kind !== 'steps') return void dialog.showMessageBox(noUndo(proposal))
  const { response } = await dialog.showMessageBox({ ...undoQuestion(proposal), type: 'question', buttons: [say('Take it back'), say('Cancel')], defaultId: 1, cancelId: 1 })
  if (response !== 0) return
  show()
  const report = await session.takeBack(proposal)
  if (report !== null) void dialog.showMessageBox(undoOutcome(report))
}
