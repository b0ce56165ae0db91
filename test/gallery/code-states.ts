import { TOTP } from 'otpauth'
import type { Checkup } from '../../main/core/checkup.ts'
import { AUTHENTICATORS, type Authenticator } from '../../main/core/code/authenticators.ts'
import { readKey } from '../../main/core/code/key.ts'
import { practiceKey, readCode } from '../../main/core/totp.ts'
import type { ServiceClock } from '../../main/core/service-clock.ts'
import { readServicePage } from '../../main/core/service-page.ts'
import { newCodeTest, withAuthenticator, withEvidence, withoutKey, type CodeTest, type Evidence } from '../../main/desktop/code-test.ts'
import type { SessionState } from '../../main/desktop/session-state.ts'
import { CHECKED_AT, checkupOf, judged, laptop, measured, neglected, NOTHING_TO_SAY } from './laptops.ts'
import { ACCOUNT, checked, checking, fresh, viewed } from './sessions.ts'
import type { GalleryState } from './shown.ts'

const KEY = practiceKey(ACCOUNT)
const STEP = 30
const HOUR = 3600
const HOST = 'login.office.example'

const totp = new TOTP({ secret: KEY.secret, period: KEY.period, digits: KEY.digits, algorithm: KEY.algorithm })

/** The code of a phone that is so many seconds ahead, read so many seconds after the first one. */
const shownCode = (ahead: number, later = 0) => {
  const trueTime = CHECKED_AT + 12 + later
  return { code: totp.generate({ timestamp: (trueTime + ahead) * 1000 }), trueTime, uncertainty: 0.02 }
}

const typed = (ahead: number, later = 0): Evidence => ({ typed: shownCode(ahead, later) })

/** The button was pressed when the code of that phone changed for the first time after so many seconds, and the new code typed. */
function pressed(ahead: number, later: number): Evidence {
  const trueTime = Math.ceil((CHECKED_AT + later + ahead) / STEP) * STEP - ahead + 0.2
  return { press: { trueTime, uncertainty: 0.02, code: totp.generate({ timestamp: (trueTime + ahead) * 1000 }) } }
}

const test = (...evidence: readonly Evidence[]): CodeTest => evidence.reduce<CodeTest>((so, one) => withEvidence(so, one, KEY), newCodeTest(ACCOUNT))

const by = (id: string): Authenticator => AUTHENTICATORS.find((known) => known.id === id) ?? AUTHENTICATORS[0]!

const service = (ahead: number, front = false): ServiceClock => ({ kind: 'known', host: HOST, ahead, uncertainty: 0.3, answers: 4, front })

const wrongKey = (text: string): string => {
  const read = readKey(text)
  return 'wrong' in read ? read.wrong : ''
}

const wrongCode = (text: string): string => {
  const read = readCode(text)
  return 'wrong' in read ? read.wrong : ''
}

const wrongAddress = (text: string): string => {
  const read = readServicePage(text)
  return 'wrong' in read ? read.wrong : ''
}

/** Codes of phones, judged. No words in them, so that one judgement is enough for all languages: each takes a while. */
function judgeCodes() {
  const rightSoFar = test(typed(2))
  const twice = test(typed(2), typed(2, STEP))
  const behind = test(typed(-95), typed(-95, STEP))
  const nearlyStep = test(typed(25), typed(25, STEP))
  const noMatch = test({ typed: { ...shownCode(0), code: '000000' } })
  return {
    rightSoFar, behind, nearlyStep, noMatch,
    right: withEvidence(twice, pressed(2, 2 * STEP), KEY),
    ahead: test(typed(70), typed(70, STEP)),
    anHourAhead: test(typed(HOUR), typed(HOUR, STEP)),
    tooManyWrong: withEvidence(noMatch, { typed: { ...shownCode(0, STEP), code: '111111' } }, KEY),
    closely: withEvidence(withEvidence(nearlyStep, pressed(25, 2 * STEP), KEY), pressed(25, 3 * STEP), KEY),
    halfStep: test(typed(28), typed(28, STEP)),
    byLaptop: withAuthenticator(twice, by('laptop'), KEY),
    made: { 'google-android': withAuthenticator(rightSoFar, by('google-android'), KEY), 'duo': withAuthenticator(rightSoFar, by('duo'), KEY), 'laptop': withAuthenticator(rightSoFar, by('laptop'), KEY) },
  }
}

