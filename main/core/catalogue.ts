import type { FindingId, Severity } from './finding.ts'
import type { Remedy } from './remedy.ts'
import { msg } from './words/say.ts'

interface Entry {
  readonly severity: Severity
  readonly title: string
  readonly meaning: string
  readonly remedy?: Remedy
  /** Findings that say the same better: where one of them is made, this one is left out. */
  readonly hiddenBy?: readonly FindingId[]
}

/**
 * Every finding, the same for all systems. In the words, {service} is the time service of this machine,
 * {offset} the error in words, {owner} who manages the settings, {place} the container or virtual machine, {limit} the most
 * that the service may correct, {servers} time servers, {programs} other programs, {other} the other system, {hours} whole
 * hours in words, {done} and {open} steps of an interrupted repair.
 */
export const CATALOGUE: Readonly<Record<FindingId, Entry>> = {
  'container': {
    severity: 'critical',
    title: msg('The clock belongs to the host'),
    meaning: msg('This system runs inside {place} and cannot set a clock. Only the computer it runs on can correct it.'),
  },
  'managed': {
    severity: 'note',
    title: msg('Set by your organisation'),
    meaning: msg('The time settings of this computer are managed by {owner}. They are left as they are.'),
  },
  'domain-member': {
    severity: 'note',
    title: msg('This computer takes its time from its domain'),
    meaning: msg('Away from the office it may need the VPN before it can correct its clock.'),
  },
  'service-masked': {
    severity: 'critical',
    title: msg('Automatic time is blocked'),
    meaning: msg('The time service {service} is masked, so nothing can start it and nothing corrects this clock.'),
    remedy: 'unmask-service',
  },
  'automatic-time-off': {
    severity: 'critical',
    title: msg('Automatic time is turned off'),
    meaning: msg('Nothing corrects this clock, so it drifts further every day.'),
    remedy: 'enable-automatic-time',
  },
  'service-missing': {
    severity: 'warning',
    title: msg('No time service was found'),
    meaning: msg('Nothing on this computer seems to correct its clock. It can be set now, but it will drift again until a time service is installed.'),
  },
  'service-failed': {
    severity: 'critical',
    title: msg('The time service stopped with an error'),
    meaning: msg('{service} is meant to correct this clock but ended with an error.'),
    remedy: 'start-service',
  },
  'service-stopped': {
    severity: 'critical',
    title: msg('The time service is not running'),
    meaning: msg('{service} is meant to correct this clock but is stopped.'),
    remedy: 'start-service',
  },
  'service-disabled': {
    severity: 'warning',
    title: msg('Automatic time ends at the next restart'),
    meaning: msg('{service} runs now but is not set to start by itself.'),
    remedy: 'enable-automatic-time',
  },
  'two-services': {
    severity: 'warning',
    title: msg('Two time services are running'),
    meaning: msg('More than one program corrects this clock, and they may work against each other. Keep one of them.'),
  },
  'service-not-correcting': {
    severity: 'critical',
    title: msg('The time service does not correct the clock'),
    meaning: msg('{service} is set up to correct this clock, yet the clock is {offset}.'),
    remedy: 'resync',
    hiddenBy: ['believes-synchronised', 'beyond-correction-limit', 'source-port-taken', 'servers-unreachable', 'server-wrong', 'domain-controller-away'],
  },
  'clock-wrong': {
    severity: 'critical',
    title: msg('The clock is wrong'),
    meaning: msg('It is {offset} and has to be set.'),
    remedy: 'step-clock',
  },
  'udp-blocked': {
    severity: 'note',
    title: msg('This network blocks time servers'),
    meaning: msg('UDP port 123 is closed here, so the clock was measured by secure websites and the time service cannot work on this network. On another network, or once somebody opens that port, it can.'),
  },
  'hardware-clock-off': {
    severity: 'warning',
    title: msg('The hardware clock is wrong'),
    meaning: msg('The clock that runs while the computer is off would bring the error back at the next start.'),
    remedy: 'set-hardware-clock',
    hiddenBy: ['hardware-clock-dead'],
  },
  'hardware-clock-local': {
    severity: 'note',
    title: msg('The hardware clock runs in local time'),
    hiddenBy: ['dual-boot'],
    meaning: msg('That is usual beside Windows, and can shift this clock by whole hours at a start or when the time zone changes.'),
  },
  'service-unregistered': {
    severity: 'critical',
    title: msg('The time service is not registered'),
    meaning: msg('{service} is part of this system but not registered with it, so nothing starts it and nothing corrects this clock.'),
    remedy: 'register-service',
  },
  'service-on-demand': {
    severity: 'note',
    title: msg('The time service runs only now and then'),
    meaning: msg('{service} is started by the system about once a week and stops again. That is usual, and between two runs a clock can drift by seconds.'),
  },
  'believes-synchronised': {
    severity: 'critical',
    title: msg('The system believes that its clock is right'),
    meaning: msg('It reports a clock in step, yet the clock is {offset}. Its report is not a measurement and stays for hours after the last good answer.'),
    remedy: 'resync',
    hiddenBy: ['server-wrong', 'servers-unreachable', 'beyond-correction-limit', 'source-port-taken'],
  },
  'beyond-correction-limit': {
    severity: 'critical',
    title: msg('The error is larger than the time service may correct'),
    meaning: msg('{service} corrects {limit} at most, and the clock is {offset}. It has to be set once by hand, or by this program.'),
    remedy: 'step-clock',
  },
  'other-client': {
    severity: 'warning',
    title: msg('Another program sets this clock'),
    meaning: msg('{programs} can set this clock by itself. If the clock goes wrong again after a repair, look there first.'),
  },
  'servers-unreachable': {
    severity: 'critical',
    title: msg('The configured time servers do not answer'),
    meaning: msg('This computer is set to ask {servers}, which did not answer, while other time servers did.'),
    remedy: 'use-working-servers',
  },
  'server-wrong': {
    severity: 'critical',
    title: msg('A configured time server is wrong'),
    meaning: msg('{servers} tells a time that the other sources contradict, and this computer follows it.'),
    remedy: 'use-working-servers',
  },
  'source-port-taken': {
    severity: 'critical',
    title: msg('Another program uses the port of the time service'),
    meaning: msg('{service} cannot use UDP port 123 on this computer, because another program has taken it. End that program, or let it do the work alone.'),
  },
  'hardware-clock-dead': {
    severity: 'warning',
    title: msg('The battery of the hardware clock seems to be empty'),
    meaning: msg('The clock started at a date of long ago, as it does when the hardware clock has lost its time. After every start without a network it will be wrong again until the battery is replaced.'),
    remedy: 'set-hardware-clock',
  },
  'dual-boot': {
    severity: 'warning',
    title: msg('Two systems share one hardware clock'),
    meaning: msg('{other} is installed on this computer as well, and the clock is off by {hours}: one system keeps the hardware clock in UTC, the other in local time. Set both to the same, else the error comes back with every change.'),
  },
  'wrong-zone': {
    severity: 'warning',
    title: msg('The time zone may be wrong'),
    meaning: msg('The clock is off by {hours}, as it is when the time was set by hand to look right in a wrong zone, or when another system on this computer changes the hardware clock. Once the clock is set, choose the zone where you are.'),
    remedy: 'set-time-zone',
    hiddenBy: ['dual-boot'],
  },
  'automatic-zone-off': {
    severity: 'note',
    title: msg('The time zone is not chosen automatically'),
    meaning: msg('After a journey the zone has to be chosen by hand. Sign-in codes do not depend on it.'),
  },
  'secure-time-seeding': {
    severity: 'note',
    title: msg('Windows may set the clock by guessing'),
    meaning: msg('Secure time seeding is on: Windows estimates the time from encrypted connections and is known to have set clocks far off. Microsoft turned it off on its newer servers.'),
  },
  'domain-controller-away': {
    severity: 'critical',
    title: msg('The domain cannot be reached'),
    meaning: msg('This computer takes its time from its domain, and no controller of the domain answers. Connect to the office network or the VPN, then check again.'),
  },
  'virtual-machine': {
    severity: 'note',
    title: msg('This is a virtual machine'),
    meaning: msg('It runs inside {place}. After a pause its clock can lag behind until the host or the time service corrects it.'),
  },
  'repair-half-done': {
    severity: 'warning',
    title: msg('A repair was interrupted'),
    meaning: msg('Done: {done}. Not known to be done: {open}. Repairing again finishes it, and "undo" takes it back.'),
  },
}
