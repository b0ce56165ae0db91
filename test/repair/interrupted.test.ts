import { afterEach, describe, expect, test } from 'vitest'
import { checkUp } from '../../main/checkup.ts'
import type { Checkup } from '../../main/core/checkup.ts'
import type { ClockState, HalfDone } from '../../main/core/clock-state.ts'
import type { CommandResult, Machine } from '../../main/platform/machine.ts'
import { SCENARIOS, type ScenarioName } from '../../main/practice/index.ts'
import { repair, type RepairReport } from '../../main/repair.ts'
import { openLaptop, type TestLaptop } from './open-laptop.ts'
import { startedIn, stateFolder } from './state-folder.ts'

const opened: TestLaptop[] = []
afterEach(async () => {
  for (const laptop of opened.splice(0)) await laptop.close()
})

/** How one command of the repair goes wrong; `late` did its work before it did. */
type Trouble = 'fails' | 'hangs' | 'hangs late' | 'loses the network'
const TROUBLES: readonly Trouble[] = ['fails', 'hangs', 'hangs late', 'loses the network']

interface Patient {
  readonly laptop: TestLaptop
  readonly folder: string
  readonly before: Checkup
  /** From now on nothing goes wrong any more. */
  readonly heal: () => Promise<void>
}

/** A practice laptop that was looked at, on which the command of this index goes wrong in the first repair. */
async function patient(name: ScenarioName, trouble?: Trouble, at = 0): Promise<Patient> {
  let commands = 0
  let ill = trouble !== undefined
  let cut = async (): Promise<void> => {}
  const asRoot = (real: Machine): Machine => ({ ...real, run: async (command, options) => {
    if (!ill || commands++ !== at) return real.run(command, options)
    if (trouble === 'loses the network') await cut()
    const done = trouble === 'fails' || trouble === 'hangs' ? { stdout: new Uint8Array(), stderr: new Uint8Array(), tookSeconds: 1 } : await real.run(command, options)
    const result: CommandResult = { missing: false, exit: 0, ...done, timedOut: trouble !== 'fails' && trouble !== 'loses the network' }
    return trouble === 'loses the network' ? result : { ...result, exit: trouble === 'fails' ? 1 : null }
  } })
  const laptop = await openLaptop(SCENARIOS[name].laptop, asRoot)
  opened.push(laptop)
  cut = () => laptop.practice.setNetwork('no-network')
  const folder = stateFolder()
  const before = await checkUp(startedIn(folder, laptop), laptop.options)
  const heal = async (): Promise<void> => {
    ill = false
    await laptop.practice.setNetwork('open')
  }
  return { laptop, folder, before, heal }
}

/** A repair that ends by itself, by a program that keeps its record in the patient's folder. */
function repaired({ laptop, folder, before }: Patient, seen = before): Promise<RepairReport> {
  const program = startedIn(folder, laptop)
  return repair(program, seen, program.options)
}

/** The program is ended when so many steps were done, and where one was `begun`, without hearing what became of it. */
async function killed({ laptop, folder, before }: Patient, done: number, begun: boolean): Promise<void> {
  const program = startedIn(folder, laptop)
  await new Promise<void>((end) => {
    void repair({ ...program, elevation: { asks: 'administrator', run: async (steps, onProgress) => {
      await laptop.elevation.run(steps.slice(0, done), onProgress)
      if (begun) await laptop.elevation.run(steps.slice(done, done + 1), () => {})
      end()
      return new Promise(() => {})
    } } }, before, program.options)
  })
}

/** What a program says that was started after that. */
async function nextCheckup({ laptop, folder }: Patient): Promise<Checkup> {
  const program = startedIn(folder, laptop)
  return checkUp(program, program.options)
}

const STARTUPS: Readonly<Partial<Record<ClockState['services'][number]['startup'], number>>> = { masked: 0, disabled: 1, enabled: 2 }
/** How well a machine keeps its time: its service started at boot, running, not failed. */
const health = ({ services: [service] }: ClockState): readonly number[] =>
  (service === undefined ? [] : [STARTUPS[service.startup] ?? 1, service.running ? 1 : 0, service.failed ? 0 : 1])

/** The machine is not worse than it was, and the next checkup tells what is half done unless nothing is left to do. */
async function expectNoWorse(one: Patient, halfDone: HalfDone | null): Promise<void> {
  const { laptop, before } = one
  const offset = before.verdict.kind === 'known' ? Math.abs(before.verdict.offset) : Infinity
  expect(Math.abs(laptop.practice.laptop.offset)).toBeLessThanOrEqual(offset + 0.05)
  const after = await nextCheckup(one)
  for (const [index, figure] of health(before.state).entries()) expect(health(after.state)[index]).toBeGreaterThanOrEqual(figure)
  const nothingLeft = after.plan.steps.length === 0 && after.verdict.kind === 'known'
  const expected = nothingLeft ? undefined : halfDone ?? undefined
  expect(after.state.halfDone).toEqual(expected)
  const told = after.findings.filter(({ id }) => id === 'repair-half-done').map(({ meaning }) => meaning).join(' ')
  expect(told === '').toBe(expected === undefined)
  for (const title of [...expected?.done ?? [], ...expected?.open ?? []]) expect(told).toContain(title)
}

