import type { ClockView, FactRow, FixView, ProgressView } from '../../preload/contract.ts'
import type { Checkup } from '../core/checkup.ts'
import type { ClockState } from '../core/clock-state.ts'
import type { KnownVerdict, Verdict } from '../core/verdict.ts'
import { isRight } from '../core/verify.ts'
import { durationShort, tookWords, plusMinus, slowOrFast, slowOrFastShort } from '../core/words/duration.ts'
import { hintWords, meaningWords, sourcesWords, statementWords, unknownNextStep, unknownWords } from '../core/words/verdict.ts'
import { shellWords } from '../core/words/shell.ts'
import type { RepairReport } from '../repair.ts'
import { adminSteps } from './admin-steps.ts'
import { faceOf, mainFinding } from './face.ts'
import { LEVEL_TONES, scaleOf } from './scale.ts'
import type { RepairRun, SessionState } from './session-state.ts'

const CHECKING: ClockView = {
  phase: 'checking',
  badge: { tone: 'neutral', text: 'Checking' },
  statement: 'Checking your clock',
  detail: 'Several time servers are asked at once. This takes a second or two.',
  offersPractice: false, offersCodeTest: false,
}

const BROKE: ClockView = {
  phase: 'unknown',
  badge: { tone: 'neutral', text: 'Cannot tell' },
  statement: 'Your clock could not be checked',
  detail: 'Something in Clock Medic itself did not work.',
  next: ['Check again. If it stays like this, quit Clock Medic and start it anew.'],
  retryLabel: 'Check again',
  offersPractice: false, offersCodeTest: false,
}

/** The clock screen for a session; `now` by the clock that is never set, in seconds. */
export function clockView(state: SessionState, now: number): ClockView {
  const { activity, checkup, repair } = state
  if (activity.kind === 'repairing') return repairing(activity.run, checkup)
  if (activity.kind === 'checking' && (!activity.quiet || checkup === null)) return activity.verdict?.kind === 'known' ? justMeasured(activity.verdict) : CHECKING
  if (state.broke) return BROKE
  if (checkup === null) return CHECKING
  return repair === null ? checked(state, checkup, now) : afterRepair(state, repair, now)
}

/** The verdict stands, but not yet what explains it. */
const justMeasured = (verdict: KnownVerdict): ClockView => ({
  phase: 'checking',
  badge: { tone: LEVEL_TONES[verdict.level], text: meaningWords(verdict) },
  statement: statementWords(verdict),
  detail: `${measured(verdict, 'Checked just now')} Now looking at how this computer keeps its time.`,
  scale: scaleOf(verdict.offset),
  offersPractice: false, offersCodeTest: false,
})

function checked(state: SessionState, checkup: Checkup, now: number): ClockView {
  const { verdict } = checkup
  return verdict.kind === 'unknown' ? unknown(state, checkup) : known(state, checkup, verdict, now)
}

function unknown({ practice }: SessionState, { verdict, findings }: Checkup): ClockView {
  if (verdict.kind !== 'unknown') return CHECKING
  const also = findings.filter(({ severity }) => severity !== 'note').map(({ title, meaning }) => `Also seen: ${lowerFirst(title)}. ${meaning}`)
  return {
    phase: 'unknown',
    badge: { tone: 'neutral', text: meaningWords(verdict) },
    statement: statementWords(verdict),
    detail: unknownWords(verdict.reason),
    next: [unknownNextStep(verdict.reason), ...(verdict.hint === undefined ? [] : [hintWords(verdict.hint)]), ...also],
    retryLabel: 'Check again',
    offersPractice: !practice, offersCodeTest: false,
  }
}

