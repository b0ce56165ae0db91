import { uptime } from 'node:os'
import type { ClocksRead } from '../core/monitor/clocks.ts'

/**
 * Both clocks that tell sleep from a clock that was set. Linux counts sleep in its uptime (CLOCK_BOOTTIME) and not in what
 * `performance.now` counts; Windows and macOS count it in both (QueryPerformanceCounter, mach_continuous_time), where their uptime is coarser.
 */
export function readClocks(): ClocksRead {
  return { wall: Date.now() / 1000, sinceBoot: process.platform === 'linux' ? uptime() : performance.now() / 1000 }
}
