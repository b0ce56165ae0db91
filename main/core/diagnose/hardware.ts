import type { ClockState } from '../clock-state.ts'
import type { FindingId } from '../finding.ts'
import { HARDWARE_CLOCK_TOLERANCE } from '../limits.ts'
import type { KnownVerdict } from './evidence.ts'
import { zoneErrorOf } from './evidence.ts'

/** Nobody sets a clock back by so much; a hardware clock without power starts at a date of its maker. Seconds. */
const LOST_ITS_TIME = 30 * 86_400

/** What the clock that runs while the computer is off has to do with the error. */
export function hardwareClockFindings({ os, hardwareClock, dualBoot }: ClockState, known: KnownVerdict | null): readonly FindingId[] {
  const shared: FindingId[] = dualBoot !== undefined && known !== null && zoneErrorOf(known) !== null ? ['dual-boot'] : []
  if (known !== null && known.offset > LOST_ITS_TIME && isLost(hardwareClock, known)) return [...shared, 'hardware-clock-dead']
  if (hardwareClock === undefined) return shared
  // Local time is the rule on Windows, and nothing to speak of there.
  const ids: FindingId[] = hardwareClock.mode === 'local' && os === 'linux' ? [...shared, 'hardware-clock-local'] : shared
  const { minusLocalClock } = hardwareClock
  if (minusLocalClock === undefined || known === null) return ids
  const minusTrueTime = minusLocalClock - known.offset
  return Math.abs(minusTrueTime) - known.uncertainty > HARDWARE_CLOCK_TOLERANCE ? [...ids, 'hardware-clock-off'] : ids
}

/** Where it can be read it must be behind as well; the systems of which it cannot be read start with its time. */
const isLost = (hardwareClock: ClockState['hardwareClock'], { offset }: KnownVerdict): boolean =>
  (hardwareClock?.minusLocalClock ?? 0) - offset < -LOST_ITS_TIME
