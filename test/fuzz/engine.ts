import { performance } from 'node:perf_hooks'
import { seeded, type Random } from '../core/random.ts'

/** One piece of the program that reads what strangers send, with what it promises. */
export interface FuzzTarget {
  readonly name: string
  /** Good inputs, from which the bad ones are made. */
  readonly seeds: readonly Uint8Array[]
  /** The outcome of the inputs that got through every check. */
  readonly deepest: string
  /** Reads the input, throws when a promise is broken, and says in a few words how far the input came. */
  readonly run: (input: Uint8Array) => string | Promise<string>
  /** Makes an input that gets deeper than blind changes do; `mutated` of a seed when absent. */
  readonly make?: (random: Random) => Uint8Array
}

export interface FuzzReport {
  readonly runs: number
  readonly seconds: number
  /** How often each outcome came, the most frequent first. */
  readonly outcomes: readonly (readonly [outcome: string, times: number])[]
  /** The shortest input of each outcome, in hex. */
  readonly shortest: Readonly<Record<string, string>>
  readonly failure: FuzzFailure | null
}

export interface FuzzFailure {
  readonly run: number
  readonly message: string
  /** The input in hex: `npm run fuzz -- --target NAME --input HEX` runs it again. */
  readonly input: string
}

const SLOW_SECONDS = 1
const TELLING_BYTES = [0x00, 0x01, 0x20, 0x30, 0x7f, 0x80, 0x81, 0x82, 0xa0, 0xff] as const

/** Runs a target until it breaks a promise or the runs are over. The same seed gives the same inputs. */
export async function fuzz(target: FuzzTarget, runs: number, seed: number): Promise<FuzzReport> {
  const random = seeded(seed)
  const make = target.make ?? (() => mutated(oneOf(target.seeds, random), random, target.seeds))
  const outcomes = new Map<string, number>()
  const shortest = new Map<string, Uint8Array>()
  const start = performance.now()
  const report = (done: number, failure: FuzzFailure | null): FuzzReport =>
    ({
      runs: done, seconds: (performance.now() - start) / 1000, outcomes: [...outcomes].toSorted((a, b) => b[1] - a[1]), failure,
      shortest: Object.fromEntries([...shortest].map(([outcome, input]) => [outcome, toHex(input)])),
    })
  for (let run = 1; run <= runs; run++) {
    // The good inputs come first as they are.
    const input = target.seeds[run - 1] ?? make(random)
    const tried = attempt(target, input)
    // To wait for what is there costs more than many a run.
    const { outcome, message } = tried instanceof Promise ? await tried : tried
    if (message !== null) return report(run, { run, message, input: toHex(input) })
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
    if (input.length < (shortest.get(outcome)?.length ?? Infinity)) shortest.set(outcome, input)
  }
  return report(runs, null)
}

export interface Attempt {
  readonly outcome: string
  /** Which promise was broken; null where all were kept. */
  readonly message: string | null
}

/** Runs one input. */
export function attempt(target: FuzzTarget, input: Uint8Array): Attempt | Promise<Attempt> {
  const started = performance.now()
  try {
    const outcome = target.run(input)
    return outcome instanceof Promise ? outcome.then((value) => judged(target, input, started, value), broken) : judged(target, input, started, outcome)
  } catch (error) {
    return broken(error)
  }
}

function judged(target: FuzzTarget, input: Uint8Array, started: number, outcome: string): Attempt | Promise<Attempt> {
  for (const name in {}) return broken(new Error(`Every object has a ${name} now.`))
  return performance.now() - started > SLOW_SECONDS * 1000 ? seenAgain(target, input, outcome) : { outcome, message: null }
}

/** A machine that is busy may stop a run for long; then the same input is quick the next time. */
async function seenAgain(target: FuzzTarget, input: Uint8Array, outcome: string): Promise<Attempt> {
  for (let times = 0; times < 3; times++) {
    const start = performance.now()
    await target.run(input)
    if (performance.now() - start <= SLOW_SECONDS * 1000) return { outcome, message: null }
  }
  return { outcome, message: `took more than ${SLOW_SECONDS} s` }
}

const broken = (error: unknown): Attempt => ({ outcome: 'failed', message: error instanceof Error ? (error.stack ?? error.message) : String(error) })

/** A changed copy: bits, bytes, numbers, ranges cut out, doubled or put in, the end cut off, or the rest taken from another input. */
export function mutated(bytes: Uint8Array, random: Random, others: readonly Uint8Array[]): Uint8Array {
  let result = Uint8Array.from(bytes)
  for (let changes = random.whole(1, 3); changes > 0; changes--) result = change(result, random, others)
  return result
}

function change(bytes: Uint8Array<ArrayBuffer>, random: Random, others: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const at = random.whole(0, Math.max(0, bytes.length - 1))
  const length = random.whole(1, 16)
  switch (random.whole(0, 9)) {
    case 0: case 1: case 2: return withByte(bytes, at, (bytes[at] ?? 0) ^ (1 << random.whole(0, 7)))
    case 3: return withByte(bytes, at, random.whole(0, 255))
    case 4: return withByte(bytes, at, oneOf(TELLING_BYTES, random))
    case 5: return joined(bytes.subarray(0, at), bytes.subarray(at + length))
    case 6: return joined(bytes.subarray(0, at), random.bytes(length), bytes.subarray(at))
    case 7: return joined(bytes.subarray(0, at + length), bytes.subarray(at))
    case 8: return Uint8Array.from(bytes.subarray(0, at))
    default: return joined(bytes.subarray(0, at), oneOf(others, random).subarray(random.whole(0, at)))
  }
}

function withByte(bytes: Uint8Array<ArrayBuffer>, at: number, value: number): Uint8Array<ArrayBuffer> {
  if (at < bytes.length) bytes[at] = value
  return bytes
}

/** One of several, each as likely. */
export function oneOf<T>(items: readonly T[], random: Random): T {
  const item = items[random.whole(0, items.length - 1)]
  if (item === undefined) throw new Error('There is nothing to choose from.')
  return item
}

/** All bytes one after the other. */
export function joined(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const result = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    result.set(part, at)
    at += part.length
  }
  return result
}

const toHex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
