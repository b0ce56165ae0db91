import type { HistorySpan, HistoryView } from './history-view.ts'
import type { OpenablePlace } from './settings-view.ts'
import type { AppView, Screen } from './views.ts'

/**
 * The border between the window and the rest: what the window may ask for, and all it is ever told.
 * The window names a plan or a remedy, never a command.
 */
export type * from './history-view.ts'
export type * from './settings-view.ts'
export type * from './views.ts'

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
  /** Digits from the authenticator; anything else gives a result that says what is wrong with it. */
  tryCode(code: string): Promise<void>
  /** The code on the phone has changed at this moment. */
  pressFlip(): Promise<void>
  restartCodeTest(): Promise<void>
  chooseAuthenticator(id: string): Promise<void>
  chooseKey(which: 'own' | 'practice'): Promise<void>
  /** A key of the user's own as UTF-8, up to 8,000 bytes. It never comes back. */
  giveKey(text: Uint8Array): Promise<void>
  /** A picture with the QR code of a key: RGBA pixels of so many columns, up to 4 million; a width of 0 stands for a file that is no picture. */
  giveKeyPicture(width: number, pixels: Uint8Array): Promise<void>
  /** Looks for the QR code of a key on the screen. */
  readKeyFromScreen(): Promise<void>
  forgetKey(): Promise<void>
  pickService(id: string, on: boolean): Promise<void>
  /** Asks the service behind this https address for its time. */
  askService(address: string): Promise<void>
  practice(on: boolean): Promise<void>
  /** Shows a page of Help by the name that a view gave it. */
  openHelp(place: string): Promise<void>
  /** Reads a pasted error text of up to 20,000 characters; the help of the next view says what was made of it. */
  readError(text: string): Promise<void>
  /** The report is on the screen: finds out the words on the system for it, which takes a moment, once. */
  learnAbout(): Promise<void>
  copy(what: 'report' | 'admin-steps' | 'practice-key' | 'help-message'): Promise<void>
  /** Names own time servers and addresses in the report, or leaves them out again. */
  nameAddresses(on: boolean): Promise<void>
  /** Asks for a file in a dialog of the system and writes the report to it. */
  saveReport(): Promise<void>
  /** The offset over the last day or month. */
  history(span: HistorySpan): Promise<HistoryView>
  /** Changes one setting; what is wrong with the value stands in the next view. */
  changeSetting(name: string, value: string | number | boolean | null | readonly string[]): Promise<void>
  resetSettings(): Promise<void>
  /** Ends the screen of the first start. */
  finishWelcome(startAtLogin: boolean): Promise<void>
  openPlace(place: OpenablePlace): Promise<void>
}

export const CHANNELS = {
  view: 'clock-medic:view',
  viewChanged: 'clock-medic:view-changed',
  showScreen: 'clock-medic:show-screen',
  check: 'clock-medic:check',
  fix: 'clock-medic:fix',
  tryCode: 'clock-medic:try-code',
  pressFlip: 'clock-medic:press-flip',
  restartCodeTest: 'clock-medic:restart-code-test',
  chooseAuthenticator: 'clock-medic:choose-authenticator',
  chooseKey: 'clock-medic:choose-key',
  giveKey: 'clock-medic:give-key',
  giveKeyPicture: 'clock-medic:give-key-picture',
  readKeyFromScreen: 'clock-medic:read-key-from-screen',
  forgetKey: 'clock-medic:forget-key',
  pickService: 'clock-medic:pick-service',
  askService: 'clock-medic:ask-service',
  practice: 'clock-medic:practice',
  openHelp: 'clock-medic:open-help',
  readError: 'clock-medic:read-error',
  learnAbout: 'clock-medic:learn-about',
  copy: 'clock-medic:copy',
  nameAddresses: 'clock-medic:name-addresses',
  saveReport: 'clock-medic:save-report',
  history: 'clock-medic:history',
  changeSetting: 'clock-medic:change-setting',
  resetSettings: 'clock-medic:reset-settings',
  finishWelcome: 'clock-medic:finish-welcome',
  openPlace: 'clock-medic:open-place',
} as const
