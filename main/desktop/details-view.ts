import type { DetailsView, FactRow, SourceRow, Tone } from '../../preload/contract.ts'
import type { Checkup } from '../core/checkup.ts'
import type { ClockState } from '../core/clock-state.ts'
import { DEFAULT_LIMITS, levelOf } from '../core/limits.ts'
import type { JudgedSource } from '../core/verdict.ts'
import { durationShort, tookWords, durationWords, slowOrFastShort } from '../core/words/duration.ts'
import { stateRows } from '../core/words/state.ts'
import { automaticTime } from './clock-view.ts'
import { LEVEL_TONES } from './scale.ts'

/**
 * Everything behind the statement: sources, set-up, report.
 * @param nextCheckIn seconds until the next check by itself; absent where there is none
 */
export function detailsView(checkup: Checkup | null, report: string, nextCheckIn?: number): DetailsView {
  if (checkup === null) return { summary: 'Not checked yet.', sources: [], setup: [], report }
  const next = nextCheckIn === undefined ? '' : ` Next check in ${durationWords(Math.max(60, Math.round(nextCheckIn / 60) * 60))}.`
  return {
    summary: `Checked ${timeOfDay(checkup)}, took ${tookWords(checkup.tookSeconds)}.${next}`,
    sources: checkup.verdict.sources.map(sourceRow),
    setup: setupRows(checkup.state),
    report,
  }
}

/** The true time of the check where it is known: a wrong clock's time would only confuse. */
function timeOfDay({ checkedAt, verdict }: Checkup): string {
  const seconds = checkedAt + (verdict.kind === 'known' ? verdict.offset : 0)
  return new Date(seconds * 1000).toLocaleTimeString('en-GB')
}

const NOT_USED: Readonly<Record<Exclude<JudgedSource['status'], 'truechimer'>, string>> = {
  falseticker: 'disagrees, ignored', unreachable: 'no answer', refused: 'refused', discarded: 'not usable',
}

function sourceRow({ name, address, kind, status, reason, offset, delay }: JudgedSource): SourceRow {
  const used = status === 'truechimer' && offset !== undefined
  const tone: Tone = used ? LEVEL_TONES[levelOf(offset, DEFAULT_LIMITS)] : 'neutral'
  return {
    name, address, reason, tone,
    text: used ? `${slowOrFastShort(offset)}${kind === 'nts' ? ', authenticated' : ''}` : status === 'truechimer' ? 'used' : NOT_USED[status],
    delay: delay === undefined ? '–' : durationShort(delay),
  }
}

function setupRows(state: ClockState): readonly FactRow[] {
  const rows = stateRows(state).filter(([label]) => label !== 'Automatic time')
  return [automaticTime(state), ...rows.map(([label, value]): FactRow => ({ label, value, tone: 'neutral' }))]
}
