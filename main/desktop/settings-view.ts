import type { ChecksSetting, ChoiceSetting, LinesSetting, SettingItem, SettingsView, SwitchSetting } from '../../preload/settings-view.ts'
import { CHECK_CHOICES, NOTIFY_CHOICES, type SettingName, type Settings } from '../core/settings/settings.ts'
import { SETTING_LABELS } from '../core/settings/words.ts'
import { allServices } from '../core/services/reader.ts'
import type { Service } from '../core/services/service.ts'
import { acceptsWords, serviceName } from '../core/words/services.ts'
import { LANGUAGES, type Language } from '../core/words/languages.ts'
import { msg, say } from '../core/words/say.ts'
import type { Refusal } from './settings-store.ts'

/** Settings that somebody else has fixed. */
export type Locked = ReadonlySet<string>

export interface SettingsContext {
  readonly settings: Settings
  readonly notice: string | null
  readonly refusal: Refusal | null
  /** What the language of the system would be. */
  readonly systemLanguage: Language
  readonly locked?: Locked
  readonly services?: readonly Service[]
}

const TEXTS: Readonly<Record<Exclude<SettingName, 'welcomed' | 'toldAboutTray'>, string>> = {
  language: msg('Words, numbers and times follow it.'),
  startAtLogin: msg('It begins in the tray, without a window.'),
  keepRunning: msg('Only what keeps running can tell you about a wrong clock.'),
  checkEveryMinutes: msg('It also looks at the start, after sleep and when the network changes.'),
  notifyBeyondSeconds: msg('One notification, and no second one about the same trouble.'),
  servers: msg('One name or address a line. None: the usual ones and those of this computer.'),
  websites: msg('One address a line. They are asked for the time where time servers do not answer. None: the usual ones.'),
  services: msg('The app says what a wrong clock means for them.'),
}

const EXAMPLES = { servers: 'time.example.com', websites: 'https://www.example.com/' } as const

/** The screen of all settings. Pure. */
export function settingsView({ settings, notice, refusal, systemLanguage, locked = new Set(), services = allServices() }: SettingsContext): SettingsView {
  const base = (name: keyof typeof TEXTS) => ({
    name, label: say(SETTING_LABELS[name]), text: say(TEXTS[name]),
    ...(locked.has(name) ? { lock: say('Set by your organisation') } : {}),
    ...(refusal?.name === name ? { wrong: refusal.sentence } : {}),
  })
  const choice = (name: keyof typeof TEXTS & keyof Settings, shape: ChoiceSetting['shape'], choices: ChoiceSetting['choices'], chosen: ChoiceSetting['chosen']): ChoiceSetting =>
    ({ kind: 'choice', ...base(name), shape, choices, chosen })
  const lines = (name: keyof typeof EXAMPLES): LinesSetting =>
    ({ kind: 'lines', ...base(name), lines: settings[name], example: EXAMPLES[name], saveLabel: say('Save'), savedText: say('Saved') })

  const startAtLogin: SwitchSetting = { kind: 'switch', ...base('startAtLogin'), on: settings.startAtLogin }
  const general: readonly SettingItem[] = [
    startAtLogin,
    choice('keepRunning', 'radios', [
      { value: true, label: say('Keep watching the clock in the tray') },
      { value: false, label: say('Quit') },
    ], settings.keepRunning),
    choice('language', 'menu', languageChoices(systemLanguage), settings.language),
  ]
  const watching: readonly SettingItem[] = [
    choice('checkEveryMinutes', 'menu', CHECK_CHOICES.map((minutes) => ({ value: minutes, label: intervalWords(minutes) })), settings.checkEveryMinutes),
    choice('notifyBeyondSeconds', 'menu', NOTIFY_CHOICES.map((seconds) => ({ value: seconds, label: limitWords(seconds) })), settings.notifyBeyondSeconds),
    { kind: 'checks', ...base('services'), ...serviceChoices(settings.services, services) },
  ]
  return {
    title: say('Settings || name of a screen'),
    lead: say('What you choose holds at once.'),
    ...(notice === null ? {} : { notice }),
    groups: [
      { title: say('In general'), items: general },
      { title: say('Watching the clock'), items: watching },
      { title: say('Who is asked for the time'), items: [lines('servers'), lines('websites')] },
    ],
    reset: {
      label: say('Back to the usual settings'), question: say('All settings on this page go back to the usual ones.'),
      yes: say('Set them back'), no: say('Keep mine'),
    },
    aboutLabel: say('About Clock Medic'),
  }
}

const languageChoices = (system: Language): ChoiceSetting['choices'] => [
  { value: 'system', label: say('Like the system ({language})', { language: system.name }) },
  ...LANGUAGES.map(({ tag, name }) => ({ value: tag, label: name, language: tag })),
]

const intervalWords = (minutes: number): string => (minutes < 60
  ? say('Every {count, plural, one {# minute} other {# minutes}} || how often the clock is checked', { count: minutes })
  : say('{count, plural, one {Every hour} other {Every # hours}} || how often the clock is checked', { count: minutes / 60 }))

function limitWords(seconds: number | null): string {
  if (seconds === null) return say('Never || when to tell that the clock is off')
  return seconds < 120
    ? say('From {count, plural, one {# second} other {# seconds}} on || when to tell that the clock is off', { count: seconds })
    : say('From {count, plural, one {# minute} other {# minutes}} on || when to tell that the clock is off', { count: seconds / 60 })
}

function serviceChoices(picked: readonly string[], services: readonly Service[]): Pick<ChecksSetting, 'summary' | 'choices'> {
  const choices = services.map((service) => ({ value: service.id, label: serviceName(service), text: acceptsWords(service), picked: picked.includes(service.id) }))
  return { choices, summary: say('{count, plural, =0 {None chosen} one {# service chosen} other {# services chosen}}', { count: choices.filter((choice) => choice.picked).length }) }
}
