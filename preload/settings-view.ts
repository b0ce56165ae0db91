/**
 * What the screens Settings, About and Welcome are told: plain data with the words ready to show. Imports nothing.
 */

export type SettingValue = string | number | boolean | null

interface SettingBase {
  /** What a change is asked for by. */
  readonly name: string
  readonly label: string
  /** One line of explanation. */
  readonly text: string
  /** "Set by your organisation": it is shown and cannot be changed. */
  readonly lock?: string
  /** Why the last change was not taken. */
  readonly wrong?: string
}

export interface SwitchSetting extends SettingBase {
  readonly kind: 'switch'
  readonly on: boolean
}

export interface ChoiceSetting extends SettingBase {
  readonly kind: 'choice'
  /** Radio buttons for few choices that need words, else a list to open. */
  readonly shape: 'radios' | 'menu'
  readonly choices: readonly {
    readonly value: SettingValue
    readonly label: string
    /** BCP 47, where the label is in a language of its own. */
    readonly language?: string
  }[]
  readonly chosen: SettingValue
}

export interface LinesSetting extends SettingBase {
  readonly kind: 'lines'
  readonly lines: readonly string[]
  /** What one looks like. */
  readonly example: string
  readonly saveLabel: string
  readonly savedText: string
}

export interface ChecksSetting extends SettingBase {
  readonly kind: 'checks'
  /** "2 services chosen" */
  readonly summary: string
  readonly choices: readonly { readonly value: string; readonly label: string; readonly text: string; readonly picked: boolean }[]
}

export type SettingItem = SwitchSetting | ChoiceSetting | LinesSetting | ChecksSetting

export interface SettingsView {
  readonly title: string
  readonly lead: string
  /** What was wrong with the kept settings, or that a change could not be kept. */
  readonly notice?: string
  readonly groups: readonly { readonly title: string; readonly items: readonly SettingItem[] }[]
  readonly reset: { readonly label: string; readonly question: string; readonly yes: string; readonly no: string }
  /** Leads to About. */
  readonly aboutLabel: string
}

/** A part of the program that others made. */
export interface PartView {
  readonly name: string
  readonly version: string
  /** As its makers name it: "MIT". */
  readonly licence: string
}

export interface PlaceView {
  readonly title: string
  readonly text: string
  /** Where it is, to read and to copy; absent where there is nothing yet. */
  readonly path?: string
  /** The button that leads there; absent where there is nothing to open. */
  readonly label?: string
}

export interface AboutView {
  readonly title: string
  /** "Version 1.2.3" */
  readonly version: string
  /** How a newer version comes, and whether one is ready. */
  readonly updates?: string
  readonly lead: string
  /** The way back to Settings. */
  readonly backLabel: string
  readonly log: PlaceView
  readonly fault: PlaceView
  readonly licences: PlaceView & {
    /** "34 parts and their licences" */
    readonly summary: string
    readonly parts: readonly PartView[]
    readonly columns: { readonly name: string; readonly version: string; readonly licence: string }
  }
}

/** The one screen of the first start. */
export interface WelcomeView {
  readonly title: string
  readonly lead: string
  readonly groups: readonly { readonly title: string; readonly lines: readonly string[] }[]
  readonly startAtLogin: { readonly label: string; readonly text: string; readonly on: boolean; readonly lock?: string }
  readonly button: string
}

export type OpenablePlace = 'log' | 'licences' | 'report-fault'
