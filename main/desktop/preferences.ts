import type { App } from 'electron'
import type { SettingName, Settings } from '../core/settings/settings.ts'
import { languageFor, LANGUAGES, type Language } from '../core/words/languages.ts'
import { speak } from '../core/words/say.ts'
import { loadCatalogue } from '../languages/index.ts'
import { startAtLogin } from './login-start.ts'
import { openSettings } from './settings-store.ts'
import type { SettingsContext } from './settings-view.ts'

export interface PreferencesParts {
  readonly file: string
  readonly app: Pick<App, 'isPackaged' | 'setLoginItemSettings'>
  /** BCP 47 tags, the dearest first. */
  readonly systemLanguages: readonly string[]
}

/** The user's settings and what hangs on them: the language that is spoken, and whether the app starts at login. */
export interface Preferences {
  readonly settings: () => Settings
  readonly context: () => SettingsContext
  /** Calls back when settings hold from now on, their language included, or when there is another notice to show. */
  readonly onChange: (listener: (changed: readonly SettingName[]) => void) => void
  readonly change: (name: string, value: unknown) => Promise<void>
  readonly reset: () => Promise<void>
  readonly settled: () => Promise<void>
}

/** Opens the settings and speaks their language. */
export async function openPreferences({ file, app, systemLanguages }: PreferencesParts): Promise<Preferences> {
  const store = openSettings(file)
  const systemLanguage = languageFor(systemLanguages)
  let applied = store.settings()
  /** Why the last wish about the start at login did not come true. */
  let loginTrouble: string | null = null
  let tell: (changed: readonly SettingName[]) => void = () => {}
  await speakIn(languageOf(applied, systemLanguage))

  const apply = async (): Promise<void> => {
    const before = applied
    applied = store.settings()
    const changed = (Object.keys(applied) as (keyof Settings)[]).filter((name): name is SettingName => name !== 'version' && applied[name] !== before[name])
    if (changed.includes('language')) await speakIn(languageOf(applied, systemLanguage))
    if (changed.includes('startAtLogin')) loginTrouble = await startAtLogin(applied.startAtLogin, app)
    tell(changed)
  }
  return {
    settings: store.settings,
    context: () => {
      const notice = [store.notice(), loginTrouble].filter((sentence) => sentence !== null).join(' ')
      return { settings: store.settings(), notice: notice === '' ? null : notice, refusal: store.refusal(), systemLanguage }
    },
    onChange: (listener) => { tell = listener },
    // What the user chose holds at once; that it is kept on disk is not waited for.
    change: async (name, value) => {
      const kept = store.change(name, value)
      await apply()
      await kept
      tell([])
    },
    reset: async () => {
      const kept = store.reset()
      await apply()
      await kept
      tell([])
    },
    settled: store.settled,
  }
}

const languageOf = ({ language }: Settings, systemLanguage: Language): Language => LANGUAGES.find(({ tag }) => tag === language) ?? systemLanguage

const speakIn = async (language: Language): Promise<void> => speak(language, await loadCatalogue(language.tag))
