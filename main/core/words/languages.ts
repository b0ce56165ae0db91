export type LanguageTag = 'en' | 'de' | 'fr' | 'es' | 'pt' | 'it' | 'pl' | 'ja' | 'zh-Hans' | 'ar'

export interface Language {
  /** BCP 47 */
  readonly tag: LanguageTag
  /** In the language itself. */
  readonly name: string
  readonly direction: 'ltr' | 'rtl'
}

export const ENGLISH: Language = { tag: 'en', name: 'English', direction: 'ltr' }

/** Every language there is a catalogue for, in the order in which they are offered. */
export const LANGUAGES: readonly Language[] = [
  ENGLISH,
  { tag: 'de', name: 'Deutsch', direction: 'ltr' },
  { tag: 'fr', name: 'Français', direction: 'ltr' },
  { tag: 'es', name: 'Español', direction: 'ltr' },
  { tag: 'pt', name: 'Português', direction: 'ltr' },
  { tag: 'it', name: 'Italiano', direction: 'ltr' },
  { tag: 'pl', name: 'Polski', direction: 'ltr' },
  { tag: 'ja', name: '日本語', direction: 'ltr' },
  { tag: 'zh-Hans', name: '简体中文', direction: 'ltr' },
  { tag: 'ar', name: 'العربية', direction: 'rtl' },
]

/**
 * The first of the preferred languages that there is a catalogue for, else English.
 * @param preferred BCP 47 tags, the dearest first, as the system tells them: "de-AT", "zh-CN"
 */
export function languageFor(preferred: readonly string[]): Language {
  for (const tag of preferred) {
    const found = LANGUAGES.find((language) => matches(language, tag))
    if (found !== undefined) return found
  }
  return ENGLISH
}

/** Chinese in another script would be another language to its readers. */
function matches({ tag: own }: Language, tag: string): boolean {
  const [primary = '', ...rest] = tag.toLowerCase().split(/[-_]/)
  if (primary === 'zh') return own === 'zh-Hans' && !rest.some((part) => ['hant', 'tw', 'hk', 'mo'].includes(part))
  return own === primary
}
