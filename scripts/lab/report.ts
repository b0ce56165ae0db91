import { digits } from '../bench/digits.ts'
import { median, worst } from '../bench/statistics.ts'
import type { Run } from './check.ts'
import type { Problem } from './evaluate.ts'

/** One line for each problem of a run: where, what, and the file with all of it. */
export const problemLines = ({ network, seed, problems, file }: Run): readonly string[] =>
  problems.map(({ kind, words }) => `${network} seed ${seed}: ${kind}: ${words} (${file})`)

/** One row for each network, as Markdown. */
export function tableOf(runs: readonly Run[]): string {
  const networks = [...new Set(runs.map(({ network }) => network))]
  return [
    '| network | runs | right | cannot tell | wrong | outside | other | late | took (s): median | worst | error (ms): median | worst | ± stated (ms): median |',
    '|---|---|---|---|---|---|---|---|---|---|---|---|---|',
    ...networks.map((network) => rowOf(network, runs.filter((run) => run.network === network))),
  ].join('\n')
}

function rowOf(network: string, runs: readonly Run[]): string {
  const outcomes = (['right', 'cannot-tell'] as const).map((outcome) => runs.filter((run) => run.outcome === outcome).length)
  const problems = (['wrong', 'outside', 'other', 'late'] as const).map((kind) => runs.filter((run) => has(run, kind)).length)
  const took = runs.flatMap(({ document }) => document?.tookSeconds ?? [])
  const errors = runs.flatMap(({ error }) => (error === undefined ? [] : Math.abs(error)))
  const stated = runs.flatMap(({ document }) => document?.uncertaintySeconds ?? [])
  const cells = [runs.length, ...outcomes, ...problems, digits(median(took)), digits(worst(took)), ...[median(errors), worst(errors), median(stated)].map((seconds) => digits(seconds * 1000))]
  return `| ${network} | ${cells.join(' | ')} |`
}

/** Tells whether a run has a problem of this kind. */
export const has = ({ problems }: Run, kind: Problem['kind']): boolean => problems.some((one) => one.kind === kind)
