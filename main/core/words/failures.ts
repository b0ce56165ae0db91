import type { Failure, FailureCode } from '../source.ts'
import { msg, say } from './say.ts'

const WORDS: Readonly<Record<FailureCode, string>> = {
  'no-answer': msg('Did not answer.'),
  'late': msg('Had not answered when the result was certain.'),
  'no-route': msg('This network has no way to it.'),
  'port-closed': msg('The network or the server refuses time requests (UDP port 123).'),
  'name-unknown': msg('Its name is not known to the name service.'),
  'names-silent': msg('The name service did not answer.'),
  'kiss-of-death': msg('Asked not to be used.'),
  'held-off': msg('Was not asked: it wishes to be left alone for a while.'),
  'key-exchange': msg('Could not agree on keys for authenticated time.'),
  'proxy': msg('The web proxy did not let the question through.'),
  'mode': msg('Sent something that is no answer.'),
  'version': msg('Speaks a version of NTP that is not known.'),
  'stratum': msg('Says that it has no time.'),
  'unsynchronised': msg('Says that its own clock is not synchronised.'),
  'zero-time': msg('Sent an empty time.'),
  'root-distance': msg('Is too unsure of its own time.'),
  'order': msg('Sent times in an impossible order.'),
  'delay': msg('Took too long to tell the time well.'),
  'stale': msg('Has not corrected its own clock for over a day.'),
  'implausible': msg('Sent a time that cannot be.'),
  'origin': msg('Sent something that answers another question.'),
  'short': msg('Sent a packet that is too short.'),
  'no-date': msg('Its answer has no date.'),
  'cached': msg('Its answer comes from a cache.'),
  'portal': msg('A sign-in page of the network answered in its place.'),
  'certificate': msg('Its certificate is not to be trusted.'),
  'wrong-name': msg('Its certificate belongs to another name.'),
  'http-status': msg('Answered with an error.'),
  'connection': msg('No secure connection could be made.'),
}

/** One sentence on why a source was not used, with what the source itself said in brackets. */
export function failureWords({ code, detail }: Pick<Failure, 'code' | 'detail'>): string {
  const sentence = say(WORDS[code])
  return detail === '' ? sentence : say('{sentence} ({detail}). || the sentence comes without its full stop; behind it what the source itself said', { sentence: sentence.replace(/[.。]$/u, ''), detail })
}
