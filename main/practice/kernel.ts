import type { Clock } from '../platform/machine.ts'
import type { LaptopDescription, LaptopNetwork } from './description.ts'
import { TIME_ZONE } from './calendar.ts'
import { HardwareClock } from './hardware-clock.ts'
import { LocalClock } from './local-clock.ts'
import { Timeline } from './timeline.ts'

/** Parts of the practice laptop that its programs and its time service share. */
export class Kernel {
  readonly clock: LocalClock
  readonly rtc: HardwareClock
  readonly timeline = new Timeline()
  readonly bootedAt: number
  network: LaptopNetwork
  /** The zone of the laptop's user. */
  timeZone = TIME_ZONE
  /** What adjtimex(2) says, shown as NTPSynchronized: a flag, never a verdict. */
  synchronized = false

  constructor(host: Clock, description: LaptopDescription) {
    this.clock = new LocalClock(host, description.offset)
    const now = this.clock.monotonic()
    this.rtc = new HardwareClock(this.clock, description.hardwareClock ?? { mode: 'utc' }, now, () => this.timeZone)
    this.network = description.network
    this.bootedAt = now - SECONDS_SINCE_BOOT
  }

  /** The monotonic second now, after letting everything happen that was due by then. */
  now(): number {
    const now = this.clock.monotonic()
    this.timeline.settle(now)
    return now
  }

  /** Local time, seconds since 1970 UTC. */
  local(): number {
    return this.clock.localAt(this.now())
  }

  /** A time service said "synchronised": now the kernel sets the hardware clock, unless that runs in local time. */
  declareSynchronized(at: number): void {
    this.synchronized = true
    if (this.rtc.mode === 'utc') this.rtc.set(at, this.clock.localAt(at))
  }
}

/** The practice laptop was started this long before it is first looked at. */
const SECONDS_SINCE_BOOT = 2 * 3600
