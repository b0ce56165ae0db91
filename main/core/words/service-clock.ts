import type { KnownServiceClock, ServiceClock, ServiceUnknown } from '../service-clock.ts'
import { durationWords, plusMinus } from './duration.ts'
import { msg, say } from './say.ts'

/** An error of a service that is smaller than this is not worth a word, in seconds. */
const RIGHT_WITHIN = 1

const WHY: Readonly<Record<ServiceUnknown, string>> = {
  'true-time-unknown': msg('The true time is not known, so no other clock can be judged by it.'),
  'not-public': msg('Its name leads to a private network. Only the pages of public hosts are asked for their time.'),
  'no-network': msg('This computer is not connected to a network.'),
  'name-unknown': msg('The network does not know its name.'),
  'no-answer': msg('It gave no answer, or not enough of them.'),
  'proxy': msg('The web proxy of this network did not let the question through.'),
  'portal': msg('A sign-in page of this network stands in the way.'),
  'certificate': msg('What answered could not prove that it is this service.'),
  'status': msg('It answered with an error of its own.'),
  'no-date': msg('It tells no time, or none that can be true.'),
  'cached': msg('The answer came from a cache, so it does not tell the time of the service.'),
  'contradiction': msg('Its answers contradict each other. Several machines with different clocks may stand behind this name.'),
}

/** What is known of a service's clock, as sentences. */
export function serviceClockWords(clock: ServiceClock): readonly string[] {
  const { host } = clock
  if (clock.kind === 'unknown') return [`${say('The clock of {host} could not be measured.', { host })} ${say(WHY[clock.reason])}`]
  return [
    errorSentence(clock),
    ...(clock.front ? [say('A machine in front of the service took part, and the time may be that of its clock.')] : []),
  ]
}

function errorSentence({ host, ahead, uncertainty }: KnownServiceClock): string {
  const size = Math.abs(ahead)
  if (size <= Math.max(uncertainty, RIGHT_WITHIN)) return say('The clock of {host} is right to {uncertainty}.', { host, uncertainty: plusMinus(size + uncertainty) })
  const values = { host, size: durationWords(ahead), uncertainty: plusMinus(uncertainty) }
  return ahead > 0 ? say('The clock of {host} is {size} ahead, right to {uncertainty}.', values) : say('The clock of {host} is {size} behind, right to {uncertainty}.', values)
}
