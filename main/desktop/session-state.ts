import type { Checkup } from '../core/checkup.ts'
import type { ReadErrorText } from '../core/help/recognise.ts'
import type { HelpPlace } from '../core/help/symptoms.ts'
import type { Step } from '../core/remedy.ts'
import type { Observation } from '../core/sample.ts'
import type { PracticeAccount } from '../core/totp.ts'
import type { Service } from '../core/services/service.ts'
import type { Verdict } from '../core/verdict.ts'
import type { Elevation } from '../platform/elevation-types.ts'
import type { StepResult } from '../platform/machine.ts'
import type { RepairProgress, RepairReport } from '../repair.ts'
import { newCodeTest, type CodeTest } from './code-test.ts'
import { NO_SERVICE, type ServiceState } from './service-calls.ts'

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
  | { readonly kind: 'checking'; readonly quiet: boolean; readonly answered: readonly Observation[]; readonly verdict?: Verdict }
  | { readonly kind: 'repairing'; readonly run: RepairRun }

/** Where in Help the user is. */
export interface HelpState {
  readonly place: HelpPlace
  /** What the pasted error text was read as, as long as its page is open. The text itself is not kept. */
  readonly read: ReadErrorText | null
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
  readonly service: ServiceState
  readonly help: HelpState
}

export type SessionEvent =
  | { readonly kind: 'check-began'; readonly quiet: boolean }
  /** All sources that have answered so far, with or without a time. */
  | { readonly kind: 'sources-answered'; readonly answered: readonly Observation[] }
  | { readonly kind: 'verdict-known'; readonly verdict: Verdict }
  | { readonly kind: 'check-ended'; readonly checkup: Checkup }
  | { readonly kind: 'repair-began'; readonly steps: readonly Step[]; readonly takesBack?: true }
  | { readonly kind: 'repair-progress'; readonly progress: RepairProgress }
  | { readonly kind: 'repair-ended'; readonly report: RepairReport }
  /** What it did is told elsewhere; a check follows. */
  | { readonly kind: 'undo-ended' }
  | { readonly kind: 'broke' }
  | { readonly kind: 'about'; readonly lines: readonly string[] }
  | { readonly kind: 'code-test'; readonly codeTest: CodeTest }
  | { readonly kind: 'service'; readonly service: ServiceState }
  | { readonly kind: 'help-opened'; readonly place: HelpPlace }
  | { readonly kind: 'error-read'; readonly read: ReadErrorText }

/** A session of which nothing is known yet. */
export function newSession(practice: boolean, asks: Elevation['asks'], account: PracticeAccount, services: readonly string[] = NO_SERVICE.picked, added: readonly Service[] = []): SessionState {
  return {
    practice, asks, activity: { kind: 'idle' }, checkup: null, broke: false, repair: null, about: [],
    codeTest: newCodeTest(account), service: { ...NO_SERVICE, picked: services, added }, help: { place: 'start', read: null },
  }
}

/** The state after an event. Pure; what does not fit the moment (progress of no repair) changes nothing. */
export function reduce(state: SessionState, event: SessionEvent): SessionState {
  switch (event.kind) {
    case 'check-began':
      return state.activity.kind === 'repairing' ? state : { ...state, activity: { kind: 'checking', quiet: event.quiet, answered: [] } }
    case 'sources-answered':
      return state.activity.kind === 'checking' ? { ...state, activity: { ...state.activity, answered: event.answered } } : state
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
    case 'code-test': return { ...state, codeTest: event.codeTest }
    case 'service': return { ...state, service: event.service }
    case 'help-opened': return { ...state, help: { place: event.place, read: null } }
    case 'error-read': return { ...state, help: { place: event.read.kind === 'known' ? event.read.end : 'error-text', read: event.read } }
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
