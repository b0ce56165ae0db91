import { describe, expect, test } from 'vitest'
import { seeded, type Random } from '../core/random.ts'
import { weekLaptop, type WeekLaptop, type World } from './week-laptop.ts'

const HOUR = 3600
const WEEK = 7 * 24 * HOUR
const SLEEPS = 300
const LIMIT = 15
/** A clock that was set while the computer was awake, or is wrong when it wakes up, is found out by then, whatever else goes on. */
const FOUND_SOON = 720
/** Beyond the usual interval a check takes a moment, and an answer may have been spoilt once. */
const SLACK = 900
/** A pause in a talk that is shorter than this may go unnoticed. */
const ASKED_EVERY = 330
/** Sleep of less than a minute may pass for a slow moment. */
const SURELY_NOTICED = 60
const SPARING = 4 * HOUR

interface Act {
  readonly at: number
  readonly needsAwake: boolean
  readonly act: (laptop: WeekLaptop) => void
}

/** One spell of a wrong clock as the app could know it: a check found it, and it ends with a measurement that is right. */
interface Spell {
  notified: number
  seen: boolean
}

/** Follows a week from the outside and notes what must not be; it knows nothing of how the monitor works. */
function witness() {
  const faults: string[] = []
  let spell: Spell | null = null
  let notifications = 0
  let waiting: { readonly since: number; readonly longest: number } | null = null
  let presentingSince: number | null = null
  let presentedAt = 0
  let laptop: WeekLaptop | null = null
  const world = (): World => {
    if (laptop === null) throw new Error('The week has not begun.')
    return laptop.world()
  }
  const fault = (words: string): void => { faults.push(`after ${(world().at / HOUR).toFixed(3)} hours: ${words}`) }
  return {
    faults,
    notifications: () => notifications,
    follow: (of: WeekLaptop) => { laptop = of },
    measured: (offset: number | null, repaired: boolean, seen: boolean): void => {
      if (offset === null) {
        if (repaired) spell = null
        return
      }
      const size = Math.abs(offset)
      if (size >= LIMIT) spell ??= { notified: 0, seen: false }
      else if (repaired || size < LIMIT / 2) spell = null
      if (spell !== null && seen) spell.seen = true
    },
    notified: (): void => {
      notifications++
      const { silence, windowVisible, at } = world()
      const longTalk = silence === 'presenting' && presentingSince !== null && at - presentingSince > 3 * HOUR
      if (silence !== 'none' && !longTalk) fault(`told in ${silence}`)
      if (windowVisible) fault('told beside an open window')
      if (spell === null) return fault('told of a clock that is right')
      if (spell.seen) fault('told what the user had seen')
      if (++spell.notified > 1) fault('told twice')
    },
    /** Call often, and after each thing that happens. `urgent`: a clock was just set by somebody, or the computer woke up. */
    look: (urgent = false): void => {
      const { at, awake, connected, silence, saving, settings, offset, windowVisible } = world()
      if (silence === 'presenting') presentingSince ??= at
      // What nobody was awake for goes unnoticed too.
      if (silence === 'presenting' || !awake) presentedAt = at
      else if (at - presentedAt > ASKED_EVERY) presentingSince = null
      if (spell !== null && windowVisible && silence !== 'practice') spell.seen = true
      const unknown = awake && connected && silence === 'none' && Math.abs(offset) > LIMIT + 0.5 && (spell === null || (spell.notified === 0 && !spell.seen))
      if (!unknown) {
        waiting = null
        return
      }
      const usual = (saving ? Math.max(SPARING, settings.checkEvery) : settings.checkEvery) * 7 / 6 + SLACK
      if (waiting === null) waiting = { since: at, longest: urgent ? FOUND_SOON : usual }
      else if (waiting.longest !== FOUND_SOON) waiting = { since: waiting.since, longest: Math.max(waiting.longest, usual) }
      if (at - waiting.since > waiting.longest) {
        fault(`nobody was told of a clock that is ${offset.toFixed(1)} s off since ${(waiting.since / HOUR).toFixed(3)} hours`)
        waiting = { since: at, longest: Infinity }
      }
    },
  }
}

const pick = <T>({ whole }: Random, items: readonly T[]): T => items[whole(0, items.length - 1)] as T

/** 300 sleeps of any length, together with the time awake between them just one week. */
function sleeps({ between }: Random): readonly Act[] {
  const share = (total: number, power: number): readonly number[] => {
    const parts = Array.from({ length: SLEEPS }, () => 0.01 + between(0, 1) ** power)
    const sum = parts.reduce((a, b) => a + b, 0)
    return parts.map((part) => part / sum * total)
  }
  const [up, down] = [share(WEEK * 0.62, 4), share(WEEK * 0.38, 6)]
  let at = 0
  return up.flatMap((awake, index) => {
    const asleep = at + awake
    at = asleep + (down[index] ?? 0)
    return [{ at: asleep, needsAwake: false, act: (laptop: WeekLaptop) => laptop.sleep() }, { at, needsAwake: false, act: (laptop: WeekLaptop) => laptop.wake() }]
  })
}

