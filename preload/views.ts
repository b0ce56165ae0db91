/**
 * All that the window is ever told: plain data with the words ready to show.
 */

import type { AboutView, SettingsView, WelcomeView } from './settings-view.ts'
import type { WindowWords } from './window-words.ts'

export type { LinkedWords, WindowWords } from './window-words.ts'

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

/** A source that has answered while the clock is being checked: "time.example.com", "47.3 s slow". */
export interface AskedView { readonly name: string; readonly text: string; readonly tone: Tone }

export interface ClockView {
  readonly phase: ClockPhase
  readonly badge: Badge
  /** The one statement: "Your clock is 47.3 seconds slow". */
  readonly statement: string
  /** Below it: "Checked just now against 4 time servers, right to ±12 ms." */
  readonly detail: string
  readonly scale?: ScaleView
  /** While checking: the sources that have answered so far, in the order of their answers. */
  readonly asked?: readonly AskedView[]
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
  /** The report as it would be copied and saved; no secrets, no names of people and computers. */
  readonly report: string
  /** The choice to name own time servers in it; absent where there is nothing to choose. */
  readonly reportAddresses?: { readonly label: string; readonly on: boolean }
}

export interface PracticeAccountView {
  /** Modules of the QR code, row by row, without the quiet zone: '1' dark, '0' light. */
  readonly qr: readonly string[]
  /** The key to type, in groups of four. */
  readonly typedKey: string
  readonly accountName: string
}

/** A key of the user's own in place of the practice account. Holds nothing of the key itself. */
export interface OwnKeyView {
  /** It is held; else it is asked for. */
  readonly held: boolean
  /** "Your key is in use: 8 digits, every 60 s, SHA-256." */
  readonly text: string
  /** What is wrong with what was given. */
  readonly wrong?: string
}

export interface CodeTestView {
  readonly account: PracticeAccountView
  /** The organisation lets nobody use a key of their own. */
  readonly noOwnKey?: true
  /** Absent while the practice account is used. */
  readonly ownKey?: OwnKeyView
  readonly authenticators: readonly { readonly id: string; readonly name: string }[]
  /** Id of the one that makes the codes. */
  readonly authenticator: string
  /** What that one does to its codes; absent where nothing is known. */
  readonly quirk?: string
  /** False while the true time or the key is not known: then codes cannot be judged. */
  readonly ready: boolean
  /** Why codes cannot be judged. */
  readonly notice?: string
  readonly field: { readonly digits: 6 | 7 | 8; readonly label: string; readonly hint: string }
  /** The button for the moment at which the code changes; `pressed` until the code that appeared is typed. */
  readonly flip?: { readonly label: string; readonly pressed: boolean }
  readonly result?: CodeResultView
  /** Which clock is guilty; absent where there is nothing to go by. */
  readonly guilt?: GuiltView
  readonly services: ServicesView
  readonly serviceClock: ServiceClockView
}

export interface CodeResultView {
  readonly badge: Badge
  readonly sentences: readonly string[]
  /** Nothing more needs to be known before the phone is set right. */
  readonly settled: boolean
  /** "Settings → Date & time → Set automatically", one per phone system. */
  readonly phoneSteps: readonly { readonly system: string; readonly path: string }[]
}

export interface GuiltView {
  readonly sentence: string
  /** What to do besides what the code test asks for. */
  readonly next: readonly string[]
  /** Where the first of it is done. */
  readonly lead?: { readonly label: string; readonly screen: Screen; readonly helpPlace?: string }
}

export interface ServicesView {
  /** The chance at each of the user's services; empty while nothing is measured. */
  readonly chances: readonly FactRow[]
  /** When to type the next code: a sentence for each second from now on, over and over; absent where any moment will do. */
  readonly typing?: readonly string[]
  readonly choices: readonly { readonly id: string; readonly name: string; readonly text: string; readonly picked: boolean }[]
}

export interface ServiceClockView {
  readonly asking: boolean
  /** What came of it, or what is wrong with the address. */
  readonly answer?: { readonly tone: Tone; readonly sentences: readonly string[] }
  /** Pages to pick from, where the organisation named some. */
  readonly pages: readonly { readonly name: string; readonly address: string }[]
}

/** What a pasted error text was read as. */
export interface ReadErrorView {
  readonly badge: Badge
  /** What is kept of it, without names and addresses; absent where nothing was pasted. */
  readonly said?: string
  readonly meaning: string
}

/** Where a symptom ends. */
export interface HelpEndView {
  readonly badge: Badge
  readonly sentences: readonly string[]
  /** What is known of the three clocks; none where no clock plays a part. */
  readonly clocks: readonly FactRow[]
  readonly actions: readonly ('check' | 'code')[]
  readonly phoneSteps: readonly { readonly system: string; readonly path: string }[]
  /** To the people who look after that system, ready to copy. */
  readonly message?: string
}

/** One page of Help: its start, a group of symptoms, the field for an error text, or an end. */
export interface HelpView {
  /** Names the page; where it changes, the focus moves to the new heading. */
  readonly place: string
  readonly title: string
  readonly lead?: string
  /** Where the way back leads; absent at the start. */
  readonly back?: { readonly place: string; readonly label: string }
  readonly choices: readonly { readonly place: string; readonly label: string }[]
  /** Offer the field for an error text. */
  readonly wantsErrorText: boolean
  readonly readError?: ReadErrorView
  readonly end?: HelpEndView
}

/** Everything the window shows. One snapshot; a new one replaces it whole. */
export interface AppView {
  /** The language of all words; the tag is BCP 47. */
  readonly language: { readonly tag: string; readonly direction: 'ltr' | 'rtl' }
  readonly words: WindowWords
  readonly practice: boolean
  readonly version: string
  readonly clock: ClockView
  readonly details: DetailsView
  readonly codeTest: CodeTestView
  readonly help: HelpView
  readonly settings: SettingsView
  readonly about: AboutView
  /** On the first start; stands in place of every other screen. */
  readonly welcome?: WelcomeView
  /** Changes when the history has more to show; absent where none is kept. */
  readonly historyRevision?: string
  /** The organisation has turned the code test off: its screen is not there. */
  readonly noCodeTest?: true
}

export type Screen = 'clock' | 'code' | 'help' | 'details' | 'settings' | 'about'
