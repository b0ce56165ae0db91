import { cpus } from 'node:os'
import { digits } from './digits.ts'
import { isReference, OURS, valuesOf, type Network } from './measurement.ts'
import { median, percentile, worst } from './statistics.ts'
import type { Outcome } from './targets.ts'

/** The tables as Markdown. */
export function reportOf(networks: readonly Network[], outcomes: readonly Outcome[], rounds: number): string {
  const missed = outcomes.filter(({ met }) => !met).length
  return [
    `Measured on ${new Date().toISOString().slice(0, 10)}: ${rounds} rounds in each network, in every round all programs in turn, each time another one first;`,
    `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown processor'}, Node ${process.versions.node}. Error = |offset given − truth|. Median: the middle of all`,
    'rounds with an answer; p95: nearest rank, the smallest value that 95 % of them do not exceed; worst: the largest. Time: start to',
    'exit of the process; of the running app: start of the measurement until its verdict stands.',
    ...networks.flatMap(networkTable),
    '',
    '| network | measure | against | reached | target | met |',
    '|---|---|---|---|---|---|',
    ...outcomes.map(({ network, measure, against, reached, goal, met }) => `| ${network} | ${measure} | ${against} | ${reached} | ${goal} | ${met ? 'yes' : '**no**'} |`),
    '',
    missed === 0 ? `All ${outcomes.length} targets are met.` : `${missed} of ${outcomes.length} targets are not met.`,
    '',
  ].join('\n')
}

function networkTable(network: Network): readonly string[] {
  const tools = [...new Set(network.measurements.map(({ tool }) => tool))]
  const order = (tool: string): number => (isReference(tool) ? 2 : OURS.includes(tool) ? 1 : 0)
  return [
    '',
    `**${network.name}** (load average ${network.load[0].toFixed(2)} at the start, ${network.load[1].toFixed(2)} at the end)`,
    '',
    '| program | time (ms): median | p95 | worst | error (ms): median | p95 | worst | ± stated (ms): median | answers |',
    '|---|---|---|---|---|---|---|---|---|',
    ...tools.toSorted((a, b) => order(a) - order(b) || a.localeCompare(b)).map((tool) => rowOf(network, tool)),
  ]
}

function rowOf(network: Network, tool: string): string {
  const [seconds, errors, stated] = (['seconds', 'error', 'uncertainty'] as const).map((quantity) => valuesOf(network, tool, quantity))
  const all = network.measurements.filter((one) => one.tool === tool).length
  const cells = [...spread(seconds ?? []), ...spread(errors ?? []), milliseconds(median(stated ?? []))]
  return `| ${tool} | ${cells.join(' | ')} | ${isReference(tool) ? '' : `${errors?.length ?? 0} of ${all}`} |`
}

const spread = (values: readonly number[]): readonly string[] => [median(values), percentile(values, 95), worst(values)].map(milliseconds)

const milliseconds = (seconds: number): string => digits(seconds * 1000)
