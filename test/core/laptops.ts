import type { ClockState, TimeService } from '../../main/core/clock-state.ts'
import type { FindingId, Severity } from '../../main/core/finding.ts'
import type { KnownVerdict, Verdict } from '../../main/core/verdict.ts'
import { answer, dated, failed, judged, measured, notMeasured } from './builders.ts'

export const service = (more: Partial<TimeService> = {}): TimeService =>
  ({ name: 'systemd-timesyncd', unit: 'systemd-timesyncd.service', running: true, failed: false, startup: 'enabled', ...more })

const OFF = { running: false, startup: 'disabled' } as const

/** A Linux laptop on which nothing is wrong, but for what is given. */
export const laptop = (more: Partial<ClockState> = {}): ClockState => ({
  os: 'linux', serviceManager: 'systemd', services: [service()], automaticTime: true, servers: [], managed: false, unreadable: [],
  hardwareClock: { mode: 'utc', minusLocalClock: 0 }, ...more,
})

const windows = (w32time: Partial<TimeService>, more: Partial<ClockState> = {}): ClockState => laptop({
  os: 'windows', serviceManager: 'scm', services: [service({ name: 'w32time', unit: 'w32time', startup: 'trigger', syncing: true, ...w32time })],
  hardwareClock: { mode: 'local' }, ...more,
})

const mac = (timed: Partial<TimeService>, more: Partial<ClockState> = {}): ClockState => {
  const { hardwareClock: _none, ...state } = laptop({ os: 'macos', serviceManager: 'launchd', services: [service({ name: 'timed', unit: 'com.apple.timed', syncing: true, ...timed })], ...more })
  return state
}

const known = (verdict: Verdict): KnownVerdict => {
  if (verdict.kind === 'unknown') throw new Error(verdict.reason)
  return verdict
}

export const byWebsites = (offset: number): KnownVerdict =>
  known(judged([dated(offset), dated(offset), dated(offset)], [failed('no-answer'), failed('no-answer'), failed('no-answer')]))

/** Three good servers of others, and what is given. */
const follows = (offset: number, ...own: readonly (ReturnType<typeof answer> | ReturnType<typeof failed>)[]): KnownVerdict => known(judged(
  [...[1, 2, 3].map(() => answer(offset)), ...own.filter((one) => 'offset' in one)], own.filter((one): one is ReturnType<typeof failed> => !('offset' in one)),
))

export interface Laptop {
  readonly what: string
  readonly state: ClockState
  readonly verdict: Verdict
  /** What the user is told, the most important first. */
  readonly findings: readonly (readonly [FindingId, Severity])[]
}

const SLOW = measured(47.3)
const FINE = measured(0.012)
const WRONG = ['clock-wrong', 'critical'] as const

