import { describe, expect, test } from 'vitest'
import type { ServiceClock } from '../../main/core/service-clock.ts'
import { SERVICES } from '../../main/core/services/data.ts'
import { chancesOf, judgeThree, type ThreeClocks } from '../../main/core/three-clocks.ts'
import { chanceChangeWords } from '../../main/core/words/services.ts'
import { guiltWords } from '../../main/core/words/three-clocks.ts'
import { measured, notMeasured } from './builders.ts'

const phone = (low: number, high: number, certain = true) => ({ range: { low, high }, certain })
const service = (ahead: number, front = false): ServiceClock => ({ kind: 'known', host: 'login.example.com', ahead, uncertainty: 0.2, answers: 4, front })
const clocks = (more: Partial<ThreeClocks> = {}): ThreeClocks => ({ laptop: measured(0.01), phone: phone(-0.5, 0.5), service: service(0.1), authenticator: 'phone', ...more })

const told = (more: Partial<ThreeClocks>) => {
  const given = clocks(more)
  const guilt = judgeThree(given)
  return { ...guilt, ...guiltWords(guilt, given.authenticator), steps: guilt.next }
}

describe('which clock is guilty', () => {
  test.each<[string, Partial<ThreeClocks>, readonly string[], string, readonly string[]]>([
    ['the phone', { phone: phone(-86, -84) }, ['phone'], 'The clock of your phone is to blame: it is about 85 seconds behind.', ['set-phone']],
    ['the service', { service: service(42) }, ['service'], 'The clock of the service is to blame: it is 42 seconds ahead.', ['tell-admin']],
    ['the laptop that makes the codes', { laptop: measured(47.3), authenticator: 'laptop', phone: null }, ['laptop'],
      'The clock of this laptop is to blame: it is 47.3 seconds behind, and so are its codes.', ['repair-laptop']],
    ['the laptop beside a phone that was not tested', { laptop: measured(-3600), phone: null, service: null }, ['laptop'],
      'The clock of this laptop is 60 minutes ahead; the codes of your phone do not follow it, but the sign-in around them may.', ['repair-laptop', 'test-phone']],
    ['two of them', { laptop: measured(47.3), phone: phone(59, 61) }, ['laptop', 'phone'],
      'Two clocks are wrong: this laptop is 47.3 seconds behind and your phone is about 60 seconds ahead.', ['repair-laptop', 'set-phone']],
    ['all of them', { laptop: measured(47.3), phone: phone(59, 61), service: service(-20) }, ['laptop', 'phone', 'service'],
      'Three clocks are wrong: this laptop is 47.3 seconds behind, your phone is about 60 seconds ahead and the service is 20 seconds behind.', ['repair-laptop', 'set-phone', 'tell-admin']],
    ['none so far, without a code', { phone: null, service: null }, [], 'No clock is proven wrong so far. Not known well enough: your phone and the service; this laptop is right.', ['test-phone']],
    ['none so far, with one code only', { phone: phone(-5, 5, false) }, [], 'No clock is proven wrong so far. Not known well enough: your phone; this laptop and the service are right.', ['test-phone-closely']],
    ['none so far, with a wide range', { phone: phone(-10, 30) }, [], 'No clock is proven wrong so far. Not known well enough: your phone; this laptop and the service are right.', ['test-phone-closely']],
    ['a chance hit is no proof', { phone: phone(3600, 3640, false) }, [], 'No clock is proven wrong so far. Not known well enough: your phone; this laptop and the service are right.', ['test-phone-closely']],
    ['none so far, without the service', { service: null }, [], 'No clock is proven wrong so far. Not known well enough: the service; this laptop and your phone are right.', ['ask-service']],
    ['nothing without true time', { laptop: notMeasured(), phone: phone(-86, -84) }, [], 'No clock is proven wrong so far. Not known well enough: this laptop, your phone and the service.', ['check-laptop']],
    ['small errors that add up', { phone: phone(-14.4, -13.4), service: service(12) }, [], 'Each clock is nearly right, but what makes your codes and what checks them are about 26 seconds apart.', ['set-both']],
    ['a front that is right', { service: service(0, true) }, [], 'No clock that can be seen from here is wrong.', ['ask-admin']],
    ['nobody', {}, [], 'The clocks of this laptop, your phone and the service are right, so the time is not to blame.', ['enrol-again']],
    ['nobody, with codes of the laptop', { authenticator: 'laptop', phone: phone(500, 501) }, [], 'The clocks of this laptop and the service are right, so the time is not to blame.', ['enrol-again']],
  ])('%s', (_who, given, culprits, sentence, steps) => {
    expect(told(given)).toMatchObject({ culprits, sentence, steps, mayEnrolAgain: steps.includes('enrol-again') })
    for (const next of told(given).next) expect(next).toMatch(/^[A-Z].*\.$/)
  })

  test('enrolling again is never advised while a clock is wrong, unknown, seen through a front, or known by one code', () => {
    const laptops = [measured(0), measured(14.9), measured(15), measured(-47), notMeasured()]
    const phones = [null, phone(-1, 1), phone(-1, 1, false), phone(-15, 1), phone(14, 16), phone(-86, -84)]
    const services = [null, service(0), service(0, true), service(14.9), service(-14), service(40), { kind: 'unknown', host: 'a', reason: 'cached' } as const]
    let advised = 0
    for (const laptop of laptops) for (const each of phones) for (const theirs of services) for (const authenticator of ['phone', 'laptop'] as const) {
      const { mayEnrolAgain, errors, next } = judgeThree({ laptop, phone: each, service: theirs, authenticator })
      expect(next.includes('enrol-again')).toBe(mayEnrolAgain)
      expect(next.length).toBeGreaterThan(0)
      if (!mayEnrolAgain) continue
      advised++
      const maker = authenticator === 'phone' ? each?.range : errors.laptop
      expect(theirs).toMatchObject({ kind: 'known', front: false })
      expect(authenticator === 'laptop' || each?.certain).toBe(true)
      for (const error of [maker, errors.laptop, errors.service]) expect(Math.max(Math.abs(error?.low ?? NaN), Math.abs(error?.high ?? NaN))).toBeLessThan(15)
    }
    expect(advised).toBeGreaterThan(2)
  })
})

