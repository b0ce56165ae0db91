import { describe, expect, test } from 'vitest'
import { monitor, nextCheckAt } from '../../../main/core/monitor/monitor.ts'
import { newMonitor, type MonitorEvent, type MonitorState } from '../../../main/core/monitor/state.ts'
import { mayTell, sizeUp } from '../../../main/core/monitor/episode.ts'
import { between } from '../../../main/core/monitor/clocks.ts'
import { measured, notMeasured } from '../builders.ts'

const HOUR = 3600
const WALL = 1_795_348_800
const NEW = newMonitor({ checkEvery: HOUR, notifyBeyond: 15 })
/** A clock that was measured an hour ago and is fine. */
const KNOWN: MonitorState = { ...NEW, checkedAt: 0, knownAt: 0, fine: true, offset: 2, due: { at: HOUR, since: null } }
const EPISODE = { id: 3, told: 'no', presentingSince: null } as const
const happens = (state: MonitorState, at: number, event: MonitorEvent) => monitor(state, event, { at, chance: 0.5 })

describe('what the monitor orders', () => {
  test('is a check at its start, and none while one is under way', () => {
    expect(happens(NEW, 0, { kind: 'started' })).toEqual({ state: NEW, orders: [{ kind: 'check' }] })
    expect(nextCheckAt(NEW)).toBe(Infinity)
    expect(happens(NEW, 5, { kind: 'due', saving: false }).orders).toEqual([])
    expect(happens({ ...KNOWN, due: { at: 10, since: null } }, 5, { kind: 'due', saving: false }).orders).toEqual([])
  })

  test('is a record of sleep, dated by the true time, and none of a nap', () => {
    const woke = (slept: number, offset: number | null) => happens({ ...KNOWN, offset }, 100, { kind: 'woke', slept, wall: WALL }).orders
    expect(woke(60, 2)).toEqual([{ kind: 'record', record: { kind: 'sleep', at: WALL + 2, seconds: 60 } }])
    expect(woke(60, null)).toEqual([{ kind: 'record', record: { kind: 'sleep', at: WALL, seconds: 60 } }])
    expect(woke(29, 2)).toEqual([])
  })

  test('is a record of a clock that was set, dated by the true time before it', () => {
    const stepped = (offset: number | null) => happens({ ...KNOWN, offset }, 100, { kind: 'stepped', by: 47, wall: WALL })
    expect(stepped(2)).toMatchObject({ state: { offset: -45 }, orders: [{ kind: 'record', record: { kind: 'stepped', at: WALL - 45, by: 47 } }] })
    expect(stepped(null)).toMatchObject({ state: { offset: null }, orders: [{ kind: 'record', record: { kind: 'stepped', at: WALL - 47, by: 47 } }] })
  })

  test('is to take a word back only where there is one', () => {
    expect(happens(KNOWN, 100, { kind: 'looked' })).toEqual({ state: KNOWN, orders: [] })
    const looked = happens({ ...KNOWN, episode: EPISODE, askSilenceAt: 300 }, 100, { kind: 'looked' })
    expect(looked).toMatchObject({ state: { episode: { id: 3, told: 'yes' }, askSilenceAt: null }, orders: [{ kind: 'withdraw' }] })
    expect(happens({ ...KNOWN, episode: EPISODE }, 100, { kind: 'settings-changed', settings: { checkEvery: HOUR, notifyBeyond: 30 } })).toMatchObject({ state: { episode: EPISODE }, orders: [] })
  })

  test('is to ask about silence once, not again while it is being found out', () => {
    const checked = (told: 'asking' | 'held' | 'yes' | 'no') =>
      happens({ ...KNOWN, episodes: 3, episode: { ...EPISODE, told } }, 100, { kind: 'checked', began: 99, seen: false, verdict: measured(47) })
    expect([checked('asking').orders, checked('yes').orders]).toEqual([[], []])
    for (const told of ['held', 'no'] as const) expect(checked(told)).toMatchObject({ state: { episodes: 3, episode: { id: 3, told: 'asking' } }, orders: [{ kind: 'ask-silence' }] })
    const first = happens({ ...KNOWN, episodes: 3 }, 100, { kind: 'checked', began: 99, seen: true, verdict: measured(47) })
    expect(first).toMatchObject({ state: { episodes: 4, episode: { id: 4, told: 'yes', presentingSince: null } }, orders: [{ kind: 'withdraw' }] })
  })

  test('is a notification of that very episode, and nothing where the answer comes too late', () => {
    const answered = (told: 'asking' | 'no' | 'yes') => happens({ ...KNOWN, episode: { ...EPISODE, told } }, 100, { kind: 'silence', silence: 'none' }).orders
    expect([answered('asking'), answered('no'), answered('yes')]).toEqual([[{ kind: 'notify', episode: 3 }], [], []])
    expect(happens(KNOWN, 100, { kind: 'silence', silence: 'none' })).toEqual({ state: KNOWN, orders: [] })
  })

  test('is no second notification for one that another episode\'s answer says was not delivered', () => {
    const undelivered = (episode: number, told: 'yes' | 'held') => happens({ ...KNOWN, episode: { ...EPISODE, told } }, 100, { kind: 'undelivered', episode }).state.episode
    expect(undelivered(3, 'yes')).toEqual({ id: 3, told: 'no', presentingSince: null })
    expect([undelivered(2, 'yes')?.told, undelivered(3, 'held')?.told]).toEqual(['yes', 'held'])
    expect(happens(KNOWN, 100, { kind: 'undelivered', episode: 3 })).toEqual({ state: KNOWN, orders: [] })
  })

  test('is nothing about an unmeasured clock', () => {
    expect(happens({ ...KNOWN, episode: EPISODE }, 100, { kind: 'checked', began: 99, seen: false, verdict: notMeasured() })).toMatchObject({ state: { episode: EPISODE, silences: 1 }, orders: [] })
  })
})

