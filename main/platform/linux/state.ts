import type { ClockState, HardwareClock, TimeService, Unreadable } from '../../core/clock-state.ts'
import { say } from '../../core/words/say.ts'
import type { Machine } from '../machine.ts'
import { parseAdjtime } from './adjtime.ts'
import { ask } from './ask.ts'
import { parseSourcesSilent } from './chronyc-sources.ts'
import { parseTracking } from './chronyc-tracking.ts'
import { CHRONY_SOURCES, findPrograms, type Programs } from './commands.ts'
import { chronySourceFolder, configuredServers } from './config-servers.ts'
import { decide } from './detect.ts'
import { readDualBoot } from './dual-boot.ts'
import { parseHost } from './host.ts'
import { initManager, initServices } from './init-services.ts'
import { parseDistribution, serversOfVendor } from './os-release.ts'
import { parseSinceEpoch, rtcMinusLocalClock } from './rtc.ts'
import { systemdServices } from './systemd-services.ts'
import { parseTimedatectlShow, type TimedateFacts } from './timedatectl-show.ts'
import { hasUdpPort } from './udp-ports.ts'

/**
 * How this Linux keeps its clock. Needs no rights, starts nothing, and takes about as long as one `systemctl show`.
 * What cannot be read is absent and named in `unreadable`; it never throws.
 */
export const readLinuxState = async (machine: Machine): Promise<ClockState> => {
  // The hardware clock is read before programs are started, so that nothing comes between it and the local clock.
  const rtc = await readRtc(machine)
  const [programs, manager, distribution] = await Promise.all([
    findPrograms(machine), serviceManager(machine), readDistribution(machine),
  ])
  const [found, timedate, host, zoneByFile, dualBoot] = await Promise.all([
    manager === 'systemd' ? systemdServices(machine, programs) : initServices(machine, manager),
    manager === 'systemd' ? readTimedate(machine, programs) : NOT_ASKED,
    readHost(machine),
    readZone(machine),
    readDualBoot(machine),
  ])
  const decision = found.kind === 'found' ? decide(found.services) : undefined
  const [inCharge, ...others] = decision?.services ?? []
  const timeZone = timedate.facts.timeZone ?? zoneByFile
  const [{ servers, nts }, synchronized, figures, sourceFolder] = await Promise.all([
    configuredServers(machine, inCharge?.name, serversOfVendor(distribution)),
    timedate.facts.synchronized ?? askService(machine, programs, inCharge),
    readFigures(machine, programs, inCharge),
    inCharge?.name === 'chrony' ? chronySourceFolder(machine) : undefined,
  ])
  const hardwareClock = rtc === null ? undefined : hardwareClockOf(rtc, timedate.facts, timeZone)
  const unreadable: readonly Unreadable[] = [
    ...found.unreadable,
    ...timedate.unreadable,
    ...(timeZone === undefined ? [{ what: say('time zone || could not be read; label'), why: say('No file on this machine names its time zone.') }] : []),
  ]
  return {
    os: 'linux',
    serviceManager: manager,
    services: inCharge === undefined ? [] : [{ ...inCharge, ...figures }, ...others],
    ...(decision === undefined ? {} : { automaticTime: decision.automaticTime, trail: decision.trail }),
    ...(synchronized === undefined ? {} : { synchronized }),
    servers,
    ...(nts.length === 0 ? {} : { ntsServers: nts }),
    ...(timeZone === undefined ? {} : { timeZone }),
    ...(hardwareClock === undefined ? {} : { hardwareClock }),
    managed: false,
    ...(found.kind === 'found' && found.otherClients.length > 0 ? { otherClients: found.otherClients } : {}),
    ...(dualBoot === undefined ? {} : { dualBoot }),
    ...host,
    unreadable,
    programs: { ...programs, ...(sourceFolder === undefined ? {} : { [CHRONY_SOURCES]: sourceFolder }) },
    distribution,
  }
}

/** The distribution and what it derives from; empty where os-release(5) is missing. */
export const readDistribution = async (machine: Machine): Promise<readonly string[]> => {
  const [etc, lib] = await Promise.all([machine.readText('/etc/os-release'), machine.readText('/usr/lib/os-release')])
  return parseDistribution(etc ?? lib ?? '')
}

const serviceManager = async (machine: Machine) =>
  // The folder is what sd_booted(3) looks for; it is often empty, so its name counts and not what is in it.
  (await machine.list('/run/systemd')).includes('system') ? 'systemd' as const : initManager(machine)

interface TimedateReading {
  readonly facts: TimedateFacts
  readonly unreadable: readonly Unreadable[]
}

/** timedated is a part of systemd: without it there is nobody to ask, and nothing is missing. */
const NOT_ASKED: TimedateReading = { facts: {}, unreadable: [] }

