import type { TimeService, Unreadable } from '../../core/clock-state.ts'
import { say } from '../../core/words/say.ts'
import type { Machine } from '../machine.ts'
import { ask } from './ask.ts'
import type { Programs } from './commands.ts'
import { systemdTexts } from './config-servers.ts'
import { OTHER_CLIENTS, otherClients, parseUnitLists, serviceOfUnit, UNITS } from './detect.ts'
import { parseSystemctlShow, UNIT_PROPERTIES, type UnitFacts } from './systemctl-show.ts'

export type FoundServices =
  | {
    readonly kind: 'found'
    readonly services: readonly TimeService[]
    /** Programs of other makers that run and set this clock. */
    readonly otherClients: readonly string[]
    readonly unreadable: readonly Unreadable[]
  }
  | { readonly kind: 'unknown'; readonly unreadable: readonly Unreadable[] }

/** Seconds. Longer than other reads may take: without this answer nothing can be repaired. */
const SHOW_TIMEOUT = 15

/**
 * The time services that systemd knows, by one `systemctl show` over every unit of the list: it exits 0 for unknown
 * units too, asks no daemon and starts none (a question to timesync1 would).
 */
export const systemdServices = async (machine: Machine, programs: Programs): Promise<FoundServices> => {
  if (programs.systemctl === undefined) return unknown(say('The program {program} is not on this machine.', { program: 'systemctl' }))
  const command = [programs.systemctl, 'show', `--property=${UNIT_PROPERTIES.join(',')}`, ...UNITS.keys(), ...OTHER_CLIENTS.keys()] as const
  const [reply, lists] = await Promise.all([
    ask(machine, command, unitsOrNull, SHOW_TIMEOUT),
    systemdTexts(machine, 'ntp-units.d', '.list'),
  ])
  if (reply.kind === 'silent') return unknown(reply.why)
  const listed = parseUnitLists(lists)
  const installed = reply.value.some((unit) => unit.load === 'masked') ? await installedUnits(machine) : undefined
  const services = reply.value.flatMap((unit) => serviceOfUnit(unit, listed, installed) ?? [])
  return { kind: 'found', services, otherClients: otherClients(reply.value), unreadable: [] }
}

const unknown = (why: string): FoundServices => ({ kind: 'unknown', unreadable: [{ what: say('time services || could not be read; label'), why }] })

/** Nothing readable is no answer: systemctl prints a block even for a unit that does not exist. */
const unitsOrNull = (text: string): readonly UnitFacts[] | null => {
  const units = parseSystemctlShow(text)
  return units.length === 0 ? null : units
}

/** Unit files of installed packages, or undefined when their folders cannot be listed. */
const installedUnits = async (machine: Machine): Promise<ReadonlySet<string> | undefined> => {
  const folders = ['/usr/lib/systemd/system', '/lib/systemd/system', '/usr/local/lib/systemd/system']
  const names = (await Promise.all(folders.map((folder) => machine.list(folder)))).flat()
  return names.length === 0 ? undefined : new Set(names)
}
