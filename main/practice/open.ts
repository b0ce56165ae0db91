import type { CheckOptions, Laptop } from '../checkup.ts'
import { say } from '../core/words/say.ts'
import type { Elevation, StepProgress } from '../platform/elevation-types.ts'
import { linux } from '../platform/linux/index.ts'
import { runSteps } from '../platform/steps.ts'
import { systemClock } from '../platform/system-clock.ts'
import { createPracticeElevation, createPracticeLaptop, isScenario, SCENARIOS } from './index.ts'

export interface OpenPractice extends Laptop {
  readonly elevation: Elevation
  readonly pause: (seconds: number) => Promise<void>
  /** Its own time servers on loopback, and no website: nothing leaves this computer. */
  readonly options: CheckOptions
  readonly about: () => Promise<readonly string[]>
  readonly close: () => Promise<void>
}

/**
 * Opens a practice laptop by the name of its scenario (empty: the usual one), ready for a checkup and a repair.
 * Gives a sentence where there is no scenario of that name.
 */
export async function openPracticeLaptop(name: string, pause: OpenPractice['pause'], lifelike = false): Promise<OpenPractice | string> {
  const scenario = name === '' ? 'slow' : name
  if (!isScenario(scenario)) return `"${name.replaceAll(/[^\w-]/g, '?').slice(0, 40)}" is not a practice laptop; there are ${Object.keys(SCENARIOS).join(', ')}.`
  const practice = await createPracticeLaptop(SCENARIOS[scenario].laptop, { host: systemClock, lifelike })
  const administrator = createPracticeElevation<StepProgress>(practice.laptop, (machine, steps, onProgress = () => {}) => runSteps(machine, steps, onProgress), { grantsAtOnce: true })
  return {
    machine: practice.machine,
    platform: linux,
    elevation: { asks: practice.laptop.description.rights === 'root' ? null : 'administrator', run: (steps, onProgress) => administrator.run(steps, onProgress) },
    pause,
    options: { servers: practice.servers, websites: [] },
    about: async () => [say('A practice laptop: made up, running inside Clock Medic.'), say(SCENARIOS[scenario].words)],
    close: practice.close,
  }
}
