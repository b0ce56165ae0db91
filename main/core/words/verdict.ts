import { DEFAULT_LIMITS, levelOf } from '../limits.ts'
import type { Hint } from '../hint.ts'
import type { SourceKind } from '../source.ts'
import type { UnknownReason, Verdict } from '../verdict.ts'
import { plusMinus, slowOrFast } from './duration.ts'

/** Below this the clock is called right, not slow or fast. */
const RIGHT_WITHIN = 1

const WHY_UNKNOWN: Readonly<Record<UnknownReason, string>> = {
  'no-network': 'This computer is not connected to a network.',
  'no-answer': 'Nothing answered: no time server and no website. The network may be down or may block everything.',
  'names-not-found': 'The network does not know the names of the time servers.',
  'captive-portal': 'This network shows a sign-in page before it lets anything else through.',
  'sources-disagree': 'The time servers disagree and no side has a majority, so none of them can be trusted.',
  'too-few-sources': 'Too few time servers and websites gave an answer that can be trusted, so none of them could be checked against the others.',
  'udp-blocked': 'This network blocks time servers (UDP port 123), and too few websites gave a time to check the clock by.',
  'servers-unsynchronised': 'The time servers that answered say that their own clocks are not set.',
  'servers-refuse': 'The time servers asked not to be used from this network right now.',
  'certificates': 'Websites answered, but too few of them could prove who they are, so their time is not to be trusted.',
  'clock-stepped': 'Something set this clock, or the computer slept, while it was being measured.',
  'bad-answers': 'What answered in place of the time servers makes no sense.',
}

const NEXT_STEP: Readonly<Record<UnknownReason, string>> = {
  'no-network': 'Connect to a network, then check again.',
  'no-answer': 'Try another network, for example your phone\'s hotspot, then check again.',
  'names-not-found': 'Try another network, or ask your administrator which time server this network offers.',
  'captive-portal': 'Open a web page, sign in to the Wi-Fi, then check again.',
  'sources-disagree': 'Try another network. If it stays like this, show the details to your administrator.',
  'too-few-sources': 'Check again in a moment, or try another network.',
  'udp-blocked': 'Try another network, for example your phone\'s hotspot, or ask your administrator to open UDP port 123.',
  'servers-unsynchronised': 'Check again in a few minutes, or ask your administrator about this network\'s time servers.',
  'servers-refuse': 'Check again in an hour, or try another network.',
  'certificates': 'A device on this network may be reading secure connections. Try another network, or ask your administrator.',
  'clock-stepped': 'Check again.',
  'bad-answers': 'Try another network, then check again.',
}

/** Why nothing can be said about the clock, for people. */
export const unknownWords = (reason: UnknownReason): string => WHY_UNKNOWN[reason]

/** What the user can do about it. */
export const unknownNextStep = (reason: UnknownReason): string => NEXT_STEP[reason]

/** The one statement about this clock: "Your clock is 47.3 seconds slow". */
export function statementWords(verdict: Verdict): string {
  if (verdict.kind === 'unknown') return 'Your clock could not be checked'
  const size = Math.abs(verdict.offset)
  // Where stricter limits are set, a clock beyond them is not called right.
  if (verdict.level === 'ok' && (size < RIGHT_WITHIN || size <= verdict.uncertainty)) return 'Your clock is right'
  return `Your clock is ${slowOrFast(verdict.offset)}`
}

/** What the offset means for one-time codes. The limits may be set otherwise (--warn, --critical); what services accept stays. */
export function meaningWords(verdict: Verdict): string {
  if (verdict.kind === 'unknown') return 'Cannot tell'
  switch (levelOf(verdict.offset, DEFAULT_LIMITS)) {
    case 'ok': return verdict.level === 'ok' ? 'Codes will be accepted' : 'Codes will be accepted, but the limit set here is passed'
    case 'warning': return 'Codes may be rejected'
    case 'critical': return 'Codes will be rejected'
  }
}

/** One sentence for logs, JSON and tooltips: statement, or the reason why there is none. */
export function reasonWords(verdict: Verdict): string {
  if (verdict.kind === 'unknown') return WHY_UNKNOWN[verdict.reason]
  const ignored = verdict.sources.filter(({ status }) => status === 'falseticker').length
  const outvoted = ignored === 0 ? '' : ` ${ignored === 1 ? 'One source disagrees and was' : `${ignored} sources disagree and were`} ignored.`
  return `${statementWords(verdict)} (${plusMinus(verdict.uncertainty)}, ${sourcesWords(verdict)}).${outvoted}`
}

/** "time.example (192.0.2.1)", or the address alone where that is all there is. */
export const sourceName = ({ name, address }: { readonly name: string; readonly address: string }): string =>
  (address === '' || address === name ? name : `${name} (${address})`)

/** "4 time servers (1 authenticated)", "3 websites": who the verdict rests on. */
export function sourcesWords(verdict: Verdict): string {
  const used = verdict.sources.filter(({ status }) => status === 'truechimer')
  // IPv4 and IPv6 of one name are one server to the reader.
  const names = (...kinds: SourceKind[]): number => new Set(used.filter(({ kind }) => kinds.includes(kind)).map(({ name }) => name)).size
  const [servers, proven, web] = [names('ntp', 'nts'), names('nts'), names('https-date')]
  const parts = [
    ...(servers > 0 ? [`${servers} time server${servers === 1 ? '' : 's'}${proven > 0 ? ` (${proven} authenticated)` : ''}`] : []),
    ...(web > 0 ? [`${web} website${web === 1 ? '' : 's'}`] : []),
  ]
  return parts.join(' and ')
}

/** What a page without protection said, where nothing else is known; it is never more than a hint. */
export function hintWords({ name, offset, uncertainty }: Hint): string {
  const size = Math.abs(offset) <= Math.max(uncertainty, RIGHT_WITHIN) ? 'right' : `about ${slowOrFast(offset)}`
  return `An unprotected page (${name}) suggests that this clock is ${size}. Anybody on the network could have written that, so it proves nothing.`
}
