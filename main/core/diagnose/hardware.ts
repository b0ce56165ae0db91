import type { ClockState } from '../clock-state.ts'
import type { FindingId } from '../finding.ts'
import { HARDWARE_CLOCK_TOLERANCE } from '../limits.ts'
import type { KnownVerdict } from './evidence.ts'
import { zoneErrorOf } from './evidence.ts'

/** Nobody sets a clock back by so much; a hardware clock without power starts at a date of its maker. Seconds. */
const LOST_ITS_TIME = 30 * 86_400

/** What the clock that runs while the computer is off has to do with the error. A virtual machine's has no battery. */
export function hardwareClockFindings({ os, hardwareClock, dualBoot, virtualMachine, container }: ClockState, known: KnownVerdict | null): readonly FindingId[] {
  const isDead = known !== null && known.offset > LOST_ITS_TIME && isLost(hardwareClock, known) && virtualMachine === undefined && container === undefined
  return [
    ...(dualBoot !== undefined && known !== null && zoneErrorOf(known) !== null ? ['dual-boot' as const] : []),
    ...(isDead ? ['hardware-clock-dead' as const] : []),
    // Local time is the rule on Windows, and nothing to speak of there.
    ...(hardwareClock?.mode === 'local' && os === 'linux' ? ['hardware-clock-local' as const] : []),
    ...(known !== null && isOff(hardwareClock, known) ? ['hardware-clock-off' as const] : []),
  ]
}

function isOff(hardwareClock: ClockState['hardwareClock'], { offset, uncertainty }: KnownVerdict): boolean {
  const { minusLocalClock } = hardwareClock ?? {}
  return minusLocalClock !== undefined && Math.abs(minusLocalClock - offset) - uncertainty > HARDWARE_CLOCK_TOLERANCE
}

/** Where it can be read it must be behind as well; the systems of which it cannot be read start with its time. */
const isLost = (hardwareClock: ClockState['hardwareClock'], { offset }: KnownVerdict): boolean =>
  (hardwareClock?.minusLocalClock ?? 0) - offset < -LOST_ITS_TIME
