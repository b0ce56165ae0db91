import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { LanguageTag } from '../../main/core/words/languages.ts'
import type { Look } from './open.ts'
import type { GalleryState } from './shown.ts'

/** One way to look at all states. */
export interface View {
  readonly tag: LanguageTag
  readonly look: Look
}

/** Pictures of these are kept and compared: each colour scheme and each direction of writing once. */
export const KEPT_VIEWS: readonly View[] = [{ tag: 'en', look: 'light' }, { tag: 'ar', look: 'dark' }]

/** Where the kept pictures are. */
export const KEPT = path.join(import.meta.dirname, '__screens__')

/** The file that tells with which Chromium they were drawn: another one draws a little differently. */
export const KEPT_CHROMIUM = path.join(KEPT, 'chromium.txt')

/** The major version of Chromium that drew the kept pictures; null where there are none yet. */
export function keptChromium(): number | null {
  try {
    return Number(readFileSync(KEPT_CHROMIUM, 'utf8'))
  } catch {
    return null
  }
}

export const folderOf = ({ tag, look }: View): string => `${tag}-${look}`

/** The file of a state's picture within the folder of a view. */
export const fileOf = ({ name }: Pick<GalleryState, 'name'>): string => `${name.replace('/', '-')}.png`

/** Of these states a picture is kept. */
export const pictured = (states: readonly GalleryState[]): readonly GalleryState[] => states.filter(({ alike }) => alike !== true)

/** The files of the kept pictures of a view. */
export const keptFiles = (view: View): readonly string[] => readdirSync(path.join(KEPT, folderOf(view)))
