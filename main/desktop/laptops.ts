import { session } from 'electron'
import { readPacResult } from '../core/proxy.ts'
import { chooseElevation } from '../platform/elevation.ts'
import { thisPlatform } from '../platform/platform.ts'
import { thisMachine } from '../platform/this-machine.ts'
import { AUTHENTICATE } from '../repair.ts'
import { openLastRepair } from '../repair-record.ts'
import { openMemory } from '../sources/memory.ts'
import { proxyFinder } from '../sources/proxy.ts'
import type { SessionLaptop } from './session.ts'

const pause = (seconds: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, seconds * 1000) })

/** The computer this runs on. */
export async function openThisLaptop(): Promise<SessionLaptop> {
  const memory = openMemory(thisMachine.clock)
  return {
    machine: thisMachine,
    platform: await thisPlatform(),
    elevation: await chooseElevation(thisMachine, 'desktop'),
    options: {
      memory,
      lastRepair: openLastRepair(thisMachine),
      authenticate: AUTHENTICATE,
      // Chromium knows what the system is set to, scripts (PAC) included.
      proxy: proxyFinder(async (url) => readPacResult(await session.defaultSession.resolveProxy(url.href))),
    },
    pause,
    about: async () => (await import('../platform/about.ts')).aboutThisMachine(),
    close: memory.close,
  }
}

/** A practice laptop by the name of its scenario (empty: the usual one), or a sentence where there is none of that name. */
export async function openPractice(scenario: string): Promise<SessionLaptop | string> {
  const { openPracticeLaptop } = await import('../practice/open.ts')
  return openPracticeLaptop(scenario, pause, true)
}
