import { HOTP, Secret } from 'otpauth'
import { afterEach, describe, expect, test } from 'vitest'
import { openSession } from '../../main/desktop/session.ts'
import { viewOf } from '../../main/desktop/view.ts'
import { aStep } from '../platform/a-step.ts'
import { ACCOUNT, practiceSession, type PracticeSession } from './practice-session.ts'
import { SETTLED } from './view-context.ts'

const opened: PracticeSession[] = []
async function open(...how: Parameters<typeof practiceSession>): Promise<PracticeSession> {
  const one = await practiceSession(...how)
  opened.push(one)
  return one
}
afterEach(async () => {
  for (const { session } of opened.splice(0)) await session.close()
})

const planOf = ({ session }: PracticeSession): string => session.state().checkup?.plan.id ?? ''
/** The code that a phone with this error (seconds ahead of true time) shows now. */
const phoneCode = (ahead: number): string => HOTP.generate({ secret: Secret.fromBase32(ACCOUNT.key), counter: Math.floor((Date.now() / 1000 + ahead) / 30) })

describe('a session', () => {
  test('measures, repairs what was shown and proves it', async () => {
    const one = await open('slow')
    await one.session.check()
    expect(one.session.state().checkup?.verdict).toMatchObject({ kind: 'known', level: 'critical' })
    await one.session.fix(planOf(one))
    expect(one.session.state().repair?.result).toBe('repaired')
    expect(one.session.state().checkup?.verdict).toMatchObject({ kind: 'known', level: 'ok' })
    const stages = one.states.flatMap(({ activity }) => (activity.kind === 'repairing' ? [activity.run.stage] : []))
    expect([...new Set(stages)]).toEqual(['starting', 'asking', 'running', 'verifying'])
    expect(one.errors).toEqual([])
  })

  test('runs no plan but the one that is shown', async () => {
    const one = await open('slow')
    await one.session.fix('3-00000000')
    await one.session.check()
    await one.session.fix('3-00000000')
    await one.session.fix('')
    expect(one.states.some(({ activity }) => activity.kind === 'repairing')).toBe(false)
    expect(one.session.state().checkup?.verdict).toMatchObject({ level: 'critical' })
  })

  test('a second click while a repair runs starts nothing more', async () => {
    const one = await open('slow')
    await one.session.check()
    const id = planOf(one)
    await Promise.all([one.session.fix(id), one.session.fix(id), one.session.check()])
    expect(one.states.filter(({ activity }, index) => activity.kind === 'repairing' && one.states[index - 1]?.activity.kind !== 'repairing')).toHaveLength(1)
    expect(one.session.state().repair?.result).toBe('repaired')
  })

  test('refused rights leave clock and plan as they were, and it can be tried again', async () => {
    const one = await open('refused')
    await one.session.check()
    const id = planOf(one)
    await one.session.fix(id)
    expect(one.session.state().repair?.result).toBe('refused')
    expect(planOf(one)).toBe(id)
    await one.session.fix(id)
    expect(one.session.state().repair?.result).toBe('refused')
  })

  test('checks that are asked for at the same time are one', async () => {
    const one = await open('fine')
    await Promise.all([one.session.check(), one.session.check(), one.session.check({ quiet: true })])
    // Begun, the verdict known, ended: once each.
    expect(one.states.map(({ activity }) => (activity.kind === 'checking' ? activity.verdict?.kind ?? 'begun' : activity.kind))).toEqual(['begun', 'known', 'idle'])
  })

  test('who asks for a check while a quiet one runs sees that it runs', async () => {
    const one = await open('fine')
    await one.session.check()
    const quiet = one.session.check({ quiet: true })
    expect(one.view().clock.phase).toBe('fine')
    const loud = one.session.check()
    expect(one.view().clock.phase).toBe('checking')
    await Promise.all([quiet, loud])
    expect(one.view().clock.phase).toBe('fine')
  })

  test('an error of our own is reported and told in general words, and the next check starts clean', async () => {
    const { laptop } = await open('slow')
    const errors: unknown[] = []
    const session = openSession(
      { ...laptop, elevation: { asks: null, run: async () => { throw new Error('/home/somebody') } } },
      { practice: true, account: ACCOUNT, onChange: () => {}, onError: (error) => { errors.push(error) } },
    )
    await session.check()
    await session.fix(session.state().checkup?.plan.id ?? '')
    expect(errors).toHaveLength(1)
    expect(session.state()).toMatchObject({ broke: true, activity: { kind: 'idle' } })
    expect(JSON.stringify(viewOf(session.state(), { ...SETTLED, version: '1', now: session.monotonic() }))).not.toContain('somebody')
    await session.check()
    expect(session.state()).toMatchObject({ broke: false, checkup: { verdict: { kind: 'known' } } })
  })
})

describe('the code test', () => {
  test('judges by true time although the laptop is 47 s slow, and again after its clock was set', async () => {
    const one = await open('slow')
    await one.session.check()
    await one.session.tryCode(phoneCode(0))
    expect(one.session.state().codeTest.verdict).toMatchObject({ kind: 'match', steps: 0 })
    one.session.restartCodeTest()
    await one.laptop.elevation.run(one.session.state().checkup?.plan.steps ?? [], () => {})
    await one.session.tryCode(phoneCode(0))
    expect(one.session.state().codeTest.verdict).toMatchObject({ kind: 'match', steps: 0 })
  })

  test('judges by true time while a service slews the clock, which speeds up both clocks of the kernel', async () => {
    let slewed = 0
    const one = await open('slow', (laptop) => {
      const { clock } = laptop.machine
      return { ...laptop, machine: { ...laptop.machine, clock: { wall: clock.wall, monotonic: () => clock.monotonic() + slewed } } }
    })
    await one.session.check()
    await one.laptop.elevation.run([aStep(['/usr/bin/date', '-u', '-s', '+90.000 seconds'])], () => {})
    slewed = 90
    await one.session.tryCode(phoneCode(0))
    expect(one.session.state().codeTest.verdict).toMatchObject({ kind: 'match', steps: 0 })
  })

  test('a mistyped code does not spoil the test for the right one after it', async () => {
    const one = await open('fine')
    await one.session.check()
    await one.session.tryCode(phoneCode(-3600))
    await one.session.tryCode(phoneCode(0))
    expect(one.session.state().codeTest).toMatchObject({ verdict: { kind: 'match', steps: 0 }, typed: [{}] })
  })

  test('what is no code gets a sentence; without true time nothing is judged', async () => {
    const one = await open('no-network')
    await one.session.tryCode('12345')
    expect(one.session.state().codeTest.wrong).toBe('A code has six digits; this one has 5.')
    await one.session.tryCode('123456')
    expect(one.session.state().codeTest.verdict).toBeNull()
  })
})
