import type { HistoryRecord } from '../../main/core/history/record.ts'
import { historyProblem } from '../../main/core/words/history.ts'
import { historyView } from '../../main/desktop/history-view.ts'
import type { SessionState } from '../../main/desktop/session-state.ts'
import { CHECKED_AT, checkupOf, judged, laptop, managed, measured, measuredWithLiar, neglected, NOTHING_TO_SAY } from './laptops.ts'
import { after, checked, fresh, viewed } from './sessions.ts'
import type { GalleryState } from './shown.ts'

const HOUR = 3600
const DAY = 24 * HOUR
const BEFORE = (hours: number): number => CHECKED_AT - hours * HOUR

/** A clock that loses 1.2 seconds a day, was set back by somebody, and repaired half a day later. */
const EVENTFUL: readonly HistoryRecord[] = [
  ...Array.from({ length: 30 }, (_, day): HistoryRecord => ({ kind: 'check', at: CHECKED_AT - (31 - day) * DAY, offset: day * 1.2, uncertainty: 0.02 })),
  ...Array.from({ length: 12 }, (_, hour): HistoryRecord => ({ kind: 'check', at: BEFORE(24 - hour), offset: 36 + hour * 0.05, uncertainty: 0.02 })),
  { kind: 'stepped', at: BEFORE(12), by: -11 },
  { kind: 'check', at: BEFORE(11.9), offset: 47.3, uncertainty: 0.02 },
  { kind: 'sleep', at: BEFORE(3), seconds: 8 * HOUR },
  { kind: 'check', at: BEFORE(2.9), offset: 47.4, uncertainty: 0.02 },
  { kind: 'repair', at: BEFORE(2), result: 'repaired', before: 47.4, after: 0.004 },
  { kind: 'check', at: BEFORE(1), offset: 0.05, uncertainty: 0.02 },
  { kind: 'check', at: BEFORE(0), offset: 0.1, uncertainty: 0.02 },
]

/** Details in every state. */
export function detailsStates(): readonly GalleryState[] {
  const details = (name: string, state: SessionState, more: Partial<GalleryState> = {}): GalleryState => ({ name: `details/${name}`, screen: 'details', told: viewed(state), ...more })
  const slow = checked(checkupOf(neglected({ trail: ['systemd-timesyncd is the only time service here.'] }), measuredWithLiar(47.3)))
  const right = checked(checkupOf(laptop(), measured(0.1)))
  const history = (name: string, records: readonly HistoryRecord[], more: Partial<GalleryState> = {}, problem: string | null = null): GalleryState => {
    const context = { now: CHECKED_AT, problem }
    return {
      name: `details/history-${name}`, screen: 'details', told: viewed(right, { historyRevision: name }),
      history: { day: historyView(records, 'day', context), month: historyView(records, 'month', context) }, ...more,
    }
  }
  return [
    details('not-checked', fresh()),
    details('sources', slow),
    details('reason', slow, { click: '.sources tbody tr:last-child button' }),
    details('report', after(slow, { kind: 'about', lines: ['Debian GNU/Linux 12'] }), { unfolded: 'details' }),
    details('offline', checked(checkupOf(laptop(), judged(NOTHING_TO_SAY['no-network'])))),
    details('policy', checked(checkupOf(managed(), measured(0.004))), { alike: true }),
    history('day', EVENTFUL),
    history('month', EVENTFUL, { click: '.history-spans button:last-child' }),
    history('table', EVENTFUL, { click: '.history > .button' }),
    history('empty', []),
    history('not-kept', EVENTFUL.slice(-2), { alike: true }, historyProblem('disk-full')),
  ]
}
