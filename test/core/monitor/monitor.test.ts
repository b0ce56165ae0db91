import { describe, expect, test } from 'vitest'
import { monitor, nextCheckAt } from '../../../main/core/monitor/monitor.ts'
import { newMonitor, type MonitorEvent, type MonitorOrder, type MonitorState } from '../../../main/core/monitor/state.ts'
import { measured, notMeasured } from '../builders.ts'
import { seeded } from '../random.ts'

const HOUR = 3600
const SETTINGS = { checkEvery: HOUR, notifyBeyond: 15 }

/** A monitor that things happen to, one after the other; keeps what it ordered last. */
function begun(settings = SETTINGS) {
  let state: MonitorState = newMonitor(settings)
  let now = 0
  const happens = (at: number, event: MonitorEvent): readonly MonitorOrder['kind'][] => {
    now = at
    const step = monitor(state, event, { at, chance: 0.5 })
    state = step.state
    orders = step.orders
    return step.orders.map(({ kind }) => kind)
  }
  let orders: readonly MonitorOrder[] = []
  const check = (at: number, offset: number | null, seen = false) =>
    happens(at, { kind: 'checked', began: at - 1, seen, verdict: offset === null ? notMeasured() : measured(offset, { level: Math.abs(offset) >= 30 ? 'critical' : Math.abs(offset) >= 15 ? 'warning' : 'ok' }) })
  happens(0, { kind: 'started' })
  return {
    happens, check, orders: () => orders, state: () => state,
    next: () => Math.round(nextCheckAt(state) - now),
    silence: (at: number, silence: 'none' | 'do-not-disturb' | 'presenting' | 'practice') => happens(at, { kind: 'silence', silence }),
  }
}