/** Repairing once more ends as an undisturbed repair does, and nothing is left to tell. */
async function expectRepairable(one: Patient): Promise<void> {
  await one.heal()
  const report = await repaired(one, await nextCheckup(one))
  expect(['repaired', 'nothing-to-do']).toContain(report.result)
  expect(Math.abs(one.laptop.practice.laptop.offset)).toBeLessThan(0.5)
  const after = await nextCheckup(one)
  expect(after.plan.steps).toEqual([])
  expect(after.findings.map(({ id }) => id)).not.toContain('repair-half-done')
}

const distinct = (titles: readonly string[]): readonly string[] => [...new Set(titles)]

/** So many steps the plan of each has. */
const CURABLE = { 'slow': 3, 'fast-days': 4, 'stopped': 3, 'masked': 4, 'chrony': 3, 'chrony-stopped': 3, 'ntpsec': 3, 'openntpd': 3, 'none': 2 } as const satisfies Partial<Record<ScenarioName, number>>
const INCURABLE = { 'fails': 3, 'comes-back': 3, 'no-network': 1 } as const satisfies Partial<Record<ScenarioName, number>>
const each = (laptops: Partial<Record<ScenarioName, number>>) =>
  (Object.entries(laptops) as readonly (readonly [ScenarioName, number])[]).flatMap(([name, steps]) => Array.from({ length: steps }, (_, step) => [name, step] as const))

describe('a repair whose program is killed', () => {
  test.each(each(CURABLE).flatMap(([name, step]) => [[name, step, false], [name, step, true]] as const))('on "%s" at step %i (begun: %s)', async (name, step, begun) => {
    const one = await patient(name)
    const { steps } = one.before.plan
    expect(steps).toHaveLength(CURABLE[name as keyof typeof CURABLE])
    await killed(one, step, begun)
    const titles = steps.map(({ title }) => title)
    await expectNoWorse(one, { done: distinct(titles.slice(0, step)), open: distinct(titles.slice(step)) })
    await expectRepairable(one)
  })

  test.each(Object.keys(CURABLE) as readonly (keyof typeof CURABLE)[])('on "%s" before the proof leaves nothing half done', async (name) => {
    const one = await patient(name)
    await killed(one, CURABLE[name], false)
    await expectNoWorse(one, null)
    expect(startedIn(one.folder, one.laptop).options.lastRepair?.read()).toMatchObject({ ended: false })
  })
})

/** What the record knows once a step went wrong in this way, in the words of the next checkup. */
function leftBy(report: RepairReport): HalfDone | null {
  const titlesOf = (...states: readonly string[]) => distinct(report.steps.filter(({ state }) => states.includes(state)).map(({ title }) => title))
  const [done, open] = [titlesOf('done'), titlesOf('failed', 'timed-out', 'not-reached')]
  const begun = done.length > 0 || titlesOf('timed-out').length > 0
  return report.result === 'repaired' || !begun || open.length === 0 ? null : { done, open }
}

describe.each(TROUBLES)('a repair of which one command %s', (trouble) => {
  test.each(each(CURABLE))('on "%s" at step %i', async (name, step) => {
    const one = await patient(name, trouble, step)
    const report = await repaired(one)
    const state = trouble === 'fails' ? 'failed' : trouble === 'loses the network' ? 'done' : 'timed-out'
    expect(report.steps[step]?.state).toBe(state)
    await expectNoWorse(one, leftBy(report))
    await expectRepairable(one)
  })

  test.each(each(INCURABLE))('on "%s", which no repair helps, at step %i', async (name, step) => {
    const one = await patient(name, trouble, step)
    const report = await repaired(one)
    expect(report.result).not.toBe('repaired')
    expect(Math.abs(one.laptop.practice.laptop.offset)).toBeLessThanOrEqual(47.35)
    const after = await nextCheckup(one)
    for (const [index, figure] of health(one.before.state).entries()) expect(health(after.state)[index]).toBeGreaterThanOrEqual(figure)
  })
})

test.each(Object.keys(CURABLE) as readonly ScenarioName[])('a prompt that is refused on "%s" leaves nothing behind, not even a record', async (name) => {
  const one = await patient(name)
  const { laptop, folder, before } = one
  const program = startedIn(folder, laptop)
  const report = await repair({ ...program, elevation: { asks: 'administrator', run: async () => ({ kind: 'refused', words: 'No.' }) } }, before, program.options)
  expect(report.result).toBe('refused')
  expect(laptop.ranAsRoot()).toEqual([])
  expect(startedIn(folder, laptop).options.lastRepair?.read()).toBeNull()
  await expectNoWorse(one, null)
  await expectRepairable(one)
})

test('after the next start of the machine, or a week later, nobody is told of it any more', async () => {
  const one = await patient('slow')
  await killed(one, 1, false)
  one.laptop.host.pass(6 * 86_400)
  expect((await nextCheckup(one)).state.halfDone).toBeDefined()
  one.laptop.host.pass(2 * 86_400)
  expect((await nextCheckup(one)).state).not.toHaveProperty('halfDone')
  const other = await patient('slow')
  await killed(other, 1, false)
  const { machine } = other.laptop
  const restarted: TestLaptop = { ...other.laptop, machine: { ...machine, clock: { ...machine.clock, monotonic: () => machine.clock.monotonic() - 990 } } }
  expect((await nextCheckup({ ...other, laptop: restarted })).state).not.toHaveProperty('halfDone')
})
