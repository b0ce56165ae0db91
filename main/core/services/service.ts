interface Listed {
  /** Small letters, digits and dashes; what a choice is remembered by. */
  readonly id: string
  readonly name: string
  /** Where the tolerance is published. */
  readonly source: string
  /** The day on which the source was read, as 2026-11-22. */
  readonly checked: string
  /** The source states the figure; else it is an assumption or what `note` says. */
  readonly confirmed: boolean
  readonly note?: string
  /** The page that asks for the code, as an https address; only a list of one's own names it. */
  readonly page?: string
}

/** Accepts codes of so many steps before and after the current one. */
export interface TotpService extends Listed {
  readonly kind: 'totp'
  /** Steps either side. */
  readonly window: number
  /** Length of a step in seconds. */
  readonly period: number
}

/** Accepts what carries a time that is off by less than the limit. */
export interface LimitService extends Listed {
  readonly kind: 'time-limit'
  /** Seconds either way. */
  readonly limit: number
  /** From so many seconds on it fails now and then; absent where nothing is known of that. */
  readonly troubleFrom?: number
}

/** A service with the error of a clock that it puts up with. */
export type Service = TotpService | LimitService
