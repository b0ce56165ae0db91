import type { FindingId, Severity } from './finding.ts'
import type { Remedy } from './remedy.ts'

interface Entry {
  readonly severity: Severity
  readonly title: string
  readonly meaning: string
  readonly remedy?: Remedy
}

/**
 * Every finding, the same for all systems. In the words, {service} is the time service of this machine,
 * {offset} the error in words, {owner} who manages the settings, {place} the container.
 */
export const CATALOGUE: Readonly<Record<FindingId, Entry>> = {
  'container': {
    severity: 'critical',
    title: 'The clock belongs to the host',
    meaning: 'This system runs inside {place} and cannot set a clock. Only the computer it runs on can correct it.',
  },
  'managed': {
    severity: 'note',
    title: 'Set by your organisation',
    meaning: 'The time settings of this computer are managed by {owner}. They are left as they are.',
  },
  'domain-member': {
    severity: 'note',
    title: 'This computer takes its time from its domain',
    meaning: 'Away from the office it may need the VPN before it can correct its clock.',
  },
  'service-masked': {
    severity: 'critical',
    title: 'Automatic time is blocked',
    meaning: 'The time service {service} is masked, so nothing can start it and nothing corrects this clock.',
    remedy: 'unmask-service',
  },
  'automatic-time-off': {
    severity: 'critical',
    title: 'Automatic time is turned off',
    meaning: 'Nothing corrects this clock, so it drifts further every day.',
    remedy: 'enable-automatic-time',
  },
  'service-missing': {
    severity: 'warning',
    title: 'No time service was found',
    meaning: 'Nothing on this computer seems to correct its clock. It can be set now, but it will drift again until a time service is installed.',
  },
  'service-failed': {
    severity: 'critical',
    title: 'The time service stopped with an error',
    meaning: '{service} is meant to correct this clock but ended with an error.',
    remedy: 'start-service',
  },
  'service-stopped': {
    severity: 'critical',
    title: 'The time service is not running',
    meaning: '{service} is meant to correct this clock but is stopped.',
    remedy: 'start-service',
  },
  'service-disabled': {
    severity: 'warning',
    title: 'Automatic time ends at the next restart',
    meaning: '{service} runs now but is not set to start by itself.',
    remedy: 'enable-automatic-time',
  },
  'two-services': {
    severity: 'warning',
    title: 'Two time services are running',
    meaning: 'More than one program corrects this clock, and they may work against each other. Keep one of them.',
  },
  'service-not-correcting': {
    severity: 'critical',
    title: 'The time service does not correct the clock',
    meaning: '{service} is set up to correct this clock, yet the clock is {offset}.',
    remedy: 'resync',
  },
  'clock-wrong': {
    severity: 'critical',
    title: 'The clock is wrong',
    meaning: 'It is {offset} and has to be set.',
    remedy: 'step-clock',
  },
  'udp-blocked': {
    severity: 'note',
    title: 'This network blocks time servers',
    meaning: 'UDP port 123 is closed here, so the clock was measured by secure websites and the time service cannot work on this network. On another network, or once somebody opens that port, it can.',
  },
  'hardware-clock-off': {
    severity: 'warning',
    title: 'The hardware clock is wrong',
    meaning: 'The clock that runs while the computer is off would bring the error back at the next start.',
    remedy: 'set-hardware-clock',
  },
  'hardware-clock-local': {
    severity: 'note',
    title: 'The hardware clock runs in local time',
    meaning: 'That is usual beside Windows, and can shift this clock by whole hours at a start or when the time zone changes.',
  },
}
