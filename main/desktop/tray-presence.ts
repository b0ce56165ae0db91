import type { Machine } from '../platform/machine.ts'
import { hasTrayHost } from './tray-host.ts'

/** How often a missing tray is looked for, in milliseconds: a panel may start after an app that starts at login. */
const LOOK_EVERY = 60_000

export interface TrayPresence {
  /** Whether a user can see the icon, as far as is known. */
  readonly visible: () => boolean
  readonly look: () => Promise<void>
}

/** Keeps an eye on whether the desktop has a tray; calls back when one appears. */
export async function watchTrayHost(machine: Machine, onAppeared: () => void): Promise<TrayPresence> {
  let visible = await hasTrayHost(machine, process.platform)
  const look = async (): Promise<void> => {
    const now = await hasTrayHost(machine, process.platform)
    if (now && !visible) onAppeared()
    visible = now
  }
  if (process.platform === 'linux') setInterval(() => void look(), LOOK_EVERY).unref()
  return { visible: () => visible, look }
}
