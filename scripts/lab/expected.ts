import type { UnknownReason } from '../../main/core/verdict.ts'

/** What the right result in a network is. */
export interface Expected {
  /** The offset must come from one of these; none where no source there deserves to be believed. */
  readonly methods: readonly string[]
  /** True reasons for "cannot tell". */
  readonly reasons: readonly UnknownReason[]
  /** Whether it has to say that UDP port 123 is blocked; absent where both are true. */
  readonly saysBlocked?: boolean
  /** The check ends within, in seconds. */
  readonly within?: number
}

const ANSWERED: Expected = { methods: ['ntp'], reasons: [], saysBlocked: false }
/** Too many packets may be lost for three sources to answer in time. */
const LOSSY: Expected = { ...ANSWERED, reasons: ['too-few-sources', 'no-answer'] }
const BY_WEB: Expected = { methods: ['https-date'], reasons: [], saysBlocked: true }

const NETWORKS: Readonly<Record<string, Expected>> = {
  'mobile': LOSSY,
  'blocked': { ...BY_WEB, within: 0.5 },
  'blocked-icmp': BY_WEB,
  'blocked-mobile': { ...BY_WEB, reasons: LOSSY.reasons },
  // Whether the servers or something before them refuses cannot be seen.
  'closed': { methods: ['https-date'], reasons: [] },
  // Three of six websites are right: no majority if all of them count.
  'web-caches': { ...BY_WEB, reasons: ['too-few-sources', 'sources-disagree', 'udp-blocked'] },
  'web-certs': { methods: [], reasons: ['too-few-sources', 'certificates', 'udp-blocked'] },
  'split': { ...ANSWERED, reasons: ['sources-disagree'] },
  'dead': { methods: [], reasons: ['no-answer'], within: 3 },
  // The name server is deaf on UDP only; the packets to it by TCP are let through.
  'no-names': { methods: ['ntp'], reasons: ['no-answer'], saysBlocked: false },
  'offline': { methods: [], reasons: ['no-network'], within: 0.1 },
  'captive': { methods: [], reasons: ['captive-portal'], within: 0.5 },
}

/** What is expected in a network; one that is not named here is to be answered by time servers. */
export const expectedIn = (network: string): Expected => NETWORKS[network] ?? ANSWERED
