import { problemWords, refusalWords } from '../../main/core/settings/words.ts'
import { LANGUAGES } from '../../main/core/words/languages.ts'
import type { ViewContext } from '../../main/desktop/view.ts'
import { checkupOf, laptop, measured } from './laptops.ts'
import { checked, fresh, SETTINGS, viewed } from './sessions.ts'
import type { GalleryState } from './shown.ts'

const { settings } = SETTINGS

const ABOUT = {
  log: '/home/user/.config/Clock Medic/logs/clock-medic.log',
  parts: [
    { name: '@noble/ciphers', version: '2.4.0', licence: 'MIT' },
    { name: 'intl-messageformat', version: '12.1.5', licence: 'BSD-3-Clause' },
    { name: 'preact', version: '11.2.0', licence: 'MIT' },
  ],
} as const

/** Settings, About and the first screen in every state. */
export function settingsStates(): readonly GalleryState[] {
  const session = checked(checkupOf(laptop(), measured(0.004)))
  const on = (screen: 'settings' | 'about', name: string, context: Partial<ViewContext> = {}, more: Partial<GalleryState> = {}): GalleryState =>
    ({ name: `${screen}/${name}`, screen, told: viewed(session, context), ...more })
  const changed = { ...settings, startAtLogin: true, keepRunning: false, servers: ['time.office.example', '192.0.2.1'], websites: ['https://www.office.example/'], services: ['github', 'kerberos'] }
  const firstStart = (locked: boolean) => viewed(fresh(), {
    settings: { ...SETTINGS, settings: { ...settings, welcomed: false }, ...(locked ? { locked: new Set(['startAtLogin'] as const) } : {}) },
  })
  return [
    on('settings', 'usual'),
    on('settings', 'changed', { settings: { ...SETTINGS, settings: changed, systemLanguage: LANGUAGES[1] ?? SETTINGS.systemLanguage } }),
    on('settings', 'unfolded', {}, { unfolded: 'details', alike: true }),
    on('settings', 'set-by-the-organisation', {
      settings: { ...SETTINGS, locked: new Set(['startAtLogin', 'keepRunning', 'language', 'checkEveryMinutes', 'notifyBeyondSeconds', 'servers', 'websites', 'services']) },
    }),
    on('settings', 'wrong-line', {
      settings: { ...SETTINGS, settings: changed, refusal: { name: 'servers', sentence: refusalWords({ kind: 'line', name: 'servers', line: 'time office' }) } },
    }),
    on('settings', 'notice', { settings: { ...SETTINGS, notice: problemWords({ kind: 'unreadable' }) } }, { alike: true }),
    on('settings', 'set-back', {}, { click: '.after button', alike: true }),
    on('about', 'installed', { about: ABOUT }),
    on('about', 'parts', { about: ABOUT }, { unfolded: 'details', alike: true }),
    on('about', 'from-a-checkout'),
    { name: 'welcome/first-start', screen: 'clock', told: firstStart(false) },
    { name: 'welcome/set-by-the-organisation', screen: 'clock', told: firstStart(true), alike: true },
  ]
}
