import type { LanguageTag } from '../core/words/languages.ts'
import type { Catalogue } from '../core/words/say.ts'

/** English is in the code itself. Each catalogue is loaded only when it is spoken. */
const CATALOGUES: Readonly<Record<Exclude<LanguageTag, 'en'>, () => Promise<{ readonly default: Catalogue }>>> = {
  'de': () => import('./de.json', { with: { type: 'json' } }),
  'fr': () => import('./fr.json', { with: { type: 'json' } }),
  'es': () => import('./es.json', { with: { type: 'json' } }),
  'pt': () => import('./pt.json', { with: { type: 'json' } }),
  'it': () => import('./it.json', { with: { type: 'json' } }),
  'pl': () => import('./pl.json', { with: { type: 'json' } }),
  'ja': () => import('./ja.json', { with: { type: 'json' } }),
  'zh-Hans': () => import('./zh-Hans.json', { with: { type: 'json' } }),
  'ar': () => import('./ar.json', { with: { type: 'json' } }),
}

/** The messages of a language; none for English, which is in the code. */
export async function loadCatalogue(tag: LanguageTag): Promise<Catalogue> {
  return tag === 'en' ? {} : (await CATALOGUES[tag]()).default
}
