import type { Failure, FailureCode } from '../source.ts'

const WORDS: Readonly<Record<FailureCode, string>> = {
  'no-answer': 'Did not answer.',
  'late': 'Had not answered when the result was certain.',
  'no-route': 'This network has no way to it.',
  'port-closed': 'The network or the server refuses time requests (UDP port 123).',
  'name-unknown': 'Its name is not known to the name service.',
  'names-silent': 'The name service did not answer.',
  'kiss-of-death': 'Asked not to be used.',
  'held-off': 'Was not asked: it wishes to be left alone for a while.',
  'key-exchange': 'Could not agree on keys for authenticated time.',
  'proxy': 'The web proxy did not let the question through.',
  'mode': 'Sent something that is no answer.',
  'version': 'Speaks a version of NTP that is not known.',
  'stratum': 'Says that it has no time.',
  'unsynchronised': 'Says that its own clock is not synchronised.',
  'zero-time': 'Sent an empty time.',
  'root-distance': 'Is too unsure of its own time.',
  'order': 'Sent times in an impossible order.',
  'delay': 'Took too long to tell the time well.',
  'stale': 'Has not corrected its own clock for over a day.',
  'implausible': 'Sent a time that cannot be.',
  'origin': 'Sent something that answers another question.',
  'short': 'Sent a packet that is too short.',
  'no-date': 'Its answer has no date.',
  'cached': 'Its answer comes from a cache.',
  'portal': 'A sign-in page of the network answered in its place.',
  'certificate': 'Its certificate is not to be trusted.',
  'wrong-name': 'Its certificate belongs to another name.',
  'http-status': 'Answered with an error.',
  'connection': 'No secure connection could be made.',
}

/** One sentence on why a source was not used, with what the source itself said in brackets. */
export function failureWords({ code, detail }: Pick<Failure, 'code' | 'detail'>): string {
  const words = WORDS[code]
  return detail === '' ? words : `${words.slice(0, -1)} (${detail}).`
}