let judgedCodes: ReturnType<typeof judgeCodes> | null = null

/** The code test in every state. */
export function codeStates(): readonly GalleryState[] {
  const codes = judgedCodes ??= judgeCodes()
  const right = checkupOf(laptop(), measured(0.004))
  const slow = checkupOf(neglected(), measured(47.3))
  const offline = checkupOf(laptop(), judged(NOTHING_TO_SAY['no-network']))
  const session = (codeTest: CodeTest, checkup: Checkup = right): SessionState => ({ ...checked(checkup), codeTest })
  const asked = (clock: ServiceClock | null, more: Partial<SessionState['service']> = {}, codeTest = newCodeTest(ACCOUNT)): SessionState => {
    const state = session(codeTest)
    return { ...state, service: { ...state.service, clock, ...more } }
  }
  const picking = (codeTest: CodeTest, ...picked: readonly string[]): SessionState => asked(null, { picked }, codeTest)
  const code = (name: string, state: SessionState, more: Partial<GalleryState> = {}): GalleryState => ({ name: `code/${name}`, screen: 'code', told: viewed(state), ...more })
  const alike = { alike: true } as const
  const own = newCodeTest(ACCOUNT, { kind: 'own', digits: 8, period: 60, algorithm: 'SHA256' })
  return [
    code('start', session(newCodeTest(ACCOUNT))),
    code('key-to-type', session(newCodeTest(ACCOUNT)), { click: '.account .link, [aria-expanded]' }),
    code('unfolded', session(newCodeTest(ACCOUNT)), { unfolded: 'details' }),
    code('waiting-for-true-time', checking(fresh())),
    code('true-time-unknown', session(newCodeTest(ACCOUNT), offline)),
    code('right-so-far', session(codes.rightSoFar)),
    code('right', session(codes.right)),
    code('behind', session(codes.behind), { unfolded: '.result details' }),
    code('ahead', session(codes.ahead), alike),
    code('an-hour-ahead', session(codes.anHourAhead)),
    code('no-match', session(codes.noMatch)),
    code('too-many-wrong', session(codes.tooManyWrong), alike),
    code('no-code', session({ ...newCodeTest(ACCOUNT), wrong: wrongCode('12a4') })),
    code('pressed', session({ ...codes.nearlyStep, pressedAt: 1030 })),
    code('measured-closely', session(codes.closely)),
    ...(['google-android', 'duo', 'laptop'] as const).map((id) => code(`made-by-${id}`, session(codes.made[id]), id === 'duo' ? {} : alike)),
    code('own-key-asked', session(newCodeTest(ACCOUNT, { kind: 'wanted', wrong: null }))),
    code('own-key-wrong', session(newCodeTest(ACCOUNT, { kind: 'wanted', wrong: wrongKey('GEZDGNBV') })), alike),
    code('own-key-held', session(own)),
    code('own-key-forgotten', session(withoutKey(own)), alike),
    code('services-chosen', picking(codes.halfStep, 'github', 'defguard', 'kerberos', 'freeipa')),
    code('services-all', picking(codes.behind, 'other', 'github', 'aws-signing', 'secureauth'), { unfolded: 'details', alike: true }),
    code('service-asked', asked(null, { asking: true })),
    code('service-right', asked(service(0.2)), alike),
    code('service-ahead', asked(service(95)), { unfolded: 'details:has(form)' }),
    code('service-unknown', asked({ kind: 'unknown', host: HOST, reason: 'cached' })),
    code('service-wrong-address', asked(null, { wrong: wrongAddress('http://') }), { unfolded: 'details', alike: true }),
    code('guilty-laptop', session(codes.byLaptop, slow), alike),
    code('guilty-phone', session(codes.behind), alike),
    code('guilty-service', asked(service(95), {}, codes.right)),
    code('guilty-several', { ...session(codes.behind, slow), service: asked(service(95)).service }, alike),
    code('guilty-none', asked(service(0.2), {}, codes.right)),
  ]
}
