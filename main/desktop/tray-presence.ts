import { say } from '../core/words/say.ts'
import type { BusMachine } from './bus.ts'
import type { Later } from './own-key.ts'
import { hasTrayHost } from './tray-host.ts'

/** After so many seconds a missing tray is looked for again: a panel may start some seconds after an app that starts at login. */
const FIRST_LOOKS: readonly number[] = [1, 2, 4]
/** Nothing that appears so late is waited for by anybody; whoever opens the window has it looked for at once. */
const LONGEST_PAUSE = 600

export interface TrayPresence {
  /** Whether a user can see the icon, as far as is known. */
  readonly visible: () => boolean
  readonly look: () => Promise<void>
  /** Whether there is a tray, once a panel that starts beside the app has had its time: at once where there is one, else after some seconds. */
  readonly settled: Promise<boolean>
  readonly close: () => void
}

export interface TrayWatch {
  readonly machine: BusMachine
  readonly system: NodeJS.Platform
  readonly later: Later
  /** One that comes after the icon was made: the icon has to be made anew to appear in it. */
  readonly onAppeared: () => void
}

/**
 * Keeps an eye on whether the desktop has a tray. While there is one nobody asks: an icon that was in it finds its way back by
 * itself after the panel restarted. While there is none it is looked for less and less often.
 */
export async function watchTrayHost({ machine, system, later, onAppeared }: TrayWatch): Promise<TrayPresence> {
  let visible = await hasTrayHost(machine, system)
  let cancel = (): void => {}
  let looks = 0
  let closed = false
  let settle = (_visible: boolean): void => {}
  const settled = new Promise<boolean>((resolve) => { settle = resolve })

  const look = async (): Promise<void> => {
    const now = await hasTrayHost(machine, system)
    if (now && !visible) onAppeared()
    visible = now
    plan()
  }
  const plan = (): void => {
    cancel()
    if (visible) looks = 0
    if (visible || looks >= FIRST_LOOKS.length) settle(visible)
    if (visible || closed) return
    cancel = later(FIRST_LOOKS[looks] ?? Math.min(LONGEST_PAUSE, 2 ** looks), () => {
      looks++
      void look()
    })
  }
  plan()
  return {
    visible: () => visible,
    look: async () => {
      if (system === 'linux') await look()
    },
    settled,
    close: () => {
      closed = true
      cancel()
    },
  }
}

/** What is said once where there is no tray, for a dialog of the system. */
export const noTrayWords = (): { readonly message: string; readonly detail: string } => ({
  message: say('This desktop shows no tray icons'),
  detail: say('Clock Medic works all the same: open it from your list of programs. It watches the clock for as long as its window is open, in the task bar too.'),
})
