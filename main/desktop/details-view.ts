import type { DetailsView, FactRow, SourceRow, Tone } from '../../preload/contract.ts'
import type { Checkup } from '../core/checkup.ts'
import type { ClockState } from '../core/clock-state.ts'
import { DEFAULT_LIMITS, levelOf } from '../core/limits.ts'
import type { JudgedSource } from '../core/verdict.ts'
import { durationShort, tookWords, durationWords, slowOrFastShort } from '../core/words/duration.ts'
import { msg, say, spokenLanguage } from '../core/words/say.ts'
import { stateRows } from '../core/words/state.ts'
import { automaticTime } from './clock-view.ts'
import { LEVEL_TONES } from './scale.ts'

/** The report as it is shown, copied and saved. */
export interface ReportShown {
  readonly text: string
  /** Whether it names own time servers and addresses; absent where there is nothing to choose. */
  readonly withAddresses?: boolean
}

/**
 * Everything behind the statement: sources, set-up, report.
 * @param nextCheckIn seconds until the next check by itself; absent where there is none
 */
export function detailsView(checkup: Checkup | null, { text, withAddresses }: ReportShown, nextCheckIn?: number): DetailsView {
  const report = { report: text, ...(withAddresses === undefined ? {} : { reportAddresses: { label: say('With the names and addresses of your own time servers'), on: withAddresses } }) }
  if (checkup === null) return { summary: say('Not checked yet.'), sources: [], setup: [], ...report }
  const checked = say('Checked {time}, took {duration}.', { time: timeOfDay(checkup), duration: tookWords(checkup.tookSeconds) })
  return {
    summary: nextCheckIn === undefined ? checked : `${checked} ${nextCheckWords(nextCheckIn)}`,
    sources: checkup.verdict.sources.map(sourceRow),
    setup: setupRows(checkup.state),
    ...report,
  }
}

/** To the minute, and never less than one. */
const nextCheckWords = (seconds: number): string => say('Next check in {duration}.', { duration: durationWords(Math.max(60, Math.round(seconds / 60) * 60)) })

/** The true time of the check where it is known: a wrong clock's time would only confuse. */
function timeOfDay({ checkedAt, verdict }: Checkup): string {
  const seconds = checkedAt + (verdict.kind === 'known' ? verdict.offset : 0)
  const { tag } = spokenLanguage()
  // English is read all over the world, and everywhere it is read a day of 24 hours is understood.
  return new Date(seconds * 1000).toLocaleTimeString(tag === 'en' ? 'en-GB' : tag)
}

const NOT_USED: Readonly<Record<Exclude<JudgedSource['status'], 'truechimer'>, string>> = {
  falseticker: msg('disagrees, ignored || of a time source'), unreachable: msg('no answer || of a time source'),
  refused: msg('refused || of a time source'), discarded: msg('not usable || of a time source'),
}

/** One source with what it says of the clock, and why it counts or not. */
export function sourceRow({ name, address, kind, status, reason, offset, delay }: JudgedSource): SourceRow {
  const used = status === 'truechimer' && offset !== undefined
  const tone: Tone = used ? LEVEL_TONES[levelOf(offset, DEFAULT_LIMITS)] : 'neutral'
  const said = (own: number): string =>
    (kind === 'nts' ? say('{offset}, authenticated || of a time source', { offset: slowOrFastShort(own) }) : slowOrFastShort(own))
  return {
    name, address, reason, tone,
    text: used ? said(offset) : status === 'truechimer' ? say('used || of a time source') : say(NOT_USED[status]),
    delay: delay === undefined ? '–' : durationShort(delay),
  }
}

function setupRows(state: ClockState): readonly FactRow[] {
  const automatic = automaticTime(state)
  const rows = stateRows(state).filter(([label]) => label !== automatic.label)
  return [automatic, ...rows.map(([label, value]): FactRow => ({ label, value, tone: 'neutral' }))]
}
