import type { Checkup } from '../core/checkup.ts'
import type { Step } from '../core/remedy.ts'
import { judgePhone, type PhoneVerdict, type PracticeAccount, type TypedCode } from '../core/totp.ts'
import type { Verdict } from '../core/verdict.ts'
import type { Elevation } from '../platform/elevation-types.ts'
import type { StepResult } from '../platform/machine.ts'
import type { RepairProgress, RepairReport } from '../repair.ts'

/** A repair under way, or one that is taken back: which of its steps runs, and what became of the ones before. */
export interface RepairRun {
  readonly steps: readonly Step[]
  readonly takesBack: boolean
  readonly stage: 'starting' | 'asking' | 'running' | 'verifying'
  readonly runningStep: number | null
  readonly results: readonly (StepResult | undefined)[]
}

/** What is going on now. A quiet check is one that nobody asked for: it leaves what is shown alone until it knows more. */
export type Activity =
  | { readonly kind: 'idle' }
  | { readonly kind: 'checking'; readonly quiet: boolean; readonly verdict?: Verdict }
  | { readonly kind: 'repairing'; readonly run: RepairRun }

export interface CodeTest {
  readonly account: PracticeAccount
  /** Codes typed since the test began; never leave this process and are forgotten with it. */
  readonly typed: readonly TypedCode[]
  readonly verdict: PhoneVerdict | null
  /** What is wrong with what was typed last, where it is no code at all. */
  readonly wrong: string | null
}

/** Everything known about one laptop, the real one or a practice one. All that is shown derives from it. */
export interface SessionState {
  readonly practice: boolean
  readonly asks: Elevation['asks']
  readonly activity: Activity
  readonly checkup: Checkup | null
  /** The last check or repair ended with an error of our own. */
  readonly broke: boolean
  /** What came of the last repair; gone with the next check. */
  readonly repair: RepairReport | null
  /** The system in words, for the report. */
  readonly about: readonly string[]
  readonly codeTest: CodeTest
}

export type SessionEvent =
  | { readonly kind: 'check-began'; readonly quiet: boolean }
  | { readonly kind: 'verdict-known'; readonly verdict: Verdict }
  | { readonly kind: 'check-ended'; readonly checkup: Checkup }
  | { readonly kind: 'repair-began'; readonly steps: readonly Step[]; readonly takesBack?: true }
  | { readonly kind: 'repair-progress'; readonly progress: RepairProgress }
  | { readonly kind: 'repair-ended'; readonly report: RepairReport }
  /** What it did is told elsewhere; a check follows. */
  | { readonly kind: 'undo-ended' }
  | { readonly kind: 'broke' }
  | { readonly kind: 'about'; readonly lines: readonly string[] }
  | { readonly kind: 'code-typed'; readonly typed: TypedCode }
  | { readonly kind: 'code-wrong'; readonly sentence: string }
  | { readonly kind: 'code-test-restarted' }

/** A session of which nothing is known yet. */
export function newSession(practice: boolean, asks: Elevation['asks'], account: PracticeAccount): SessionState {
  return {
    practice, asks, activity: { kind: 'idle' }, checkup: null, broke: false, repair: null, about: [],
    codeTest: newCodeTest(account),
  }
}

const newCodeTest = (account: PracticeAccount): CodeTest => ({ account, typed: [], verdict: null, wrong: null })

/** The state after an event. Pure; what does not fit the moment (progress of no repair) changes nothing. */
export function reduce(state: SessionState, event: SessionEvent): SessionState {
  switch (event.kind) {
    case 'check-began':
      return state.activity.kind === 'repairing' ? state : { ...state, activity: { kind: 'checking', quiet: event.quiet } }
    case 'verdict-known':
      return state.activity.kind === 'checking' ? { ...state, activity: { ...state.activity, verdict: event.verdict } } : state
    case 'check-ended':
      return { ...state, activity: { kind: 'idle' }, checkup: event.checkup, broke: false, repair: null }
    case 'repair-began':
      return {
        ...state, broke: false, repair: null,
        activity: { kind: 'repairing', run: { steps: event.steps, takesBack: event.takesBack === true, stage: 'starting', runningStep: null, results: [] } },
      }
    case 'repair-progress':
      return state.activity.kind === 'repairing'
        ? { ...state, activity: { kind: 'repairing', run: progressed(state.activity.run, event.progress) } }
        : state
    case 'repair-ended': {
      const { report } = event
      // Where there was nothing to do there is nothing to tell about it either, only a newer look at the clock.
      const repair = report.result === 'nothing-to-do' ? null : report
      return { ...state, activity: { kind: 'idle' }, checkup: report.after ?? report.before, repair }
    }
    case 'undo-ended': return { ...state, activity: { kind: 'idle' } }
    case 'broke': return { ...state, activity: { kind: 'idle' }, broke: true, repair: null }
    case 'about': return { ...state, about: event.lines }
    case 'code-typed': return { ...state, codeTest: withCode(state.codeTest, event.typed) }
    case 'code-wrong': return { ...state, codeTest: { ...state.codeTest, verdict: null, wrong: event.sentence } }
    case 'code-test-restarted': return { ...state, codeTest: newCodeTest(state.codeTest.account) }
  }
}

function progressed(run: RepairRun, progress: RepairProgress): RepairRun {
  switch (progress.kind) {
    case 'asking': return { ...run, stage: 'asking' }
    case 'step-started': return { ...run, stage: 'running', runningStep: progress.index }
    case 'step-ended':
      return { ...run, stage: 'running', runningStep: null, results: run.steps.map((_, index) => (index === progress.index ? progress.result : run.results[index])) }
    case 'verifying': return { ...run, stage: 'verifying', runningStep: null }
  }
}

/** A code that does not go together with the ones before it starts the test anew: one of them was mistyped. */
function withCode(test: CodeTest, typed: TypedCode): CodeTest {
  const all = [...test.typed, typed]
  const together = judgePhone(test.account.key, all)
  if (together.kind === 'match' || test.typed.length === 0) return { ...test, typed: all, verdict: together, wrong: null }
  return { ...test, typed: [typed], verdict: judgePhone(test.account.key, [typed]), wrong: null }
}
