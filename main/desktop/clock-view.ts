import type { ClockView, FactRow, FixView, ProgressView } from '../../preload/contract.ts'
import type { Checkup } from '../core/checkup.ts'
import type { ClockState } from '../core/clock-state.ts'
import type { Observation } from '../core/sample.ts'
import type { KnownVerdict, Verdict } from '../core/verdict.ts'
import { isRight } from '../core/verify.ts'
import { durationShort, durationWords, tookWords, plusMinus, slowOrFastShort } from '../core/words/duration.ts'
import { say } from '../core/words/say.ts'
import { hintWords, meaningWords, sourcesWords, statementWords, unknownNextStep, unknownWords } from '../core/words/verdict.ts'
import { shellWords } from '../core/words/shell.ts'
import type { RepairReport } from '../repair.ts'
import { adminSteps } from './admin-steps.ts'
import { askedView } from './asked-view.ts'
import { faceOf, mainFinding } from './face.ts'
import { LEVEL_TONES, scaleOf } from './scale.ts'
import type { RepairRun, SessionState } from './session-state.ts'

const checking = (answered: readonly Observation[] = []): ClockView => ({
  phase: 'checking',
  badge: { tone: 'neutral', text: say('Checking') },
  statement: say('Checking your clock'),
  detail: say('Several time servers are asked at once. This takes a second or two.'),
  asked: askedView(answered),
  offersPractice: false, offersCodeTest: false,
})

const broke = (): ClockView => ({
  phase: 'unknown',
  badge: { tone: 'neutral', text: say('Cannot tell') },
  statement: say('Your clock could not be checked'),
  detail: say('Something in Clock Medic itself did not work.'),
  next: [say('Check again. If it stays like this, quit Clock Medic and start it anew.')],
  retryLabel: say('Check again'),
  offersPractice: false, offersCodeTest: false,
})

/** The clock screen for a session; `now` by the clock that is never set, in seconds. */
export function clockView(state: SessionState, now: number): ClockView {
  const { activity, checkup, repair } = state
  if (activity.kind === 'repairing') return repairing(activity.run, checkup)
  if (activity.kind === 'checking' && (!activity.quiet || checkup === null)) return activity.verdict?.kind === 'known' ? justMeasured(activity.verdict) : checking(activity.answered)
  if (state.broke) return broke()
  if (checkup === null) return checking()
  return repair === null ? checked(state, checkup, now) : afterRepair(state, repair, now)
}

/** The verdict stands, but not yet what explains it. */
const justMeasured = (verdict: KnownVerdict): ClockView => ({
  phase: 'checking',
  badge: { tone: LEVEL_TONES[verdict.level], text: meaningWords(verdict) },
  statement: statementWords(verdict),
  detail: `${measuredWords(verdict, 0)} ${say('Now looking at how this computer keeps its time.')}`,
  scale: scaleOf(verdict.offset),
  offersPractice: false, offersCodeTest: false,
})

function checked(state: SessionState, checkup: Checkup, now: number): ClockView {
  const { verdict } = checkup
  return verdict.kind === 'unknown' ? unknown(state, checkup) : known(state, checkup, verdict, now)
}

function unknown({ practice }: SessionState, { verdict, findings }: Checkup): ClockView {
  if (verdict.kind !== 'unknown') return checking()
  const also = findings.filter(({ severity }) => severity !== 'note').map(({ title, meaning }) => say('Also seen: {finding}. {meaning} || a finding, and what it means', { finding: title, meaning }))
  return {
    phase: 'unknown',
    badge: { tone: 'neutral', text: meaningWords(verdict) },
    statement: statementWords(verdict),
    detail: unknownWords(verdict.reason),
    next: [unknownNextStep(verdict.reason), ...(verdict.hint === undefined ? [] : [hintWords(verdict.hint)]), ...also],
    retryLabel: say('Check again'),
    offersPractice: !practice, offersCodeTest: false,
  }
}

function known(state: SessionState, checkup: Checkup, verdict: KnownVerdict, now: number): ClockView {
  const { findings, plan } = checkup
  const face = faceOf(checkup)
  const finding = mainFinding(findings)
  const helpless = plan.steps.length === 0 && face !== 'fine'
  const blocked = findings.filter(({ id }) => id === 'udp-blocked').map(({ title, meaning }) => say('{finding}. {meaning} || a finding, and what it means', { finding: title, meaning }))
  const next = [...(helpless ? plan.impossible.map(({ reason }) => reason) : []), ...blocked]
  const unguarded = face === 'warning' && verdict.level === 'ok'
  return {
    phase: face,
    badge: unguarded ? { tone: 'warning', text: say('Right for now') } : { tone: LEVEL_TONES[verdict.level], text: meaningWords(verdict) },
    statement: statementWords(verdict),
    detail: measuredWords(verdict, now - checkup.checkedAtMonotonic),
    scale: scaleOf(verdict.offset),
    ...(finding === undefined || (face === 'fine' && plan.steps.length === 0) ? {} : { finding }),
    // One statement, one action: who can fix is not asked to check again.
    ...(plan.steps.length === 0 ? { retryLabel: say('Check again') } : { fix: fixView(state, checkup, say('Fix my clock')) }),
    ...(next.length > 0 ? { next } : {}),
    offersPractice: !state.practice && face === 'fine',
    offersCodeTest: verdict.level === 'ok',
  }
}

