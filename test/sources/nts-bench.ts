import { afterEach } from 'vitest'
import type { Observation } from '../../main/core/sample.ts'
import { systemClock } from '../../main/platform/system-clock.ts'
import { Roots } from '../../main/sources/certificate.ts'
import type { Names } from '../../main/sources/names.ts'
import { openNts, type NtsKeeper } from '../../main/sources/nts.ts'
import { openStopwatch } from '../../main/sources/stopwatch.ts'
import type { Issued } from '../fakes/certificates.ts'

/** Closes what a test opened, the last first. */
export function openThings(): <T extends { readonly close: () => unknown }>(thing: T) => T {
  const open: { readonly close: () => unknown }[] = []
  afterEach(async () => {
    for (const thing of open.splice(0).toReversed()) await thing.close()
  })
  return (thing) => {
    open.push(thing)
    return thing
  }
}

/** A name service that knows addresses only and counts how often it is asked: once for each key exchange. */
export interface CountingNames extends Names {
  readonly count: () => number
}

export function countingNames(): CountingNames {
  let count = 0
  return {
    count: () => count,
    addresses: (host) => {
      count++
      return Promise.resolve([host])
    },
    cancel: () => {},
  }
}

export const keeperFor = ({ cert }: Issued, monotonic?: () => number): NtsKeeper => openNts(new Roots([cert]), monotonic)

export interface Asking {
  readonly names?: Names
  /** True time minus local clock. */
  readonly offset?: number
}

/** What the server at this port of loopback says to a laptop whose clock is off by so much. */
export const askAt = (keeper: NtsKeeper, port: number, { names = countingNames(), offset = 0 }: Asking = {}): Promise<Observation> =>
  new Promise((resolve) => {
    const clock = { wall: () => systemClock.wall() - offset, monotonic: systemClock.monotonic }
    keeper.ask({ host: '127.0.0.1', port, name: 'time.example' }, names, openStopwatch(clock), resolve)
  })

/** What became of it, in one word. */
export const outcomeOf = (observation: Observation): string => (observation.kind === 'sample' ? 'sample' : observation.failure.code)
