import { existsSync } from 'node:fs'
import path from 'node:path'
import { aMonth } from '../../desktop/month.ts'
import { expect, test, WRONG } from './world.ts'

test('month-of-sleep: thirty days with twelve sleeps a day', async ({ row, home, servers, settle, begin }) => {
  servers.slowBy = 47
  settle()
  const file = path.join(home.own, 'history.jsonl')
  const { sleeps, checks, notifications, timers, records, brokenLines } = await aMonth(file, 8)
  row.done(`The real monitor and history lived through 30 days of made-up time with ${sleeps} sleeps, lost networks and clocks that were set: ${checks} checks, ${notifications} notifications. Then the app was started on that history.`)
  expect([timers.after, brokenLines, records.kept]).toEqual([0, 0, records.given])
  expect(timers.most).toBeLessThanOrEqual(5)
  expect(existsSync(file)).toBe(true)
  const running = await begin()
  await row.shows(await running.window(), WRONG)
  row.kept(`${records.kept} of ${records.given} records, and no timer too many (${timers.most} at most, ${timers.after} at the end).`)
})
