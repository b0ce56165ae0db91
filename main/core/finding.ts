import type { Remedy } from './remedy.ts'

export type Severity = 'note' | 'warning' | 'critical'

export type FindingId =
  | 'clock-wrong' | 'automatic-time-off'
  | 'service-stopped' | 'service-disabled' | 'service-masked' | 'service-failed' | 'service-missing' | 'service-unregistered' | 'service-on-demand'
  | 'service-not-correcting' | 'believes-synchronised' | 'beyond-correction-limit' | 'two-services' | 'other-client'
  | 'servers-unreachable' | 'server-wrong' | 'source-port-taken' | 'udp-blocked'
  | 'hardware-clock-off' | 'hardware-clock-local' | 'hardware-clock-dead' | 'dual-boot'
  | 'wrong-zone' | 'automatic-zone-off' | 'secure-time-seeding'
  | 'managed' | 'domain-member' | 'domain-controller-away' | 'container' | 'virtual-machine'
  | 'repair-half-done'

/** Something about this machine's time set-up that explains a wrong clock or will make it wrong again. */
export interface Finding {
  readonly id: FindingId
  readonly severity: Severity
  /** One short line: "Automatic time is turned off". */
  readonly title: string
  /** What it means for the user, one or two sentences. */
  readonly meaning: string
  /** What mends it; absent where nothing on this machine can, then `meaning` says why. */
  readonly remedy?: Remedy
}
