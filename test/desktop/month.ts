import { openHistory } from '../../main/desktop/history-store.ts'
import { seeded } from '../core/random.ts'
import { weekLaptop } from './week-laptop.ts'

const HOUR = 3600
const DAY = 24 * HOUR
const DAYS = 30
const SLEEPS_A_DAY = 12

/** What a month left behind. */
export interface MonthLeft {
  readonly sleeps: number
  readonly checks: number
  readonly notifications: number
  /** Timers that were under way at once, at most, and after the end. */
  readonly timers: { readonly most: number; readonly after: number }
  /** Records that were handed to the history, and those that were in its file when it was opened anew. */
  readonly records: { readonly given: number; readonly kept: number }
  readonly brokenLines: number
}

/**
 * Lets a laptop on made-up time live for 30 days with twelve sleeps a day, lost networks and a clock that was set now and
 * then: the real monitor, and the real history in `file`, opened anew each morning as by a program that is started anew.
 */
export async function aMonth(file: string, seed: number): Promise<MonthLeft> {
  const random = seeded(seed)
  let notifications = 0
  const laptop = weekLaptop(
    { settings: { checkEvery: HOUR, notifyBeyond: 15 }, chance: () => random.between(0, 1), saysResume: seed % 2 === 0, timersSleep: true },
    { measured: () => {}, notified: () => { notifications++ } },
  )
  let given = 0
  for (let day = 0; day < DAYS; day++) {
    const history = await openHistory(file)
    for (let sleep = 0; sleep < SLEEPS_A_DAY; sleep++) {
      const begins = day * DAY + sleep * DAY / SLEEPS_A_DAY
      await laptop.until(begins + random.between(60, HOUR))
      if (random.between(0, 1) < 0.05) laptop.step(random.between(-90, 90))
      if (random.between(0, 1) < 0.05) laptop.repair()
      if (random.between(0, 1) < 0.1) laptop.network(random.between(0, 1) < 0.5 ? null : 'office')
      laptop.sleep()
      await laptop.until(begins + random.between(1.1 * HOUR, 1.9 * HOUR))
      laptop.wake()
    }
    for (const record of laptop.records.slice(given)) await history.add(record)
    given = laptop.records.length
    await history.close()
  }
  const { checks, busiest } = laptop.counts
  laptop.close()
  await laptop.until(DAYS * DAY + HOUR)
  const { records, broken } = await openHistory(file)
  return { sleeps: DAYS * SLEEPS_A_DAY, checks, notifications, timers: { most: busiest, after: laptop.timers() }, records: { given, kept: records().length }, brokenLines: broken }
}
