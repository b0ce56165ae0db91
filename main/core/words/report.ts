import type { Checkup } from '../checkup.ts'
import { durationShort, tookWords, slowOrFastShort } from './duration.ts'
import { planText } from './plan.ts'
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
    ...(delay === undefined ? [] : [`answered in ${durationShort(delay)}`]),
    ...(stratum === undefined ? [] : [`stratum ${stratum}`]),
    kind, reason,
  ].join(', '))
  return [
    `Clock Medic ${version}, ${new Date(checkedAt * 1000).toISOString()} by this computer's clock`,
    ...about,
    '',
    reasonWords(verdict),
    ...(verdict.kind === 'unknown' && verdict.hint !== undefined ? [hintWords(verdict.hint)] : []),
    `The check took ${tookWords(tookSeconds)}.`,
    '', 'Sources', ...(sources.length === 0 ? ['  none'] : sources),
    '', 'How this computer keeps time', ...stateText(state).split('\n').map((line) => `  ${line}`),
    '', 'Findings', ...(findings.length === 0 ? ['  none'] : findings.map(({ id, severity, title }) => `  ${title} (${id}, ${severity})`)),
    '', 'What a repair would do', ...planText(plan).split('\n').map((line) => `  ${line}`),
  ].join('\n')
}
