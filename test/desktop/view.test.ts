import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Checkup } from '../../main/core/checkup.ts'
import { practiceKey } from '../../main/core/totp.ts'
import { withEvidence } from '../../main/desktop/code-test.ts'
import { trayFace } from '../../main/desktop/face.ts'
import { newSession, reduce, type SessionState } from '../../main/desktop/session-state.ts'
import { trayMenu, type TrayActions } from '../../main/desktop/tray-menu.ts'
import { viewOf } from '../../main/desktop/view.ts'
import type { RepairReport } from '../../main/repair.ts'
import type { AppView, ClockPhase } from '../../preload/contract.ts'
import { ACCOUNT, practiceSession, type PracticeSession } from './practice-session.ts'
import { SETTLED } from './view-context.ts'

let slow: PracticeSession
let fine: PracticeSession
let offline: PracticeSession
beforeAll(async () => {
  [slow, fine, offline] = await Promise.all([practiceSession('slow'), practiceSession('fine'), practiceSession('no-network')])
  await Promise.all([slow, fine, offline].map(({ session }) => session.check()))
})
afterAll(async () => {
  for (const { session } of [slow, fine, offline]) await session.close()
})

const checkupOf = ({ session }: PracticeSession): Checkup => {
  const { checkup } = session.state()
  if (checkup === null) throw new Error('not checked')
  return checkup
}
const show = (state: SessionState, later = 0): AppView => viewOf(state, { ...SETTLED, version: '1.2.3', now: (state.checkup?.checkedAtMonotonic ?? 0) + later })
const withOffset = (checkup: Checkup, offset: number, level: 'ok' | 'warning' | 'critical'): Checkup =>
  ({ ...checkup, verdict: checkup.verdict.kind === 'known' ? { ...checkup.verdict, offset, level } : checkup.verdict })
const stateWith = (from: PracticeSession, checkup: Checkup): SessionState => ({ ...from.session.state(), checkup })
const reportOf = (result: RepairReport['result'], after?: Checkup): RepairReport => {
  const before = checkupOf(slow)
  const steps = before.plan.steps.map(({ remedy, title, command }, index) =>
    ({ remedy, title, command, said: '', ...(result === 'failed' && index === 1 ? { state: 'failed' as const, exit: 1, tookSeconds: 0.1 } : { state: 'done' as const, exit: 0, tookSeconds: 0.8 }) }))
  return { result, before, steps: result === 'refused' ? [] : steps, explanation: result === 'repaired' ? [] : ['Because of this.'], tookSeconds: 3, ...(after === undefined ? {} : { after }) }
}
const ended = (report: RepairReport): SessionState => reduce(slow.session.state(), { kind: 'repair-ended', report })
const repairing = (): SessionState => reduce(slow.session.state(), { kind: 'repair-began', steps: checkupOf(slow).plan.steps })

/** A state for each phase of the clock screen; the type makes sure that none is forgotten. */
const phases = (): Readonly<Record<ClockPhase, SessionState>> => ({
  checking: newSession(true, 'administrator', ACCOUNT),
  fine: fine.session.state(),
  warning: stateWith(fine, withOffset(checkupOf(fine), 20, 'warning')),
  wrong: slow.session.state(),
  unknown: offline.session.state(),
  repairing: repairing(),
  repaired: ended(reportOf('repaired', checkupOf(fine))),
  refused: ended(reportOf('refused')),
  failed: ended(reportOf('failed', checkupOf(slow))),
})

