import { Notification } from 'electron'
import { say } from '../core/words/say.ts'
import { meaningWords, statementWords } from '../core/words/verdict.ts'
import type { Notifications } from './monitor.ts'

/**
 * Shows the notification of a wrong clock. Its button and a click on it do the same, and neither repairs anything: they show
 * the plan. On Linux only the click arrives (Electron passes no buttons to the bus), so the words speak of a click.
 */
export function openNotifier(icon: string): Notifications {
  let current: Notification | null = null
  const withdraw = (): void => {
    current?.removeAllListeners()
    current?.close()
    current = null
  }
  return {
    withdraw,
    show: (verdict, clicked, failed) => {
      withdraw()
      const shown = new Notification({
        title: statementWords(verdict), body: `${meaningWords(verdict)}\n${say('Click to see what sets it right.')}`, icon, silent: true,
        actions: [{ type: 'button', text: say('Fix || button of a notification: shows how to repair the clock') }],
      })
      const act = (): void => {
        withdraw()
        clicked()
      }
      shown.on('click', act)
      shown.on('action', act)
      shown.on('failed', () => {
        withdraw()
        failed()
      })
      // Held on to: one that nobody refers to is collected, and its click with it.
      current = shown
      shown.show()
    },
  }
}
