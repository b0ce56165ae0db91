import type { OpenLaptop } from '../../main/cli/cli.ts'
import type { Machine } from '../../main/platform/machine.ts'
import { linux } from '../../main/platform/linux/index.ts'
import { runSteps } from '../../main/platform/steps.ts'
import type { StepProgress } from '../../main/platform/elevation-types.ts'
import type { RepairParts } from '../../main/repair.ts'
import { createPracticeElevation, createPracticeLaptop, type LaptopDescription, type Practice } from '../../main/practice/index.ts'
import { fakeHost, type FakeHost } from '../practice/fake-host.ts'

/** A practice laptop, opened as the command line opens one, on a host whose time passes only while a repair pauses. */
export interface TestLaptop extends Omit<OpenLaptop, 'elevation'>, RepairParts {
  readonly practice: Practice
  readonly host: FakeHost
  /** Every wait of a repair, in seconds. */
  readonly pauses: readonly number[]
  /** Commands that ran with rights, as lines. */
  readonly ranAsRoot: () => readonly string[]
}

export const SLOW: LaptopDescription = { variant: 'timesyncd-disabled', offset: 47.3, rights: 'asks', network: 'open' }

/**
 * Opens one.
 * @param asRoot what steps run on instead of the laptop itself, for commands that go wrong
 */
export async function openLaptop(description: LaptopDescription = SLOW, asRoot: (real: Machine) => Machine = (real) => real): Promise<TestLaptop> {
  const host = fakeHost()
  const practice = await createPracticeLaptop(description, { host: host.clock })
  const blocked = description.network !== 'open'
  const pauses: number[] = []
  const administrator = createPracticeElevation<StepProgress>(
    practice.laptop, (machine, steps, onProgress = () => {}) => runSteps(asRoot(machine), steps, onProgress), { grantsAtOnce: true },
  )
  return {
    practice, host, pauses,
    machine: practice.machine,
    platform: linux,
    elevation: { asks: description.rights === 'root' ? null : 'administrator', run: (steps, onProgress) => administrator.run(steps, onProgress) },
    pause: async (seconds) => {
      pauses.push(seconds)
      // Where nothing answers every look takes its whole deadline, so that fewer looks have to do.
      host.pass(blocked ? seconds * 25 : seconds)
    },
    options: { servers: practice.servers, websites: [], ...(blocked ? { deadline: 0.4 } : {}) },
    about: async () => ['A practice laptop.'],
    close: practice.close,
    ranAsRoot: () => practice.laptop.calls.filter((call) => call.asRoot).map(({ command }) => command.join(' ')),
  }
}