describe('word of a wrong clock', () => {
  test('is given once, and again only after the clock was right in between', () => {
    const { check, silence } = begun()
    expect(check(10, 47)).toEqual(['ask-silence'])
    expect(silence(11, 'none')).toEqual(['notify'])
    expect(check(HOUR, 48)).toEqual([])
    // Neither a look that could not tell nor one close below the limit ends the spell.
    expect([check(2 * HOUR, null), check(3 * HOUR, 14), check(4 * HOUR, 16)]).toEqual([[], [], []])
    expect(check(5 * HOUR, 0.1)).toEqual(['withdraw'])
    expect(check(6 * HOUR, -20)).toEqual(['ask-silence'])
    expect(silence(6 * HOUR + 1, 'none')).toEqual(['notify'])
  })

  test.each([[14.9, 15, false], [15, 15, true], [-16, 15, true], [119, 120, false], [6, 5, true], [31_556_952, null, false]])('%d seconds off with a limit of %j', (offset, notifyBeyond, told) => {
    expect(begun({ checkEvery: HOUR, notifyBeyond } as typeof SETTINGS).check(10, offset)).toEqual(told ? ['ask-silence'] : [])
  })

  test('is not given about what the user sees, asked for, or has seen by the time of the answer', () => {
    const seen = begun()
    expect(seen.check(10, 47, true)).toEqual(['withdraw'])
    expect(seen.check(HOUR, 47)).toEqual([])

    const looked = begun()
    looked.check(10, 47)
    expect(looked.happens(10.5, { kind: 'looked' })).toEqual(['withdraw'])
    expect(looked.silence(11, 'none')).toEqual([])
  })

  test('is held back in do-not-disturb and given after it, if a fresh check finds it still true', () => {
    const { check, silence, state, happens } = begun()
    check(10, 47)
    expect(silence(11, 'do-not-disturb')).toEqual([])
    expect(state().askSilenceAt).toBe(311)
    expect(silence(311, 'do-not-disturb')).toEqual([])
    expect(silence(611, 'none')).toEqual(['check'])
    expect(check(612, 47)).toEqual(['ask-silence'])
    expect(silence(613, 'none')).toEqual(['notify'])

    const mended = begun()
    mended.check(10, 47)
    mended.silence(11, 'do-not-disturb')
    expect(mended.silence(311, 'none')).toEqual(['check'])
    expect(mended.check(312, 0)).toEqual(['withdraw'])
    expect(mended.state().askSilenceAt).toBeNull()
    expect(happens(9000, { kind: 'undelivered', episode: 1 })).toEqual([])
  })

  test('does not wait for a presentation that never ends, yet for do-not-disturb as long as it takes', () => {
    const { check, silence } = begun()
    check(10, 47)
    for (let at = 300; at < 12 * HOUR; at += 300) expect(silence(at, 'do-not-disturb')).toEqual([])
    for (let at = 12 * HOUR; at < 15 * HOUR; at += 300) expect(silence(at, 'presenting')).toEqual([])
    expect(silence(15 * HOUR + 300, 'presenting')).toEqual(['check'])
    check(15 * HOUR + 301, 47)
    expect(silence(15 * HOUR + 302, 'presenting')).toEqual(['notify'])
  })

  test('held back is not forgotten over a check that could not tell', () => {
    const { check, silence, happens, state } = begun()
    check(10, 47)
    silence(11, 'do-not-disturb')
    expect(happens(100, { kind: 'woke', slept: 60, wall: 1_795_348_900 })).toEqual(['record'])
    expect(happens(111, { kind: 'due', saving: false })).toEqual(['check'])
    check(112, null)
    expect(state().askSilenceAt).toBe(311)
  })

  test('held back in a presentation waits anew in the next one', () => {
    const { check, silence } = begun()
    check(10, 47)
    silence(11, 'presenting')
    expect(silence(311, 'none')).toEqual(['check'])
    check(312, null)
    expect(check(8 * HOUR, 47)).toEqual(['ask-silence'])
    expect(silence(8 * HOUR + 1, 'presenting')).toEqual([])
  })

  test('that the system did not take is tried again with the next check', () => {
    const { check, silence, happens } = begun()
    check(10, 47)
    silence(11, 'none')
    happens(12, { kind: 'undelivered', episode: 1 })
    expect(check(HOUR, 47)).toEqual(['ask-silence'])
  })

  test('is not given after a repair whose report was seen, and given when it did not help and nobody saw that', () => {
    const failed = (seen: boolean) => begun().happens(10, { kind: 'repaired', seen, verdict: measured(47) })
    expect([failed(true), failed(false)]).toEqual([['withdraw'], ['ask-silence']])
  })

  test('a repair that could not be proven begins a new spell', () => {
    const { check, silence, happens } = begun()
    check(10, 47)
    silence(11, 'none')
    expect(happens(60, { kind: 'repaired', seen: true, verdict: notMeasured() })).toEqual(['withdraw'])
    expect(check(120, 47)).toEqual(['ask-silence'])
  })

  test('ends with the setting that turns it off', () => {
    const { check, silence, happens } = begun()
    check(10, 47)
    expect(happens(10.5, { kind: 'settings-changed', settings: { checkEvery: HOUR, notifyBeyond: null } })).toEqual(['withdraw'])
    expect(silence(11, 'none')).toEqual([])
  })
})

