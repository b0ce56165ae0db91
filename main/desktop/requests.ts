import { types } from 'node:util'
import { CHANNELS, type AppView, type ClockMedicApi, type HistorySpan, type HistoryView, type OpenablePlace } from '../../preload/contract.ts'
import { LONGEST_ERROR_TEXT } from '../core/help/recognise.ts'
import { isHelpPlace, type HelpPlace } from '../core/help/symptoms.ts'
import type { Picture } from './key-picture.ts'

export type Copyable = Parameters<ClockMedicApi['copy']>[0]
export type KeyChoice = Parameters<ClockMedicApi['chooseKey']>[0]

/** What the window may cause; nothing else exists for it. */
export interface WindowRequests {
  readonly view: () => AppView
  readonly check: () => Promise<void>
  readonly fix: (planId: string) => Promise<void>
  readonly tryCode: (code: string) => Promise<void>
  readonly pressFlip: () => void
  readonly restartCodeTest: () => void
  readonly chooseAuthenticator: (id: string) => void
  readonly chooseKey: (which: KeyChoice) => void
  readonly giveKey: (bytes: Uint8Array) => void
  readonly giveKeyPictures: (pictures: readonly Picture[]) => Promise<void>
  readonly readKeyFromScreen: () => Promise<void>
  readonly forgetKey: () => void
  readonly pickService: (id: string, on: boolean) => Promise<void>
  readonly askService: (address: string) => Promise<void>
  readonly practice: (on: boolean) => Promise<void>
  readonly openHelp: (place: HelpPlace) => void
  readonly readError: (text: string) => void
  readonly learnAbout: () => Promise<void>
  readonly copy: (what: Copyable) => Promise<void>
  readonly nameAddresses: (on: boolean) => void
  readonly saveReport: () => Promise<void>
  readonly history: (span: HistorySpan) => Promise<HistoryView>
  readonly changeSetting: (name: string, value: unknown) => Promise<void>
  readonly resetSettings: () => Promise<void>
  readonly finishWelcome: (startAtLogin: boolean) => Promise<void>
  readonly openPlace: (place: OpenablePlace) => Promise<void>
}

/** Who sent a message: a frame, null where it is gone by now, of a window whose page is the main frame. */
export interface Asker {
  readonly senderFrame: { readonly url: string } | null
  readonly sender: { readonly mainFrame: { readonly url: string } }
}

/** Tells whether our own page itself asks: no frame inside it, and no other page that got hold of the preload script. */
export const isFromPage = ({ senderFrame, sender }: Asker, isOwnPage: (address: string) => boolean): boolean =>
  senderFrame !== null && senderFrame === sender.mainFrame && isOwnPage(senderFrame.url)

export type Answer = (args: readonly unknown[]) => unknown

const COPYABLE: readonly Copyable[] = ['report', 'admin-steps', 'practice-key', 'help-message']
const KEYS: readonly KeyChoice[] = ['own', 'practice']
const SPANS: readonly HistorySpan[] = ['day', 'month']
const PLACES: readonly OpenablePlace[] = ['log', 'licences', 'report-fault']
const LONGEST_PLAN_ID = 100
const LONGEST_CODE = 20
const LONGEST_PLACE = 40
const LONGEST_ID = 64
const LONGEST_ADDRESS = 2000
const LONGEST_KEY = 8000
const MOST_LINES = 1000
const WIDEST = 4000
const MOST_PIXELS = 4_000_000

class Refused extends Error {}