/** Spells of something, so many in the week, each between the two lengths. */
function spells(random: Random, count: number, [shortest, longest]: readonly [number, number], begin: Act['act'], end: Act['act'], needsAwake: boolean): readonly Act[] {
  return Array.from({ length: count }, () => {
    const at = random.between(0, WEEK)
    return [{ at, needsAwake, act: begin }, { at: at + random.between(shortest, longest), needsAwake: false, act: end }]
  }).flat()
}

const moments = (random: Random, count: number, act: Act['act'], needsAwake = false): readonly Act[] =>
  Array.from({ length: count }, () => ({ at: random.between(0, WEEK), needsAwake, act }))

function everything(random: Random): readonly Act[] {
  const { between } = random
  const acts: readonly Act[] = [
    ...sleeps(random),
    ...spells(random, 60, [5, 3 * HOUR], (laptop) => laptop.network(null), (laptop) => laptop.network(pick(random, ['home', 'office', 'train', 'hotel'])), false),
    ...moments(random, 12, (laptop) => laptop.step(pick(random, [0.3, -3, 12, -20, 47, -47, 3600, -86_400 * 3, 3e7])), true),
    // A service of the system sets it right, behind everybody's back.
    ...moments(random, 8, (laptop) => laptop.step(laptop.world().offset)),
    ...moments(random, 12, (laptop) => laptop.steer(pick(random, [0, 0, 2e-6, -2e-5, 5e-4, -5e-4, 2e-3]))),
    ...spells(random, 8, [300, 6 * HOUR], (laptop) => laptop.change({ silence: 'do-not-disturb' }), (laptop) => laptop.change({ silence: 'none' }), false),
    ...spells(random, 6, [300, 8 * HOUR], (laptop) => laptop.change({ silence: 'presenting' }), (laptop) => laptop.change({ silence: 'none' }), false),
    ...spells(random, 3, [60, HOUR], (laptop) => laptop.change({ silence: 'practice' }), (laptop) => laptop.change({ silence: 'none' }), true),
    ...spells(random, 14, [600, 9 * HOUR], (laptop) => laptop.change({ saving: true }), (laptop) => laptop.change({ saving: false }), false),
    ...spells(random, 15, [5, 1200], (laptop) => laptop.openWindow(), (laptop) => laptop.closeWindow(), true),
    ...moments(random, 8, (laptop) => laptop.askForCheck(), true),
    ...moments(random, 8, (laptop) => laptop.repair(), true),
    ...moments(random, 3, (laptop) => laptop.change({ settings: { checkEvery: between(0, 1) < 0.5 ? 900 : HOUR, notifyBeyond: LIMIT } }), true),
  ]
  return acts.filter(({ at }) => at < WEEK).toSorted((a, b) => a.at - b.at)
}

async function week(seed: number) {
  const random = seeded(seed)
  const seen = witness()
  const laptop = weekLaptop(
    { settings: { checkEvery: HOUR, notifyBeyond: LIMIT }, chance: () => random.between(0, 1), saysResume: seed % 2 === 0, timersSleep: seed % 3 !== 0 },
    { measured: (verdict, repaired, visible) => seen.measured(verdict.kind === 'known' ? verdict.offset : null, repaired, visible), notified: seen.notified },
  )
  seen.follow(laptop)
  let [awakeFor, networks, asleepAt] = [0, 0, 0]
  for (const { at, needsAwake, act } of everything(random)) {
    // Looked at often enough to see how long something went on.
    for (let from = laptop.world().at; from < at; from = laptop.world().at) {
      if (laptop.world().awake) awakeFor += Math.min(at, from + 60) - from
      await laptop.until(Math.min(at, from + 60))
      seen.look()
    }
    const before = laptop.world()
    if (needsAwake && !before.awake) continue
    act(laptop)
    const after = laptop.world()
    if (before.connected !== after.connected) networks++
    if (before.awake && !after.awake) asleepAt = at
    seen.look(after.awake && (before.awake ? Math.abs(after.offset - before.offset) > 1 : at - asleepAt > SURELY_NOTICED))
  }
  await laptop.until(WEEK)
  return { laptop, seen, awakeFor, networks }
}

describe('a week with 300 sleeps, lost networks, clocks that are set and clocks that drift', () => {
  test.each(Array.from({ length: 16 }, (_, index) => index + 1))('leaves no wrong clock untold and none told twice (week %i)', async (seed) => {
    const { laptop, seen, awakeFor, networks } = await week(seed)
    expect(seen.faults.join('; ')).toBe('')
    expect(seen.notifications()).toBeGreaterThan(0)
    const { checks, calls, busiest } = laptop.counts
    // Nothing piles up: one timer of the monitor, besides those of questions that are under way.
    expect(busiest).toBeLessThanOrEqual(5)
    expect(calls).toBeLessThan(awakeFor / 30 + 12 * (checks + networks + SLEEPS))
    expect(checks).toBeLessThan(awakeFor / 900 * 7 / 5 + SLEEPS + networks + 200)
    expect(checks).toBeGreaterThan(SLEEPS / 2)
    expect(laptop.records.length).toBeLessThan(checks + SLEEPS + 40)

    if (!laptop.world().awake) laptop.wake()
    laptop.close()
    await laptop.until(WEEK + 60)
    expect([laptop.timers(), laptop.counts.resumeListeners]).toEqual([0, 0])
  })
})
