import type { App } from 'electron'
import { lockedBy, settingsByPolicy } from '../core/policy/effect.ts'
import type { PolicyReading } from '../core/policy/reading.ts'
import type { Policy } from '../core/policy/schema.ts'
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
  /** What the organisation decides as of now; nothing when absent. */
  readonly readPolicy?: () => Promise<Pick<PolicyReading, 'policy'>>
  /** The package starts the app for everybody, and this user has not said otherwise. */
  readonly startsForEverybody?: boolean
}

/** The settings that hold, the user's or those of policy, and what hangs on them: the language that is spoken, and whether the app starts at login. */
export interface Preferences {
  readonly settings: () => Settings
  readonly policy: () => Policy
  readonly context: () => SettingsContext
  /** Calls back when settings hold from now on, their language and the services to pick from included, or when there is another notice to show. */
  readonly onChange: (listener: (changed: readonly SettingName[]) => void) => void
  /** Changes nothing that policy has fixed. */
  readonly change: (name: string, value: unknown) => Promise<void>
  readonly reset: () => Promise<void>
  /** Looks whether policy has changed; what is new in it holds when the promise ends. */
  readonly refreshPolicy: () => Promise<void>
  readonly settled: () => Promise<void>
}

const NO_POLICY = async (): Promise<{ readonly policy: Policy }> => ({ policy: {} })

/** Opens the settings and speaks their language. */
export async function openPreferences({ file, app, systemLanguages, readPolicy = NO_POLICY, startsForEverybody = false }: PreferencesParts): Promise<Preferences> {
  const store = openSettings(file)
  const systemLanguage = languageFor(systemLanguages)
  let { policy } = await readPolicy()
  let startsAnyhow = startsForEverybody
  const effective = (): Settings => ({ ...store.settings(), ...(startsAnyhow ? { startAtLogin: true } : {}), ...settingsByPolicy(policy) })
  let applied = effective()
  /** Why the last wish about the start at login did not come true. */
  let loginTrouble: string | null = null
  let tell: (changed: readonly SettingName[]) => void = () => {}
  await speakIn(languageOf(applied, systemLanguage))

  const applyLogin = async (): Promise<void> => { loginTrouble = await startAtLogin(applied.startAtLogin, app) }
  const apply = async (servicesToo = false): Promise<void> => {
    const before = applied
    applied = effective()
    const names = (Object.keys(applied) as (keyof Settings)[]).filter((name): name is SettingName => name !== 'version')
    const changed = names.filter((name) => applied[name] !== before[name] || (servicesToo && name === 'services'))
    if (changed.includes('language')) await speakIn(languageOf(applied, systemLanguage))
    if (changed.includes('startAtLogin')) await applyLogin()
    tell(changed)
  }
  // Nobody has chosen it here, so it may not be so yet.
  if (policy.startAtLogin !== undefined) void applyLogin().then(() => tell([]))
  return {
    settings: () => applied,
    policy: () => policy,
    context: () => {
      const notice = [store.notice(), loginTrouble].filter((sentence) => sentence !== null).join(' ')
      return {
        settings: applied, notice: notice === '' ? null : notice, refusal: store.refusal(), systemLanguage,
        locked: lockedBy(policy),
      }
    },
    onChange: (listener) => { tell = listener },
    // What the user chose holds at once; that it is kept on disk is not waited for.
    change: async (name, value) => {
      if (lockedBy(policy).has(name)) return
      const kept = store.change(name, value)
      if (name === 'startAtLogin') startsAnyhow = false
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
    refreshPolicy: async () => {
      const before = policy
      const { policy: next } = await readPolicy()
      if (JSON.stringify(next) === JSON.stringify(before)) return
      policy = next
      await apply(JSON.stringify(next.services) !== JSON.stringify(before.services))
    },
    settled: store.settled,
  }
}

const languageOf = ({ language }: Settings, systemLanguage: Language): Language => LANGUAGES.find(({ tag }) => tag === language) ?? systemLanguage

const speakIn = async (language: Language): Promise<void> => speak(language, await loadCatalogue(language.tag))