describe('the view', () => {
  test('says that the time is authenticated, and by whom', () => {
    const checkup = checkupOf(fine)
    const proven = { name: 'time.example', address: '192.0.2.1', kind: 'nts', status: 'truechimer', reason: 'Agrees with the majority.', offset: 0.01, delay: 0.02 } as const
    const { verdict } = checkup
    if (verdict.kind === 'unknown') throw new Error('The clock of the fine laptop was not measured.')
    const view = show(stateWith(fine, { ...checkup, verdict: { ...verdict, authenticated: true, sources: [...verdict.sources, proven] } }))
    expect(view.clock.detail).toContain('(1 authenticated)')
    expect(view.details.sources.find(({ name }) => name === 'time.example')?.text).toContain('authenticated')
  })

  test('tells the verdict as soon as it stands, before the repair is known', () => {
    const checking = reduce(newSession(true, 'administrator', ACCOUNT), { kind: 'check-began', quiet: false })
    const view = show(reduce(checking, { kind: 'verdict-known', verdict: checkupOf(slow).verdict }))
    expect(view.clock).toMatchObject({ phase: 'checking', statement: expect.stringContaining('slow') })
    expect(view.clock.fix).toBeUndefined()
  })

  test('every phase is reached and speaks in whole words', () => {
    for (const [phase, state] of Object.entries(phases())) {
      const view = show(state)
      expect(view.clock.phase).toBe(phase)
      expect(view.clock.statement).not.toBe('')
      expect(JSON.stringify({ ...view, settings: {}, details: { ...view.details, report: '' } })).not.toMatch(/undefined|NaN|\[object|Infinity|null/)
    }
  })

  test('a wrong clock: statement, cause, plan with the exact commands', () => {
    const { clock } = show(slow.session.state())
    expect(clock).toMatchObject({ statement: 'Your clock is 47.3 seconds slow', badge: { tone: 'bad', text: 'Codes will be rejected' }, finding: { title: 'Automatic time is turned off' } })
    expect(clock.detail).toMatch(/^Checked just now against 4 time servers, right to ±\d+ ms\.$/)
    expect(clock.fix).toMatchObject({ planId: checkupOf(slow).plan.id, summary: 'What this will do (3 steps, asks for your administrator)' })
    expect(clock.fix?.steps.map(({ command }) => command)).toContain('/usr/bin/systemctl enable --now systemd-timesyncd.service')
  })

  test('a clock that is right but that nothing keeps right is no cause for calm', () => {
    const state = stateWith(slow, withOffset(checkupOf(slow), 0.1, 'ok'))
    expect(show(state).clock).toMatchObject({ phase: 'warning', statement: 'Your clock is right', badge: { tone: 'warning' }, finding: { title: 'Automatic time is turned off' } })
    expect(show(state).clock.fix).toBeDefined()
    expect(trayFace(state).face).toBe('warning')
  })

  test('a machine that cannot be repaired offers no button but says why', () => {
    const checkup = checkupOf(slow)
    const state = stateWith(slow, { ...checkup, plan: { ...checkup.plan, steps: [], impossible: [{ remedy: 'step-clock', reason: 'The clock belongs to the host.' }] } })
    const { clock } = show(state)
    expect(clock.fix).toBeUndefined()
    expect(clock.next).toEqual(['The clock belongs to the host.'])
  })

  test('before and after a repair stand side by side', () => {
    const { clock } = show(ended(reportOf('repaired', checkupOf(fine))))
    expect(clock.statement).toBe('Your clock is right again')
    expect(clock.facts?.map(({ label, tone }) => [label, tone])).toEqual([['Before', 'bad'], ['After', 'good'], ['Automatic time', 'good']])
    expect(clock.progress?.map(({ state }) => state)).toEqual(['done', 'done', 'done', 'done'])
    expect(clock.progress?.[1]?.title).toBe('Turned automatic time on')
  })

  test('a failed repair shows which step failed and never a good badge', () => {
    const { clock } = show(ended(reportOf('failed', checkupOf(slow))))
    expect(clock).toMatchObject({ statement: 'The repair did not work', badge: { tone: 'bad' }, next: ['Because of this.'] })
    expect(clock.progress?.[1]).toMatchObject({ state: 'failed', text: 'did not work' })
    expect(clock.forAdmin).toContain('/usr/bin/systemctl enable --now systemd-timesyncd.service')
  })

  test('a repair that could not be measured is not called one', () => {
    const { clock } = show(ended(reportOf('cannot-tell', checkupOf(offline))))
    expect(clock).toMatchObject({ phase: 'failed', statement: 'The repair could not be proven', badge: { tone: 'neutral' } })
    expect(clock.facts?.[1]).toEqual({ label: 'After', value: 'not known', tone: 'neutral' })
  })

  test('progress: the running step runs, the ones before are done, the ones after wait', () => {
    const started = reduce(repairing(), { kind: 'repair-progress', progress: { kind: 'step-started', index: 1 } })
    const [first] = reportOf('repaired').steps
    if (first === undefined) throw new Error('no steps')
    const on = reduce(started, { kind: 'repair-progress', progress: { kind: 'step-ended', index: 0, result: first } })
    expect(show(started).clock.progress?.map(({ state }) => state)).toEqual(['waiting', 'running', 'waiting', 'waiting'])
    expect(show(on).clock.progress?.[0]).toMatchObject({ state: 'done', text: 'done, 0.8 s' })
    const verifying = reduce(on, { kind: 'repair-progress', progress: { kind: 'verifying' } })
    expect(show(verifying).clock.progress?.at(-1)).toMatchObject({ title: 'Check the clock again', state: 'running' })
  })

  test('the next check takes what a repair left on the screen away', () => {
    const after = reduce(ended(reportOf('refused')), { kind: 'check-ended', checkup: checkupOf(fine) })
    expect(show(after).clock.phase).toBe('fine')
  })

  test('the age of a check is told', () => {
    expect(show(fine.session.state(), 30).clock.detail).toMatch(/^Checked just now/)
    expect(show(fine.session.state(), 61).clock.detail).toMatch(/^Checked 1 minute ago/)
    expect(show(fine.session.state(), 1801).clock.detail).toMatch(/^Checked 30 minutes ago/)
    expect(show(fine.session.state(), 3 * 3600 + 1).clock.detail).toMatch(/^Checked 3 hours ago/)
  })

  test('practice is offered on the real laptop only', () => {
    const real = { ...fine.session.state(), practice: false }
    expect(show(real).clock.offersPractice).toBe(true)
    expect(show(fine.session.state()).clock.offersPractice).toBe(false)
  })

  test('details name every source; the report holds neither key nor code', () => {
    const { codeTest } = slow.session.state()
    const typed = { code: '123456', trueTime: 1_795_355_160, uncertainty: 0.02 }
    const state = reduce(slow.session.state(), { kind: 'code-test', codeTest: withEvidence(codeTest, { typed }, practiceKey(codeTest.account)) })
    const { details } = show(state)
    expect(details.sources.map(({ name }) => name)).toEqual(checkupOf(slow).verdict.sources.map(({ name }) => name))
    expect(details.setup[0]).toEqual({ label: 'Automatic time', value: 'off', tone: 'bad' })
    expect(details.report).not.toContain(ACCOUNT.key)
    expect(details.report).not.toContain('123456')
  })

  test('a liar is shown as ignored, never with its time as if it counted', () => {
    const checkup = checkupOf(slow)
    const [first, ...rest] = checkup.verdict.sources
    if (first === undefined) throw new Error('no sources')
    const state = stateWith(slow, { ...checkup, verdict: { ...checkup.verdict, sources: [{ ...first, status: 'falseticker', offset: 900 }, ...rest] } })
    expect(show(state).details.sources[0]).toMatchObject({ text: 'disagrees, ignored', tone: 'neutral' })
  })

  test('the QR code is a square of modules, and the key reads in groups of four', () => {
    const { qr, typedKey } = show(fine.session.state()).codeTest.account
    expect(qr.every((row) => row.length === qr.length && /^[01]+$/.test(row))).toBe(true)
    expect(typedKey).toMatch(/^([A-Z2-7]{4} )+[A-Z2-7]{4}$/)
  })

  test('while the true time is not known the code test says why it waits', () => {
    expect(show(offline.session.state()).codeTest).toMatchObject({ ready: false })
    expect(show(offline.session.state()).codeTest.notice).toMatch(/true time/)
    expect(show(fine.session.state()).codeTest.notice).toBeUndefined()
  })
})

describe('the tray', () => {
  test.each([['fine', () => fine], ['wrong', () => slow], ['unknown', () => offline]] as const)('%s has its face', (face, session) => {
    expect(trayFace(session().session.state()).face).toBe(face)
  })

  test('the tooltip fits where Windows shows it and says that it is practice', () => {
    for (const state of Object.values(phases())) {
      const { tooltip } = trayFace(state)
      expect(tooltip.length).toBeLessThanOrEqual(127)
      expect(tooltip).toMatch(/^Practice: /)
    }
  })

  test('the menu offers what fits the moment', () => {
    const none = (): void => {}
    const actions: TrayActions = { check: none, fix: none, undo: none, testCode: none, settings: none, open: none, practice: none, quit: none }
    const enabled = (state: SessionState) => Object.fromEntries(trayMenu(state, actions).map(({ label = '', enabled: on = true }) => [label, on]))
    expect(enabled(slow.session.state())).toMatchObject({ 'Fix my clock…': true, 'Check now': true })
    expect(enabled(fine.session.state())).toMatchObject({ 'Fix my clock…': false })
    expect(enabled(repairing())).toMatchObject({ 'Fix my clock…': false, 'Check now': false, 'Quit Clock Medic': true })
  })
})

test('after a repair the administrator gets the steps of the newest look, never those that would move the clock once more', async () => {
  const { session, laptop } = await practiceSession('fails')
  try {
    await session.check()
    await session.fix(session.state().checkup?.plan.id ?? '')
    const state = session.state()
    const { repair } = state
    if (repair?.after === undefined) throw new Error('Nothing was run.')
    const moved = { ...repair, result: 'cannot-tell' as const, after: { ...repair.after, plan: { id: '0', steps: [], impossible: [] } } }
    const { forAdmin } = viewOf({ ...state, repair: moved }, { ...SETTLED, version: '1.2.3', now: session.monotonic() }).clock
    expect(forAdmin).not.toMatch(/date -u -s/)
    expect(viewOf(state, { ...SETTLED, version: '1.2.3', now: session.monotonic() }).clock.forAdmin).toMatch(/date -u -s/)
  } finally {
    await laptop.close()
  }
})
