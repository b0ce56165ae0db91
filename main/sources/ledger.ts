import type { Pending } from '../core/judge.ts'
import type { Observation, Sample } from '../core/sample.ts'
import type { Failure, FailureCode, Source, SourceKind } from '../core/source.ts'
import type { FairClock } from './fair-clock.ts'
import { distinct, failedSource } from './observations.ts'

/** One question that is under way. */
export interface Waiting {
  readonly source: Source
  /** By the fair clock of the survey. */
  readonly since: number
  /** Why it counts as silent should the survey end now. */
  readonly silence: FailureCode
  /** It is not waited for before the verdict: agreeing on keys takes longer than most checks. */
  readonly slow?: boolean
  /** Asks once more, or another server in its place, because nothing has come. */
  readonly again?: () => void
}

export interface Question {
  /** Ends it, with what came or with nothing to tell. */
  readonly answered: (observation: Observation | null) => void
  /** Ends it because the next one follows at once. */
  readonly goesOn: () => void
}

/** Who was asked in one survey, who answered what, and who is still awaited. */
export class Ledger {
  readonly samples: Sample[] = []
  readonly failures: Failure[] = []
  readonly #waiting = new Set<Waiting>()
  readonly #taken = new Set<string>()
  readonly #clock: FairClock
  readonly #readingError: () => number
  readonly #changed: (observation: Observation | null) => void
  #closed = false

  /**
   * @param readingError seconds by which our own clocks may have been misread: every answer is that much less sure
   * @param changed called after every answer, and without one when somebody is not awaited any more
   */
  constructor(clock: FairClock, readingError: () => number, changed: (observation: Observation | null) => void) {
    this.#clock = clock
    this.#readingError = readingError
    this.#changed = changed
  }

  ask(source: Source, silence: FailureCode, more: Pick<Waiting, 'slow' | 'again'> = {}): Question {
    const waiting: Waiting = { source, since: this.#clock.now(), silence, ...more }
    this.#waiting.add(waiting)
    return {
      answered: (observation) => {
        if (!this.#waiting.delete(waiting)) return
        if (observation !== null) this.record(observation)
        else if (!this.#closed) this.#changed(null)
      },
      goesOn: () => void this.#waiting.delete(waiting),
    }
  }

  record(observed: Observation): void {
    if (this.#closed) return
    const observation = observed.kind === 'sample' ? { ...observed, sample: this.#blurred(observed.sample) } : observed
    if (observation.kind === 'sample') this.samples.push(observation.sample)
    else this.failures.push(observation.failure)
    this.#changed(observation)
  }

  #blurred(sample: Sample): Sample {
    return { ...sample, distance: sample.distance + this.#readingError() }
  }

  /** Takes an address for one source alone: under whatever names, one server is one source. */
  take(key: string): void {
    this.#taken.add(key)
  }

  isTaken(key: string): boolean {
    return this.#taken.has(key)
  }

  waiting(): readonly Waiting[] {
    return [...this.#waiting]
  }

  /** Who of those awaited may still have a say: who has been silent for `patience` seconds has not. */
  pending(patience: number, kinds: readonly SourceKind[] = ['ntp', 'nts', 'https-date']): Pending {
    const now = this.#clock.now()
    const awaited = this.waiting().filter(({ source, since, slow }) => slow !== true && now - since < patience && kinds.includes(source.kind))
    const heard = new Set(this.samples.map(nameOf))
    return { addresses: awaited.length, names: new Set(awaited.map(({ source }) => nameOf(source)).filter((name) => !heard.has(name))).size }
  }

  /** Ends the survey for everybody. Those still awaited are told as silent, or as late where the verdict stood before their time was up. */
  close(patience: number, settled: boolean): readonly Failure[] {
    this.#closed = true
    const now = this.#clock.now()
    const unanswered = this.waiting().map(({ source, silence, since, slow }) =>
      failedSource(source, settled && (slow === true || now - since < patience) ? 'late' : silence).failure)
    this.#waiting.clear()
    return distinct([...this.failures, ...unanswered])
  }
}

const nameOf = ({ kind, name }: Source): string => `${kind} ${name}`
