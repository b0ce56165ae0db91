import { session } from 'electron'
import { readPacResult } from '../core/proxy.ts'
import { chooseElevation } from '../platform/elevation.ts'
import { thisPlatform } from '../platform/platform.ts'
import { thisMachine } from '../platform/this-machine.ts'
import type { CheckOptions } from '../checkup.ts'
import { limitsBy, offeredBy } from '../core/policy/effect.ts'
import type { Policy } from '../core/policy/schema.ts'
import { allowedBy } from '../core/service-page.ts'
import type { Settings } from '../core/settings/settings.ts'
import { AUTHENTICATE } from '../repair.ts'
import { openLastRepair } from '../repair-record.ts'
import { openMemory } from '../sources/memory.ts'
import { namedSources } from '../sources/named-sources.ts'
import { proxyFinder } from '../sources/proxy.ts'
import type { SessionLaptop } from './session.ts'

const pause = (seconds: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, seconds * 1000) })

/** The computer this runs on, asked and repaired as settings and policy want it at that moment. */
export async function openThisLaptop({ settings, policy }: { readonly settings: () => Settings; readonly policy: () => Policy }): Promise<SessionLaptop> {
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
    get options() { return { ...options, ...namedSources(settings()), ...keptTo(policy()) } },
    allowed: (host) => allowedBy(policy().servicePageHosts ?? [])(host),
    pause,
    about: async () => (await import('../platform/about.ts')).aboutThisMachine(),
    close: memory.close,
  }
}

/** What is called wrong, and what may be repaired. */
function keptTo(policy: Policy): Pick<CheckOptions, 'limits' | 'only'> {
  const only = offeredBy(policy)
  return { limits: limitsBy(policy), ...(only === undefined ? {} : { only }) }
}

/** A practice laptop by the name of its scenario (empty: the usual one), or a sentence where there is none of that name. */
export async function openPractice(scenario: string): Promise<SessionLaptop | string> {
  const { openPracticeLaptop } = await import('../practice/open.ts')
  return openPracticeLaptop(scenario, pause, true)
}