describe('the next check', () => {
  test('comes soon after sleep, and a check that sleep came into does not stand for it', () => {
    const { happens, check, next } = begun()
    check(10, 0)
    expect(happens(5000, { kind: 'woke', slept: 4000, wall: 1_795_353_800 })).toEqual(['record'])
    expect(next()).toBe(10)
    happens(5001, { kind: 'checked', began: 900, seen: false, verdict: notMeasured('clock-stepped') })
    expect(next()).toBe(9)
    happens(5003, { kind: 'checked', began: 5002, seen: true, verdict: measured(0) })
    expect(next()).toBe(HOUR)
  })

  test('comes soon after somebody set the clock, but not every few seconds where two services fight over it', () => {
    const { happens, check, next, orders } = begun()
    check(1000, 2)
    happens(2000, { kind: 'stepped', by: 47, wall: 1_795_350_847 })
    expect(orders()).toEqual([{ kind: 'record', record: { kind: 'stepped', at: 1_795_350_802, by: 47 } }])
    expect(next()).toBe(10)
    check(2010, -45)
    happens(2020, { kind: 'stepped', by: -47, wall: 1_795_350_820 })
    expect(next()).toBe(50)
  })

  test('comes when the network has settled, later where the clock was measured just before, and not for a network that is gone', () => {
    const { happens, check, next } = begun()
    check(10, null)
    happens(100, { kind: 'network-changed', connected: false })
    expect(next()).toBe(210)
    happens(110, { kind: 'network-changed', connected: true })
    expect(next()).toBe(15)
    check(126, 0)
    happens(130, { kind: 'network-changed', connected: true })
    expect(next()).toBe(596)
  })

  test('waits up to four hours on battery or a metered network, unless the clock was not fine or something happened', () => {
    const { happens, check, next } = begun()
    check(0, 0)
    expect(happens(HOUR, { kind: 'due', saving: true })).toEqual([])
    expect(next()).toBe(3 * HOUR)
    expect(happens(2 * HOUR, { kind: 'due', saving: true })).toEqual([])
    // Plugged in again: what was put off is made up for at the next turn.
    expect(happens(3 * HOUR, { kind: 'due', saving: false })).toEqual(['check'])
    check(3 * HOUR + 1, 20)
    expect(happens(4 * HOUR + 1, { kind: 'due', saving: true })).toEqual(['check'])
    check(4 * HOUR + 2, 0)
    happens(4 * HOUR + 100, { kind: 'woke', slept: 60, wall: 1_795_353_800 })
    expect(happens(4 * HOUR + 110, { kind: 'due', saving: true })).toEqual(['check'])
  })

  test('follows a changed setting at once', () => {
    const { happens, check, next } = begun()
    check(0, 0)
    happens(60, { kind: 'settings-changed', settings: { checkEvery: 900, notifyBeyond: 15 } })
    expect(next()).toBe(840)
    happens(2000, { kind: 'settings-changed', settings: { checkEvery: 900, notifyBeyond: 15 } })
    expect(next()).toBe(0)
  })

  test('is not lost where something else was under way, nor asked for again at once', () => {
    const { happens, next } = begun()
    happens(1, { kind: 'not-checked' })
    expect(next()).toBe(60)
  })
})

test('whatever happens in whatever order, it remembers no more than at first, and each episode is told at most once', () => {
  const random = seeded(11)
  const { happens, orders, state } = begun()
  const told: number[] = []
  let longest = 0
  for (let at = 0; at < 20_000; at++) {
    const offset = random.between(0, 1) < 0.3 ? 0 : random.between(-40, 40)
    const events: readonly MonitorEvent[] = [
      { kind: 'due', saving: random.between(0, 1) < 0.5 }, { kind: 'looked' }, { kind: 'woke', slept: at, wall: at }, { kind: 'stepped', by: offset, wall: at },
      { kind: 'network-changed', connected: true }, { kind: 'silence', silence: random.between(0, 1) < 0.5 ? 'none' : 'do-not-disturb' }, { kind: 'not-checked' },
      { kind: 'checked', began: at - random.between(0, 50), seen: random.between(0, 1) < 0.1, verdict: random.between(0, 1) < 0.2 ? notMeasured() : measured(offset) },
      { kind: 'repaired', seen: false, verdict: measured(0) },
    ]
    const event = events[random.whole(0, events.length - 1)]
    if (event !== undefined) happens(at, event)
    for (const order of orders()) if (order.kind === 'notify') told.push(order.episode)
    longest = Math.max(longest, JSON.stringify(state()).length)
  }
  expect(told.length).toBeGreaterThan(50)
  expect(new Set(told).size).toBe(told.length)
  expect(longest).toBeLessThan(600)
})
