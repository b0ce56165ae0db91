import { describe, expect, it } from 'vitest'
import type { Quirk } from '../../../main/core/code/authenticators.ts'
import { judgePhone, type PhoneMatch, type Press, type TypedCode } from '../../../main/core/code/judge-phone.ts'
import type { TotpKey } from '../../../main/core/code/key.ts'
import { practiceAccount, practiceKey } from '../../../main/core/totp.ts'
import { phoneWords } from '../../../main/core/words/phone.ts'
import { seeded } from '../random.ts'
import { aheadAt, DAY, NOON, preparedSearch, press, reaction, typeCode, type SimulatedPhone } from './phone.ts'

const DRAWS = 10_000
/** Milliseconds: patience on a slow machine. */
const LONG = 60_000
const QUIRKS: readonly Quirk[] = ['plain', 'shows-old-codes', 'corrects-in-whole-minutes', 'follows-this-laptop']

const random = seeded(4226)
/** Two practice accounts and two keys of other kinds. */
const SEARCHES = [
  ...[1, 2].map(() => practiceKey(practiceAccount(random.bytes(20)))),
  { ...practiceKey(practiceAccount(random.bytes(20))), digits: 8, algorithm: 'SHA256' } satisfies TotpKey,
  { ...practiceKey(practiceAccount(random.bytes(20))), period: 60 } satisfies TotpKey,
].map((key) => ({ key, search: preparedSearch(key) }))

function draw(index: number): SimulatedPhone & { readonly search: ReturnType<typeof preparedSearch> } {
  const quirk = QUIRKS[index % QUIRKS.length] ?? 'plain'
  const { key, search } = SEARCHES[random.whole(0, SEARCHES.length - 1)] ?? { key: practiceKey(practiceAccount(random.bytes(20))), search: () => [] }
  // Half of the phones are at the edge of what services accept, where a wrong word would hurt.
  const far = random.between(-DAY, DAY)
  const near = random.between(-100, 100)
  const corrected = quirk === 'corrects-in-whole-minutes' ? 60 * random.whole(-10, 10) : 0
  // True time by time servers, or by the Date of websites.
  const uncertainty = random.between(0, 1) < 0.5 ? random.between(0.002, 0.05) : random.between(0.1, 0.7)
  return {
    key, quirk, search, random, uncertainty,
    ahead: index % 8 < 4 ? near : Math.max(-DAY, Math.min(DAY, far + corrected)),
    drift: random.between(-1e-4, 1e-4),
    laptopError: random.between(-uncertainty, uncertainty),
  }
}

/** Two codes of different steps, each with its own time of reading and typing. */
function twoCodes(phone: SimulatedPhone): readonly TypedCode[] {
  const start = NOON + random.between(0, 3600)
  const first = typeCode(phone, start, random.between(0, 20))
  for (let wait = 20; ; wait += random.between(5, 40)) {
    const second = typeCode(phone, start + wait, random.between(0, 20))
    if (second.code !== first.code) return [first, second]
  }
}

/** Whether a service that allows a step either side takes each code, whenever in a step it is read. */
const taken = (ahead: number): boolean => Array.from({ length: 300 }, (_, n) => n / 10).every((phase) =>
  [0, 5].every((delay) => Math.abs(Math.floor((phase + ahead + 3000) / 30) - Math.floor((phase + delay + 3000) / 30)) <= 1))

const match = (verdict: ReturnType<typeof judgePhone>): PhoneMatch => {
  if (verdict.kind === 'no-match') throw new Error('no match')
  return verdict
}

/** The true time of the last thing that the user did, as far as the laptop knows it. */
const lastOf = (made: readonly { readonly trueTime: number }[]): number => Math.max(...made.map(({ trueTime }) => trueTime))

/** What went wrong in a draw, with all that is needed to see it again; `expect` 10,000 times over would take minutes. */
const broken = (checks: Record<string, boolean>, index: number, seen: unknown): readonly string[] =>
  Object.entries(checks).filter(([, holds]) => !holds).map(([what]) => `draw ${index}: not ${what}: ${JSON.stringify(seen)}`)

const holds = ({ range: { low, high } }: PhoneMatch, truth: number): boolean => low <= truth && truth <= high
const width = ({ range: { low, high } }: PhoneMatch): number => high - low

describe(`${DRAWS} phones`, () => {
  it('are all where the range says after two codes, and none is called right that services may reject', () => {
    const wrong: string[] = []
    const seen = { fine: 0, right: 0 }
    for (let index = 0; index < DRAWS; index++) {
      const phone = draw(index)
      const typed = twoCodes(phone)
      const verdict = match(judgePhone(phone.key, typed, { quirk: phone.quirk, search: phone.search }))
      const truth = aheadAt(phone, lastOf(typed))
      const { tone, headline } = phoneWords(verdict)
      const { key: { period }, quirk, uncertainty } = phone
      wrong.push(...broken({
        'certain': verdict.certain,
        'in the range': holds(verdict, truth),
        'as narrow as one code': width(verdict) <= period + 20 + (quirk === 'shows-old-codes' ? period : 0) + 2 * uncertainty + 0.1,
        'fine for services': !verdict.fine || taken(truth),
        'a good word only where it is fine': verdict.fine ? tone === 'good' : tone !== 'good' && !headline.endsWith('right'),
      }, index, { truth, quirk, typed, verdict }))
      seen.fine += Number(verdict.fine)
      seen.right += Number(taken(truth))
    }
    expect(wrong).toEqual([])
    // What is never said cannot be false either: the good word has to be heard.
    expect(seen.fine).toBeGreaterThan(seen.right / 20)
  }, LONG)

  it('are known to ±1.5 s after presses with human reactions, where the codes alone do not tell enough', () => {
    const wrong: string[] = []
    const needed = new Set<number>()
    for (let index = 0; index < DRAWS; index++) {
      const phone = draw(index)
      const { key, quirk, search, uncertainty } = phone
      if (quirk === 'shows-old-codes') continue
      const typed = twoCodes(phone)
      const pressed: Press[] = []
      const judge = (): PhoneMatch => match(judgePhone(key, typed, { quirk, search, presses: pressed }))
      let verdict = judge()
      do {
        pressed.push(press(phone, lastOf([...typed, ...pressed]) + random.between(1, 10), reaction(random), verdict.next === 'code-at-press'))
        verdict = judge()
      } while (verdict.next !== 'enough' && pressed.length < 3)
      const truth = aheadAt(phone, lastOf(pressed))
      // A press that fits in two places, both of them fine, is asked about no further.
      const exact = width(verdict) < key.period / 2
      wrong.push(...broken({
        'in the range': holds(verdict, truth),
        'within 1.5 s': !exact || Math.abs(verdict.estimate - truth) <= 1.5,
        'about a second wide each side': !exact || width(verdict) <= 2 + 2 * uncertainty + 0.1,
        'either exact or fine': exact || verdict.fine,
        'fine for services': !verdict.fine || taken(truth),
      }, index, { truth, quirk, typed, pressed, verdict }))
      needed.add(pressed.length)
    }
    expect(wrong).toEqual([])
    expect(needed).toEqual(new Set([1, 2]))
  }, LONG)

  it('are found the same by making every code anew', () => {
    for (let index = 0; index < 3; index++) {
      const phone = draw(index)
      const typed = twoCodes(phone)
      const { quirk, search } = phone
      expect(judgePhone(phone.key, typed, { quirk })).toEqual(judgePhone(phone.key, typed, { quirk, search }))
    }
  }, LONG)
})
