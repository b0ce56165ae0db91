/**
 * The border between the window and the rest: what the window may ask for, and all it is ever told.
 * Plain data with the words ready to show. The window names a plan or a remedy, never a command.
 * Imports nothing, so that neither side can pull the other in.
 */

export type Tone = 'good' | 'warning' | 'bad' | 'neutral'

export type ClockPhase =
  | 'checking' | 'fine' | 'warning' | 'wrong' | 'unknown' | 'repairing' | 'repaired' | 'refused' | 'failed'

export interface Badge { readonly tone: Tone; readonly text: string }

/** One line of the scale's card: a kind of sign-in and whether it works with this offset. */
export interface ToleranceView {
  readonly label: string
  /** Half-width in seconds. */
  readonly seconds: number
  readonly tone: Tone
  /** "rejected", "works about half the time", "fine" */
  readonly text: string
}

/** The offset on a scale: piecewise, so that 30 s and 5 min both have room. Positions are 0 (left, slow) to 1 (right, fast). */
export interface ScaleView {
  readonly marker: number
  readonly markerTone: Tone
  /** Spoken instead of the drawing. */
  readonly description: string
  readonly ticks: readonly { readonly at: number; readonly label: string }[]
  readonly bands: readonly { readonly from: number; readonly to: number; readonly tone: Tone }[]
  readonly slowLabel: string
  readonly fastLabel: string
  readonly tolerances: readonly ToleranceView[]
}

export interface StepView {
  readonly title: string
  readonly why: string
  /** The exact command, to read. */
  readonly command: string
  readonly touches: string
  readonly undo?: string
}

export interface FixView {
  readonly planId: string
  readonly label: string
  /** "What this will do (2 steps, asks for your administrator)" */
  readonly summary: string
  readonly steps: readonly StepView[]
}

export interface FindingView {
  readonly title: string
  readonly text: string
}

/** A line of progress or of what was done. */
export interface ProgressView {
  readonly title: string
  readonly state: 'waiting' | 'running' | 'done' | 'failed'
  /** "done, 0.8 s", "running", "did not work" */
  readonly text: string
}

export interface FactRow { readonly label: string; readonly value: string; readonly tone: Tone }

export interface ClockView {
  readonly phase: ClockPhase
  readonly badge: Badge
  /** The one statement: "Your clock is 47.3 seconds slow". */
  readonly statement: string
  /** Below it: "Checked just now against 4 time servers, right to ±12 ms." */
  readonly detail: string
  readonly scale?: ScaleView
  readonly finding?: FindingView
  readonly fix?: FixView
  /** While a repair runs and after it. */
  readonly progress?: readonly ProgressView[]
  /** Heading of the progress list: "Repairing" or "What was done". */
  readonly progressTitle?: string
  /** Before, after, automatic time … */
  readonly facts?: readonly FactRow[]
  /** What to do next, in sentences; for unknown, refused and failed. */
  readonly next?: readonly string[]
  /** Steps as text for an administrator, ready to copy. */
  readonly forAdmin?: string
  /** The button that is offered when nothing is to be fixed: "Check again". */
  readonly retryLabel?: string
  /** Offer the practice clock here. */
  readonly offersPractice: boolean
  /** Lead on to the code test: "Still rejected? …" */
  readonly offersCodeTest: boolean
}

export interface SourceRow {
  readonly name: string
  readonly address: string
  readonly text: string
  readonly tone: Tone
  readonly delay: string
  readonly reason: string
}

export interface DetailsView {
  readonly summary: string
  readonly sources: readonly SourceRow[]
  readonly setup: readonly FactRow[]
  /** The report as it would be copied; no secrets, no names of people. */
  readonly report: string
}

export interface PracticeAccountView {
  /** Modules of the QR code, row by row, without the quiet zone: '1' dark, '0' light. */
  readonly qr: readonly string[]
  /** The key to type, in groups of four. */
  readonly typedKey: string
  readonly accountName: string
}

export interface CodeTestView {
  readonly account: PracticeAccountView
  /** False while the true time is not known: then codes cannot be judged, and `notice` says so. */
  readonly ready: boolean
  readonly notice?: string
  readonly result?: CodeResultView
}

export interface CodeResultView {
  readonly badge: Badge
  readonly sentences: readonly string[]
  /** Ask for the next code to rule out chance. */
  readonly wantsSecondCode: boolean
  /** "Settings → Date & time → Set automatically", one per phone system. */
  readonly phoneSteps: readonly { readonly system: string; readonly path: string }[]
}

/** Everything the window shows. One snapshot; a new one replaces it whole. */
export interface AppView {
  readonly practice: boolean
  readonly version: string
  readonly clock: ClockView
  readonly details: DetailsView
  readonly codeTest: CodeTestView
}

export type Screen = 'clock' | 'code' | 'help' | 'details'

/** What the window may do. Each argument is checked again on the other side. */
export interface ClockMedicApi {
  view(): Promise<AppView>
  /** Calls back with each new view; gives a function that ends it. */
  onView(callback: (view: AppView) => void): () => void
  /** The menu of the tray asks for a screen. */
  onScreen(callback: (screen: Screen) => void): () => void
  check(): Promise<void>
  /** Runs the plan of that id, if it is still the one that is shown. */
  fix(planId: string): Promise<void>
  /** Six digits from the authenticator; anything else gives a result that says what is wrong with it. */
  tryCode(code: string): Promise<void>
  restartCodeTest(): Promise<void>
  practice(on: boolean): Promise<void>
  copy(what: 'report' | 'admin-steps' | 'practice-key'): Promise<void>
}

export const CHANNELS = {
  view: 'clock-medic:view',
  viewChanged: 'clock-medic:view-changed',
  showScreen: 'clock-medic:show-screen',
  check: 'clock-medic:check',
  fix: 'clock-medic:fix',
  tryCode: 'clock-medic:try-code',
  restartCodeTest: 'clock-medic:restart-code-test',
  practice: 'clock-medic:practice',
  copy: 'clock-medic:copy',
} as const
