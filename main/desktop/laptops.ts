import { session } from 'electron'
import { readPacResult } from '../core/proxy.ts'
import { chooseElevation } from '../platform/elevation.ts'
import { thisPlatform } from '../platform/platform.ts'
import { thisMachine } from '../platform/this-machine.ts'
import type { CheckOptions } from '../checkup.ts'
import type { Settings } from '../core/settings/settings.ts'
import { AUTHENTICATE } from '../repair.ts'
import { openLastRepair } from '../repair-record.ts'
import { openMemory } from '../sources/memory.ts'
import { proxyFinder } from '../sources/proxy.ts'
import { readServer, readWebsite } from '../sources/server.ts'
import type { SessionLaptop } from './session.ts'

const pause = (seconds: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, seconds * 1000) })

/** The computer this runs on, asked as the settings want it at that moment. */
export async function openThisLaptop(settings: () => Settings): Promise<SessionLaptop> {
  const memory = openMemory(thisMachine.clock)
  const options: CheckOptions = {
    memory,
    lastRepair: openLastRepair(thisMachine),
    authenticate: AUTHENTICATE,
    // Chromium knows what the system is set to, scripts (PAC) included.
    proxy: proxyFinder(async (url) => readPacResult(await session.defaultSession.resolveProxy(url.href))),
  }
  return {
    machine: thisMachine,
    platform: await thisPlatform(),
    elevation: await chooseElevation(thisMachine, 'desktop'),
    get options() { return { ...options, ...askedBy(settings()) } },
    pause,
    about: async () => (await import('../platform/about.ts')).aboutThisMachine(),
    close: memory.close,
  }
}

/** Whom to ask for the time, where the user has named somebody. */
function askedBy({ servers, websites }: Settings): Pick<CheckOptions, 'servers' | 'websites'> {
  const named = servers.map(readServer).flatMap((server) => ('wrong' in server ? [] : [server]))
  const pages = websites.map(readWebsite).flatMap((page) => ('wrong' in page ? [] : [page]))
  return { ...(named.length === 0 ? {} : { servers: named }), ...(pages.length === 0 ? {} : { websites: pages }) }
}

/** A practice laptop by the name of its scenario (empty: the usual one), or a sentence where there is none of that name. */
export async function openPractice(scenario: string): Promise<SessionLaptop | string> {
  const { openPracticeLaptop } = await import('../practice/open.ts')
  return openPracticeLaptop(scenario, pause, true)
}
