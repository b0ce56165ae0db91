import { powerMonitor } from 'electron'
import type { Machine } from '../platform/machine.ts'
import { readClocks } from './clock-watch.ts'
import { isSavingOnLinux } from './monitor-saving.ts'
import type { Outside } from './monitor.ts'
import { networkNow } from './network-watch.ts'
import { openNotifier } from './notifier.ts'
import { silenceNow } from './quiet-hours.ts'

/** The computer around the monitor. Electron has to be ready. */
export function monitorOutside(machine: Machine, icon: string): Outside {
  return {
    clocks: readClocks,
    chance: Math.random,
    later: (seconds, work) => {
      const timer = setTimeout(work, seconds * 1000).unref()
      return () => clearTimeout(timer)
    },
    network: networkNow,
    silence: () => silenceNow(machine, process.platform, process.env['XDG_CURRENT_DESKTOP'] ?? ''),
    // Elsewhere the system tells of its battery, and nothing cheap tells what a network costs.
    saving: async () => (process.platform === 'linux' ? isSavingOnLinux(machine) : powerMonitor.isOnBatteryPower()),
    onResume: (woken) => {
      powerMonitor.on('resume', woken)
      return () => powerMonitor.off('resume', woken)
    },
    notifications: openNotifier(icon),
  }
}
