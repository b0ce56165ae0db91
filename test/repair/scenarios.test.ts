import { afterEach, describe, expect, test } from 'vitest'
import { checkUp } from '../../main/checkup.ts'
import type { RepairResult } from '../../main/core/verify.ts'
import { isPlain } from '../../main/platform/script.ts'
import { SCENARIOS, type ScenarioName } from '../../main/practice/index.ts'
import { repair, type RepairProgress } from '../../main/repair.ts'
import { openLaptop, type TestLaptop } from './open-laptop.ts'

const opened: TestLaptop[] = []
afterEach(async () => {
  for (const laptop of opened.splice(0)) await laptop.close()
})
const open = async (name: ScenarioName): Promise<TestLaptop> => {
  const laptop = await openLaptop(SCENARIOS[name].laptop)
  opened.push(laptop)
  return laptop
}

const RESULTS: { readonly [N in ScenarioName]: RepairResult } = {
  'slow': 'repaired', 'fast-days': 'repaired', 'stopped': 'repaired', 'masked': 'repaired', 'chrony': 'repaired',
  'chrony-stopped': 'repaired', 'ntpsec': 'repaired', 'openntpd': 'repaired', 'none': 'repaired',
  'fine': 'nothing-to-do', 'no-network': 'cannot-tell', 'udp-blocked': 'cannot-tell', 'refused': 'refused',
  'fails': 'failed', 'comes-back': 'failed',
}
const names = Object.keys(SCENARIOS) as readonly ScenarioName[]
const withResult = (...results: readonly RepairResult[]): readonly ScenarioName[] => names.filter((name) => results.includes(RESULTS[name]))

test.each(names)('%s ends as it should, and says so only by what was measured', async (name) => {
  const laptop = await open(name)
  const before = await checkUp(laptop, laptop.options)
  const report = await repair(laptop, before, laptop.options)
  expect(report.result).toBe(RESULTS[name])
  expect(Math.abs(laptop.practice.laptop.offset) < 0.5).toBe(report.result === 'repaired' || report.result === 'nothing-to-do')
})

test.each(withResult('repaired'))('%s: repaired within a minute of consent, and a second repair has nothing to do', async (name) => {
  const laptop = await open(name)
  const first = await repair(laptop, await checkUp(laptop, laptop.options), laptop.options)
  expect(first.tookSeconds).toBeLessThan(60)
  expect(first.steps.map(({ state }) => state)).not.toContain('failed')
  expect(first.explanation).toEqual([])
  const commands = laptop.ranAsRoot().length
  const again = await checkUp(laptop, laptop.options)
  expect(again.plan.steps).toEqual([])
  expect((await repair(laptop, again, laptop.options)).result).toBe('nothing-to-do')
  expect(laptop.ranAsRoot()).toHaveLength(commands)
})

test.each(withResult('repaired'))('%s stays right for the next ten minutes', async (name) => {
  const laptop = await open(name)
  await repair(laptop, await checkUp(laptop, laptop.options), laptop.options)
  for (let minute = 0; minute < 10; minute++) {
    laptop.host.pass(60)
    expect(Math.abs(laptop.practice.laptop.offset)).toBeLessThan(0.5)
  }
})

test('where nothing is wrong nobody is asked and nothing runs', async () => {
  const laptop = await open('fine')
  const events: RepairProgress[] = []
  const report = await repair(laptop, await checkUp(laptop, laptop.options), laptop.options, (event) => events.push(event))
  expect(report).toMatchObject({ result: 'nothing-to-do', steps: [], explanation: [] })
  expect(report).not.toHaveProperty('after')
  expect(events).toEqual([])
  expect(laptop.ranAsRoot()).toEqual([])
})

test('an administrator who says no leaves the laptop as it was, with a sentence', async () => {
  const laptop = await open('refused')
  const report = await repair(laptop, await checkUp(laptop, laptop.options), laptop.options)
  expect(report).toMatchObject({ result: 'refused', steps: [], explanation: [expect.stringContaining('Nothing was changed')] })
  expect(report).not.toHaveProperty('after')
  expect(laptop.ranAsRoot()).toEqual([])
  expect(laptop.practice.laptop.offset).toBe(47.3)
})

test('a clock that is put back after the repair is never called repaired, however right it looked', async () => {
  const laptop = await open('comes-back')
  const report = await repair(laptop, await checkUp(laptop, laptop.options), laptop.options)
  expect(report.result).toBe('failed')
  expect(report.steps.every(({ state }) => state === 'done')).toBe(true)
  expect(report.explanation.join(' ')).toMatch(/After the repair the clock is 47\.3 seconds slow\..*Something else may be setting this clock/)
})

test('a clock that cannot be set is told with what the system said', async () => {
  const laptop = await open('fails')
  const report = await repair(laptop, await checkUp(laptop, laptop.options), laptop.options)
  expect(report.explanation[0]).toBe('"Set the clock" did not work: date: cannot set date: Operation not permitted.')
  expect(report.explanation.at(-1)).toContain('administrator')
  expect(laptop.pauses).toEqual([])
})

test('without an answer from any time server nothing is claimed', async () => {
  const laptop = await open('no-network')
  const report = await repair(laptop, await checkUp(laptop, laptop.options), laptop.options)
  expect(report.after?.verdict.kind).toBe('unknown')
  expect(report.explanation.slice(0, 2)).toEqual(['Every step ran: "Turn automatic time on".', 'The clock could not be measured afterwards.'])
  expect(report.explanation.at(-1)).toContain('Try another network')
  expect(laptop.ranAsRoot().join()).not.toContain('/date')
})

test('progress comes in the order of events', async () => {
  const laptop = await open('slow')
  const events: string[] = []
  const report = await repair(laptop, await checkUp(laptop, laptop.options), laptop.options, (event) => {
    events.push('index' in event ? `${event.kind} ${event.index}` : event.kind)
  })
  const steps = report.steps.flatMap((_, index) => [`step-started ${index}`, `step-ended ${index}`])
  expect(report.steps.length).toBeGreaterThan(1)
  expect(events).toEqual(['asking', ...steps, 'verifying'])
})

describe('the password dialog', () => {
  test.each(names)('can be handed every step for "%s"', async (name) => {
    const laptop = await open(name)
    expect(isPlain((await checkUp(laptop, laptop.options)).plan.steps)).toBe(true)
  })
})
