import type { Checkup } from './checkup.ts'
import type { FindingId } from './finding.ts'
import { REPAIR_TARGET } from './limits.ts'
import type { Remedy } from './remedy.ts'
import type { Verdict } from './verdict.ts'
import { slowOrFast } from './words/duration.ts'
import { msg, say, sayList } from './words/say.ts'
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
  const titles = (state: TriedStep['state']): readonly string[] => steps.filter((step) => step.state === state).map(({ title }) => quoted(title))
  const [done, left] = [titles('done'), titles('not-reached')]
  if (broken.length === 0 && left.length === 0) return done.length === 0 ? [] : [say('Every step ran: {steps}.', { steps: sayList(done) })]
  return [...broken.map(brokenWords), ...(left.length === 0 ? [] : [leftWords(done, left)])]
}

const quoted = (title: string): string => say('"{title}" || a step of a repair in quotation marks', { title })

function brokenWords({ title, state, said }: TriedStep): string {
  const words = { step: quoted(title), said: said.replace(/\.$/, '') }
  if (said === '') return state === 'timed-out' ? say('{step} did not end in time.', words) : say('{step} did not work.', words)
  return state === 'timed-out' ? say('{step} did not end in time: {said}.', words) : say('{step} did not work: {said}.', words)
}

function leftWords(done: readonly string[], left: readonly string[]): string {
  const words = { doneCount: done.length, done: sayList(done), leftCount: left.length, left: sayList(left) }
  return done.length === 0
    ? say('{leftCount, plural, one {{left} was not reached.} other {{left} were not reached.}}', words)
    : say('{doneCount, plural, one {{done} was done} other {{done} were done}}, but {leftCount, plural, one {{left} was not reached.} other {{left} were not reached.}}', words)
}

/** Why a repair did not work and what to do next, in sentences: what the machine says now, then what to try or whom to ask. */
export function explainFailure(after: Checkup, only?: readonly Remedy[]): readonly string[] {
  const { verdict } = after
  if (verdict.kind === 'unknown') return [say('The clock could not be measured afterwards.'), unknownWords(verdict.reason), unknownNextStep(verdict.reason)]
  const right = isRight(verdict)
  const open = stillOpen(after, only).filter(({ id }) => id !== 'clock-wrong')
  return [
    right ? say('The clock is right now, but it may not stay right.') : say('After the repair the clock is {offset}.', { offset: slowOrFast(verdict.offset) }),
    ...open.map(({ title, meaning }) => say('{title}: {meaning} || a finding in a few words, and what it means in a sentence', { title, meaning })),
    ...nextSteps(after, right),
  ]
}

const RESTART = msg('Restart the computer and check again. If it stays wrong, ask your administrator.')
const SOMETHING_ELSE = msg('Something else may be setting this clock, for example a second time program or the host of a virtual machine.')

/** Somebody else decides about the settings. */
const OWNED: ReadonlySet<FindingId> = new Set(['managed', 'domain-member', 'domain-controller-away', 'container'])

const ADVICE: Readonly<Partial<Record<FindingId, string>>> = {
  'container': msg('Set the clock of the computer that {place} runs on, then check again.'),
  'domain-controller-away': msg('Connect to the office network or the VPN, then repair again. If that does not help, ask whoever looks after your domain.'),
  'domain-member': msg('Its time comes from the domain: connect to the office network or the VPN, then repair again. If that does not help, ask whoever looks after your domain.'),
  'managed': msg('Ask your administrator: only they can change what is set by {owner}.'),
  'other-client': msg('Close {programs} or turn off there that it sets the clock, then repair again. If that does not help, ask your administrator.'),
  'source-port-taken': msg('End the program that uses UDP port 123, then repair again. If you do not know it, ask your administrator.'),
  'two-services': msg('Ask your administrator to keep one of the time services and to turn the other off.'),
  'udp-blocked': msg('Try another network, for example your phone\'s hotspot, or ask whoever runs this network to open UDP port 123.'),
  'servers-unreachable': msg('Ask your administrator which time servers this network offers.'),
  'server-wrong': msg('Ask your administrator for another time server, and tell them that this one is wrong.'),
  'secure-time-seeding': msg('Ask your administrator whether Windows may guess the time here (the setting "UtilizeSslTimeData").'),
  'dual-boot': msg('Let this system and {other} keep the hardware clock the same way, then repair again. Your administrator can help with that.'),
  'virtual-machine': msg('Look at the clock of the computer that {place} runs on, and at its setting that gives its time to this one. If that is not yours, ask whoever looks after it.'),
}

/** What the findings lead to; the general advice only where none of them leads anywhere. */
function nextSteps({ findings, state }: Checkup, right: boolean): readonly string[] {
  const words = {
    place: state.container ?? state.virtualMachine ?? say('a virtual machine || in place of its name'),
    owner: state.managedBy ?? say('your organisation || who manages the settings'),
    programs: sayList(state.otherClients ?? []) || say('the other program || that sets the clock, in place of its name'),
    other: state.dualBoot ?? say('the other one || the other system on the same computer, in place of its name'),
  }
  // Where only a setting did not take, what else may set the clock is beside the point.
  const relevant = right ? findings.filter(({ id }) => OWNED.has(id)) : findings
  // A controller that is away says all there is to say about the domain.
  const shown = relevant.filter(({ id }) => id !== 'domain-member' || !relevant.some((other) => other.id === 'domain-controller-away'))
  const fitting = shown.flatMap(({ id }) => ADVICE[id] ?? [])
  if (fitting.length > 0) return fitting.map((advice) => say(advice, words))
  return right ? [say(RESTART)] : [say(SOMETHING_ELSE), say(RESTART)]
}
