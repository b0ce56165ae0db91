import { afterEach, describe, expect, test } from 'vitest'
import { codeAt } from '../../main/core/code/codes.ts'
import { readKey, type TotpKey } from '../../main/core/code/key.ts'
import { practiceKey } from '../../main/core/totp.ts'
import type { CodeTestView } from '../../preload/contract.ts'
import { ACCOUNT, practiceSession, type PracticeSession } from './practice-session.ts'

const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
const ADDRESS = `otpauth://totp/Example:somebody?secret=${SECRET}&digits=8&period=60&algorithm=SHA256`

interface Bench extends PracticeSession {
  /** Lets the time go on, for the laptop and for the phone. */
  readonly pass: (seconds: number) => void
  readonly trueTime: () => number
  /** What a phone shows that is ahead of true time by so many seconds. */
  readonly shown: (ahead: number, key?: TotpKey) => string
  readonly code: () => CodeTestView
  /** Calls of the timer that forgets the key, as they come due. */
  readonly due: (() => void)[]
}

const opened: PracticeSession[] = []
async function bench(scenario = 'fine'): Promise<Bench> {
  let passed = 0
  const due: (() => void)[] = []
  const one = await practiceSession(scenario, (laptop) => {
    const { clock } = laptop.machine
    return { ...laptop, machine: { ...laptop.machine, clock: { wall: () => clock.wall() + passed, monotonic: () => clock.monotonic() + passed } } }
  }, { later: (_seconds, work) => { due.push(work); return () => { due.splice(due.indexOf(work), 1) } } })
  opened.push(one)
  await one.session.check()
  const trueTime = (): number => Date.now() / 1000 + passed
  return {
    ...one, trueTime, due,
    pass: (seconds) => { passed += seconds },
    shown: (ahead, key = practiceKey(ACCOUNT)) => codeAt(key, trueTime() + ahead),
    code: () => one.view().codeTest,
  }
}
afterEach(async () => {
  for (const { session } of opened.splice(0)) await session.close()
})

const give = ({ session }: Bench, text: string): void => session.giveKey(new TextEncoder().encode(text))
function ownKey(): TotpKey {
  const read = readKey(ADDRESS)
  if ('wrong' in read) throw new Error(read.wrong)
  return read.key
}

describe('two codes and a press', () => {
  test('tell a phone that is 40 s behind to about a second', async () => {
    const one = await bench()
    await one.session.tryCode(one.shown(-40))
    expect(one.code()).toMatchObject({ field: { label: 'The next six digits it shows' }, guilt: { sentence: expect.stringMatching(/^No clock is proven wrong so far/) } })
    expect(one.code()).not.toHaveProperty('flip')
    one.pass(30)
    await one.session.tryCode(one.shown(-40))
    expect(one.code().flip).toEqual({ label: 'Press when it flips', pressed: false })
    one.pass(30 - ((one.trueTime() - 40) % 30) + 0.4)
    one.session.pressFlip()
    expect(one.code()).toMatchObject({ flip: { pressed: true }, field: { label: 'The six digits that just appeared' } })
    one.pass(4)
    await one.session.tryCode(one.shown(-40))
    const { verdict } = one.session.state().codeTest
    if (verdict?.kind !== 'match') throw new Error('no match')
    expect(verdict.range.low).toBeLessThan(-40)
    expect(verdict.range.high).toBeGreaterThan(-40)
    expect(verdict.range.high - verdict.range.low).toBeLessThan(2.5)
    expect(one.code()).toMatchObject({
      guilt: { sentence: expect.stringMatching(/^The clock of your phone is to blame: it is about (40|41|39) seconds behind\.$/) },
      services: { chances: [{ label: 'Another service with one-time codes', value: expect.stringMatching(/^works .*; after a repair: fine$/) }], typing: expect.arrayContaining(['Type the code now.']) },
    })
    expect(one.code()).not.toHaveProperty('flip')
  })

  test('no press is offered for an app that shows old codes, and what it was judged by is judged anew', async () => {
    const one = await bench()
    for (const wait of [0, 30]) {
      one.pass(wait)
      await one.session.tryCode(one.shown(-40))
    }
    one.session.chooseAuthenticator('duo')
    expect(one.code()).toMatchObject({ authenticator: 'duo', quirk: expect.stringMatching(/keeps showing a code/), result: { sentences: expect.arrayContaining([expect.stringMatching(/may be an older one/)]) } })
    expect(one.code()).not.toHaveProperty('flip')
    one.session.chooseAuthenticator('nonsense')
    expect(one.code().authenticator).toBe('duo')
  })

  test('codes of this laptop blame this laptop', async () => {
    const one = await bench('slow')
    one.session.chooseAuthenticator('laptop')
    await one.session.tryCode(one.shown(-47.3))
    expect(one.code()).toMatchObject({ guilt: { sentence: expect.stringMatching(/^The clock of this laptop is to blame/), lead: { screen: 'clock' } }, result: { phoneSteps: [] } })
  })

  test('to enrol again is not advised while the service was not asked', async () => {
    const one = await bench()
    for (const wait of [0, 30]) {
      one.pass(wait)
      await one.session.tryCode(one.shown(0))
    }
    expect(JSON.stringify(one.code().guilt)).not.toMatch(/[Ee]nrol/)
  })
})

