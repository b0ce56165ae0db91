import type { CheckRecord, HistoryRecord } from '../../../main/core/history/record.ts'

export const HOUR = 3600
export const DAY = 86_400
/** 22 November 2026, 12:00 UTC. */
export const NOON = 1_795_348_800

export const check = (at: number, offset: number, uncertainty = 0.012): CheckRecord => ({ kind: 'check', at, offset, uncertainty })

/** A check every `every` seconds up to noon, the last one at noon. */
export function checks(lasting: number, every: number, offsetAt: (secondsBeforeNoon: number) => number, uncertainty = 0.012): readonly HistoryRecord[] {
  return Array.from({ length: Math.floor(lasting / every) + 1 }, (_, index) => Math.floor(lasting / every) - index)
    .map((back) => check(NOON - back * every, offsetAt(back * every), uncertainty))
}
