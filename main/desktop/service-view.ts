import type { FactRow, GuiltView, ServiceClockView, ServicesView, Tone } from '../../preload/contract.ts'
import { DEFAULT_LIMITS } from '../core/limits.ts'
import { RIGHT, sizeOf, waitBeforeTyping, type Chance } from '../core/services/chance.ts'
import { allServices } from '../core/services/reader.ts'
import { rangeOfService, type ServiceClock } from '../core/service-clock.ts'
import { chancesOf, judgeThree, type CodeMaker, type Guilt, type NextStep, type ServiceChance } from '../core/three-clocks.ts'
import { trueTimeAt } from '../core/true-time.ts'
import { serviceClockWords } from '../core/words/service-clock.ts'
import { msg, say } from '../core/words/say.ts'
import { acceptsWords, chanceChangeWords, serviceName, waitWords } from '../core/words/services.ts'
import { guiltWords } from '../core/words/three-clocks.ts'
import type { SessionState } from './session-state.ts'

/** The code test itself asks for these where it does. */
const ASKED_ELSEWHERE: ReadonlySet<NextStep> = new Set<NextStep>(['test-phone', 'test-phone-closely', 'set-phone'])

const LEADS: Readonly<Partial<Record<NextStep, NonNullable<GuiltView['lead']>>>> = {
  'check-laptop': { label: msg('Look at this laptop\'s clock'), screen: 'clock' },
  'repair-laptop': { label: msg('Look at this laptop\'s clock'), screen: 'clock' },
  'tell-admin': { label: msg('Message for its administrator || of the service'), screen: 'help', helpPlace: 'server-clock' },
  'enrol-again': { label: msg('Message for its administrator || of the service'), screen: 'help', helpPlace: 'still-rejected' },
}

const makerOf = ({ codeTest }: SessionState): CodeMaker => (codeTest.authenticator.quirk === 'follows-this-laptop' ? 'laptop' : 'phone')

/** What the three clocks say together; null where neither a code nor a service was judged. */
function guiltOf(state: SessionState): Guilt | null {
  const { checkup, codeTest: { verdict }, service: { clock } } = state
  const phone = verdict?.kind === 'match' ? verdict : null
  if (checkup === null || (phone === null && clock === null)) return null
  return judgeThree({ laptop: checkup.verdict, phone, service: clock, authenticator: makerOf(state) })
}

/** Which clock is guilty and what to do; undefined while there is nothing to go by. */
export function guiltView(state: SessionState): GuiltView | undefined {
  const guilt = guiltOf(state)
  if (guilt === null) return undefined
  const { sentence, next } = guiltWords(guilt, makerOf(state))
  const first = guilt.next.find((step) => LEADS[step] !== undefined)
  const lead = first === undefined ? undefined : LEADS[first]
  return { sentence, next: next.filter((_, index) => !ASKED_ELSEWHERE.has(guilt.next[index] ?? 'test-phone')), ...(lead === undefined ? {} : { lead: { ...lead, label: say(lead.label) } }) }
}

/** The user's services: the chance at each, when to type, and which there are. */
export function servicesView(state: SessionState, now: number): ServicesView {
  const { picked, added } = state.service
  const all = allServices(added)
  const guilt = guiltOf(state)
  const chances = guilt === null ? [] : chancesOf(guilt, makerOf(state), all.filter(({ id }) => picked.includes(id)))
  const typing = guilt === null ? null : typingHints(state, guilt, chances, now)
  return {
    chances: chances.map(chanceRow),
    ...(typing === null ? {} : { typing }),
    choices: all.map((service) => ({ id: service.id, name: serviceName(service), text: acceptsWords(service), picked: picked.includes(service.id) })),
  }
}

const chanceRow = (chance: ServiceChance): FactRow =>
  ({ label: serviceName(chance.service), value: chanceChangeWords(chance), tone: chance.before === undefined ? 'neutral' : toneOf(chance.before) })

function toneOf({ low, high }: Chance): Tone {
  if (low >= 0.98) return 'good'
  if (high <= 0.02) return 'bad'
  return low <= 0.02 && high >= 0.98 ? 'neutral' : 'warning'
}

/** One sentence for each second of a step, where codes are at the edge of what the strictest of the services accepts. */
function typingHints(state: SessionState, { errors }: Guilt, chances: readonly ServiceChance[], now: number): readonly string[] | null {
  const maker = errors[makerOf(state)]
  const trueTime = state.checkup === null ? null : trueTimeAt(state.checkup, now)
  const edge = chances.flatMap(({ service, before }) => (service.kind === 'totp' && before !== undefined && before.low < 0.98 && before.high > 0.02 ? [service] : []))
  const [strictest] = edge.toSorted((a, b) => a.window - b.window)
  if (maker === undefined || trueTime === null || strictest === undefined || maker.high - maker.low >= strictest.period) return null
  const theirs = errors.service ?? RIGHT
  const { window, period } = strictest
  return Array.from({ length: period }, (_, second) => waitWords(waitBeforeTyping({ maker, service: theirs, window, period, trueTime: trueTime + second })))
}

/** What came of asking the service. */
export function serviceClockView({ service: { added, asking, clock, wrong } }: SessionState): ServiceClockView {
  const pages = allServices(added).flatMap(({ name, page }) => (page === undefined ? [] : [{ name: serviceName({ name }), address: page }]))
  const answer: ServiceClockView['answer'] = wrong !== null ? { tone: 'neutral', sentences: [wrong] }
    : clock === null ? undefined : { tone: serviceTone(clock), sentences: serviceClockWords(clock) }
  return { asking, pages, ...(answer === undefined ? {} : { answer }) }
}

function serviceTone(clock: ServiceClock): Tone {
  if (clock.kind === 'unknown') return 'neutral'
  const { nearest, farthest } = sizeOf(rangeOfService(clock))
  if (nearest >= DEFAULT_LIMITS.critical) return 'bad'
  return farthest < DEFAULT_LIMITS.warning ? 'good' : 'warning'
}
