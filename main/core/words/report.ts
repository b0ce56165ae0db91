import type { Checkup } from '../checkup.ts'
import { durationShort, tookWords, slowOrFastShort } from './duration.ts'
import { planText } from './plan.ts'
import { say } from './say.ts'
import { stateText } from './state.ts'
import { hintWords, reasonWords, sourceName } from './verdict.ts'

/**
 * Everything an administrator would ask for, as text. Holds no secret, no code, and no name of a person or of this
 * computer: only what was measured, the set-up of the clock, findings and plan.
 */
export function reportText({ checkedAt, tookSeconds, verdict, findings, state, plan }: Checkup, version: string, about: readonly string[]): string {
  const sources = verdict.sources.map(({ name, address, kind, status, reason, offset, delay, stratum }) => [
    `  ${sourceName({ name, address })}: ${status}`,
    ...(offset === undefined ? [] : [slowOrFastShort(offset)]),
    ...(delay === undefined ? [] : [say('answered in {time} || a time source', { time: durationShort(delay) })]),
    ...(stratum === undefined ? [] : [say('stratum {number} || how many steps a time server is away from a reference clock (NTP)', { number: stratum })]),
    kind, reason,
  ].join(', '))
  const none = `  ${say('none || an empty list in a report')}`
  return [
    say('Clock Medic {version}, {time} by this computer\'s clock', { version, time: new Date(checkedAt * 1000).toISOString() }),
    ...about,
    '',
    reasonWords(verdict),
    ...(verdict.kind === 'unknown' && verdict.hint !== undefined ? [hintWords(verdict.hint)] : []),
    say('The check took {time}.', { time: tookWords(tookSeconds) }),
    '', say('Sources || of time'), ...(sources.length === 0 ? [none] : sources),
    '', say('How this computer keeps time'), ...stateText(state).split('\n').map((line) => `  ${line}`),
    '', say('Findings'), ...(findings.length === 0 ? [none] : findings.map(({ id, severity, title }) => `  ${title} (${id}, ${severity})`)),
    '', say('What a repair would do'), ...planText(plan).split('\n').map((line) => `  ${line}`),
  ].join('\n')
}
