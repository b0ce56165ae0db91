import { ipcMain, type IpcMainInvokeEvent, type WebContents } from 'electron'
import { CHANNELS, type AppView, type Screen } from '../../preload/contract.ts'
import { isOwnPage } from './page.ts'
import { answersTo, type WindowRequests } from './requests.ts'

/** Answers the window's calls and nobody else's. A caller that is refused learns nothing but that. */
export function answerWindow(requests: WindowRequests, onError: (error: unknown) => void): void {
  for (const [channel, answer] of answersTo(requests)) {
    ipcMain.handle(channel, async (event: IpcMainInvokeEvent, ...args: unknown[]): Promise<unknown> => {
      const { senderFrame, sender } = event
      if (senderFrame === null || senderFrame !== sender.mainFrame || !isOwnPage(senderFrame.url)) throw refusal()
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