const readTimedate = async (machine: Machine, programs: Programs): Promise<TimedateReading> => {
  const what = say('synchronisation as the system sees it || could not be read; label')
  if (programs.timedatectl === undefined) {
    return { facts: {}, unreadable: [{ what, why: say('The program {program} is not on this machine.', { program: 'timedatectl' }) }] }
  }
  const reply = await ask(machine, [programs.timedatectl, 'show'], parseTimedatectlShow)
  return reply.kind === 'value'
    ? { facts: reply.value, unreadable: [] }
    : { facts: {}, unreadable: [{ what, why: reply.why }] }
}

/** chrony's own word on being synchronised, where timedated could not be asked. Reading it needs no rights. */
const askService = async (
  machine: Machine, programs: Programs, service: TimeService | undefined,
): Promise<boolean | undefined> => {
  if (service?.name !== 'chrony' || !service.running || programs.chronyc === undefined) return undefined
  const reply = await ask(machine, [programs.chronyc, '-c', 'tracking'], parseTracking)
  return reply.kind === 'value' ? reply.value.synchronized : undefined
}

/** Seconds; without an answer only an explanation is missing. */
const SOURCES_TIMEOUT = 2
const NTP_PORT = 123

/** What can be told, beyond systemd's word, of why the service in charge does not correct the clock. Needs no rights. */
const readFigures = async (machine: Machine, programs: Programs, service: TimeService | undefined): Promise<Partial<TimeService>> => {
  if (service?.name === 'chrony' && service.running && programs.chronyc !== undefined) {
    const reply = await ask(machine, [programs.chronyc, '-c', 'sources'], parseSourcesSilent, SOURCES_TIMEOUT)
    return reply.kind === 'value' ? { serversSilent: reply.value } : {}
  }
  // These two end at once where they do not get the port; the others take any port to ask from.
  if (service?.failed === true && (service.name === 'ntpsec' || service.name === 'ntpd')) {
    const texts = await Promise.all(['/proc/net/udp', '/proc/net/udp6'].map((path) => machine.readText(path)))
    return { portTaken: texts.some((text) => hasUdpPort(text ?? '', NTP_PORT)) }
  }
  return {}
}

const readHost = async (machine: Machine) => {
  const [systemdContainer, dockerenv, containerenv, kernel, vendor, product] = await Promise.all([
    '/run/systemd/container', '/.dockerenv', '/run/.containerenv', '/proc/sys/kernel/osrelease',
    '/sys/class/dmi/id/sys_vendor', '/sys/class/dmi/id/product_name',
  ].map((path) => machine.readText(path)))
  return parseHost({
    systemdContainer: systemdContainer ?? null, dockerenv: dockerenv ?? null, containerenv: containerenv ?? null,
    kernel: kernel ?? null, vendor: vendor ?? null, product: product ?? null,
  })
}

interface RtcReading {
  /** Null when it could not be read, or not quickly enough to be compared. */
  readonly sinceEpoch: number | null
  /** The local clock at that moment, seconds since 1970. */
  readonly wall: number
  readonly modeOfFile: HardwareClock['mode']
}

/** Seconds. A reading that took longer says nothing to the second. */
const SLOWEST_RTC = 1

/** Null on a machine without a hardware clock. */
const readRtc = async (machine: Machine): Promise<RtcReading | null> => {
  const { wall, monotonic } = machine.clock
  const began = monotonic()
  const text = await machine.readText('/sys/class/rtc/rtc0/since_epoch')
  const took = monotonic() - began
  if (text === null) return null
  const at = wall() - took / 2
  const modeOfFile = parseAdjtime(await machine.readText('/etc/adjtime'))
  return { sinceEpoch: took < SLOWEST_RTC ? parseSinceEpoch(text) : null, wall: at, modeOfFile }
}

const hardwareClockOf = (rtc: RtcReading, timedate: TimedateFacts, timeZone: string | undefined): HardwareClock => {
  const mode = timedate.localRtc === undefined ? rtc.modeOfFile : timedate.localRtc ? 'local' : 'utc'
  const difference = rtc.sinceEpoch === null ? null : rtcMinusLocalClock(rtc.sinceEpoch, mode, timeZone, rtc.wall)
  return difference === null ? { mode } : { mode, minusLocalClock: difference }
}

const readZone = async (machine: Machine): Promise<string | undefined> => {
  const [link, text] = await Promise.all([machine.readLink('/etc/localtime'), machine.readText('/etc/timezone')])
  const linked = /\/zoneinfo\/(?:posix\/|right\/)?(.+)$/.exec(link ?? '')?.[1]
  return linked ?? (text?.trim() || undefined)
}
