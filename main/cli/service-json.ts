import type { ServiceClock } from '../core/service-clock.ts'
import { serviceClockWords } from '../core/words/service-clock.ts'
import { round } from './json.ts'

/** The block `service` of a document: `errorSeconds` is the service's time minus true time, absent where it is not known. */
export function serviceJson(clock: ServiceClock): Record<string, unknown> {
  const { host } = clock
  const reason = serviceClockWords(clock).join(' ')
  if (clock.kind === 'unknown') return { host, verdict: 'unknown', reason, reasonCode: clock.reason }
  return {
    host, verdict: 'known', reason, errorSeconds: round(clock.ahead), uncertaintySeconds: round(clock.uncertainty), answers: clock.answers, throughFront: clock.front,
  }
}
