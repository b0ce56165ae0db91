import { afterEach, describe, expect, test } from 'vitest'
import { checkUp } from '../../main/checkup.ts'
import type { CommandResult, Machine } from '../../main/platform/machine.ts'
import type { LaptopDescription } from '../../main/practice/index.ts'
import { repair, type RepairReport } from '../../main/repair.ts'
import { openLaptop, SLOW, type TestLaptop } from './open-laptop.ts'

const opened: TestLaptop[] = []
afterEach(async () => {
  for (const laptop of opened.splice(0)) await laptop.close()
})

const ENDED: CommandResult = { exit: null, missing: false, timedOut: false, stdout: new Uint8Array(), stderr: new Uint8Array(), tookSeconds: 1 }
const HANGS: CommandResult = { ...ENDED, timedOut: true }
const MISSING: CommandResult = { ...ENDED, missing: true }
const SAYS_NO: CommandResult = { ...ENDED, exit: 1, stderr: new TextEncoder().encode('\u001B[31mNo.\n') }

/** A laptop on which one program goes wrong. */
const broken = (program: string, result: CommandResult) => (real: Machine): Machine => ({
  ...real, run: (command, options) => (command[0].endsWith(`/${program}`) ? Promise.resolve(result) : real.run(command, options)),
})

async function open(description: LaptopDescription, asRoot?: (real: Machine) => Machine): Promise<TestLaptop> {
  const laptop = await openLaptop(description, asRoot)
  opened.push(laptop)
  return laptop
}

async function repaired(laptop: TestLaptop): Promise<RepairReport> {
  return repair(laptop, await checkUp(laptop, laptop.options), laptop.options)
}

const setClock = (laptop: TestLaptop, seconds: string): Promise<CommandResult> =>
  laptop.practice.asRoot.run(['/usr/bin/date', '-u', '-s', `${seconds} seconds`])

const states = ({ steps }: RepairReport): readonly string[] => steps.map(({ remedy, state }) => `${remedy} ${state}`)

describe('a step that goes wrong', () => {
  test('and that the rest depends on ends the repair', async () => {
    const laptop = await open(SLOW, broken('date', SAYS_NO))
    const report = await repaired(laptop)
    expect(states(report)).toEqual(['step-clock failed', 'enable-automatic-time not-reached', 'set-hardware-clock not-reached'])
    expect(report.result).toBe('failed')
    expect(report.explanation).toContain('"Set the clock" did not work: No.')
    expect(laptop.practice.laptop.offset).toBe(47.3)
  })

  test('by hanging is told apart, and the clock alone does not count as repaired', async () => {
    const report = await repaired(await open(SLOW, broken('systemctl', HANGS)))
    expect(states(report)).toEqual(['step-clock done', 'enable-automatic-time timed-out', 'set-hardware-clock not-reached'])
    expect(report.result).toBe('failed')
    expect(report.explanation.slice(0, 2)).toEqual(['"Turn automatic time on" did not end in time.', '"Set the clock" was done, but "Set the hardware clock" was not reached.'])
    expect(report.explanation).toContain('The clock is right now, but it may not stay right.')
    expect(report.explanation.join(' ')).toContain('Automatic time is turned off')
  })

  test('without need does not stop the others and is no failure where the clock is right', async () => {
    const report = await repaired(await open({ ...SLOW, offset: -86_400 }, broken('touch', SAYS_NO)))
    expect(states(report)).toEqual(['step-clock done', 'step-clock failed', 'enable-automatic-time done', 'set-hardware-clock done'])
    expect(report.result).toBe('repaired')
  })

  test('because its program is gone is named', async () => {
    const report = await repaired(await open(SLOW, broken('date', MISSING)))
    expect(report.explanation[0]).toBe('"Set the clock" did not work: the program is not there.')
  })
})

