import type { Laptop } from './checkup.ts'
import type { Checkup } from './core/checkup.ts'
import type { ServiceClock } from './core/service-clock.ts'
import type { Allowed } from './core/service-page.ts'
import { trueTimeAt } from './core/true-time.ts'
import { proxyFinder, systemProxy, type ProxyFor } from './sources/proxy.ts'
import { askServiceClock, type TrueTime } from './sources/service-clock.ts'

export interface ServiceCheckOptions {
  /** Hosts that may be asked though they are not public. */
  readonly allowed?: Allowed
  /** The user's web proxy; what environment and system say when absent. */
  readonly proxy?: ProxyFor
  /** All ends by then, in seconds. */
  readonly deadline?: number
}

/** Measures the clock of the service behind a page (`readServicePage`) by the true time of a checkup. Takes some seconds; never rejects. */
export function checkService({ machine, platform }: Laptop, checkup: Checkup, page: URL, { allowed, proxy, deadline }: ServiceCheckOptions = {}): Promise<ServiceClock> {
  const { verdict } = checkup
  const trueTime: TrueTime | null = verdict.kind === 'unknown' ? null : {
    now: () => trueTimeAt(checkup, machine.clock.monotonic()) ?? Number.NaN,
    uncertainty: verdict.uncertainty,
  }
  return askServiceClock({
    page, trueTime,
    proxyFor: proxy ?? proxyFinder(systemProxy(() => platform.proxySettings(machine))),
    ...(allowed === undefined ? {} : { allowed }),
    ...(deadline === undefined ? {} : { deadline }),
  })
}
