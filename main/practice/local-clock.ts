import type { Clock } from '../platform/machine.ts'

/**
 * The practice laptop's wall clock. The host's wall clock at creation stands for true time and is never read again,
 * so that nothing done to the host's clock afterwards reaches the practice.
 * Moments (`at`) are seconds of the host's monotonic clock; times are seconds since 1970 UTC.
 */
export class LocalClock {
  readonly #monotonic: () => number
  readonly #startedAt: number
  readonly #trueAtStart: number
  #offset: number
  #setAt: number
  /** Seconds per second by which the offset shrinks towards zero. */
  #slew = 0

  constructor(host: Clock, offset: number) {
    this.#monotonic = host.monotonic
    this.#startedAt = host.monotonic()
    this.#trueAtStart = host.wall()
    this.#offset = offset
    this.#setAt = this.#startedAt
  }

  monotonic(): number {
    return this.#monotonic()
  }

  trueAt(at: number): number {
    return this.#trueAtStart + (at - this.#startedAt)
  }

  /** True time minus local clock, in seconds. */
  offsetAt(at: number): number {
    const corrected = this.#slew * Math.max(0, at - this.#setAt)
    return Math.sign(this.#offset) * Math.max(0, Math.abs(this.#offset) - corrected)
  }

  localAt(at: number): number {
    return this.trueAt(at) - this.offsetAt(at)
  }

  /** Makes the offset what is given, at once, and ends any slewing. */
  setOffset(at: number, offset: number): void {
    this.#offset = offset
    this.#setAt = at
    this.#slew = 0
  }

  /** Sets the clock to a time, at once. */
  setLocal(at: number, local: number): void {
    this.setOffset(at, this.trueAt(at) - local)
  }

  /** Lets the offset shrink by `rate` seconds per second from now on; 0 stops that. */
  slew(at: number, rate: number): void {
    this.setOffset(at, this.offsetAt(at))
    this.#slew = rate
  }
}
