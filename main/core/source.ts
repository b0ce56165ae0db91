/** `nts` is NTP that proves who answers (RFC 8915); a website proves it by its certificate. */
export type SourceKind = 'ntp' | 'nts' | 'https-date'

/** Where time is asked for: a name the user would recognise and the address that was really asked. */
export interface Source {
  readonly name: string
  readonly address: string
  readonly kind: SourceKind
}

/** Why a source gave no usable time. `code` is stable, for programs and tests; `detail` is what the source itself said. */
export interface Failure extends Source {
  readonly status: 'unreachable' | 'refused' | 'discarded'
  readonly code: FailureCode
  readonly detail: string
}

export type FailureCode =
  | 'no-answer' | 'late' | 'no-route' | 'port-closed' | 'name-unknown' | 'names-silent'
  | 'kiss-of-death' | 'mode' | 'version' | 'stratum' | 'unsynchronised' | 'zero-time' | 'root-distance' | 'order' | 'delay'
  | 'stale' | 'implausible' | 'origin' | 'short'
  /** `held-off`: not asked, because it asked to be left alone; `key-exchange`: no keys for authenticated time (RFC 8915). */
  | 'held-off' | 'key-exchange' | 'proxy'
  | 'no-date' | 'cached' | 'portal' | 'certificate' | 'wrong-name' | 'http-status' | 'connection'