describe('a clock that moves between the look and the repair', () => {
  const RUNNING: LaptopDescription = { ...SLOW, variant: 'openntpd' }

  test.each([['+40.000', 7.3], ['-100.000', 147.3], ['+60.000', -12.7]])('by %s s is measured again and set by what is left', async (moved, left) => {
    const laptop = await open(RUNNING)
    const seen = await checkUp(laptop, laptop.options)
    await setClock(laptop, moved)
    const report = await repair(laptop, seen, laptop.options)
    expect(report.before).not.toBe(seen)
    expect(report.before.verdict).toMatchObject({ kind: 'known', offset: expect.closeTo(left, 2) })
    expect(report.result).toBe('repaired')
    expect(Math.abs(laptop.practice.laptop.offset)).toBeLessThan(0.01)
  })

  test('to the right time is left alone', async () => {
    const laptop = await open(RUNNING)
    const seen = await checkUp(laptop, laptop.options)
    await setClock(laptop, '+47.300')
    const commands = laptop.ranAsRoot().length
    await repair(laptop, seen, laptop.options)
    expect(laptop.ranAsRoot().slice(commands).join()).not.toContain('/date')
    expect(Math.abs(laptop.practice.laptop.offset)).toBeLessThan(0.01)
  })

  test('so that other steps are needed runs none that nobody has seen', async () => {
    const laptop = await open(SLOW)
    const seen = await checkUp(laptop, laptop.options)
    await setClock(laptop, '+47.300')
    const commands = laptop.ranAsRoot().length
    const report = await repair(laptop, seen, laptop.options)
    expect(report).toMatchObject({ result: 'overtaken', steps: [], explanation: [expect.stringContaining('look at the new plan')] })
    expect(laptop.ranAsRoot()).toHaveLength(commands)
  })

  test('little by little since an older look is measured again, though it never jumped', async () => {
    const laptop = await open(RUNNING)
    const { wall, monotonic } = laptop.machine.clock
    let slewed = 0
    // Slewing speeds up both clocks of the kernel alike.
    const slewing: TestLaptop = { ...laptop, machine: { ...laptop.machine, clock: { wall, monotonic: () => monotonic() + slewed } } }
    const seen = await checkUp(slewing, laptop.options)
    laptop.host.pass(600)
    await setClock(laptop, '+40.000')
    slewed = 40
    const report = await repair(slewing, seen, laptop.options)
    expect(report.before.verdict).toMatchObject({ kind: 'known', offset: expect.closeTo(7.3, 2) })
    expect(laptop.ranAsRoot().filter((command) => command.includes('+47.'))).toEqual([])
    expect(report.result).toBe('repaired')
  })

  test('only by running on for a moment is not looked at twice', async () => {
    const laptop = await open(SLOW)
    const seen = await checkUp(laptop, laptop.options)
    laptop.host.pass(30)
    const report = await repair(laptop, seen, laptop.options)
    expect(report.before).toBe(seen)
    expect(report.result).toBe('repaired')
  })
})

test('one remedy that was asked for is judged by itself, without waiting for the others', async () => {
  const laptop = await open(SLOW)
  const options = { ...laptop.options, only: ['step-clock'] as const }
  const report = await repair(laptop, await checkUp(laptop, options), options)
  expect(states(report)).toEqual(['step-clock done'])
  expect(report.result).toBe('repaired')
  expect(laptop.pauses).toEqual([])
})

test('where nobody can be asked nothing runs and the reason is passed on', async () => {
  const laptop = await open(SLOW)
  const mute: TestLaptop = { ...laptop, elevation: { asks: 'administrator', run: async () => ({ kind: 'no-way-to-ask', words: 'Nobody is there.' }) } }
  const report = await repair(mute, await checkUp(laptop, laptop.options), laptop.options)
  expect(report).toMatchObject({ result: 'refused', steps: [], explanation: ['Nobody is there.'] })
  expect(laptop.ranAsRoot()).toEqual([])
})

test('a clock that was set while the permission was asked for is looked at anew, and nobody is said to have refused', async () => {
  const laptop = await open({ ...SLOW, variant: 'openntpd' })
  const overtaken: TestLaptop = { ...laptop, elevation: { asks: 'administrator', run: async () => {
    await setClock(laptop, '+47.300')
    return { kind: 'overtaken', words: 'Something else set the clock.' }
  } } }
  const report = await repair(overtaken, await checkUp(laptop, laptop.options), laptop.options)
  expect(report).toMatchObject({ result: 'overtaken', steps: [], explanation: ['Something else set the clock.'], after: { verdict: { kind: 'known', level: 'ok' } } })
})

describe('a permission that nobody answered in time', () => {
  const unanswered = { kind: 'unanswered', words: 'No answer came.' } as const

  test('is no proof that nothing was changed: the clock is looked at', async () => {
    const laptop = await open(SLOW)
    const silent: TestLaptop = { ...laptop, elevation: { asks: 'administrator', run: async () => unanswered } }
    const report = await repair(silent, await checkUp(laptop, laptop.options), laptop.options)
    expect(report).toMatchObject({ result: 'failed', steps: [], after: { verdict: { kind: 'known', level: 'critical' } } })
    expect(report.explanation[0]).toBe('No answer came.')
    expect(laptop.pauses).toEqual([])
  })

  test('may still have repaired the clock', async () => {
    const laptop = await open(SLOW)
    const late: TestLaptop = { ...laptop, elevation: { asks: 'administrator', run: async (steps, onProgress) => {
      await laptop.elevation.run(steps, onProgress)
      return unanswered
    } } }
    const report = await repair(late, await checkUp(laptop, laptop.options), laptop.options)
    expect(report).toMatchObject({ result: 'repaired', explanation: [] })
  })
})