describe('the time of the next check', () => {
  test('is kept where one is planned already, and a minute away where the ordered one did not take place', () => {
    expect(happens(KNOWN, 100, { kind: 'not-checked' }).state.due).toEqual({ at: HOUR, since: null })
    expect(happens({ ...KNOWN, due: null }, 100, { kind: 'not-checked' }).state.due).toEqual({ at: 160, since: null })
  })

  test('is not pushed away by changed settings where something asked for it', () => {
    const changed = (due: MonitorState['due'], checkedAt: number | null = 0) =>
      happens({ ...KNOWN, due, checkedAt }, 100, { kind: 'settings-changed', settings: { checkEvery: 900, notifyBeyond: 15 } }).state.due
    expect(changed({ at: 110, since: 90 })).toEqual({ at: 110, since: 90 })
    expect(changed(null)).toBeNull()
    expect(changed({ at: HOUR, since: null })).toEqual({ at: 900, since: null })
    expect(changed({ at: HOUR, since: null }, null)).toEqual({ at: 1000, since: null })
  })

  test('is soon after a step even where none was planned and none took place yet', () => {
    const stepped = (state: MonitorState) => happens(state, 100, { kind: 'stepped', by: 5, wall: WALL }).state.due
    expect(stepped({ ...NEW, due: null })).toEqual({ at: 110, since: 100 })
    expect(stepped({ ...KNOWN, due: { at: 105, since: null } })).toEqual({ at: 105, since: 100 })
  })

  test('is put off on battery only for a clock that was measured and is fine, and no longer than four hours', () => {
    const saving: MonitorState = { ...KNOWN, saving: true }
    expect(nextCheckAt(saving)).toBe(4 * HOUR)
    expect(nextCheckAt({ ...saving, fine: false })).toBe(HOUR)
    expect(nextCheckAt({ ...saving, knownAt: null })).toBe(HOUR)
    expect(nextCheckAt({ ...saving, due: { at: HOUR, since: 5 } })).toBe(HOUR)
    const due = (state: MonitorState, at: number) => happens(state, at, { kind: 'due', saving: true })
    expect(due(KNOWN, HOUR)).toMatchObject({ state: { due: { at: 2 * HOUR, since: null } }, orders: [] })
    expect(due({ ...KNOWN, due: { at: 3.5 * HOUR, since: null } }, 3.5 * HOUR)).toMatchObject({ state: { due: { at: 4 * HOUR, since: null } }, orders: [] })
    expect(due({ ...KNOWN, due: { at: 4 * HOUR, since: null } }, 4 * HOUR).orders).toEqual([{ kind: 'check' }])
    expect(due({ ...KNOWN, knownAt: null }, HOUR).orders).toEqual([{ kind: 'check' }])
  })

  test('stands where something happened while the check was under way', () => {
    const checked = (due: MonitorState['due']) => happens({ ...KNOWN, due }, 100, { kind: 'checked', began: 90, seen: false, verdict: measured(0) }).state.due
    expect([checked({ at: 105, since: 90 }), checked({ at: 105, since: 95 })]).toEqual([{ at: 105, since: 90 }, { at: 105, since: 95 }])
    expect([checked({ at: 105, since: 89 }), checked({ at: 105, since: null })]).toEqual([{ at: 100 + HOUR, since: null }, { at: 100 + HOUR, since: null }])
  })
})

test('a presentation silences for three hours and no longer, do-not-disturb always', () => {
  const may = (silence: 'none' | 'presenting' | 'do-not-disturb', presentingSince: number | null, now: number) => mayTell({ ...EPISODE, presentingSince }, silence, now)
  expect([may('none', null, 0), may('presenting', null, 9 * HOUR), may('presenting', 0, 3 * HOUR), may('presenting', 0, 3 * HOUR + 1), may('do-not-disturb', 0, 9 * HOUR)])
    .toEqual([true, false, false, true, false])
})

test('half the limit is not right yet, and a second is no step', () => {
  expect([sizeUp(7.5, 15), sizeUp(-7.4, 15), sizeUp(15, 15)]).toEqual(['between', 'right', 'beyond'])
  const looked = (wall: number, sinceBoot: number) => between({ wall: 0, sinceBoot: 0 }, { wall, sinceBoot }, 60, false)
  expect([looked(61, 60), looked(62, 60), looked(90, 90), looked(91, 91)].map(({ slept, stepped }) => [slept, stepped])).toEqual([[null, null], [null, 2], [null, null], [31, null]])
})
