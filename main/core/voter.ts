import { type Sample } from './sample.ts'
import type { SourceKind } from './source.ts'

/** Offsets in seconds, both ends included. */
export interface Span {
  readonly low: number
  readonly high: number
}

/** One say in the vote: the offsets that all answers under one name allow together. */
export interface Voter extends Span {
  readonly name: string
  readonly kind: SourceKind
  readonly samples: readonly Sample[]
}

/** The correctness interval of an answer (RFC 5905 section 11.2.1): the offset is in it if the source is right. */
export const spanOf = ({ offset, distance }: Sample): Span => ({ low: offset - distance, high: offset + distance })

/** What lies in all of these spans; null where that is nothing. */
export function overlapOf(spans: readonly Span[]): Span | null {
  const low = Math.max(...spans.map((span) => span.low))
  const high = Math.min(...spans.map((span) => span.high))
  return low <= high ? { low, high } : null
}

/**
 * Who has a say: one voter for each name, whatever the number of its addresses, since one operator who errs does so on all
 * of them. Several answers of one address, and the addresses of one name, bound the offset together, each the better way
 * there and the better way back. An address that contradicts itself keeps its shortest answer; addresses of one name that
 * contradict each other have a say each.
 */
export function votersOf(samples: readonly Sample[]): readonly Voter[] {
  return groupsBy(addressesOf(samples), ({ kind, name }) => `${kind} ${name}`).flatMap((voters) => {
    const together = overlapOf(voters)
    const [first] = voters
    return together === null || first === undefined ? voters : [{ ...first, ...together, samples: voters.flatMap((voter) => voter.samples) }]
  })
}

/** The same with a voter for each address. Websites behind one proxy have its address in common, so that the name belongs to it. */
export const addressesOf = (samples: readonly Sample[]): readonly Voter[] => groupsBy(samples, ({ kind, name, address }) => `${kind} ${name} ${address}`).map(ofAddress)

function ofAddress(samples: readonly [Sample, ...Sample[]]): Voter {
  const [first] = samples
  const together = overlapOf(samples.map(spanOf))
  const best = samples.reduce((a, b) => (b.distance < a.distance ? b : a))
  return { name: first.name, kind: first.kind, samples, ...(together ?? spanOf(best)) }
}

function groupsBy<T>(items: readonly T[], keyOf: (item: T) => string): readonly (readonly [T, ...T[]])[] {
  const groups = new Map<string, [T, ...T[]]>()
  for (const item of items) {
    const key = keyOf(item)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [item])
    else group.push(item)
  }
  return [...groups.values()]
}