/** One row for each call of the contract; every argument is checked, what does not fit throws. */
export function answersTo(requests: WindowRequests): ReadonlyMap<string, Answer> {
  const none = (args: readonly unknown[]): void => {
    if (args.length > 0) throw new Refused('This call takes no argument.')
  }
  return new Map<string, Answer>([
    [CHANNELS.view, (args) => { none(args); return requests.view() }],
    [CHANNELS.check, (args) => { none(args); return requests.check() }],
    [CHANNELS.fix, (args) => requests.fix(text(args, LONGEST_PLAN_ID))],
    [CHANNELS.tryCode, (args) => requests.tryCode(text(args, LONGEST_CODE))],
    [CHANNELS.pressFlip, (args) => { none(args); return requests.pressFlip() }],
    [CHANNELS.restartCodeTest, (args) => { none(args); return requests.restartCodeTest() }],
    [CHANNELS.chooseAuthenticator, (args) => requests.chooseAuthenticator(text(args, LONGEST_ID))],
    [CHANNELS.chooseKey, (args) => requests.chooseKey(oneOf(args, KEYS))],
    [CHANNELS.giveKey, (args) => requests.giveKey(bytes(args, LONGEST_KEY))],
    [CHANNELS.giveKeyPicture, (args) => requests.giveKeyPictures(pictures(args))],
    [CHANNELS.readKeyFromScreen, (args) => { none(args); return requests.readKeyFromScreen() }],
    [CHANNELS.forgetKey, (args) => { none(args); return requests.forgetKey() }],
    [CHANNELS.pickService, ([id, ...on]) => requests.pickService(text([id], LONGEST_ID), flag(on))],
    [CHANNELS.askService, (args) => requests.askService(text(args, LONGEST_ADDRESS))],
    [CHANNELS.practice, (args) => requests.practice(flag(args))],
    [CHANNELS.openHelp, (args) => requests.openHelp(helpPlace(args))],
    [CHANNELS.readError, (args) => requests.readError(text(args, LONGEST_ERROR_TEXT))],
    [CHANNELS.learnAbout, (args) => { none(args); return requests.learnAbout() }],
    [CHANNELS.copy, (args) => requests.copy(oneOf(args, COPYABLE))],
    [CHANNELS.nameAddresses, (args) => requests.nameAddresses(flag(args))],
    [CHANNELS.saveReport, (args) => { none(args); return requests.saveReport() }],
    [CHANNELS.history, (args) => requests.history(oneOf(args, SPANS))],
    [CHANNELS.changeSetting, ([name, ...value]) => requests.changeSetting(text([name], LONGEST_ID), settingValue(value))],
    [CHANNELS.resetSettings, (args) => { none(args); return requests.resetSettings() }],
    [CHANNELS.finishWelcome, (args) => requests.finishWelcome(flag(args))],
    [CHANNELS.openPlace, (args) => requests.openPlace(oneOf(args, PLACES))],
  ])
}

function text(args: readonly unknown[], longest: number): string {
  const [value] = args
  if (args.length !== 1 || typeof value !== 'string' || value.length > longest) throw new Refused('A short text was expected.')
  return value
}

function flag(args: readonly unknown[]): boolean {
  const [value] = args
  if (args.length !== 1 || typeof value !== 'boolean') throw new Refused('A yes or no was expected.')
  return value
}

function bytes(args: readonly unknown[], most: number): Uint8Array {
  const [value] = args
  if (args.length !== 1 || !types.isUint8Array(value) || value.length > most) throw new Refused('A few bytes were expected.')
  return value
}

/** None where the window could not make a picture of a file. */
function pictures([width, ...rest]: readonly unknown[]): readonly Picture[] {
  const pixels = bytes(rest, MOST_PIXELS * 4)
  if (width === 0 && pixels.length === 0) return []
  if (!Number.isInteger(width) || typeof width !== 'number' || width < 1 || width > WIDEST || pixels.length === 0 || pixels.length % (4 * width) !== 0) throw new Refused('A picture was expected.')
  return [{ width, pixels, order: 'RGBA' }]
}

function helpPlace(args: readonly unknown[]): HelpPlace {
  const place = text(args, LONGEST_PLACE)
  if (!isHelpPlace(place)) throw new Refused('Help has no page of that name.')
  return place
}

/** Any value that a setting may have; whether it suits that setting is judged where settings are known. */
function settingValue(args: readonly unknown[]): unknown {
  const [value] = args
  const isPlain = value === null || typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value)) || isShort(value)
  if (args.length !== 1 || !(isPlain || (Array.isArray(value) && value.length <= MOST_LINES && value.every(isShort)))) throw new Refused('The value of a setting was expected.')
  return value
}

const isShort = (value: unknown): boolean => typeof value === 'string' && value.length <= LONGEST_ADDRESS

function oneOf<Name extends string>(args: readonly unknown[], names: readonly Name[]): Name {
  const name = names.find((each) => each === args[0])
  if (args.length !== 1 || name === undefined) throw new Refused('There is nothing of that name.')
  return name
}
