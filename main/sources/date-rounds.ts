import { likely, planTurns, type Asker } from '../core/date-interval.ts'
import { overlapOf, spanOf, votersOf } from '../core/voter.ts'
import type { Sample } from '../core/sample.ts'
import type { Stopwatch } from './ntp-exchange.ts'

/** A website that has answered once. */
export interface DateSource {
  readonly first: Sample
  /** Asks again at once on the same connection; null when nothing usable came. Never rejects. */
  readonly again: () => Promise<Sample | null>
}

/** Of one website so many answers are asked for in one check, the first included. */
const MOST_QUESTIONS = 6

interface Site extends Asker {
  readonly source: DateSource
  questions: number
  timer: NodeJS.Timeout | null
  busy: boolean
}

/**
 * Narrows down by further `Date` headers: each website by itself, at the moment at which its second should turn
 * (`planTurns`), so that nobody waits for the slowest. Every new sample goes to `narrowed`, which answers whether that
 * is exact enough. Resolves when it is, or when all websites have said all they can. `close` ends it at once.
 */
export function narrowDown(sources: readonly DateSource[], samples: () => readonly Sample[], stopwatch: Stopwatch, narrowed: (sample: Sample) => boolean): { readonly done: Promise<void>; readonly close: () => void } {
  const sites: readonly Site[] = sources.map((source) => ({ source, delay: source.first.delay, questions: 1, timer: null, busy: false }))
  let finish: () => void = () => {}
  let over = false
  const done = new Promise<void>((resolve) => { finish = resolve })
  const close = (): void => {
    over = true
    for (const { timer } of sites) if (timer !== null) clearTimeout(timer)
    finish()
  }
  const plan = (): void => {
    for (const { timer } of sites) if (timer !== null) clearTimeout(timer)
    const open = sites.filter(({ busy, questions }) => !busy && questions < MOST_QUESTIONS)
    const span = likely(samples())
    if (span === null || (open.length === 0 && !sites.some(({ busy }) => busy))) return close()
    for (const { asker, wait } of planTurns(open, stopwatch.now(), span)) asker.timer = setTimeout(() => void ask(asker), wait * 1000)
  }
  const ask = async (site: Site): Promise<void> => {
    site.busy = true
    site.timer = null
    site.questions++
    const sample = await site.source.again()
    if (over) return
    site.busy = false
    if (sample === null || contradicts(sample, samples())) site.questions = MOST_QUESTIONS
    else if (narrowed(sample)) return close()
    plan()
  }
  plan()
  return { done, close }
}

/** A server that makes its dates ahead of time says what it said before cannot be: it has told all it can. */
function contradicts(sample: Sample, known: readonly Sample[]): boolean {
  return votersOf(known.filter(({ kind, name, address }) => kind === sample.kind && name === sample.name && address === sample.address))
    .every((voter) => overlapOf([voter, spanOf(sample)]) === null)
}