function known(state: SessionState, checkup: Checkup, verdict: KnownVerdict, now: number): ClockView {
  const { findings, plan } = checkup
  const face = faceOf(checkup)
  const finding = mainFinding(findings)
  const helpless = plan.steps.length === 0 && face !== 'fine'
  const blocked = findings.filter(({ id }) => id === 'udp-blocked').map(({ title, meaning }) => `${title}. ${meaning}`)
  const next = [...(helpless ? plan.impossible.map(({ reason }) => reason) : []), ...blocked]
  const unguarded = face === 'warning' && verdict.level === 'ok'
  return {
    phase: face,
    badge: unguarded ? { tone: 'warning', text: 'Right for now' } : { tone: LEVEL_TONES[verdict.level], text: meaningWords(verdict) },
    statement: statementWords(verdict),
    detail: measured(verdict, `Checked ${agoWords(now - checkup.checkedAtMonotonic)}`),
    scale: scaleOf(verdict.offset),
    ...(finding === undefined || (face === 'fine' && plan.steps.length === 0) ? {} : { finding }),
    // One statement, one action: who can fix is not asked to check again.
    ...(plan.steps.length === 0 ? { retryLabel: 'Check again' } : { fix: fixView(state, checkup, 'Fix my clock') }),
    ...(next.length > 0 ? { next } : {}),
    offersPractice: !state.practice && face === 'fine',
    offersCodeTest: verdict.level === 'ok',
  }
}

function repairing(run: RepairRun, checkup: Checkup | null): ClockView {
  const details: Readonly<Record<RepairRun['stage'], string>> = {
    starting: 'One moment.',
    asking: 'Your system may ask for an administrator. Its question can open behind this window.',
    running: 'This takes a few seconds.',
    verifying: 'The steps are done. Now the clock is measured again, until it stays right.',
  }
  const steps = run.steps.map(({ title, done }, index): ProgressView => {
    const result = run.results[index]
    if (result !== undefined) return stepEnded(result.state === 'done' ? done : title, result)
    if (run.runningStep === index) return { title, state: 'running', text: 'running' }
    // A road to the rights that tells nothing on the way has still run every step once the clock is measured again.
    return run.stage === 'verifying' ? { title: done, state: 'done', text: 'done' } : { title, state: 'waiting', text: 'waiting' }
  })
  const proof: ProgressView = run.stage === 'verifying'
    ? { title: 'Check the clock again', state: 'running', text: 'running' }
    : { title: 'Check the clock again', state: 'waiting', text: 'waiting' }
  return {
    phase: 'repairing',
    badge: { tone: 'neutral', text: run.takesBack ? 'Taking back' : 'Repairing' },
    statement: run.takesBack ? 'Taking the last repair back' : 'Setting your clock right',
    detail: details[run.stage],
    ...(checkup?.verdict.kind === 'known' ? { scale: scaleOf(checkup.verdict.offset) } : {}),
    progressTitle: run.takesBack ? 'Taking back' : 'Repairing',
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
    badge: { tone: 'warning', text: 'Nothing was changed' },
    statement: 'The repair was not allowed',
    detail: `${explanation.join(' ')} ${stillWords(verdict)}`.trim(),
    ...(verdict.kind === 'known' ? { scale: scaleOf(verdict.offset) } : {}),
    next: ['Try again and allow the change, or give the steps below to your administrator.'],
    fix: fixView(state, before, 'Try again'),
    forAdmin: adminSteps(before),
    offersPractice: false, offersCodeTest: false,
  }
}

function repaired({ before, after = before, steps }: RepairReport): ClockView {
  const { verdict } = after
  const wasRight = isRight(before.verdict)
  const offset = verdict.kind === 'known' ? verdict.offset : 0
  return {
    phase: 'repaired',
    badge: { tone: 'good', text: meaningWords(verdict) },
    statement: wasRight ? 'Your clock is right and will stay right' : 'Your clock is right again',
    detail: measured(verdict, `${durationShort(offset)} off now. Checked`),
    facts: beforeAndAfter(before, after),
    progressTitle: 'What was done',
    progress: [...whatWasDone(steps, before), proofOf(after)],
    ...left(after),
    retryLabel: 'Check again',
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
    statement: result === 'cannot-tell' ? 'The repair could not be proven' : 'The repair did not work',
    detail: result === 'cannot-tell' ? 'The steps ran, but the clock could not be measured afterwards.' : `Your clock was measured again. ${stillWords(verdict)}`.trim(),
    facts: beforeAndAfter(before, after),
    next: explanation,
    progressTitle: 'What was tried',
    progress: [...whatWasDone(steps, before), proofOf(after)],
    // Those of the first look would move once more a clock that was moved already.
    forAdmin: adminSteps(after),
    retryLabel: 'Check again',
    offersPractice: false, offersCodeTest: false,
  }
}

