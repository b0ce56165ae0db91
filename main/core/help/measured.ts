import type { Checkup } from '../checkup.ts'
import type { PhoneMatch } from '../code/judge-phone.ts'
import { rangeOfService, type ServiceClock } from '../service-clock.ts'
import { judgeThree } from '../three-clocks.ts'
import { plusMinus, slowOrFast } from '../words/duration.ts'
import { rangeWords } from '../words/phone.ts'
import { say } from '../words/say.ts'
import { isCalledRight, sourcesWords, unknownWords } from '../words/verdict.ts'

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
  if (service === null) return say('not measured || of a clock')
  return service.kind === 'unknown' ? say('could not be measured || of a clock') : rangeWords(rangeOfService(service))
}

/** This laptop's clock in a few words: "47.3 seconds slow", "not checked yet". */
export function laptopWords(laptop: MeasuredClocks['laptop']): string {
  if (laptop === null) return say('not checked yet || of a clock')
  const { verdict } = laptop
  if (verdict.kind === 'unknown') return say('could not be checked || of a clock')
  return isCalledRight(verdict) ? say('right || of a clock') : slowOrFast(verdict.offset)
}

/** The measured numbers, one a line, for a message: each clock with its error, or that it was not measured. */
export const measuredLines = ({ laptop, phone, service }: MeasuredClocks): readonly string[] => [laptopLine(laptop), phoneLine(phone), serviceLine(service)]

function laptopLine(laptop: MeasuredClocks['laptop']): string {
  if (laptop === null) return say('Laptop: not measured.')
  const { checkedAt, verdict } = laptop
  if (verdict.kind === 'unknown') return `${say('Laptop: could not be measured.')} ${unknownWords(verdict.reason)}`
  return say('Laptop: {error} ({uncertainty}), against {sources}, on {time}. || error: “47.3 seconds slow” or “right”; sources: “4 time servers”', {
    error: laptopWords(laptop), uncertainty: plusMinus(verdict.uncertainty), sources: sourcesWords(verdict), time: utcWords(checkedAt + verdict.offset),
  })
}

function phoneLine(phone: MeasuredClocks['phone']): string {
  if (phone === null) return say('Authenticator: not measured.')
  const range = rangeWords(phone.range)
  return phone.certain || phone.fine
    ? say('Authenticator: {range}. || between 65 and 105 s behind true time', { range })
    : say('Authenticator: {range}, by one code only. || between 65 and 105 s behind true time', { range })
}

function serviceLine(service: MeasuredClocks['service']): string {
  if (service === null) return say('Service: not measured.')
  if (service.kind === 'unknown') return say('Service: could not be measured.')
  return say('Service: {range}, by the dates of its answers. || between 65 and 105 s behind true time', { range: rangeWords(rangeOfService(service)) })
}

/** Seconds since 1970 as "2026-11-22 12:00:47 UTC", which reads alike in every language. */
const utcWords = (seconds: number): string => `${new Date(seconds * 1000).toISOString().slice(0, 19).replace('T', ' ')} UTC`
