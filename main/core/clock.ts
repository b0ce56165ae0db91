/** The two clocks every measurement needs; handed in, for core itself never reads one. */
export interface Clock {
  /** The local (possibly wrong) clock, seconds since 1970 UTC, to the microsecond where the system allows. */
  readonly wall: () => number
  /** Seconds from any start; never jumps when the clock is set. */
  readonly monotonic: () => number
}
