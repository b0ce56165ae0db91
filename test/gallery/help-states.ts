import { readErrorText } from '../../main/core/help/recognise.ts'
import { HELP_GROUPS, type HelpPlace } from '../../main/core/help/symptoms.ts'
import type { SessionState } from '../../main/desktop/session-state.ts'
import { checkupOf, measured, neglected } from './laptops.ts'
import { after, checked, viewed } from './sessions.ts'
import type { GalleryState } from './shown.ts'

/** Ends of which each looks different from the others. */
const PICTURED: ReadonlySet<string> = new Set(['every-code', 'last-step', 'server-clock', 'certificate'])

/** Help, page by page. */
export function helpStates(): readonly GalleryState[] {
  const session = checked(checkupOf(neglected(), measured(47.3)))
  const help = (name: string, state: SessionState, more: Partial<GalleryState> = {}): GalleryState => ({ name: `help/${name}`, screen: 'help', told: viewed(state), ...more })
  const opened = (place: HelpPlace): SessionState => after(session, { kind: 'help-opened', place })
  const read = (text: string): SessionState => after(session, { kind: 'error-read', read: readErrorText(text) })
  const groups = HELP_GROUPS.map(({ id }, index) => help(id, opened(id as HelpPlace), index === 0 ? {} : { alike: true }))
  const ends = HELP_GROUPS.flatMap((group) => group.ends).map(({ id }) => help(`end-${id}`, opened(id as HelpPlace), PICTURED.has(id) ? {} : { alike: true }))
  return [
    help('start', opened('start')),
    ...groups,
    help('error-text', opened('error-text')),
    help('error-empty', read('  '), { alike: true }),
    help('error-recognised', read('kinit: Clock skew too great while getting initial credentials')),
    help('error-unknown', read('Sign-in failed (17). Ask your administrator.')),
    ...ends,
  ]
}
