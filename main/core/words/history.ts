import type { Drift } from '../history/drift.ts'
import type { HistoryRecord, RepairRecord } from '../history/record.ts'
import { durationWords, slowOrFastShort } from './duration.ts'
import { msg, say } from './say.ts'

/** Why the history is in memory alone. */
export type HistoryFault = 'unreadable' | 'disk-full' | 'not-allowed' | 'unwritable'

const FAULTS: Readonly<Record<HistoryFault, string>> = {
  'unreadable': msg('The history on disk cannot be read. Until Clock Medic quits it is kept in memory; the file is left as it is.'),
  'disk-full': msg('The disk is full, so the history is kept in memory until there is room.'),
  'not-allowed': msg('Clock Medic may not write to its folder, so the history is kept in memory until it quits.'),
  'unwritable': msg('The history cannot be written to the disk now, so it is kept in memory until that works again.'),
}

/** Why the history may be lost when the app quits, as a sentence. */
export const historyProblem = (fault: HistoryFault): string => say(FAULTS[fault])

/** "Left alone, this clock loses about 1.4 seconds a day." */
export function driftWords({ perDay }: Drift): string {
  const size = Math.abs(perDay)
  // Below a second two digits are more than a day's temperature allows to know.
  if (size < 0.95) {
    const milliseconds = Number((size * 1000).toPrecision(2))
    return perDay > 0
      ? say('Left alone, this clock loses about {milliseconds, plural, one {# millisecond} other {# milliseconds}} a day.', { milliseconds })
      : say('Left alone, this clock gains about {milliseconds, plural, one {# millisecond} other {# milliseconds}} a day.', { milliseconds })
  }
  const duration = durationWords(Number(size.toPrecision(2)))
  return perDay > 0 ? say('Left alone, this clock loses about {duration} a day.', { duration }) : say('Left alone, this clock gains about {duration} a day.', { duration })
}

const REPAIRS: Readonly<Record<RepairRecord['result'], string>> = {
  'repaired': msg('repaired || what happened to the clock, in a table and as a label in a chart'),
  'failed': msg('repair did not work || what happened, in a table and as a label in a chart'),
  'refused': msg('repair was not allowed || what happened, in a table'),
  'overtaken': msg('repair was not needed any more || what happened, in a table'),
  'nothing-to-do': msg('nothing to repair || what happened, in a table'),
  'cannot-tell': msg('repair without proof || what happened, in a table and as a label in a chart: the clock could not be measured afterwards'),
}

/** What happened, in a few words: "repaired", "woke after 8 hours of sleep", "clock was set 5 minutes ahead". */
export function eventWords(record: HistoryRecord): string {
  switch (record.kind) {
    case 'check': return say('checked || what happened, in a table')
    case 'repair': return say(REPAIRS[record.result])
    case 'sleep': return say('woke after {duration} of sleep || what happened, in a table', { duration: roundDuration(record.seconds) })
    case 'stepped': return record.by > 0
      ? say('clock was set {duration} ahead || what happened, in a table', { duration: durationWords(record.by) })
      : say('clock was set {duration} back || what happened, in a table', { duration: durationWords(record.by) })
  }
}

/** Nobody counts the seconds of a night. */
const roundDuration = (seconds: number): string => durationWords(Math.round(seconds))

/** The sentence that stands for the drawing: the newest and the largest error, and how many repairs there were. */
export function historySummary({ latest, largest, repairs, checks }: {
  readonly latest: number
  readonly largest: number
  readonly repairs: number
  readonly checks: number
}): string {
  return [
    say('{checks, plural, one {# check} other {# checks}}; the latest found the clock {offset}. || offset is such as "47.3 s slow"', { checks, offset: slowOrFastShort(latest) }),
    say('The largest error was {offset}. || such as "47.3 s slow"', { offset: slowOrFastShort(largest) }),
    ...(repairs === 0 ? [] : [say('{repairs, plural, one {# repair} other {# repairs}} in this time.', { repairs })]),
  ].join(' ')
}
