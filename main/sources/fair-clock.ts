const TICK = 0.025
/** A tick that took longer than this held up the answers as well: the rest of it is not counted. */
const LONGEST_TICK = 0.1

interface Alarm { readonly due: number; readonly ring: () => void }

/**
 * Counts the seconds in which answers could really have been taken in. On a machine under load this program may not run
 * for a second; an answer that waits all that time in the socket must not lose against a timer. Starts at once.
 */
export class FairClock {
  #counted = 0
  #last = performance.now()
  #alarms: readonly Alarm[] = []
  readonly #ticker = setInterval(() => this.#tick(), TICK * 1000)
  readonly #ticked: () => void

  /** @param ticked called about forty times a second, after the answers that are there already */
  constructor(ticked: () => void = () => {}) {
    this.#ticked = ticked
  }

  /** Seconds since the start that count. */
  now(): number {
    return this.#counted
  }

  /** Rings once `seconds` have been counted since the start, after the answers that are there already. */
  at(seconds: number, ring: () => void): void {
    this.#alarms = [...this.#alarms, { due: seconds, ring }]
  }

  /** Rings once `seconds` more have been counted. */
  after(seconds: number, ring: () => void): void {
    this.at(this.#counted + seconds, ring)
  }

  stop(): void {
    clearInterval(this.#ticker)
    this.#alarms = []
  }

  #tick(): void {
    const now = performance.now()
    this.#counted += Math.min(LONGEST_TICK, (now - this.#last) / 1000)
    this.#last = now
    const due = this.#alarms.filter((alarm) => alarm.due <= this.#counted)
    this.#alarms = this.#alarms.filter((alarm) => alarm.due > this.#counted)
    // Timers come before the network in a turn of the event loop; this lets waiting packets go first.
    for (const { ring } of due) setImmediate(ring)
    setImmediate(this.#ticked)
  }
}
