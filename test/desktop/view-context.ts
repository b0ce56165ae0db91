import { DEFAULTS } from '../../main/core/settings/settings.ts'
import { ENGLISH } from '../../main/core/words/languages.ts'
import type { ViewContext } from '../../main/desktop/view.ts'

/** The usual settings of a user who has read the first screen, in English. */
export const SETTLED: Pick<ViewContext, 'settings' | 'about'> = {
  settings: { settings: { ...DEFAULTS, welcomed: true }, notice: null, refusal: null, systemLanguage: ENGLISH },
  about: { log: null, parts: [] },
}
