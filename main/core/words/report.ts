import type { HistoryRecord } from '../history/record.ts'
import type { Report } from '../report/report.ts'
import { durationShort, tookWords, slowOrFastShort } from './duration.ts'
import { planText } from './plan.ts'
import { say } from './say.ts'
import { stateText } from './state.ts'
import { hintWords, reasonWords, sourceName } from './verdict.ts'

/** A report as text. What is private has to be out of it before (`cleanReport`). */
export function reportText({ version, about, checkup, history, log }: Report): string {
  const { checkedAt, tookSeconds, verdict, findings, state, plan } = checkup
  const sources = verdict.sources.map(({ name, address, kind, status, reason, offset, delay, stratum }) => [
    `  ${sourceName({ name, address })}: ${status}`,
    ...(offset === undefined ? [] : [slowOrFastShort(offset)]),
    ...(delay === undefined ? [] : [say('answered in {time} || a time source', { time: durationShort(delay) })]),
    ...(stratum === undefined ? [] : [say('stratum {number} || how many steps a time server is away from a reference clock (NTP)', { number: stratum })]),
    kind, reason,
  ].join(', '))
  const none = `  ${say('none || an empty list in a report')}`
  return [
    say('Clock Medic {version}, {time} by this computer\'s clock', { version, time: isoOf(checkedAt) }),
    ...about,
    '',
    reasonWords(verdict),
    ...(verdict.kind === 'unknown' && verdict.hint !== undefined ? [hintWords(verdict.hint)] : []),
    say('The check took {time}.', { time: tookWords(tookSeconds) }),
    '', say('Sources || of time'), ...(sources.length === 0 ? [none] : sources),
    '', say('How this computer keeps time'), ...stateText(state).split('\n').map((line) => `  ${line}`),
    '', say('Findings'), ...(findings.length === 0 ? [none] : findings.map(({ id, severity, title }) => `  ${title} (${id}, ${severity})`)),
    '', say('What a repair would do'), ...planText(plan).split('\n').map((line) => `  ${line}`),
    ...(history.length === 0 ? [] : ['', say('The last 24 hours || heading of what happened to the clock, in a report'), ...history.map((record) => `  ${recordLine(record)}`)]),
    ...(log.length === 0 ? [] : ['', say('Log'), ...log.map((line) => `  ${line}`)]),
  ].join('\n')
}

const isoOf = (seconds: number): string => new Date(seconds * 1000).toISOString()

/** One thing that happened, for whoever knows the terms: it is the same in every language. Offsets in seconds. */
function recordLine(record: HistoryRecord): string {
  const at = isoOf(record.at)
  const figure = (name: string, seconds: number | undefined): string => (seconds === undefined ? '' : `, ${name} ${seconds.toFixed(3)}`)
  switch (record.kind) {
    case 'check': return `${at} check${figure('offset', record.offset)} ±${record.uncertainty.toFixed(3)}`
    case 'repair': return `${at} repair, ${record.result}${figure('offset before', record.before)}${figure('offset after', record.after)}`
    case 'sleep': return `${at} slept${figure('seconds', record.seconds)}`
    case 'stepped': return `${at} clock set by somebody${figure('by', record.by)}`
  }
}
