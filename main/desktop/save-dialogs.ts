import { dialog } from 'electron'
import type { SaveDialogs } from './report-desk.ts'

/** The dialogs of the system for saving a report. */
export const saveDialogs: SaveDialogs = {
  askFile: async (name) => {
    const { canceled, filePath } = await dialog.showSaveDialog({
      defaultPath: name, filters: [{ name: 'TXT', extensions: ['txt'] }, { name: 'JSON', extensions: ['json'] }], properties: ['showOverwriteConfirmation', 'dontAddToRecent'],
    })
    return canceled || filePath === '' ? null : filePath
  },
  tell: (sentence) => void dialog.showMessageBox({ type: 'error', message: sentence }),
}
