import { DEFAULT_LIMITS, levelOf } from '../limits.ts'
import type { Hint } from '../hint.ts'
import type { SourceKind } from '../source.ts'
import type { KnownVerdict, UnknownReason, Verdict } from '../verdict.ts'
import { durationWords, plusMinus, slowOrFast } from './duration.ts'
import { msg, say, sayList } from './say.ts'

/** Below this the clock is called right, not slow or fast. */
const RIGHT_WITHIN = 1

const WHY_UNKNOWN: Readonly<Record<UnknownReason, string>> = {
  'no-network': msg('This computer is not connected to a network.'),
  'no-answer': msg('Nothing answered: no time server and no website. The network may be down or may block everything.'),
  'names-not-found': msg('The network does not know the names of the time servers.'),
  'captive-portal': msg('This network shows a sign-in page before it lets anything else through.'),
  'sources-disagree': msg('The time servers disagree and no side has a majority, so none of them can be trusted.'),
  'too-few-sources': msg('Too few time servers and websites gave an answer that can be trusted, so none of them could be checked against the others.'),
  'udp-blocked': msg('This network blocks time servers (UDP port 123), and too few websites gave a time to check the clock by.'),
  'servers-unsynchronised': msg('The time servers that answered say that their own clocks are not set.'),
  'servers-refuse': msg('The time servers asked not to be used from this network right now.'),
  'certificates': msg('Websites answered, but too few of them could prove who they are, so their time is not to be trusted.'),
  'clock-stepped': msg('Something set this clock, or the computer slept, while it was being measured.'),
  'bad-answers': msg('What answered in place of the time servers makes no sense.'),
}

const NEXT_STEP: Readonly<Record<UnknownReason, string>> = {
  'no-network': msg('Connect to a network, then check again.'),
  'no-answer': msg('Try another network, for example your phone\'s hotspot, then check again.'),
  'names-not-found': msg('Try another network, or ask your administrator which time server this network offers.'),
  'captive-portal': msg('Open a web page, sign in to the Wi-Fi, then check again.'),
  'sources-disagree': msg('Try another network. If it stays like this, show the details to your administrator.'),
  'too-few-sources': msg('Check again in a moment, or try another network.'),
  'udp-blocked': msg('Try another network, for example your phone\'s hotspot, or ask your administrator to open UDP port 123.'),
  'servers-unsynchronised': msg('Check again in a few minutes, or ask your administrator about this network\'s time servers.'),
  'servers-refuse': msg('Check again in an hour, or try another network.'),
  'certificates': msg('A device on this network may be reading secure connections. Try another network, or ask your administrator.'),
  'clock-stepped': msg('Check again.'),
  'bad-answers': msg('Try another network, then check again.'),
}

/** Why nothing can be said about the clock, for people. */
export const unknownWords = (reason: UnknownReason): string => say(WHY_UNKNOWN[reason])

/** What the user can do about it. */
export const unknownNextStep = (reason: UnknownReason): string => say(NEXT_STEP[reason])

/** Tells whether the clock is called right, not slow or fast. Where stricter limits are set, a clock beyond them is not. */
export const isCalledRight = ({ level, offset, uncertainty }: KnownVerdict): boolean => level === 'ok' && (Math.abs(offset) < RIGHT_WITHIN || Math.abs(offset) <= uncertainty)

/** The one statement about this clock: "Your clock is 47.3 seconds slow". */
export function statementWords(verdict: Verdict): string {
  if (verdict.kind === 'unknown') return say('Your clock could not be checked')
  if (isCalledRight(verdict)) return say('Your clock is right')
  const words = { size: durationWords(verdict.offset) }
  return verdict.offset >= 0 ? say('Your clock is {size} slow', words) : say('Your clock is {size} fast', words)
}

/** What the offset means for one-time codes. The limits may be set otherwise (--warn, --critical); what services accept stays. */
export function meaningWords(verdict: Verdict): string {
  if (verdict.kind === 'unknown') return say('Cannot tell || in place of what the clock means for codes')
  switch (levelOf(verdict.offset, DEFAULT_LIMITS)) {
    case 'ok': return verdict.level === 'ok' ? say('Codes will be accepted') : say('Codes will be accepted, but the limit set here is passed')
    case 'warning': return say('Codes may be rejected')
    case 'critical': return say('Codes will be rejected')
  }
}

/** One sentence for logs, JSON and tooltips: statement, or the reason why there is none. */
export function reasonWords(verdict: Verdict): string {
  if (verdict.kind === 'unknown') return unknownWords(verdict.reason)
  const ignored = verdict.sources.filter(({ status }) => status === 'falseticker').length
  const checked = say('{statement} ({precision}, {sources}). || Your clock is right (±20 ms, 4 time servers).', {
    statement: statementWords(verdict), precision: plusMinus(verdict.uncertainty), sources: sourcesWords(verdict),
  })
  return ignored === 0 ? checked : `${checked} ${say('{count, plural, one {One source disagrees and was ignored.} other {# sources disagree and were ignored.}}', { count: ignored })}`
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
    ...(servers > 0 ? [serversWords(servers, proven)] : []),
    ...(web > 0 ? [say('{count, plural, one {# website} other {# websites}}', { count: web })] : []),
  ]
  return sayList(parts)
}

const serversWords = (count: number, proven: number): string => (proven === 0
  ? say('{count, plural, one {# time server} other {# time servers}}', { count })
  : say('{count, plural, one {# time server ({proven} authenticated)} other {# time servers ({proven} authenticated)}}', { count, proven }))

/** What a page without protection said, where nothing else is known; it is never more than a hint. */
export function hintWords({ name, offset, uncertainty }: Hint): string {
  return Math.abs(offset) <= Math.max(uncertainty, RIGHT_WITHIN)
    ? say('An unprotected page ({page}) suggests that this clock is right. Anybody on the network could have written that, so it proves nothing.', { page: name })
    : say('An unprotected page ({page}) suggests that this clock is about {offset}. Anybody on the network could have written that, so it proves nothing.', { page: name, offset: slowOrFast(offset) })
}
