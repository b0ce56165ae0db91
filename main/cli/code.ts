import type { Checkup } from '../core/checkup.ts'
import { codeAt } from '../core/code/codes.ts'
import { judgePhone, type PhoneVerdict, type TypedCode } from '../core/code/judge-phone.ts'
import { readKey, type TotpKey } from '../core/code/key.ts'
import type { ServiceClock } from '../core/service-clock.ts'
import { judgeThree } from '../core/three-clocks.ts'
import { readCode } from '../core/totp.ts'
import { trueTimeAt } from '../core/true-time.ts'
import { slowOrFast } from '../core/words/duration.ts'
import { phoneWords } from '../core/words/phone.ts'
import { serviceClockWords } from '../core/words/service-clock.ts'
import { guiltWords, type GuiltWords } from '../core/words/three-clocks.ts'
import { unknownNextStep, unknownWords } from '../core/words/verdict.ts'
import { EXIT } from './exit-codes.ts'
import { round, verdictJson } from './json.ts'
import { serviceJson } from './service-json.ts'

/** More codes than a phone shows in a few minutes are a mistake. */
const MOST_CODES = 10

/** What standard input held: a key, and codes that the phone showed, each with the moment at which its line came. */
export interface CodeInput {
  readonly key: TotpKey
  readonly codes: readonly { readonly code: string; readonly monotonic: number }[]
}

/**
 * Reads the key from the first line and codes from those that follow. What is wrong comes back as a sentence that repeats
 * nothing of it.
 * @param monotonic the clock that nobody can set, in seconds
 */
export async function readCodeInput(lines: AsyncIterable<string>, monotonic: () => number): Promise<CodeInput | string> {
  let key: TotpKey | undefined
  const codes: { code: string; monotonic: number }[] = []
  for await (const line of lines) {
    const at = monotonic()
    if (line.trim() === '') continue
    if (key === undefined) {
      const read = readKey(line)
      if ('wrong' in read) return read.wrong
      ;({ key } = read)
      continue
    }
    const read = readCode(line, key.digits)
    if ('wrong' in read) return `Line ${codes.length + 2} of standard input: ${read.wrong}`
    if (codes.push({ code: read.code, monotonic: at }) > MOST_CODES) return `Standard input holds more than ${MOST_CODES} codes.`
  }
  return key === undefined ? 'Standard input held no key. Its first line has to be the key or an otpauth:// address.' : { key, codes }
}

/** What `code` found out. */
export interface CodeAnswer {
  readonly checkup: Checkup
  /** The code for true time, and how many seconds it lasts; absent where true time is not known. */
  readonly now?: { readonly code: string; readonly secondsLeft: number }
  /** What this computer's own clock would make of the key. */
  readonly byThisClock: string
  /** What the codes say about the phone; absent where none was given. */
  readonly phone?: PhoneVerdict
  readonly service?: ServiceClock
}

/** Makes the code for true time and judges those that the phone showed. `wall` and `monotonic` are the two clocks, read now. */
export function answerCode({ key, codes }: CodeInput, checkup: Checkup, { wall, monotonic }: { readonly wall: number; readonly monotonic: number }, service?: ServiceClock): CodeAnswer {
  const { verdict } = checkup
  const trueTime = trueTimeAt(checkup, monotonic)
  const typed = codes.flatMap((each): readonly TypedCode[] => {
    const at = trueTimeAt(checkup, each.monotonic)
    return at === null || verdict.kind === 'unknown' ? [] : [{ code: each.code, trueTime: at, uncertainty: verdict.uncertainty }]
  })
  return {
    checkup, byThisClock: codeAt(key, wall),
    ...(trueTime === null ? {} : { now: { code: codeAt(key, trueTime), secondsLeft: key.period - (trueTime % key.period) } }),
    ...(typed.length === 0 ? {} : { phone: judgePhone(key, typed) }),
    ...(service === undefined ? {} : { service }),
  }
}

/** `code` for people. */
export function codeText(answer: CodeAnswer): string {
  const { checkup: { verdict }, now, byThisClock, phone, service } = answer
  const lines = now === undefined
    ? ['The code cannot be told: the true time is not known.', ...(verdict.kind === 'unknown' ? [unknownWords(verdict.reason), unknownNextStep(verdict.reason)] : []), `By this computer's own clock it is ${byThisClock}.`]
    : [`${now.code}  right for ${Math.floor(now.secondsLeft)} s more`]
  if (now !== undefined && verdict.kind === 'known' && now.code !== byThisClock) lines.push(`By its own clock this computer would make it ${byThisClock}: that clock is ${slowOrFast(verdict.offset)}.`)
  if (phone !== undefined) {
    const { headline, sentences } = phoneWords(phone)
    lines.push('', `${headline}.`, ...sentences)
  }
  if (service !== undefined) lines.push('', ...serviceClockWords(service))
  const guilt = guiltOf(answer)
  if (guilt !== null) lines.push('', guilt.sentence, ...guilt.next)
  return lines.join('\n')
}

/** The document of `code --json`. The key stands nowhere in it. */
export function codeJson(answer: CodeAnswer): Record<string, unknown> {
  const { checkup, now, byThisClock, phone, service } = answer
  const guilt = guiltOf(answer)
  return {
    ...verdictJson(checkup),
    ...(now === undefined ? {} : { code: now.code, secondsLeft: round(now.secondsLeft) }),
    codeByThisClock: byThisClock,
    ...(phone === undefined ? {} : { phone: phoneJson(phone) }),
    ...(service === undefined ? {} : { service: serviceJson(service) }),
    ...(guilt === null ? {} : { clocks: guilt }),
  }
}

function phoneJson(phone: PhoneVerdict): Record<string, unknown> {
  const { headline, sentences } = phoneWords(phone)
  const reason = [`${headline}.`, ...sentences].join(' ')
  if (phone.kind === 'no-match') return { verdict: phone.kind, reason }
  return { verdict: phone.kind, reason, aheadSeconds: { low: round(phone.range.low), high: round(phone.range.high) }, certain: phone.certain, fine: phone.fine }
}

/** Which clock is guilty; null where only this computer's clock was looked at. */
function guiltOf({ checkup: { verdict }, phone, service }: CodeAnswer): GuiltWords | null {
  if (phone === undefined && service === undefined) return null
  return guiltWords(judgeThree({ laptop: verdict, phone: phone?.kind === 'match' ? phone : null, service: service ?? null, authenticator: 'phone' }), 'phone')
}

/** The exit code of `code`: 0 where the code is told, and with codes of a phone how its clock is. */
export function exitOfCode({ now, phone }: CodeAnswer): number {
  if (now === undefined || phone?.kind === 'no-match') return EXIT.unknown
  if (phone === undefined || phone.fine) return EXIT.fine
  return { good: EXIT.fine, neutral: EXIT.unknown, warning: EXIT.warning, bad: EXIT.critical }[phoneWords(phone).tone]
}
