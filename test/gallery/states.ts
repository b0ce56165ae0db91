import { LANGUAGES, type LanguageTag } from '../../main/core/words/languages.ts'
import { speak } from '../../main/core/words/say.ts'
import { windowWords } from '../../main/desktop/window-words.ts'
import { loadCatalogue } from '../../main/languages/index.ts'
import { clockStates } from './clock-states.ts'
import { codeStates } from './code-states.ts'
import { detailsStates } from './details-states.ts'
import { helpStates } from './help-states.ts'
import { settingsStates } from './settings-states.ts'
import type { GalleryLanguage } from './shown.ts'

/** Every screen in every state, in this language: made anew, because findings, plans and reasons are words already. */
export async function statesIn(tag: LanguageTag): Promise<GalleryLanguage> {
  const language = LANGUAGES.find((known) => known.tag === tag)
  if (language === undefined) throw new Error(`There is no language "${tag}".`)
  // Times of day are shown as they are where the program runs.
  process.env['TZ'] = 'UTC'
  speak(language, await loadCatalogue(tag))
  return {
    language: { tag: language.tag, direction: language.direction }, words: windowWords(),
    states: [...clockStates(), ...codeStates(), ...helpStates(), ...detailsStates(), ...settingsStates()],
  }
}
