import type { Machine } from '../platform/machine.ts'
import { askBus, property } from './bus.ts'

const SUPPLIES = '/sys/class/power_supply'
const MANAGER = 'org.freedesktop.NetworkManager'
const METERED = property('system', MANAGER, '/org/freedesktop/NetworkManager', MANAGER, 'Metered')
/** NMMetered: 1 is yes, 3 is "probably". */
const COSTS = /\b(?:u|uint32) (?:1|3)\b/

/**
 * Whether to spare power or data now: on battery, or on a network that costs by volume. Read from files of the kernel
 * (sysfs-class-power) and asked of NetworkManager where there is one; what cannot be read is taken for no. Linux only.
 */
export async function isSavingOnLinux(machine: Pick<Machine, 'findProgram' | 'run' | 'readText' | 'list'>): Promise<boolean> {
  return await isOnBattery(machine) || COSTS.test(await askBus(machine, METERED) ?? '')
}

async function isOnBattery(machine: Pick<Machine, 'readText' | 'list'>): Promise<boolean> {
  let discharging = false
  for (const supply of await machine.list(SUPPLIES)) {
    const read = async (what: string): Promise<string> => (await machine.readText(`${SUPPLIES}/${supply}/${what}`))?.trim() ?? ''
    if (await read('online') === '1') return false
    // A mouse has a battery too, which says nothing about the computer.
    if (await read('scope') !== 'Device' && await read('status') === 'Discharging') discharging = true
  }
  return discharging
}
