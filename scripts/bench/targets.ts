import { digits } from './digits.ts'
import { APP, FINE, FINE_IN_TIME, isReference, LEAST, OURS, PROCESS, THIRD, valuesOf, type Network, type Quantity } from './measurement.ts'
import { CHRONYD, HTPDATE, NTPDIG } from './peers.ts'
import { median, percentile } from './statistics.ts'

interface Target {
  readonly network: string
  readonly against: string
  readonly ours: string
  readonly measure: 'time' | 'error' | 'error p95' | 'uncertainty'
  /** "sooner": theirs / ours is to reach it; "of it": ours / theirs is not to exceed it. */
  readonly goal: readonly ['sooner' | 'of it', number]
}

/** What is promised, each as a ratio of figures from the same rounds. */
export const TARGETS: readonly Target[] = [
  { network: 'home', against: CHRONYD, ours: APP, measure: 'time', goal: ['sooner', 100] },
  { network: 'home', against: CHRONYD, ours: PROCESS, measure: 'time', goal: ['sooner', 25] },
  { network: 'mobile', against: CHRONYD, ours: APP, measure: 'time', goal: ['sooner', 20] },
  { network: 'mobile', against: CHRONYD, ours: PROCESS, measure: 'time', goal: ['sooner', 12] },
  { network: 'home', against: CHRONYD, ours: APP, measure: 'error', goal: ['of it', 1] },
  { network: 'home', against: CHRONYD, ours: APP, measure: 'error p95', goal: ['of it', 0.5] },
  { network: 'mobile', against: CHRONYD, ours: APP, measure: 'error p95', goal: ['of it', 0.7] },
  { network: 'home', against: NTPDIG, ours: PROCESS, measure: 'time', goal: ['sooner', 3] },
  { network: 'mobile', against: NTPDIG, ours: PROCESS, measure: 'time', goal: ['sooner', 10] },
  { network: 'home', against: NTPDIG, ours: APP, measure: 'error', goal: ['of it', 2] },
  { network: 'home', against: NTPDIG, ours: FINE, measure: 'error', goal: ['of it', 1.2] },
  { network: 'blocked', against: HTPDATE, ours: APP, measure: 'time', goal: ['sooner', 4] },
  { network: 'blocked', against: HTPDATE, ours: FINE_IN_TIME, measure: 'error', goal: ['of it', 0.3] },
  { network: 'home', against: THIRD, ours: APP, measure: 'time', goal: ['of it', 1.3] },
  { network: 'home', against: LEAST, ours: APP, measure: 'uncertainty', goal: ['of it', 1.2] },
  { network: 'mobile', against: LEAST, ours: APP, measure: 'uncertainty', goal: ['of it', 1.4] },
]

export interface Outcome {
  readonly network: string
  readonly measure: string
  readonly against: string
  readonly reached: string
  readonly goal: string
  readonly met: boolean
}

/** Tells of each target in the networks that were measured what was reached. */
export function outcomesOf(networks: readonly Network[]): readonly Outcome[] {
  return networks.flatMap((network) => [
    ...TARGETS.filter((target) => target.network === network.name).map((target) => ratioOf(target, network)),
    ...promisesOf(network),
  ])
}

function ratioOf({ against, ours, measure, goal: [sense, bound] }: Target, network: Network): Outcome {
  const [mine, theirs] = [figure(network, ours, measure), figure(network, against, measure)]
  const ratio = sense === 'sooner' ? theirs / mine : mine / theirs
  return {
    network: network.name,
    measure: `${measure}, ${ours.replace('Clock Medic, ', '')}`,
    against,
    reached: sense === 'sooner' ? `${digits(ratio)} × sooner` : `${digits(ratio)} of it`,
    goal: sense === 'sooner' ? `≥ ${bound} ×` : `≤ ${bound}`,
    met: sense === 'sooner' ? ratio >= bound : ratio <= bound,
  }
}

const QUANTITIES: Readonly<Record<Target['measure'], Quantity>> = { time: 'seconds', error: 'error', 'error p95': 'error', uncertainty: 'uncertainty' }

function figure(network: Network, tool: string, measure: Target['measure']): number {
  const values = valuesOf(network, tool, isReference(tool) ? 'seconds' : QUANTITIES[measure])
  return measure === 'error p95' ? percentile(values, 95) : median(values)
}

/** A median over fewer answers would hide the rounds without one, and a good error a bound that does not hold. */
function promisesOf(network: Network): readonly Outcome[] {
  const mine = network.measurements.filter(({ tool }) => OURS.includes(tool))
  const answered = mine.filter(({ error }) => error !== undefined)
  const outside = answered.filter(({ error = 0, uncertainty = 0 }) => error > uncertainty)
  const promise = (measure: string, broken: number, of: number): Outcome =>
    ({ network: network.name, measure, against: 'all measurements of Clock Medic', reached: `${broken} of ${of}`, goal: '0', met: broken === 0 })
  return [
    promise('no answer', mine.length - answered.length, mine.length),
    promise('truth outside the stated uncertainty', outside.length, answered.length),
  ]
}
