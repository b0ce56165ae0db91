/** The two clocks every measurement needs; handed in, for core itself never reads one. */
export interface Clock {
  /** The local (possibly wrong) clock, seconds since 1970 UTC, to the microsecond where the system allows. */
  readonly wall: () => number
  /** Seconds from any start; never jumps when the clock is set. */
  readonly monotonic: () => number
  /** Both at one moment, and how far they may be apart in truth; where it is absent, reading one after the other has to do. */
  readonly both?: () => Reading
}

/** Two clocks read at one moment, in seconds. */
export interface Reading {
  readonly wall: number
  readonly monotonic: number
  /** The two belong together to within this. */
  readonly error: number
}