function repairing(run: RepairRun, checkup: Checkup | null): ClockView {
  const details: Readonly<Record<RepairRun['stage'], string>> = {
    starting: say('One moment.'),
    asking: say('Your system may ask for an administrator. Its question can open behind this window.'),
    running: say('This takes a few seconds.'),
    verifying: say('The steps are done. Now the clock is measured again, until it stays right.'),
  }
  const steps = run.steps.map(({ title, done, timeoutSeconds }, index): ProgressView => {
    const result = run.results[index]
    if (result !== undefined) return stepEnded(result.state === 'done' ? done : title, result)
    if (run.runningStep === index) return { title, state: 'running', text: say('running, up to {duration} || a step of a repair', { duration: durationShort(timeoutSeconds) }) }
    // A road to the rights that tells nothing on the way has still run every step once the clock is measured again.
    return run.stage === 'verifying' ? { title: done, state: 'done', text: doneWords() } : { title, state: 'waiting', text: waitingWords() }
  })
  const proof: ProgressView = run.stage === 'verifying'
    ? { title: checkAgainWords(), state: 'running', text: say('running || a step of a repair') }
    : { title: checkAgainWords(), state: 'waiting', text: waitingWords() }
  const doing = run.takesBack ? say('Taking back') : say('Repairing')
  return {
    phase: 'repairing',
    badge: { tone: 'neutral', text: doing },
    statement: run.takesBack ? say('Taking the last repair back') : say('Setting your clock right'),
    detail: details[run.stage],
    ...(checkup?.verdict.kind === 'known' ? { scale: scaleOf(checkup.verdict.offset) } : {}),
    progressTitle: doing,
    progress: run.takesBack ? steps : [...steps, proof],
    offersPractice: false, offersCodeTest: false,
  }
}

function afterRepair(state: SessionState, report: RepairReport, now: number): ClockView {
  switch (report.result) {
    case 'nothing-to-do': return checked(state, report.before, now)
    case 'overtaken': return overtaken(state, report, now)
    case 'refused': return refused(state, report)
    case 'repaired': return repaired(report)
    case 'failed': case 'cannot-tell': return failed(report)
  }
}

/** The newest look as ever, after what became of the repair: nobody said no, and nothing has to be forgiven. */
function overtaken(state: SessionState, { before, after = before, explanation }: RepairReport, now: number): ClockView {
  const view = checked(state, after, now)
  return { ...view, detail: `${explanation.join(' ')} ${view.detail}` }
}

function refused(state: SessionState, { before, explanation }: RepairReport): ClockView {
  const { verdict } = before
  return {
    phase: 'refused',
    badge: { tone: 'warning', text: say('Nothing was changed') },
    statement: say('The repair was not allowed'),
    detail: `${explanation.join(' ')} ${stillWords(verdict)}`.trim(),
    ...(verdict.kind === 'known' ? { scale: scaleOf(verdict.offset) } : {}),
    next: [say('Try again and allow the change, or give the steps below to your administrator.')],
    fix: fixView(state, before, say('Try again')),
    forAdmin: adminSteps(before),
    offersPractice: false, offersCodeTest: false,
  }
}

function repaired({ before, after = before, steps }: RepairReport): ClockView {
  const { verdict } = after
  const wasRight = isRight(before.verdict)
  return {
    phase: 'repaired',
    badge: { tone: 'good', text: meaningWords(verdict) },
    statement: wasRight ? say('Your clock is right and will stay right') : say('Your clock is right again'),
    detail: verdict.kind === 'unknown' ? unknownWords(verdict.reason)
      : say('{offset} off now. Checked against {sources}, right to {precision}.', { offset: durationShort(verdict.offset), ...trustOf(verdict) }),
    facts: beforeAndAfter(before, after),
    progressTitle: say('What was done'),
    progress: [...whatWasDone(steps, before), proofOf(after)],
    ...left(after),
    retryLabel: say('Check again'),
    offersPractice: false, offersCodeTest: true,
  }
}

/** What a repair could not mend though the clock is right now, with what to do about it. */
function left({ findings, plan }: Checkup): Pick<ClockView, 'finding' | 'next'> {
  const open = findings.filter(({ severity }) => severity !== 'note')
  const finding = open.length === 0 ? undefined : mainFinding(open)
  return finding === undefined ? {} : { finding, next: plan.impossible.map(({ reason }) => reason) }
}

