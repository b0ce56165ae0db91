import { certificate } from './certificate.ts'
import { dnsReply } from './dns-reply.ts'
import type { FuzzTarget } from './engine.ts'
import { FILES } from './files.ts'
import { HELPER } from './helper.ts'
import { httpDate } from './http-date.ts'
import { LINUX } from './linux.ts'
import { LINUX_SERVERS } from './linux-servers.ts'
import { MACOS } from './macos.ts'
import { ntpPacket } from './ntp-packet.ts'
import { ntsRecords } from './nts-records.ts'
import { ntsReply } from './nts-reply.ts'
import { ntsStream } from './nts-stream.ts'
import { POLICY } from './policy.ts'
import { serviceAnswers } from './service-answers.ts'
import { otlpAnswer, portalAnswer } from './web-answers.ts'
import { WINDOW } from './window.ts'
import { WINDOWS } from './windows.ts'
import { WORDS } from './words.ts'

/** What reads bytes out of a network. */
const NETWORK_TARGETS: readonly FuzzTarget[] = [ntpPacket, httpDate, certificate, ntsRecords, ntsStream, ntsReply, dnsReply, portalAnswer, otlpAnswer, serviceAnswers]

/** Every reader of what others wrote. */
export const TARGETS: readonly FuzzTarget[] = [...NETWORK_TARGETS, ...LINUX, ...LINUX_SERVERS, ...WINDOWS, ...MACOS, ...FILES, ...POLICY, ...HELPER, ...WORDS, ...WINDOW]

/** Where a single run costs a signature, a seal, or the search of a picture. */
const DEAR: Readonly<Record<string, { readonly short: number; readonly long?: number }>> = { 'certificate': { short: 1_000 }, 'nts-reply': { short: 2_000 }, 'key-picture': { short: 8, long: 5_000 } }

/** How many inputs a target stands in `npm test`, and how many before it is said to stand them. */
export const runsOf = (target: FuzzTarget): { readonly short: number; readonly long: number } => {
  const isNetwork = NETWORK_TARGETS.includes(target)
  return { short: isNetwork ? 5_000 : 1_000, long: isNetwork ? 10_000_000 : 1_000_000, ...DEAR[target.name] }
}
