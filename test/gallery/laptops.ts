import type { Checkup } from '../../main/core/checkup.ts'
import type { ClockState } from '../../main/core/clock-state.ts'
import { diagnose } from '../../main/core/diagnose.ts'
import type { Hint } from '../../main/core/hint.ts'
import { DEFAULT_QUORUM, judge } from '../../main/core/judge.ts'
import { DEFAULT_LIMITS } from '../../main/core/limits.ts'
import { makePlan } from '../../main/core/plan.ts'
import { contextFrom } from '../../main/core/remedy-context.ts'
import type { RemedyTable } from '../../main/core/remedy.ts'
import type { Observation, Sample } from '../../main/core/sample.ts'
import type { Failure, FailureCode, SourceKind } from '../../main/core/source.ts'
import type { UnknownReason, Verdict } from '../../main/core/verdict.ts'
import { LINUX_REMEDIES } from '../../main/platform/linux/remedies.ts'
import { windowsTools } from '../../main/platform/windows/commands.ts'
import { windowsRemedies } from '../../main/platform/windows/remedies.ts'
import { DEFAULT_SERVERS, DEFAULT_WEBSITES } from '../../main/sources/server.ts'
import { laptop as wellKept, service } from '../core/laptops.ts'

/** When every checkup of the gallery was made, by the laptop's clock (seconds since 1970) and by the one that is never set. */
export const CHECKED_AT = 1_795_348_800
export const CHECKED_AT_MONOTONIC = 1000

const DELAYS = [0.012, 0.018, 0.031, 0.026, 0.041, 0.022] as const

const NTP = DEFAULT_SERVERS.map(({ host }) => host)
const WEBSITES = DEFAULT_WEBSITES.map((address) => new URL(address).host)

const placeOf = (names: readonly string[], index: number, kind: SourceKind) =>
  ({ name: names[index] ?? '', address: `${kind === 'ntp' ? '192.0.2' : '198.51.100'}.${index + 1}`, kind })

/** Answers of time servers, one for each offset. */
const ntp = (...offsets: readonly number[]): readonly Sample[] => offsets.map((offset, index) => {
  const delay = DELAYS[index] ?? 0.02
  return { ...placeOf(NTP, index, 'ntp'), offset, delay, distance: delay / 2 + 0.004, stratum: index % 2 === 0 ? 3 : 1 }
})

/** Dates of websites, one for each offset. */
const web = (...offsets: readonly number[]): readonly Sample[] =>
  offsets.map((offset, index) => ({ ...placeOf(WEBSITES, index, 'https-date'), offset, delay: 0.08, distance: 0.54 }))

const failures = (names: readonly string[], kind: SourceKind, code: FailureCode, status: Failure['status'] = 'unreachable'): readonly Failure[] =>
  names.map((_, index) => ({ ...placeOf(names, index, kind), status, code, detail: '' }))

interface Answers {
  readonly samples?: readonly Sample[]
  readonly failures?: readonly Failure[]
  readonly hint?: Hint
  readonly stepped?: boolean
}

/** What is said about these answers, by the same rules as ever. */
export const judged = ({ samples = [], failures: failed = [], stepped = false, hint }: Answers): Verdict => judge({
  samples, failures: failed, stepped, startedAt: CHECKED_AT, startedAtMonotonic: CHECKED_AT_MONOTONIC, tookSeconds: 0.21,
  ...(hint === undefined ? {} : { hint }),
}, DEFAULT_LIMITS, DEFAULT_QUORUM)

/** A clock that is off by so many seconds (positive: slow) by four time servers that agree. */
export const measured = (offset: number): Verdict => judged({ samples: ntp(offset, offset + 0.003, offset - 0.002, offset + 0.001) })

/** Two sources have answered so far, one of them with a time. */
export const answeredSoFar = (offset: number): readonly Observation[] => [
  ...ntp(offset).map((sample) => ({ kind: 'sample', sample }) as const),
  ...failures(NTP.slice(0, 1), 'ntp', 'no-answer').map((failure) => ({ kind: 'failure', failure: { ...failure, ...placeOf(NTP, 1, 'ntp') } }) as const),
]

