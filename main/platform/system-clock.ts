import type { Clock } from './machine.ts'

const monotonic = (): number => Number(process.hrtime.bigint()) / 1e9

/**
 * The real clock of this machine. `Date.now` cuts to whole milliseconds (half a millisecond of error on average), so
 * the local time is read at the moment its millisecond changes; that takes up to 1 ms.
 */
export const systemClock: Clock = {
  monotonic,
  wall: () => {
    const seen = Date.now()
    let now = seen
    while (now === seen) now = Date.now()
    return now / 1000
  },
}
