import type { Chance } from '../services/chance.ts'
import { SERVICES } from '../services/data.ts'
import type { Service } from '../services/service.ts'
import type { ServiceChance } from '../three-clocks.ts'
import { durationWords } from './duration.ts'
import { msg, say, sayNumber } from './say.ts'

/** The name of a service: a brand stays as it is, and so does a name that an organisation gave. */
export const serviceName = ({ name }: Pick<Service, 'name'>): string => (SERVICES.some((listed) => listed.name === name) ? say(name) : name)

/** What a service puts up with: "codes up to one step of 30 s early or late". */
export function toleranceWords(service: Service): string {
  if (service.kind === 'time-limit') {
    const limit = durationWords(service.limit)
    return service.troubleFrom === undefined
      ? say('clocks that differ by less than {limit} || what a service accepts', { limit })
      : say('clocks that differ by less than {limit}; trouble from {start} on || what a service accepts', { limit, start: durationWords(service.troubleFrom) })
  }
  const { window } = service
  const period = sayNumber(service.period)
  if (window === 0) return say('only the current code of {period} s || what a service accepts', { period })
  return say('codes up to {window, plural, one {one step} other {# steps}} of {period} s early or late || what a service accepts', { window, period })
}

/** The same as what is said of the service: "accepts only the current code of 30 s (not confirmed)". */
export function acceptsWords(service: Service): string {
  const tolerance = toleranceWords(service)
  return service.confirmed
    ? say('accepts {tolerance} || a service; such as: only the current code of 30 s', { tolerance })
    : say('accepts {tolerance} (not confirmed) || a service; such as: only the current code of 30 s', { tolerance })
}

const FINE = msg('fine || of a sign-in: it will work')
const QUARTERS: readonly string[] = [msg('will be rejected'), msg('works about 1 time in 4'), msg('works about half the time'), msg('works about 3 times in 4'), FINE]
const AT_BEST: readonly string[] = [msg('works 1 time in 4 at best'), msg('works half the time at best'), msg('works 3 times in 4 at best')]
const AT_LEAST: readonly string[] = [msg('works at least 1 time in 4'), msg('works at least half the time'), msg('works at least 3 times in 4')]

/** A chance in words, to a quarter: "will be rejected", "works about 3 times in 4", "fine"; both ends where they differ. */
export function chanceRangeWords({ low, high }: Chance): string {
  const [worst, best] = [quarterOf(low), quarterOf(high)]
  if (worst === best) return say(QUARTERS[worst] ?? FINE)
  if (worst === 0 && best === 4) return say('cannot be told yet')
  if (worst === 0) return say(AT_BEST[best - 1] ?? FINE)
  if (best === 4) return say(AT_LEAST[worst - 1] ?? FINE)
  if (worst === 2) return say('works between half the time and 3 times in 4')
  return best === 2 ? say('works between 1 time in 4 and half the time') : say('works between 1 time in 4 and 3 times in 4')
}

/** The chance now and after a repair, where that changes it. */
export function chanceChangeWords({ before, after }: ServiceChance): string {
  const then = chanceRangeWords(after)
  if (before === undefined) return say('not known yet; {chance} once your clocks are right || of a sign-in; such as: works about half the time', { chance: then })
  const now = chanceRangeWords(before)
  return now === then ? now : say('{chance}; after a repair: {later} || of a sign-in; such as: works about half the time', { chance: now, later: then })
}

/** Only what is very close to sure is called so. */
function quarterOf(chance: number): number {
  if (chance <= 0.02) return 0
  return chance >= 0.98 ? 4 : Math.min(3, Math.max(1, Math.round(chance * 4)))
}

/** The countdown to the moment at which a code is best typed; `wait` in seconds, null where no moment helps. */
export function waitWords(wait: number | null): string {
  if (wait === null) return say('No moment is better than another: the next code will be rejected.')
  return wait === 0 ? say('Type the code now.') : say('Wait {seconds} s, then type the code.', { seconds: sayNumber(wait) })
}

/** Every service with what it puts up with and where that is published, for the command line. */
export function servicesText(services: readonly Service[]): string {
  return services.map((service) => [
    `${service.name} (${service.id})`,
    `  ${acceptsWords(service)}`,
    ...(service.note === undefined ? [] : [`  ${service.note}`]),
    `  Source: ${service.source}${service.checked === '' ? '' : `, read on ${service.checked}`}`,
  ].join('\n')).join('\n\n')
}
