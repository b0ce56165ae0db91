import { say } from '../words/say.ts'
import type { NoRoad, UpdateRoad } from './road.ts'

/** What IT allows; where it says nothing, updates are off. */
export type UpdateChannel = 'off' | 'stable' | 'preview'

/** Where the search for a newer version stands. */
export type UpdateState =
  | { readonly kind: 'none'; readonly why: NoRoad }
  /** IT has not turned it on. */
  | { readonly kind: 'off' }
  /** There is nothing newer, or nobody has looked yet. */
  | { readonly kind: 'waiting' }
  | { readonly kind: 'failed' }
  /** Fetched and verified; put in place when the program ends. */
  | { readonly kind: 'ready'; readonly version: string; readonly road: UpdateRoad }

/** One quiet sentence for the screen About. */
export function updateWords(state: UpdateState): string {
  switch (state.kind) {
    case 'none': return state.why === 'elsewhere' ? say('New versions come the way this one was installed.') : notLooking()
    case 'off': return notLooking()
    case 'waiting': return say('New versions are fetched quietly and put in place when Clock Medic quits.')
    case 'failed': return say('The last look for a new version did not work. It is tried again later.')
    case 'ready': return state.road === 'nsis'
      // The installer serves all users of the computer, so Windows wants to know.
      ? say('Version {version} is ready. When Clock Medic quits, Windows asks you whether to put it in place.', { version: state.version })
      : say('Version {version} is ready. It is put in place when Clock Medic quits.', { version: state.version })
  }
}

const notLooking = (): string => say('This copy does not look for new versions.')
