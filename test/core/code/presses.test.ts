import { describe, expect, it } from 'vitest'
import { narrowByPresses, pressSpan } from '../../../main/core/code/presses.ts'
import { distanceTo, middleOf, overlap, widthOf } from '../../../main/core/code/range.ts'
import { zoneOf } from '../../../main/core/code/zone.ts'

describe('a press', () => {
  it('comes up to 1.4 s after the change, or up to 0.6 s before it, and as much as the moment may be wrong', () => {
    expect(pressSpan(1000, 0)).toEqual({ low: -1000.6, high: -998.6 })
    expect(pressSpan(1000, 0.5)).toEqual({ low: -1001.1, high: -998.1 })
  })

  it('narrows a range to where a step may have begun', () => {
    expect(narrowByPresses({ low: -10, high: 15 }, [{ low: -1, high: 1 }], 30)).toEqual({ range: { low: -1, high: 1 }, agreeing: 1, lastRefused: false, twoWays: false })
    expect(narrowByPresses({ low: 0.5, high: 15 }, [{ low: -1, high: 1 }], 30)).toMatchObject({ range: { low: 0.5, high: 1 } })
    expect(narrowByPresses({ low: -10, high: -0.5 }, [{ low: -1, high: 1 }], 30)).toMatchObject({ range: { low: -1, high: -0.5 } })
    expect(narrowByPresses({ low: 595, high: 615 }, [{ low: -1, high: 1 }], 30)).toMatchObject({ range: { low: 599, high: 601 } })
  })

  it('may fit at either end of a range, if only in a point', () => {
    expect(narrowByPresses({ low: 1, high: 20 }, [{ low: -1, high: 1 }], 30)).toMatchObject({ range: { low: 1, high: 1 }, agreeing: 1 })
    expect(narrowByPresses({ low: -20, high: -1 }, [{ low: -1, high: 1 }], 30)).toMatchObject({ range: { low: -1, high: -1 }, agreeing: 1 })
  })

  it('that fits in two places, a step apart, leaves all between them', () => {
    expect(narrowByPresses({ low: -5, high: 35 }, [{ low: -1, high: 1 }], 30)).toEqual({ range: { low: -1, high: 31 }, agreeing: 1, lastRefused: false, twoWays: true })
    expect(narrowByPresses({ low: -20, high: 20 }, [{ low: -8, high: 7 }], 30)).toMatchObject({ range: { low: -8, high: 7 }, twoWays: false })
  })

  it('counts where most agree: three who differ a little, not the one who was late', () => {
    const presses = [{ low: -1, high: 1 }, { low: 8, high: 10 }, { low: -0.5, high: 1.5 }, { low: -0.75, high: 0.75 }]
    expect(narrowByPresses({ low: -10, high: 15 }, presses, 30)).toEqual({ range: { low: -0.5, high: 0.75 }, agreeing: 3, lastRefused: false, twoWays: false })
    expect(narrowByPresses({ low: -10, high: 15 }, [...presses.slice(2), presses[0]!, presses[1]!], 30)).toMatchObject({ agreeing: 3, lastRefused: true })
  })

  it('in the middle of three agrees with either, and all that they leave stays open', () => {
    const presses = [{ low: -1, high: 1 }, { low: 0.5, high: 2.5 }, { low: 2, high: 4 }]
    expect(narrowByPresses({ low: -10, high: 15 }, presses, 30)).toEqual({ range: { low: 0.5, high: 2.5 }, agreeing: 2, lastRefused: false, twoWays: false })
  })

  it('agrees with one that it only touches', () => {
    expect(narrowByPresses({ low: -10, high: 15 }, [{ low: -1, high: 1 }, { low: 1, high: 3 }], 30)).toMatchObject({ range: { low: 1, high: 1 }, agreeing: 2 })
  })

  it.each([
    ['that fits nowhere', [{ low: 16, high: 19 }], true], ['of two that contradict each other', [{ low: -1, high: 1 }, { low: 5, high: 7 }], true], ['that was never made', [], false],
  ])('%s narrows nothing', (_what, presses, lastRefused) => {
    const known = { low: -10, high: 15 }
    expect(narrowByPresses(known, presses, 30)).toEqual({ range: known, agreeing: 0, lastRefused, twoWays: false })
  })
})

describe('a range of time', () => {
  it('has its size, its middle, and what it shares with another', () => {
    const range = { low: -2, high: 6 }
    expect([widthOf(range), middleOf(range), distanceTo(range, 9), distanceTo(range, -5), distanceTo(range, 0)]).toEqual([8, 2, 3, 3, 0])
    expect([overlap(range, { low: 6, high: 9 }), overlap(range, { low: -9, high: 0 }), overlap(range, { low: 7, high: 9 })]).toEqual([{ low: 6, high: 6 }, { low: -2, high: 0 }, null])
  })
})

describe('a time zone', () => {
  it('is suspected up to 15 s beside a quarter of an hour, and never in a clock that is right', () => {
    expect(zoneOf({ low: 915, high: 940 })).toEqual({ seconds: 900, rest: { low: 15, high: 40 } })
    expect(zoneOf({ low: -940, high: -915 })).toEqual({ seconds: -900, rest: { low: -40, high: -15 } })
    expect(zoneOf({ low: 916, high: 940 })).toBeNull()
    expect(zoneOf({ low: -1, high: 1 })).toBeNull()
  })
})
