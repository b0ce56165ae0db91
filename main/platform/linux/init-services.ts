import type { ClockState, ServiceName, TimeService, Unreadable } from '../../core/clock-state.ts'
import { say } from '../../core/words/say.ts'
import type { Machine } from '../machine.ts'
import { SCRIPTS } from './detect.ts'
import type { FoundServices } from './systemd-services.ts'

type InitManager = Extract<ClockState['serviceManager'], 'openrc' | 'runit' | 'sysv' | 'none'>

/** Which service manager runs a Linux without systemd, by the folders each of them keeps. */
export const initManager = async (machine: Machine): Promise<InitManager> => {
  const [openrc, runit, inittab, scripts] = await Promise.all([
    machine.list('/run/openrc'), machine.list('/etc/runit'),
    machine.readText('/etc/inittab'), machine.list('/etc/init.d'),
  ])
  if (openrc.length > 0) return 'openrc'
  if (runit.length > 0) return 'runit'
  return inittab !== null && scripts.length > 0 ? 'sysv' : 'none'
}

/** Names of scripts or service folders, by what could be seen of them. */
interface Names {
  readonly known: readonly string[]
  readonly enabled: readonly string[]
  readonly started: readonly string[]
  readonly failed: readonly string[]
}

/** The time services of a Linux without systemd, from files and processes that everybody may read; runs no command. */
export const initServices = async (machine: Machine, manager: InitManager): Promise<FoundServices> => {
  if (manager === 'openrc') {
    return { kind: 'found', services: servicesOf(await openrcNames(machine), manager), otherClients: [], unreadable: [] }
  }
  const [names, processes] = await Promise.all([
    manager === 'runit' ? runitNames(machine) : sysvNames(machine), timeProcesses(machine),
  ])
  const unreadable: readonly Unreadable[] = manager === 'none'
    ? [{ what: say('service manager || could not be read; label'), why: say('None was recognised, so only running programs could be looked at. || service manager') }]
    : []
  if (processes === null) {
    const why = say('The list of running programs cannot be read, so it is not known whether a time service runs.')
    return { kind: 'unknown', unreadable: [...unreadable, { what: say('time services || could not be read; label'), why }] }
  }
  const started = names.known.filter((name) => {
    const service = SCRIPTS.get(name)
    return service !== undefined && processes.has(DAEMONS[service] ?? '')
  })
  const services = servicesOf({ ...names, started }, manager)
  const covered = new Set(services.filter((service) => service.running).map((service) => DAEMONS[service.name]))
  const loose = [...processes].filter((process) => !covered.has(process)).flatMap((process) => looseService(process))
  return { kind: 'found', services: [...services, ...loose], otherClients: [], unreadable }
}

/** Program name of each service as the kernel shows it (/proc/PID/comm holds 15 characters). */
const DAEMONS: Readonly<Partial<Record<ServiceName, string>>> = {
  chrony: 'chronyd', ntpsec: 'ntpd', ntpd: 'ntpd', openntpd: 'ntpd', 'ntpd-rs': 'ntp-daemon', htpdate: 'htpdate',
}

const servicesOf = (names: Names, manager: InitManager): readonly TimeService[] =>
  names.known.flatMap((name): readonly TimeService[] => {
    const service = SCRIPTS.get(name)
    if (service === undefined) return []
    const startup = names.enabled.includes(name) ? 'enabled' : manager === 'none' ? 'unknown' : 'disabled'
    const [running, failed] = [names.started.includes(name), names.failed.includes(name)]
    return [{ name: service, unit: name, running, failed, startup }]
  })

/** A time service that runs without a script of its own: somebody started it by hand or from another place. */
const looseService = (process: string): readonly TimeService[] => {
  const name = ({ chronyd: 'chrony', ntpd: 'ntpd', 'ntp-daemon': 'ntpd-rs', htpdate: 'htpdate' } as const)[process]
  return name === undefined ? [] : [{ name, unit: process, running: true, failed: false, startup: 'unknown' }]
}

const openrcNames = async (machine: Machine): Promise<Names> => {
  const [known, boot, normal, started, failed] = await Promise.all([
    machine.list('/etc/init.d'), machine.list('/etc/runlevels/boot'), machine.list('/etc/runlevels/default'),
    machine.list('/run/openrc/started'), machine.list('/run/openrc/failed'),
  ])
  return { known, enabled: [...boot, ...normal], started, failed }
}

const runitNames = async (machine: Machine): Promise<Names> => {
  const [known, enabled] = await Promise.all([machine.list('/etc/sv'), machine.list('/var/service')])
  return { known, enabled, started: [], failed: [] }
}

const sysvNames = async (machine: Machine): Promise<Names> => {
  const [known, ...levels] = await Promise.all([
    machine.list('/etc/init.d'), machine.list('/etc/rc2.d'), machine.list('/etc/rc3.d'), machine.list('/etc/rc5.d'),
  ])
  const enabled = levels.flat().flatMap((link) => /^S\d\d(.+)$/.exec(link)?.[1] ?? [])
  return { known, enabled, started: [], failed: [] }
}

/** Names of the time service programs among the running processes, or null when no process can be seen. */
const timeProcesses = async (machine: Machine): Promise<ReadonlySet<string> | null> => {
  const ids = (await machine.list('/proc')).filter((name) => /^\d+$/.test(name))
  if (ids.length === 0) return null
  const daemons = new Set(Object.values(DAEMONS))
  const names = await Promise.all(ids.map(async (id) => (await machine.readText(`/proc/${id}/comm`))?.trim() ?? ''))
  return new Set(names.filter((name) => daemons.has(name)))
}
