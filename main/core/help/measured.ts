import type { Checkup } from '../checkup.ts'
import type { PhoneMatch } from '../code/judge-phone.ts'
import { rangeOfService, type ServiceClock } from '../service-clock.ts'
import { judgeThree } from '../three-clocks.ts'
import { plusMinus } from '../words/duration.ts'
import { rangeWords } from '../words/phone.ts'
import { sourcesWords, statementWords, unknownWords } from '../words/verdict.ts'

/** What is known of the three clocks; null for one that was not measured. */
export interface MeasuredClocks {
  readonly laptop: Pick<Checkup, 'checkedAt' | 'verdict'> | null
  /** The phone, or whatever makes the codes. */
  readonly phone: PhoneMatch | null
  readonly service: ServiceClock | null
}

/** Tells whether all three clocks are proven right: then, and only then, the trouble is the account. */
export function provenRight({ laptop, phone, service }: MeasuredClocks): boolean {
  if (laptop === null || phone === null) return false
  const authenticator = phone.quirk === 'follows-this-laptop' ? 'laptop' : 'phone'
  return judgeThree({ laptop: laptop.verdict, phone, service, authenticator }).mayEnrolAgain
}

/** The service's clock in a few words. */
export function serviceWords(service: MeasuredClocks['service']): string {
  if (service === null) return 'not measured'
  return service.kind === 'unknown' ? 'could not be measured' : rangeWords(rangeOfService(service))
}

/** This laptop's clock in a few words: "47.3 seconds slow", "not checked yet". */
export function laptopWords(laptop: MeasuredClocks['laptop']): string {
  if (laptop === null) return 'not checked yet'
  return laptop.verdict.kind === 'unknown' ? 'could not be checked' : statementWords(laptop.verdict).replace(/^Your clock is /, '')
}

/** The measured numbers, one a line, for a message: each clock with its error, or that it was not measured. */
export function measuredLines({ laptop, phone, service }: MeasuredClocks): readonly string[] {
  return [
    `Laptop: ${laptopLine(laptop)}`,
    `Authenticator: ${phone === null ? 'not measured.' : `${rangeWords(phone.range)}${phone.certain || phone.fine ? '' : ', by one code only'}.`}`,
    `Service: ${serviceWords(service)}${service?.kind === 'known' ? ', by the dates of its answers' : ''}.`,
  ]
}

function laptopLine(laptop: MeasuredClocks['laptop']): string {
  if (laptop === null) return 'not measured.'
  const { checkedAt, verdict } = laptop
  if (verdict.kind === 'unknown') return `could not be measured. ${unknownWords(verdict.reason)}`
  return `${laptopWords(laptop)} (${plusMinus(verdict.uncertainty)}), against ${sourcesWords(verdict)}, on ${utcWords(checkedAt + verdict.offset)}.`
}

/** Seconds since 1970 as "2026-11-22 12:00:47 UTC". */
const utcWords = (seconds: number): string => `${new Date(seconds * 1000).toISOString().slice(0, 19).replace('T', ' ')} UTC`