describe('what is known of each clock', () => {
  const judged = (more: Partial<ThreeClocks>) => judgeThree(clocks(more))
  const theirs = (ahead: number, uncertainty: number): ServiceClock => ({ kind: 'known', host: 'login.example.com', ahead, uncertainty, answers: 4, front: false })

  test('a slow clock is behind true time, by a range', () => {
    const { errors } = judged({ laptop: measured(47, { uncertainty: 0.5 }) })
    expect(errors).toEqual({ laptop: { low: -47.5, high: -46.5 }, phone: { low: -0.5, high: 0.5 }, service: { low: expect.closeTo(-0.1, 9), high: expect.closeTo(0.3, 9) } })
  })

  test('a phone that makes no codes is not looked at', () => expect(judged({ authenticator: 'laptop' }).errors).not.toHaveProperty('phone'))

  test('nothing is known of a phone without true time, whatever its codes', () => {
    expect(judged({ laptop: notMeasured(), phone: phone(-5, 5, false) }).states).toEqual({ laptop: 'unknown', phone: 'unknown', service: 'unknown' })
  })

  test('fifteen seconds are wrong, and what may be fifteen seconds is not right', () => {
    expect([phone(15, 16), phone(-16, -15), phone(14.9, 15), phone(0, 15), phone(0, 14.9)].map((each) => judged({ phone: each }).states.phone)).toEqual(['wrong', 'wrong', 'unclear', 'unclear', 'right'])
  })

  test('clocks that are right each, but may be fifteen seconds apart, are told apart from those that are right together', () => {
    expect(judged({ phone: phone(-5, -5), service: theirs(10, 0) })).toMatchObject({ next: ['set-both'], apart: { low: -15, high: -15 } })
    const close = judged({ phone: phone(-5, -5), service: theirs(9.9, 0) })
    expect(close.next).toEqual(['enrol-again'])
    expect(close).not.toHaveProperty('apart')
  })

  test.each<[string, Partial<ThreeClocks>, readonly string[]]>([
    ['the service is wrong', { service: service(42), phone: null }, ['tell-admin']],
    ['the phone is wrong', { service: null, phone: phone(60, 61) }, ['set-phone']],
    ['the laptop that makes the codes is wrong', { laptop: measured(60), authenticator: 'laptop', service: null }, ['repair-laptop']],
    ['the laptop is wrong, beside the codes', { laptop: measured(60), service: null }, ['repair-laptop', 'ask-service']],
    ['the service was not asked closely enough', { service: theirs(10, 10) }, ['ask-service-again']],
    ['true time is not known closely enough', { laptop: measured(0, { uncertainty: 20 }), phone: null }, ['check-laptop']],
  ])('what to do next where %s', (_what, more, next) => expect(judged(more).next).toEqual(next))
})

describe('the chance at each service', () => {
  const some = SERVICES.filter(({ id }) => ['defguard', 'keycloak', 'kerberos'].includes(id))
  const words = (more: Partial<ThreeClocks>) => {
    const given = clocks(more)
    return chancesOf(judgeThree(given), given.authenticator, some).map((chance) => `${chance.service.name}: ${chanceChangeWords(chance)}`)
  }

  test('follows the laptop where it makes the codes, and a repair cures it', () => {
    expect(words({ laptop: measured(47.3, { uncertainty: 0.01 }), authenticator: 'laptop' })).toEqual([
      'Defguard: will be rejected; after a repair: works about 3 times in 4', 'Keycloak: works about 1 time in 4; after a repair: fine', 'Kerberos (Active Directory, MIT): fine',
    ])
  })

  test('follows the phone where that makes them; time limits follow the laptop all the same', () => {
    expect(words({ laptop: measured(400), phone: phone(-40, -40) })).toEqual([
      'Defguard: will be rejected; after a repair: works about 3 times in 4', 'Keycloak: works about half the time; after a repair: fine', 'Kerberos (Active Directory, MIT): will be rejected; after a repair: fine',
    ])
  })

  test('does not promise that a repair helps against a service that is wrong', () => {
    expect(words({ service: service(600) })).toEqual(['Defguard: will be rejected', 'Keycloak: will be rejected', 'Kerberos (Active Directory, MIT): will be rejected'])
  })

  test('is not known without a code of the phone', () => {
    expect(words({ phone: null })[1]).toBe('Keycloak: not known yet; fine once your clocks are right')
  })
})
