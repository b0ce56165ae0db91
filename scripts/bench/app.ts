// How the benchmark measures with the app's own code: the one place to change when the way to ask for a measurement changes.
import { checkUp, type CheckOptions } from '../../main/checkup.ts'
import { thisPlatform } from '../../main/platform/platform.ts'
import { thisMachine } from '../../main/platform/this-machine.ts'
import { MEASURE_FOR_REPAIR } from '../../main/repair.ts'
import { openMemory } from '../../main/sources/memory.ts'

export interface Measured {
  /** From the start until the verdict stands, in seconds. */
  readonly seconds: number
  /** In seconds; absent where nothing can be said. */
  readonly offset?: number
  readonly uncertainty?: number
}

const laptop = { machine: thisMachine, platform: await thisPlatform() }
const memory = openMemory(thisMachine.clock)

/** The check that the app makes by itself. */
export const quick = (): Promise<Measured> => measure({})

/** The measurement before a repair; it ends by `deadline` (seconds). */
export const fine = (deadline: number = MEASURE_FOR_REPAIR.deadline): Promise<Measured> => measure({ ...MEASURE_FOR_REPAIR, fine: true, deadline })

async function measure(options: CheckOptions): Promise<Measured> {
  const start = performance.now()
  let seconds = 0
  const { verdict } = await checkUp(laptop, { memory, ...options, onVerdict: () => { seconds = (performance.now() - start) / 1000 } })
  return verdict.kind === 'known' ? { seconds, offset: verdict.offset, uncertainty: verdict.uncertainty } : { seconds }
}