/** A clock that is off by so many seconds by three of four time servers, while one lies. */
export const measuredWithLiar = (offset: number): Verdict => judged({ samples: ntp(offset, offset + 0.003, offset - 0.002, offset + 900) })

/** A clock that is off by so many seconds by the dates of websites, because time servers are out of reach. */
export const measuredByWebsites = (offset: number): Verdict =>
  judged({ samples: web(offset, offset, offset), failures: failures(NTP, 'ntp', 'no-answer') })

const silent = (code: FailureCode, status?: Failure['status']): Answers =>
  ({ failures: [...failures(NTP, 'ntp', code, status), ...failures(WEBSITES.slice(0, 3), 'https-date', code, status)] })

/** Answers that end in each of the reasons why nothing can be said. */
export const NOTHING_TO_SAY: Readonly<Record<UnknownReason, Answers>> = {
  'no-network': silent('no-route'),
  'no-answer': silent('no-answer'),
  'names-not-found': silent('name-unknown'),
  'captive-portal': {
    failures: [...failures(NTP, 'ntp', 'no-answer'), ...failures(WEBSITES.slice(0, 3), 'https-date', 'portal')],
    hint: { name: 'portal.example', offset: 47, uncertainty: 1 },
  },
  'sources-disagree': { samples: ntp(0.01, 0.02, 47.3, 47.2) },
  'too-few-sources': { samples: ntp(47.3), failures: [...failures(NTP.slice(1), 'ntp', 'no-answer'), ...failures(WEBSITES.slice(0, 3), 'https-date', 'connection')] },
  'udp-blocked': { samples: web(47.3), failures: [...failures(NTP, 'ntp', 'no-answer'), ...failures(WEBSITES.slice(1, 3), 'https-date', 'connection')] },
  'servers-unsynchronised': silent('unsynchronised', 'discarded'),
  'servers-refuse': silent('kiss-of-death', 'refused'),
  'certificates': { failures: [...failures(NTP, 'ntp', 'no-answer'), ...failures(WEBSITES.slice(0, 3), 'https-date', 'certificate')] },
  'clock-stepped': { samples: ntp(0.01, 0.02, 0.03, 0.04), stepped: true },
  'bad-answers': { failures: [...failures(NTP, 'ntp', 'implausible', 'discarded'), ...failures(WEBSITES.slice(0, 3), 'https-date', 'no-date', 'discarded')] },
}

/** A Linux laptop that keeps its clock right, but for what is given. */
export const laptop = (more: Partial<ClockState> = {}): ClockState => wellKept({
  timeZone: 'Europe/Berlin', synchronized: true, servers: ['ntp.office.example'], ...more,
})

/** Its clock runs free. */
export const neglected = (more: Partial<ClockState> = {}): ClockState =>
  laptop({ services: [service({ running: false, startup: 'disabled', listedByTimedate: true })], automaticTime: false, synchronized: false, hardwareClock: { mode: 'utc', minusLocalClock: 47 }, ...more })

/** A laptop whose time the organisation decides about, away from the office. */
export const managed = (): ClockState => laptop({
  os: 'windows', serviceManager: 'scm', services: [service({ name: 'w32time', unit: 'w32time', startup: 'trigger', syncing: true })],
  hardwareClock: { mode: 'local' }, servers: ['corp.example'], synchronized: false, domainMember: true, domainControllerReachable: false, managed: true, managedBy: 'Group Policy',
})

const WINDOWS_REMEDIES = windowsRemedies(windowsTools('C:\\Windows'))

const remediesOf = ({ os }: ClockState): RemedyTable => (os === 'windows' ? WINDOWS_REMEDIES : LINUX_REMEDIES)

/** A checkup of a laptop in this state with this verdict: findings and plan are made of both as ever. */
export function checkupOf(state: ClockState, verdict: Verdict): Checkup {
  const findings = diagnose(state, verdict)
  return {
    checkedAt: CHECKED_AT, checkedAtMonotonic: CHECKED_AT_MONOTONIC, tookSeconds: 0.21, verdict, state, findings,
    plan: makePlan(findings, remediesOf(state), contextFrom(state, verdict)),
  }
}
