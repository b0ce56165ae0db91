import type { LocalClock } from './local-clock.ts'
import { zoneOffset } from './calendar.ts'
import type { HardwareClockDescription } from './description.ts'

/** The laptop's battery-backed clock. It counts on its own and knows neither zone nor fractions. */
export class HardwareClock {
  readonly #clock: LocalClock
  readonly #zone: () => string
  #mode: 'utc' | 'local'
  /** What the chip shows, read as UTC, minus true time. */
  #minusTrue: number

  constructor(clock: LocalClock, description: HardwareClockDescription, at: number, zone: () => string) {
    this.#clock = clock
    this.#zone = zone
    this.#mode = description.mode
    this.#minusTrue = 0
    this.set(at, clock.trueAt(at) - (description.offset ?? clock.offsetAt(at)))
  }

  get mode(): 'utc' | 'local' {
    return this.#mode
  }

  /** Keeps it in UTC or in local time from now on; what it shows stays until it is set. */
  keepIn(mode: 'utc' | 'local'): void {
    this.#mode = mode
  }

  /** What /sys/class/rtc/rtc0/since_epoch shows: the face of the chip taken as UTC, whole seconds. */
  faceAt(at: number): number {
    return Math.floor(this.#clock.trueAt(at) + this.#minusTrue)
  }

  /** The time the chip means, in its mode: seconds since 1970 UTC. */
  timeAt(at: number): number {
    const face = this.#clock.trueAt(at) + this.#minusTrue
    return this.#mode === 'local' ? face - zoneOffset(face, this.#zone()) : face
  }

  set(at: number, time: number): void {
    const face = this.#mode === 'local' ? time + zoneOffset(time, this.#zone()) : time
    this.#minusTrue = face - this.#clock.trueAt(at)
  }
}
