import { DEFAULT_LIMITS } from './limits.ts'
import { rangeOfService, type ServiceClock } from './service-clock.ts'
import { aheadOf, chanceFor, RIGHT, sizeOf, type Ahead, type Chance } from './services/chance.ts'
import type { Service } from './services/service.ts'
import type { Verdict } from './verdict.ts'

export type ClockName = 'laptop' | 'phone' | 'service'

/** What makes the codes: a phone (or a token), or a program on this laptop, whose codes follow the laptop's clock. */
export type CodeMaker = 'phone' | 'laptop'

/** The phone's clock as its codes tell it. */
export interface PhoneClock {
  /** Seconds ahead of true time. */
  readonly range: Ahead
  /** A second code has ruled out chance. */
  readonly certain: boolean
}

export interface ThreeClocks {
  readonly laptop: Verdict
  /** Null where no code was judged. */
  readonly phone: PhoneClock | null
  /** Null where it was not asked. */
  readonly service: ServiceClock | null
  readonly authenticator: CodeMaker
}

/** `unclear`: measured, but not closely enough to call it right or wrong. `not-used`: no part in these codes. */
export type ClockState = 'right' | 'wrong' | 'unclear' | 'unknown' | 'not-used'

/** What to do next, the first thing first. */
export type NextStep = 'check-laptop' | 'repair-laptop' | 'set-phone' | 'tell-admin' | 'test-phone' | 'test-phone-closely' | 'ask-service' | 'ask-service-again' | 'ask-admin' | 'set-both' | 'enrol-again'

export interface Guilt {
  readonly states: Readonly<Record<ClockName, ClockState>>
  /** Errors in seconds ahead of true time, where they are known. */
  readonly errors: Readonly<Partial<Record<ClockName, Ahead>>>
  /** The clocks that are wrong. */
  readonly culprits: readonly ClockName[]
  readonly next: readonly NextStep[]
  /** Every clock that has a part in it is proven right, so that a new enrolment may be advised. */
  readonly mayEnrolAgain: boolean
  /** How far what makes the codes is ahead of what checks them, where each is right by itself but both together are not. */
  readonly apart?: Ahead
}

/** From here on codes may fail at the edge of their window, in seconds. */
const WRONG_FROM = DEFAULT_LIMITS.warning

const CURES: Readonly<Record<ClockName, NextStep>> = { laptop: 'repair-laptop', phone: 'set-phone', service: 'tell-admin' }

/**
 * Which of the three clocks makes codes fail. A clock is right or wrong only where that is proven over all of its range; the
 * laptop's clock is named as well where it makes no codes, for it has to be right in any case.
 */
export function judgeThree(clocks: ThreeClocks): Guilt {
  const { service, authenticator } = clocks
  const errors = errorsOf(clocks)
  const states: Guilt['states'] = {
    laptop: stateOf(errors.laptop),
    phone: authenticator === 'laptop' ? 'not-used' : clocks.phone === null || clocks.phone.certain || errors.phone === undefined ? stateOf(errors.phone) : 'unclear',
    service: stateOf(errors.service),
  }
  const culprits = (['laptop', 'phone', 'service'] as const).filter((name) => states[name] === 'wrong')
  const maker = errors[authenticator]
  const between = maker === undefined || errors.service === undefined ? undefined : aheadOf(maker, errors.service)
  const allRight = Object.values(states).every((state) => state === 'right' || state === 'not-used')
  const apart = allRight && between !== undefined && sizeOf(between).farthest >= WRONG_FROM ? between : undefined
  const mayEnrolAgain = allRight && apart === undefined && service?.kind === 'known' && !service.front
  const settled = culprits.some((name) => name === 'service' || name === authenticator)
  return {
    states, errors, culprits, mayEnrolAgain,
    next: [
      ...culprits.map((name) => CURES[name]),
      ...(settled ? [] : stillToDo(states)),
      ...(apart === undefined ? [] : ['set-both' as const]),
      ...(mayEnrolAgain ? ['enrol-again' as const] : []),
      // What stands in front of a service may be right while the service behind it is not.
      ...(allRight && apart === undefined && !mayEnrolAgain ? ['ask-admin' as const] : []),
    ],
    ...(apart === undefined ? {} : { apart }),
  }
}

/** The next measurement that is missing; true time comes first, for all else is judged by it. */
function stillToDo({ laptop, phone, service }: Guilt['states']): readonly NextStep[] {
  if (laptop === 'unknown' || laptop === 'unclear') return ['check-laptop']
  if (phone === 'unknown') return ['test-phone']
  if (phone === 'unclear') return ['test-phone-closely']
  if (service === 'unknown') return ['ask-service']
  return service === 'unclear' ? ['ask-service-again'] : []
}

function stateOf(error: Ahead | undefined): ClockState {
  if (error === undefined) return 'unknown'
  const { nearest, farthest } = sizeOf(error)
  if (nearest >= WRONG_FROM) return 'wrong'
  return farthest < WRONG_FROM ? 'right' : 'unclear'
}

/** Without true time neither a code nor a date can be judged. */
function errorsOf({ laptop, phone, service, authenticator }: ThreeClocks): Guilt['errors'] {
  if (laptop.kind === 'unknown') return {}
  // The offset is what the clock lacks: a slow clock is behind.
  const own = { low: -laptop.offset - laptop.uncertainty, high: -laptop.offset + laptop.uncertainty }
  return {
    laptop: own,
    ...(phone === null || authenticator === 'laptop' ? {} : { phone: phone.range }),
    ...(service?.kind === 'known' ? { service: rangeOfService(service) } : {}),
  }
}

/** What a service makes of these clocks. */
export interface ServiceChance {
  readonly service: Service
  /** As the clocks are now; absent where the clock that counts is not known. */
  readonly before?: Chance
  /** Once laptop and phone are right; an error of the service stays until its admin mends it. */
  readonly after: Chance
}

/**
 * The chance that the next sign-in works, for each service, before and after a repair. Codes follow what makes them, time
 * limits follow the laptop. A service whose clock was not measured is taken to be right.
 */
export function chancesOf({ errors }: Guilt, authenticator: CodeMaker, services: readonly Service[]): readonly ServiceChance[] {
  const theirs = errors.service ?? RIGHT
  return services.map((service) => {
    const maker = errors[service.kind === 'totp' ? authenticator : 'laptop']
    return {
      service, after: chanceFor(service, { maker: RIGHT, service: theirs }),
      ...(maker === undefined ? {} : { before: chanceFor(service, { maker, service: theirs }) }),
    }
  })
}