function failed({ result, before, after = before, steps, explanation }: RepairReport): ClockView {
  const { verdict } = after
  return {
    phase: 'failed',
    badge: verdict.kind === 'known' ? { tone: LEVEL_TONES[verdict.level], text: meaningWords(verdict) } : { tone: 'neutral', text: meaningWords(verdict) },
    statement: result === 'cannot-tell' ? say('The repair could not be proven') : say('The repair did not work'),
    detail: result === 'cannot-tell' ? say('The steps ran, but the clock could not be measured afterwards.') : `${say('Your clock was measured again.')} ${stillWords(verdict)}`.trim(),
    facts: beforeAndAfter(before, after),
    next: explanation,
    progressTitle: say('What was tried'),
    progress: [...whatWasDone(steps, before), proofOf(after)],
    // Those of the first look would move once more a clock that was moved already.
    forAdmin: adminSteps(after),
    retryLabel: say('Check again'),
    offersPractice: false, offersCodeTest: false,
  }
}

function stillWords(verdict: Verdict): string {
  if (verdict.kind === 'unknown') return ''
  if (isRight(verdict)) return say('It is right at this moment.')
  const size = durationWords(verdict.offset)
  return verdict.offset >= 0 ? say('Your clock is still {size} slow.', { size }) : say('Your clock is still {size} fast.', { size })
}

/** What a figure rests on. */
const trustOf = (verdict: KnownVerdict): { readonly sources: string; readonly precision: string } => ({ sources: sourcesWords(verdict), precision: plusMinus(verdict.uncertainty) })

/** How and how long ago, in seconds, it was measured; told to the minute. */
function measuredWords(verdict: KnownVerdict, ago: number): string {
  const trust = trustOf(verdict)
  const minutes = Math.floor(ago / 60)
  if (minutes < 1) return say('Checked just now against {sources}, right to {precision}.', trust)
  return minutes < 120
    ? say('Checked {minutes, plural, one {# minute} other {# minutes}} ago against {sources}, right to {precision}.', { minutes, ...trust })
    : say('Checked {hours, plural, one {# hour} other {# hours}} ago against {sources}, right to {precision}.', { hours: Math.floor(minutes / 60), ...trust })
}

const offsetFact = (label: string, verdict: Verdict): FactRow =>
  (verdict.kind === 'known'
    ? { label, value: slowOrFastShort(verdict.offset), tone: isRight(verdict) ? 'good' : LEVEL_TONES[verdict.level] }
    : { label, value: say('not known'), tone: 'neutral' })

function beforeAndAfter(before: Checkup, after: Checkup): readonly FactRow[] {
  return [offsetFact(say('Before || a repair'), before.verdict), offsetFact(say('After || a repair'), after.verdict), automaticTime(after.state)]
}

/** Whether something corrects this clock, as a row. */
export function automaticTime({ automaticTime: on, services: [service] }: ClockState): FactRow {
  const label = say('Automatic time')
  if (on === undefined) return { label, value: say('not known'), tone: 'neutral' }
  if (!on) return { label, value: say('off'), tone: 'bad' }
  return { label, value: service === undefined ? say('on') : say('on, {service} || of automatic time', { service: service.name }), tone: 'good' }
}

function whatWasDone(results: RepairReport['steps'], { plan }: Checkup): readonly ProgressView[] {
  return results.map((result, index) => stepEnded(result.state === 'done' ? plan.steps[index]?.done ?? result.title : result.title, result))
}

function stepEnded(title: string, { state, tookSeconds }: RepairReport['steps'][number]): ProgressView {
  switch (state) {
    case 'done': return { title, state: 'done', text: tookSeconds >= 0.0005 ? doneInWords(tookSeconds) : doneWords() }
    case 'failed': return { title, state: 'failed', text: say('did not work || a step of a repair') }
    case 'timed-out': return { title, state: 'failed', text: say('did not end in time || a step of a repair') }
    case 'not-reached': return { title, state: 'waiting', text: say('not reached || a step of a repair') }
  }
}

function proofOf({ verdict, tookSeconds }: Checkup): ProgressView {
  return verdict.kind === 'unknown'
    ? { title: checkAgainWords(), state: 'failed', text: say('could not be measured || the clock, after a repair') }
    : { title: say('Checked the clock again'), state: 'done', text: doneInWords(tookSeconds) }
}

const checkAgainWords = (): string => say('Check the clock again || a step of a repair')
const waitingWords = (): string => say('waiting || a step of a repair')
const doneWords = (): string => say('done || a step of a repair')
const doneInWords = (seconds: number): string => say('done, {duration} || a step of a repair', { duration: tookWords(seconds) })

function summaryWords(asks: SessionState['asks'], count: number): string {
  switch (asks) {
    case null: return say('What this will do ({count, plural, one {# step} other {# steps}})', { count })
    case 'administrator': return say('What this will do ({count, plural, one {# step} other {# steps}}, asks for your administrator)', { count })
    case 'password': return say('What this will do ({count, plural, one {# step} other {# steps}}, asks for your password)', { count })
  }
}

function fixView({ asks }: SessionState, { plan: { id, steps } }: Checkup, label: string): FixView {
  return {
    planId: id,
    label,
    summary: summaryWords(asks, steps.length),
    steps: steps.map(({ title, why, command, touches, undo }) => ({
      title, why, touches, command: shellWords(command), ...(undo === undefined ? {} : { undo: shellWords(undo) }),
    })),
  }
}
