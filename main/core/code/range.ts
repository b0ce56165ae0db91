/** Time that a phone may show: seconds ahead of true time, negative when it is behind. */
export interface PhoneRange {
  readonly low: number
  readonly high: number
}

/** What two ranges have in common; null where that is nothing. */
export function overlap(a: PhoneRange, b: PhoneRange): PhoneRange | null {
  const low = Math.max(a.low, b.low)
  const high = Math.min(a.high, b.high)
  return low <= high ? { low, high } : null
}

/** How far a range is from a moment, in seconds: 0 where it holds it. */
export const distanceTo = ({ low, high }: PhoneRange, moment: number): number => Math.max(0, low - moment, moment - high)

export const middleOf = ({ low, high }: PhoneRange): number => (low + high) / 2
export const widthOf = ({ low, high }: PhoneRange): number => high - low
