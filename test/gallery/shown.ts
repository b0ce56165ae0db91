import type { AppView, HistorySpan, HistoryView, Screen, WindowWords } from '../../preload/contract.ts'

/** What the window is told: a view, no answer yet, or a failed call. */
export type Told = AppView | 'nothing-yet' | 'failure'

/** One state of the window as the gallery shows it. */
export interface GalleryState {
  /** "clock/wrong": the screen and what is the matter, unique, fit for a file name but for the slash. */
  readonly name: string
  readonly screen: Screen
  readonly told: Told
  /** What the history tells of each span, where one is kept. */
  readonly history?: Readonly<Record<HistorySpan, HistoryView>>
  /** Folds that are open, by their CSS selector. */
  readonly unfolded?: string
  /** The element that is clicked, by its CSS selector. */
  readonly click?: string
  /** What the window asks for is refused. */
  readonly refuses?: true
  /** Covers the same ground as another state, so that only what it says differs; no picture is kept. */
  readonly alike?: true
}

/** All states in one language. */
export interface GalleryLanguage {
  readonly language: AppView['language']
  /** What the window says before its first view. */
  readonly words: WindowWords
  readonly states: readonly GalleryState[]
}

/** What the page of the gallery can do; it is there as `globalThis.gallery`. */
export interface GalleryPage {
  /** Takes the states to show, in JSON; the page comes in their language, as it is served to the window. */
  readonly load: (language: string) => void
  /** Draws the state of this name with the app's own window code. Ends when it is drawn. */
  readonly show: (name: string) => Promise<void>
  /** What is cut off, sticks out or lies on something else in what is shown; empty when all is well. */
  readonly overflowing: () => readonly string[]
  /** All text is so many times as large as usual, and these rules of style come after those of the app. */
  readonly restyle: (text: number, css: string) => void
  /** From now on all is drawn as it can be compared: with bundled fonts only, and as in a window that has room for all of it. */
  readonly prepareForPictures: () => void
}
