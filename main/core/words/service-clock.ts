import type { KnownServiceClock, ServiceClock, ServiceUnknown } from '../service-clock.ts'
import { durationWords, plusMinus } from './duration.ts'

/** An error of a service that is smaller than this is not worth a word, in seconds. */
const RIGHT_WITHIN = 1

const WHY: Readonly<Record<ServiceUnknown, string>> = {
  'true-time-unknown': 'The true time is not known, so no other clock can be judged by it.',
  'not-public': 'Its name leads to a private network. Only the pages of public hosts are asked for their time.',
  'no-network': 'This computer is not connected to a network.',
  'name-unknown': 'The network does not know its name.',
  'no-answer': 'It gave no answer, or not enough of them.',
  'proxy': 'The web proxy of this network did not let the question through.',
  'portal': 'A sign-in page of this network stands in the way.',
  'certificate': 'What answered could not prove that it is this service.',
  'status': 'It answered with an error of its own.',
  'no-date': 'It tells no time, or none that can be true.',
  'cached': 'The answer came from a cache, so it does not tell the time of the service.',
  'contradiction': 'Its answers contradict each other. Several machines with different clocks may stand behind this name.',
}

/** Why nothing can be said about a service's clock. */
export const serviceUnknownWords = (reason: ServiceUnknown): string => WHY[reason]

/** "40.2 seconds ahead", "right". */
export function serviceErrorWords({ ahead, uncertainty }: KnownServiceClock): string {
  const size = Math.abs(ahead)
  if (size <= Math.max(uncertainty, RIGHT_WITHIN)) return `right to ${plusMinus(size + uncertainty)}`
  return `${durationWords(ahead)} ${ahead > 0 ? 'ahead' : 'behind'}, right to ${plusMinus(uncertainty)}`
}

/** What is known of a service's clock, as sentences. */
export function serviceClockWords(clock: ServiceClock): readonly string[] {
  if (clock.kind === 'unknown') return [`The clock of ${clock.host} could not be measured. ${WHY[clock.reason]}`]
  return [
    `The clock of ${clock.host} is ${serviceErrorWords(clock)}.`,
    ...(clock.front ? ['A machine in front of the service took part, and the time may be that of its clock.'] : []),
  ]
}
