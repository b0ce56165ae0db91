import type { Checkup } from '../core/checkup.ts'
import type { ServiceClock } from '../core/service-clock.ts'
import { PUBLIC_ONLY, readServicePage, type Allowed } from '../core/service-page.ts'
import { allServices } from '../core/services/reader.ts'
import type { Service } from '../core/services/service.ts'

/** The services of the user and what one of them said about its time. Kept in memory only. */
export interface ServiceState {
  /** Ids of the services that the user signs in to. */
  readonly picked: readonly string[]
  /** Services that the organisation lists beside the known ones. */
  readonly added: readonly Service[]
  readonly asking: boolean
  readonly clock: ServiceClock | null
  /** What is wrong with the address. */
  readonly wrong: string | null
}

export interface ServiceCalls {
  /** Adds a service to those of the user or takes it away; a name that nobody listed changes nothing. */
  readonly pickService: (id: string, on: boolean) => void
  /** Takes these for the services that the organisation lists. */
  readonly addServices: (services: readonly Service[]) => void
  /** Takes these for the services of the user, without those that nobody listed. */
  readonly pickServices: (ids: readonly string[]) => void
  /** Asks the service behind an https address for its time. */
  readonly askService: (address: string) => Promise<void>
}

export interface ServiceCallsParts {
  readonly state: () => ServiceState
  readonly change: (state: ServiceState) => void
  readonly allowed?: Allowed
  /** The last checkup, after a new one where that had become doubtful. */
  readonly freshCheckup: () => Promise<Checkup | null>
  readonly ask: (checkup: Checkup, page: URL) => Promise<ServiceClock>
}

/** Names are typed without it more often than not. */
const HAS_SCHEME = /^[a-z][a-z\d+.-]*:\/\//i

/** What stands for any service until the user picks one. */
export const NO_SERVICE: ServiceState = { picked: ['other'], added: [], asking: false, clock: null, wrong: null }

/** The services of one session. */
export function serviceCalls({ state, change, allowed = PUBLIC_ONLY, freshCheckup, ask }: ServiceCallsParts): ServiceCalls {
  const isListed = (id: string): boolean => allServices(state().added).some((service) => service.id === id)
  return {
    pickService: (id, on) => {
      if (!isListed(id)) return
      const others = state().picked.filter((each) => each !== id)
      change({ ...state(), picked: on ? [...others, id] : others })
    },
    addServices: (added) => change({ ...state(), added }),
    pickServices: (ids) => change({ ...state(), picked: ids.filter(isListed) }),
    askService: async (address) => {
      if (state().asking) return
      const text = address.trim()
      const page = readServicePage(HAS_SCHEME.test(text) ? text : `https://${text}`, allowed)
      if ('wrong' in page) return change({ ...state(), clock: null, wrong: page.wrong })
      change({ ...state(), asking: true, clock: null, wrong: null })
      try {
        const checkup = await freshCheckup()
        const clock: ServiceClock = checkup === null ? { kind: 'unknown', host: page.hostname, reason: 'true-time-unknown' } : await ask(checkup, page)
        change({ ...state(), clock })
      } finally {
        change({ ...state(), asking: false })
      }
    },
  }
}
