import { chooseElevation } from '../platform/elevation.ts'
import { thisPlatform } from '../platform/platform.ts'
import { thisMachine } from '../platform/this-machine.ts'
import type { SessionLaptop } from './session.ts'

const pause = (seconds: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, seconds * 1000) })

/** The computer this runs on. */
export async function openThisLaptop(): Promise<SessionLaptop> {
  return {
    machine: thisMachine,
    platform: await thisPlatform(),
    elevation: chooseElevation(thisMachine, 'desktop'),
    options: {},
    pause,
    about: async () => (await import('../platform/about.ts')).aboutThisMachine(),
    close: async () => {},
  }
}

/** A practice laptop by the name of its scenario (empty: the usual one), or a sentence where there is none of that name. */
export async function openPractice(scenario: string): Promise<SessionLaptop | string> {
  const { openPracticeLaptop } = await import('../practice/open.ts')
  return openPracticeLaptop(scenario, pause, true)
}
