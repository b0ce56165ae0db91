import { ipcMain, type IpcMainInvokeEvent, type WebContents } from 'electron'
import { CHANNELS, type AppView, type Screen } from '../../preload/contract.ts'
import { callLimit } from './call-limit.ts'
import { isOwnPage } from './page.ts'
import { answersTo, isFromPage, type WindowRequests } from './requests.ts'

/** Answers the window's calls and nobody else's. A caller that is refused learns nothing but that. */
export function answerWindow(requests: WindowRequests, onError: (error: unknown) => void): void {
  const mayCall = callLimit()
  for (const [channel, answer] of answersTo(requests)) {
    ipcMain.handle(channel, async (event: IpcMainInvokeEvent, ...args: unknown[]): Promise<unknown> => {
      if (!isFromPage(event, isOwnPage)) throw refusal()
      const may = mayCall(performance.now() / 1000)
      // A page that floods must not keep the program from its work: it is begun anew, which ends whatever runs in it.
      if (may === 'end') event.sender.forcefullyCrashRenderer()
      // Electron writes each error to the terminal, which takes longer than most answers.
      if (may !== 'do') return new Promise(() => {})
      try {
        return await answer(args)
      } catch (error) {
        onError(error)
        // The words of an error may hold more of this machine than a page should know.
        throw refusal()
      }
    })
  }
}

const refusal = (): Error => new Error('refused')

/** Sends a new view to the window. */
export const sendView = (contents: WebContents, view: AppView): void => contents.send(CHANNELS.viewChanged, view)

/** Makes the window show a screen. */
export const sendScreen = (contents: WebContents, screen: Screen): void => contents.send(CHANNELS.showScreen, screen)
