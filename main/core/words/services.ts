import type { Chance } from '../services/chance.ts'
import type { Service } from '../services/service.ts'
import { durationWords } from './duration.ts'

/** What a service puts up with: "codes up to one step of 30 s early or late". */
export function toleranceWords(service: Service): string {
  if (service.kind === 'time-limit') {
    const trouble = service.troubleFrom === undefined ? '' : `; trouble from ${durationWords(service.troubleFrom)} on`
    return `clocks that differ by less than ${durationWords(service.limit)}${trouble}`
  }
  const { window, period } = service
  if (window === 0) return `only the current code of ${period} s`
  return `codes up to ${window === 1 ? 'one step' : `${window} steps`} of ${period} s early or late`
}

const QUARTERS = ['will be rejected', 'works about 1 time in 4', 'works about half the time', 'works about 3 times in 4', 'fine'] as const

/** A chance in words, to a quarter: "will be rejected", "works about 3 times in 4", "fine"; both ends where they differ. */
export function chanceRangeWords({ low, high }: Chance): string {
  const [worst, best] = [quarterOf(low), quarterOf(high)]
  if (worst === best) return QUARTERS[worst] ?? ''
  if (worst === 0 && best === 4) return 'cannot be told yet'
  return worst === 0 ? `works ${timesOf(best)} at best` : best === 4 ? `works at least ${timesOf(worst)}` : `works between ${timesOf(worst)} and ${timesOf(best)}`
}

/** Only what is very close to sure is called so. */
function quarterOf(chance: number): number {
  if (chance <= 0.02) return 0
  return chance >= 0.98 ? 4 : Math.min(3, Math.max(1, Math.round(chance * 4)))
}

const timesOf = (quarter: number): string => (quarter === 2 ? 'half the time' : quarter === 1 ? '1 time in 4' : '3 times in 4')

/** A chance in per cent: "25 %", "25 to 50 %". */
export function chancePercent({ low, high }: Chance): string {
  const [worst, best] = [Math.round(low * 100), Math.round(high * 100)]
  return worst === best ? `${worst} %` : `${worst} to ${best} %`
}

/** The countdown to the moment at which a code is best typed; `wait` in seconds, null where no moment helps. */
export function waitWords(wait: number | null): string {
  if (wait === null) return 'No moment is better than another: the next code will be rejected.'
  return wait === 0 ? 'Type the code now.' : `Wait ${wait} s, then type the code.`
}

/** Every service with what it puts up with and where that is published, for the command line. */
export function servicesText(services: readonly Service[]): string {
  return services.map((service) => [
    `${service.name} (${service.id})`,
    `  accepts ${toleranceWords(service)}${service.confirmed ? '' : ' (not confirmed)'}`,
    ...(service.note === undefined ? [] : [`  ${service.note}`]),
    `  Source: ${service.source}${service.checked === '' ? '' : `, read on ${service.checked}`}`,
  ].join('\n')).join('\n\n')
}
