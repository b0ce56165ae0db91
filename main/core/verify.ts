import type { Checkup } from './checkup.ts'
import type { FindingId } from './finding.ts'
import { REPAIR_TARGET } from './limits.ts'
import type { Remedy } from './remedy.ts'
import type { Verdict } from './verdict.ts'
import { slowOrFast } from './words/duration.ts'
import { listWords } from './words/list.ts'
import { unknownNextStep, unknownWords } from './words/verdict.ts'

export type RepairResult =
  /** Measured again: right. */
  | 'repaired'
  /** There was nothing to do. */
  | 'nothing-to-do'
  /** Still wrong, or the setting did not take. */
  | 'failed'
  /** Nobody gave the rights. */
  | 'refused'
  /** Something else set the clock before the steps could run, so none of them ran. */
  | 'overtaken'
  /** The repair ran, but the clock could not be measured afterwards. */
  | 'cannot-tell'

/** Tells whether a fresh measurement says that the clock is right: closer than half a second, or than can be measured. */
export function isRight(verdict: Verdict): boolean {
  return verdict.kind === 'known' && Math.abs(verdict.offset) <= Math.max(REPAIR_TARGET, verdict.uncertainty)
}

/** The findings that a repair (kept to the remedies in `only`, where given) should have mended and that are still there. */
export function stillOpen({ findings }: Checkup, only?: readonly Remedy[]): readonly Checkup['findings'][number][] {
  return findings.filter(({ severity, remedy }) => severity === 'critical' && remedy !== undefined && only?.includes(remedy) !== false)
}

/** Decides by the second look alone whether a repair worked; exit codes and "synchronized: yes" have no say. */
export function verify(after: Checkup, only?: readonly Remedy[]): Extract<RepairResult, 'repaired' | 'failed' | 'cannot-tell'> {
  if (after.verdict.kind === 'unknown') return 'cannot-tell'
  return isRight(after.verdict) && stillOpen(after, only).length === 0 ? 'repaired' : 'failed'
}

/** A step of a repair and what became of it. */
export interface TriedStep {
  readonly title: string
  readonly state: 'done' | 'failed' | 'timed-out' | 'not-reached'
  /** What the command said when it failed, one line or nothing. */
  readonly said: string
}

/** What was tried, in sentences: what went wrong and what was left out, or that every step ran. */
export function triedWords(steps: readonly TriedStep[]): readonly string[] {
  const broken = steps.filter(({ state }) => state === 'failed' || state === 'timed-out')
  const titles = (state: TriedStep['state']): readonly string[] => steps.filter((step) => step.state === state).map(({ title }) => `"${title}"`)
  const [done, left] = [titles('done'), titles('not-reached')]
  if (broken.length === 0 && left.length === 0) return done.length === 0 ? [] : [`Every step ran: ${listWords(done)}.`]
  return [
    ...broken.map(({ title, state, said }) => `"${title}" ${state === 'timed-out' ? 'did not end in time' : 'did not work'}${said === '' ? '' : `: ${said.replace(/\.$/, '')}`}.`),
    ...(left.length === 0 ? [] : [`${done.length === 0 ? '' : `${listWords(done)} ${done.length === 1 ? 'was' : 'were'} done, but `}${listWords(left)} ${left.length === 1 ? 'was' : 'were'} not reached.`]),
  ]
}

/** Why a repair did not work and what to do next, in sentences: what the machine says now, then what to try or whom to ask. */
export function explainFailure(after: Checkup, only?: readonly Remedy[]): readonly string[] {
  const { verdict } = after
  if (verdict.kind === 'unknown') return ['The clock could not be measured afterwards.', unknownWords(verdict.reason), unknownNextStep(verdict.reason)]
  const right = isRight(verdict)
  const open = stillOpen(after, only).filter(({ id }) => id !== 'clock-wrong')
  return [
    right ? 'The clock is right now, but it may not stay right.' : `After the repair the clock is ${slowOrFast(verdict.offset)}.`,
    ...open.map(({ title, meaning }) => `${title}: ${meaning}`),
    ...nextSteps(after, right),
  ]
}

const RESTART = 'Restart the computer and check again. If it stays wrong, ask your administrator.'
const SOMETHING_ELSE = 'Something else may be setting this clock, for example a second time program or the host of a virtual machine.'

/** Somebody else decides about the settings. */
const OWNED: ReadonlySet<FindingId> = new Set(['managed', 'domain-member', 'domain-controller-away', 'container'])

/** What the findings lead to; the general advice only where none of them leads anywhere. */
function nextSteps({ findings, state }: Checkup, right: boolean): readonly string[] {
  const place = state.container ?? state.virtualMachine ?? 'a virtual machine'
  const programs = listWords(state.otherClients ?? []) || 'the other program'
  const advice: Readonly<Partial<Record<FindingId, string>>> = {
    'container': `Set the clock of the computer that ${place} runs on, then check again.`,
    'domain-controller-away': 'Connect to the office network or the VPN, then repair again. If that does not help, ask whoever looks after your domain.',
    'domain-member': 'Its time comes from the domain: connect to the office network or the VPN, then repair again. If that does not help, ask whoever looks after your domain.',
    'managed': `Ask your administrator: only they can change what is set by ${state.managedBy ?? 'your organisation'}.`,
    'other-client': `Close ${programs} or turn off there that it sets the clock, then repair again. If that does not help, ask your administrator.`,
    'source-port-taken': 'End the program that uses UDP port 123, then repair again. If you do not know it, ask your administrator.',
    'two-services': 'Ask your administrator to keep one of the time services and to turn the other off.',
    'udp-blocked': 'Try another network, for example your phone\'s hotspot, or ask whoever runs this network to open UDP port 123.',
    'servers-unreachable': 'Ask your administrator which time servers this network offers.',
    'server-wrong': 'Ask your administrator for another time server, and tell them that this one is wrong.',
    'secure-time-seeding': 'Ask your administrator whether Windows may guess the time here (the setting "UtilizeSslTimeData").',
    'dual-boot': `Let this system and ${state.dualBoot ?? 'the other one'} keep the hardware clock the same way, then repair again. Your administrator can help with that.`,
    'virtual-machine': `Look at the clock of the computer that ${place} runs on, and at its setting that gives its time to this one. If that is not yours, ask whoever looks after it.`,
  }
  // Where only a setting did not take, what else may set the clock is beside the point.
  const relevant = right ? findings.filter(({ id }) => OWNED.has(id)) : findings
  // A controller that is away says all there is to say about the domain.
  const shown = relevant.filter(({ id }) => id !== 'domain-member' || !relevant.some((other) => other.id === 'domain-controller-away'))
  const fitting = shown.flatMap(({ id }) => advice[id] ?? [])
  if (fitting.length > 0) return fitting
  return right ? [RESTART] : [SOMETHING_ELSE, RESTART]
}