describe('true time', () => {
  test('is asked for again once it is ten minutes old', async () => {
    const one = await bench()
    const { checkup } = one.session.state()
    one.pass(590)
    await one.session.tryCode(one.shown(0))
    expect(one.session.state().checkup).toBe(checkup)
    one.pass(30)
    await one.session.tryCode(one.shown(0))
    expect(one.session.state().checkup).not.toBe(checkup)
  })
})

describe('a key of the user\'s own', () => {
  test('makes codes of its own length, period and algorithm', async () => {
    const one = await bench()
    one.session.chooseKey('own')
    expect(one.code()).toMatchObject({ ready: false, ownKey: { held: false } })
    give(one, ADDRESS)
    expect(one.code()).toMatchObject({ ready: true, ownKey: { held: true, text: expect.stringMatching(/8 digits, a new code every 60 s, SHA-256/) }, field: { digits: 8, label: 'Eight digits from your authenticator', hint: expect.stringMatching(/eighth/) } })
    await one.session.tryCode(one.shown(-200, ownKey()))
    expect(one.session.state().codeTest.verdict).toMatchObject({ kind: 'match', steps: expect.toBeOneOf([-3, -4]) })
    await one.session.tryCode('123456')
    expect(one.session.state().codeTest.wrong).toMatch(/eight digits/)
  })

  test('stands in no state, no view and no report', async () => {
    const one = await bench()
    one.session.chooseKey('own')
    give(one, ADDRESS)
    await one.session.tryCode(one.shown(0, ownKey()))
    const all = JSON.stringify([one.states, one.view()])
    for (const trace of [SECRET, SECRET.slice(0, 8), 'somebody', 'Example']) expect(all).not.toContain(trace)
  })

  test.each([['the screen is left', (one: Bench) => one.session.forgetKey()], ['time is up', (one: Bench) => one.due[0]?.()]])('is gone when %s; what came of the test stays', async (_when, end) => {
    const one = await bench()
    one.session.chooseKey('own')
    give(one, ADDRESS)
    await one.session.tryCode(one.shown(-200, ownKey()))
    const { verdict } = one.session.state().codeTest
    end(one)
    expect(one.code()).toMatchObject({ ready: false, ownKey: { held: false, text: expect.stringMatching(/has been forgotten/) } })
    await one.session.tryCode(one.shown(0, ownKey()))
    expect(one.session.state().codeTest).toMatchObject({ verdict, typed: [], presses: [], key: { kind: 'forgotten' } })
  })

  test('goes with the return to the practice account, whose codes count again', async () => {
    const one = await bench()
    one.session.chooseKey('own')
    give(one, ADDRESS)
    one.session.chooseKey('practice')
    expect(one.due).toHaveLength(0)
    await one.session.tryCode(one.shown(0))
    expect(one.session.state().codeTest.verdict).toMatchObject({ kind: 'match', steps: 0 })
  })

  test('that is bad gets a sentence, and one that nobody asked for is not taken', async () => {
    const one = await bench()
    give(one, ADDRESS)
    expect(one.code()).not.toHaveProperty('ownKey')
    one.session.chooseKey('own')
    give(one, 'JBSWY3DPEHPK3PX1')
    expect(one.code().ownKey).toMatchObject({ held: false, wrong: expect.stringMatching(/no digits but 2 to 7/) })
    await one.session.giveKeyPictures([])
    expect(one.code().ownKey?.wrong).toMatch(/no picture that can be read/)
    await one.session.giveKeyPictures('This desktop does not let apps look at the screen.')
    expect(one.code().ownKey?.wrong).toBe('This desktop does not let apps look at the screen.')
  })
})
