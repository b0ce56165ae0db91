import { describe, expect, test } from 'vitest'
import { watch, type Rhythm } from '../../main/cli/watch.ts'
import { fakeHost } from '../practice/fake-host.ts'

interface Stage {
  /** When each check began, in seconds after the start. */
  readonly began: number[]
  readonly exit: number
}

interface Circumstances {
  readonly interval: number
  readonly jitter?: number
  readonly chance?: () => number
  readonly checks: number
  /** How long each check takes, in seconds. */
  readonly takes?: (check: number) => number
  readonly exits?: readonly number[]
  /** What else happens while it waits: by how much the local clock moves against the other one, at which moment. */
  readonly slept?: { readonly at: number; readonly seconds: number }
}

/** Watches on a host whose time passes only in pauses and checks. */
async function run({ interval, jitter = 0, chance = () => 0, checks, takes = () => 0.2, exits = [], slept }: Circumstances): Promise<Stage> {
  const host = fakeHost()
  const start = host.clock.monotonic()
  const elapsed = (): number => Math.round((host.clock.monotonic() - start) * 1000) / 1000
  let jumped = 0
  const rhythm: Rhythm = {
    clock: { monotonic: host.clock.monotonic, wall: () => host.clock.wall() + jumped },
    pause: async (seconds) => {
      host.pass(seconds)
      if (slept !== undefined && jumped === 0 && elapsed() >= slept.at) jumped = slept.seconds
    },
    chance,
  }
  const stop = new AbortController()
  const began: number[] = []
  const exit = await watch({ interval, jitter }, async () => {
    began.push(elapsed())
    host.pass(takes(began.length))
    if (began.length === checks) setImmediate(() => stop.abort())
    return began.length > checks ? new Promise(() => {}) : exits[began.length - 1] ?? 0
  }, rhythm, stop.signal)
  return { began: began.slice(0, checks), exit }
}

describe('--watch', () => {
  test('begins at once and keeps its times, however long the checks take', async () => {
    expect((await run({ interval: 60, checks: 5, takes: (check) => check * 3.7 })).began).toEqual([0, 60, 120, 180, 240])
  })

  test('a check that takes longer than the interval leaves times out and does not hurry after them', async () => {
    expect((await run({ interval: 60, checks: 4, takes: (check) => (check === 2 ? 130 : 1) })).began).toEqual([0, 60, 240, 300])
  })

  test('jitter moves each check and adds up to nothing', async () => {
    const chances = [0.5, 0.1, 0.9, 0]
    let drawn = 0
    expect((await run({ interval: 100, jitter: 20, chance: () => chances[drawn++ % 4] ?? 0, checks: 4 })).began).toEqual([10, 102, 218, 300])
  })

  test('after sleep it waits for the network, checks, and falls back into its rhythm', async () => {
    expect((await run({ interval: 3600, checks: 3, slept: { at: 600, seconds: 28_800 } })).began).toEqual([0, 610.2, 3600])
  })

  test('a clock that was set meanwhile is checked soon', async () => {
    expect((await run({ interval: 3600, checks: 2, slept: { at: 100, seconds: -300 } })).began).toEqual([0, 130.2])
  })

  test('a clock that drifts a little is no reason to ask more often', async () => {
    expect((await run({ interval: 3600, checks: 2, slept: { at: 100, seconds: 1 } })).began).toEqual([0, 3600])
  })

  test('ends with the code of the last check', async () => {
    expect((await run({ interval: 60, checks: 3, exits: [0, 1, 2] })).exit).toBe(2)
    expect((await run({ interval: 60, checks: 2, exits: [2, 0] })).exit).toBe(0)
  })

  test('that is interrupted before its first verdict cannot tell', async () => {
    const { clock } = fakeHost()
    const stop = new AbortController()
    const never = (): Promise<never> => new Promise(() => {})
    const ended = watch({ interval: 60, jitter: 0 }, () => { setImmediate(() => stop.abort()); return never() }, { clock, pause: never, chance: () => 0 }, stop.signal)
    expect(await ended).toBe(3)
    expect(await watch({ interval: 60, jitter: 30 }, never, { clock, pause: never, chance: () => 0.5 }, AbortSignal.abort())).toBe(3)
  })
})
