import { LANGUAGES, type LanguageTag } from '../words/languages.ts'

/** What the user has chosen. One plain object, kept as JSON. */
export interface Settings {
  readonly version: typeof VERSION
  readonly language: 'system' | LanguageTag
  readonly startAtLogin: boolean
  /** Closing the window leaves the program in the tray; else it ends. */
  readonly keepRunning: boolean
  readonly checkEveryMinutes: (typeof CHECK_CHOICES)[number]
  /** Tell of a clock that is off by more than this; null for never. */
  readonly notifyBeyondSeconds: (typeof NOTIFY_CHOICES)[number]
  /** Time servers to ask instead of the usual ones, each as `--server` takes it. */
  readonly servers: readonly string[]
  /** Websites to ask instead of the usual ones, each as `--https` takes it. */
  readonly websites: readonly string[]
  /** Ids of the services that the user signs in to. */
  readonly services: readonly string[]
  /** The first screen was read. */
  readonly welcomed: boolean
  /** It was said where the program went that has no tray to show itself in. */
  readonly toldAboutTray: boolean
}

export type SettingName = Exclude<keyof Settings, 'version'>

/** Raised when the meaning of a setting changes; `MIGRATIONS` then says how to read the one before. */
export const VERSION = 1

export const CHECK_CHOICES = [15, 60, 240, 1440] as const
export const NOTIFY_CHOICES = [5, 15, 30, 120, null] as const
export const LANGUAGE_CHOICES: readonly Settings['language'][] = ['system', ...LANGUAGES.map(({ tag }) => tag)]

/** What holds until the user chooses otherwise. */
export const DEFAULTS: Settings = {
  version: VERSION,
  language: 'system',
  startAtLogin: false,
  keepRunning: true,
  checkEveryMinutes: 60,
  notifyBeyondSeconds: 15,
  servers: [],
  websites: [],
  // What stands for any service until the user picks one.
  services: ['other'],
  welcomed: false,
  toldAboutTray: false,
}

/** Tells whether there is a setting of that name. */
export const isSettingName = (name: string): name is SettingName => name !== 'version' && Object.hasOwn(DEFAULTS, name)