function stillWords(verdict: Verdict): string {
  if (verdict.kind === 'unknown') return ''
  return isRight(verdict) ? 'It is right at this moment.' : `Your clock is still ${slowOrFast(verdict.offset)}.`
}

const measured = (verdict: Verdict, how: string): string =>
  (verdict.kind === 'known' ? `${how} against ${sourcesWords(verdict)}, right to ${plusMinus(verdict.uncertainty)}.` : unknownWords(verdict.reason))

const offsetFact = (label: string, verdict: Verdict): FactRow =>
  (verdict.kind === 'known'
    ? { label, value: slowOrFastShort(verdict.offset), tone: isRight(verdict) ? 'good' : LEVEL_TONES[verdict.level] }
    : { label, value: 'not known', tone: 'neutral' })

function beforeAndAfter(before: Checkup, after: Checkup): readonly FactRow[] {
  return [offsetFact('Before', before.verdict), offsetFact('After', after.verdict), automaticTime(after.state)]
}

/** Whether something corrects this clock, as a row. */
export function automaticTime({ automaticTime: on, services: [service] }: ClockState): FactRow {
  const label = 'Automatic time'
  if (on === undefined) return { label, value: 'not known', tone: 'neutral' }
  return on ? { label, value: service === undefined ? 'on' : `on, ${service.name}`, tone: 'good' } : { label, value: 'off', tone: 'bad' }
}

function whatWasDone(results: RepairReport['steps'], { plan }: Checkup): readonly ProgressView[] {
  return results.map((result, index) => stepEnded(result.state === 'done' ? plan.steps[index]?.done ?? result.title : result.title, result))
}

function stepEnded(title: string, { state, tookSeconds }: RepairReport['steps'][number]): ProgressView {
  switch (state) {
    case 'done': return { title, state: 'done', text: tookSeconds >= 0.0005 ? `done, ${tookWords(tookSeconds)}` : 'done' }
    case 'failed': return { title, state: 'failed', text: 'did not work' }
    case 'timed-out': return { title, state: 'failed', text: 'did not end in time' }
    case 'not-reached': return { title, state: 'waiting', text: 'not reached' }
  }
}

function proofOf({ verdict, tookSeconds }: Checkup): ProgressView {
  return verdict.kind === 'unknown'
    ? { title: 'Check the clock again', state: 'failed', text: 'could not be measured' }
    : { title: 'Checked the clock again', state: 'done', text: `done, ${tookWords(tookSeconds)}` }
}

const ASKS = { administrator: ', asks for your administrator', password: ', asks for your password' } as const

function fixView({ asks }: SessionState, { plan: { id, steps } }: Checkup, label: string): FixView {
  return {
    planId: id,
    label,
    summary: `What this will do (${steps.length} step${steps.length === 1 ? '' : 's'}${asks === null ? '' : ASKS[asks]})`,
    steps: steps.map(({ title, why, command, touches, undo }) => ({
      title, why, touches, command: shellWords(command), ...(undo === undefined ? {} : { undo: shellWords(undo) }),
    })),
  }
}

/** "just now", "5 minutes ago", to the minute. */
function agoWords(seconds: number): string {
  const minutes = Math.floor(seconds / 60)
  if (minutes < 1) return 'just now'
  if (minutes < 120) return `${minutes} minute${minutes === 1 ? '' : 's'} ago`
  return `${Math.floor(minutes / 60)} hours ago`
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)