export const LAPTOPS: readonly Laptop[] = [
  { what: 'nothing is wrong', state: laptop(), verdict: FINE, findings: [] },
  { what: 'automatic time off, clock slow', state: laptop({ services: [service(OFF)], automaticTime: false, hardwareClock: { mode: 'utc', minusLocalClock: 47 } }), verdict: SLOW, findings: [['automatic-time-off', 'critical'], WRONG] },
  { what: 'automatic time off, clock still right', state: laptop({ services: [service(OFF)], automaticTime: false }), verdict: FINE, findings: [['automatic-time-off', 'critical']] },
  { what: 'automatic time off, no network', state: laptop({ services: [service(OFF)], automaticTime: false }), verdict: notMeasured(), findings: [['automatic-time-off', 'critical']] },
  { what: 'masked, clock slow, hardware clock wrong with it', state: laptop({ services: [service({ ...OFF, startup: 'masked' })], automaticTime: false }), verdict: SLOW, findings: [['service-masked', 'critical'], ['automatic-time-off', 'critical'], WRONG, ['hardware-clock-off', 'warning']] },
  { what: 'stopped, would start at the next restart', state: laptop({ services: [service({ running: false })] }), verdict: FINE, findings: [['service-stopped', 'critical']] },
  { what: 'ended with an error', state: laptop({ services: [service({ running: false, failed: true })] }), verdict: FINE, findings: [['service-failed', 'critical']] },
  { what: 'started by hand, gone after a restart', state: laptop({ services: [service({ startup: 'disabled' })] }), verdict: FINE, findings: [['service-disabled', 'warning']] },
  { what: 'a condition keeps it from starting: no fault of the switch', state: laptop({ services: [service({ running: false, blockedByCondition: true })] }), verdict: FINE, findings: [] },
  { what: 'runs, yet the clock is slow', state: laptop({ hardwareClock: { mode: 'utc', minusLocalClock: 47 } }), verdict: SLOW, findings: [['service-not-correcting', 'critical'], WRONG] },
  { what: 'runs, the clock is 3 s off: worth mending, no fault', state: laptop(), verdict: measured(3), findings: [['service-not-correcting', 'note'], ['clock-wrong', 'note']] },
  { what: 'runs, the clock is 20 s fast', state: laptop(), verdict: measured(-20), findings: [['service-not-correcting', 'critical'], WRONG, ['hardware-clock-off', 'warning']] },
  { what: 'off by less than websites can tell', state: laptop(), verdict: byWebsites(1.3), findings: [['udp-blocked', 'note']] },
  { what: 'two services at work', state: laptop({ services: [service({ name: 'chrony', unit: 'chrony.service' }), service()] }), verdict: FINE, findings: [['two-services', 'warning']] },
  { what: 'two services installed, one at work', state: laptop({ services: [service({ name: 'chrony', unit: 'chrony.service' }), service(OFF)] }), verdict: FINE, findings: [] },
  { what: 'no service at all', state: laptop({ services: [], automaticTime: false }), verdict: SLOW, findings: [WRONG, ['service-missing', 'warning'], ['hardware-clock-off', 'warning']] },
  { what: 'the services could not be read: nothing is claimed about them', state: laptop({ services: [], unreadable: [{ what: 'the time services', why: 'systemctl did not answer.' }] }), verdict: FINE, findings: [] },
  { what: 'in a container', state: laptop({ container: 'docker', services: [], automaticTime: false }), verdict: SLOW, findings: [['container', 'critical'], ['hardware-clock-off', 'warning']] },
  { what: 'behind a firewall that blocks time servers', state: laptop({ services: [service(OFF)], hardwareClock: { mode: 'utc', minusLocalClock: 47 } }), verdict: byWebsites(47.3), findings: [['automatic-time-off', 'critical'], WRONG, ['udp-blocked', 'note']] },
  {
    what: 'time servers that answer without a time block nothing', state: laptop(),
    verdict: known(judged([dated(0), dated(0), dated(0)], [failed('unsynchronised', { status: 'discarded' }), failed('kiss-of-death', { status: 'refused' })])), findings: [],
  },
  { what: 'time servers and a website both say so', state: laptop(), verdict: known(judged([dated(0), answer(0), answer(0)], [failed('no-answer')])), findings: [] },
  { what: 'hardware clock an hour off', state: laptop({ hardwareClock: { mode: 'utc', minusLocalClock: 3600 } }), verdict: FINE, findings: [['hardware-clock-off', 'warning']] },
  { what: 'hardware clock 3 s off: it has whole seconds only', state: laptop({ hardwareClock: { mode: 'utc', minusLocalClock: 3 } }), verdict: FINE, findings: [] },
  { what: 'hardware clock right while the system clock is wrong', state: laptop({ services: [service(OFF)], hardwareClock: { mode: 'utc', minusLocalClock: 47 } }), verdict: SLOW, findings: [['automatic-time-off', 'critical'], WRONG] },
  { what: 'hardware clock unlike a clock that nobody could measure: no guess', state: laptop({ hardwareClock: { mode: 'utc', minusLocalClock: 3600 } }), verdict: notMeasured(), findings: [] },
  { what: 'hardware clock in local time beside Windows', state: laptop({ hardwareClock: { mode: 'local', minusLocalClock: 0 } }), verdict: FINE, findings: [['hardware-clock-local', 'note']] },
  { what: 'Windows at rest: started on demand, local time is the rule there', state: windows({ running: false }), verdict: FINE, findings: [] },
  { what: 'Windows, service stopped by hand and disabled', state: windows(OFF), verdict: SLOW, findings: [['automatic-time-off', 'critical'], WRONG] },
  { what: 'Windows, told not to sync', state: windows({ syncing: false }), verdict: SLOW, findings: [['automatic-time-off', 'critical'], WRONG] },
  { what: 'Windows in a domain under policy, away from the office', state: windows({}, { domainMember: true, managed: true, managedBy: 'Group Policy' }), verdict: SLOW, findings: [['service-not-correcting', 'critical'], WRONG, ['managed', 'note'], ['domain-member', 'note']] },
  { what: 'its servers are silent, others are not', state: laptop({ servers: ['ntp.office.example'] }), verdict: follows(47.3, failed('no-answer', { name: 'ntp.office.example' })), findings: [['servers-unreachable', 'critical'], WRONG, ['hardware-clock-off', 'warning']] },
  { what: 'its server was not waited for: nothing is said of it', state: laptop({ servers: ['ntp.office.example'] }), verdict: follows(0, failed('late', { name: 'ntp.office.example' })), findings: [] },
  { what: 'one of its servers is silent, one answers', state: laptop({ servers: ['ntp1.office.example', 'ntp2.office.example'] }), verdict: follows(0, failed('no-answer', { name: 'ntp1.office.example' }), answer(0, 0.02, { name: 'ntp2.office.example' })), findings: [] },
  { what: 'it follows a server that lies', state: laptop({ servers: ['ntp.office.example'], synchronized: true, hardwareClock: { mode: 'utc', minusLocalClock: 47 } }), verdict: follows(47.3, answer(0, 0.02, { name: 'ntp.office.example' })), findings: [['server-wrong', 'critical'], WRONG] },
  { what: 'in a domain whose controllers are silent', state: laptop({ servers: ['corp.example'], domainMember: true }), verdict: follows(0, failed('no-answer', { name: 'corp.example' })), findings: [['domain-controller-away', 'critical'], ['domain-member', 'note']] },
  { what: 'believes itself in step', state: laptop({ synchronized: true, hardwareClock: { mode: 'utc', minusLocalClock: 47 } }), verdict: SLOW, findings: [['believes-synchronised', 'critical'], WRONG] },
  { what: 'further off than its service corrects', state: windows({ running: true }, { correctionLimit: 54_000 }), verdict: measured(259_200), findings: [['beyond-correction-limit', 'critical'], WRONG] },
  { what: 'its port is taken', state: windows({ running: true, portTaken: true }), verdict: SLOW, findings: [['source-port-taken', 'critical'], WRONG] },
  { what: 'a service that is not registered', state: windows({ running: false, unregistered: true }), verdict: SLOW, findings: [['service-unregistered', 'critical'], WRONG] },
  { what: 'off by an hour, as after a wrong zone', state: mac({}, { automaticTimeZone: false }), verdict: measured(3603), findings: [['service-not-correcting', 'critical'], WRONG, ['wrong-zone', 'warning'], ['automatic-zone-off', 'note']] },
  { what: 'off by an hour beside Windows', state: laptop({ dualBoot: 'Windows', hardwareClock: { mode: 'local', minusLocalClock: 3600 } }), verdict: measured(3600), findings: [['service-not-correcting', 'critical'], WRONG, ['dual-boot', 'warning']] },
  { what: 'off by an hour and some minutes: no zone does that', state: mac({}), verdict: measured(3900), findings: [['service-not-correcting', 'critical'], WRONG] },
  { what: 'years behind, hardware clock with it', state: laptop({ hardwareClock: { mode: 'utc', minusLocalClock: 0 } }), verdict: measured(487_000_000), findings: [['service-not-correcting', 'critical'], WRONG, ['hardware-clock-dead', 'warning']] },
  { what: 'years behind, hardware clock with it and in local time', state: laptop({ hardwareClock: { mode: 'local', minusLocalClock: 0 } }), verdict: measured(487_000_000), findings: [['service-not-correcting', 'critical'], WRONG, ['hardware-clock-dead', 'warning'], ['hardware-clock-local', 'note']] },
  { what: 'a virtual machine, years behind: it has no battery', state: laptop({ virtualMachine: 'QEMU', hardwareClock: { mode: 'local', minusLocalClock: 0 } }), verdict: measured(487_000_000), findings: [['service-not-correcting', 'critical'], WRONG, ['hardware-clock-off', 'warning'], ['hardware-clock-local', 'note'], ['virtual-machine', 'note']] },
  { what: 'years behind, hardware clock right', state: laptop({ hardwareClock: { mode: 'utc', minusLocalClock: 487_000_000 } }), verdict: measured(487_000_000), findings: [['service-not-correcting', 'critical'], WRONG] },
  { what: 'Windows guesses the time', state: windows({ running: true }, { secureTimeSeeding: true, otherClients: ['NetTime'] }), verdict: measured(-86_000), findings: [['service-not-correcting', 'critical'], WRONG, ['other-client', 'warning'], ['secure-time-seeding', 'note']] },
  { what: 'another program beside it, clock right: nothing to say', state: windows({ running: true }, { otherClients: ['NetTime'] }), verdict: FINE, findings: [] },
  { what: 'a repair was cut short', state: laptop({ halfDone: { done: ['Set the clock'], open: ['Turn automatic time on'] } }), verdict: FINE, findings: [['repair-half-done', 'warning']] },
  { what: 'Mac, network time off', state: mac({ syncing: false }), verdict: SLOW, findings: [['automatic-time-off', 'critical'], WRONG] },
  { what: 'Mac, all well', state: mac({}), verdict: FINE, findings: [] },
]
