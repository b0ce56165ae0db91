import { describe, expect, it } from 'vitest'
import { combine, densest, openSpan, select } from '../../main/core/selection.ts'
import { overlapOf, votersOf, type Voter } from '../../main/core/voter.ts'
import type { SourceKind } from '../../main/core/source.ts'
import { answer } from './builders.ts'

/** A source that allows the offsets from one to another. */
const from = (low: number, high: number, kind: SourceKind = 'ntp'): Voter => {
  const [voter] = votersOf([answer((low + high) / 2, (high - low) / 2, { kind })])
  if (voter === undefined) throw new Error('no voter')
  return voter
}

/** The figure that comes of these sources, and how far it may be wrong. */
const figure = (...voters: readonly Voter[]): readonly number[] => {
  const selection = select(voters)
  if (selection === null) throw new Error('no majority')
  const { offset, uncertainty } = combine(selection)
  return [offset, uncertainty]
}

describe('who agrees with the majority', () => {
  const three = [from(0, 1), from(0, 1), from(0, 1)]

  it('is everybody who allows as much as an end of the span it found; the others are named', () => {
    const [below, above, away] = [from(-1, 0), from(1, 2), from(5, 6)]
    expect(select([...three, away, above])).toMatchObject({ low: 0, high: 1, truechimers: [...three, above], falsetickers: [away] })
    expect(select([...three, below, away])).toMatchObject({ low: 0, high: 1, truechimers: [...three, below], falsetickers: [away] })
  })

  it('is nobody while those who are awaited could make another majority', () => {
    expect(select(three, 5)).toMatchObject({ low: 0, high: 1 })
    expect(select(three, 6)).toBeNull()
  })

  it('may be so much wider as smearing makes servers differ', () => {
    const apart = [from(0, 1), from(2, 3), from(10, 11)]
    expect(select(apart)).toBeNull()
    expect(select(apart, 3, 0.5)).toMatchObject({ low: 1.5, high: 1.5, truechimers: apart.slice(0, 2), falsetickers: apart.slice(2) })
  })
})

describe('what is still open', () => {
  it('is as much as any majority may hold, and anything where those who are awaited make one alone', () => {
    const voters = [from(0, 2), from(1, 3), from(1, 9)]
    expect([0, 1, 2, 4].map((pending) => openSpan(voters, pending))).toEqual([{ low: 1, high: 3 }, { low: 1, high: 3 }, { low: 0, high: 9 }, null])
  })
})

describe('where most overlap', () => {
  it.each([
    ['the place is that of the most, not of the last', [[0, 10], [2, 3], [5, 6]], [2, 3]],
    ['of two places it is the lower', [[10, 11], [10.5, 11.5], [0, 1], [0.5, 1.5]], [0.5, 1]],
    ['it ends where the first of them ends', [[0, 10], [1, 9], [2, 8], [3, 20]], [3, 8]],
    ['a point is a place', [[0, 1], [1, 2], [5, 7]], [1, 1]],
    ['one alone is one', [[4, 6]], [4, 6]],
  ] as const)('%s', (_what, spans, [low, high]) => expect(densest(spans.map(([start, end]) => ({ low: start, high: end })))).toEqual({ low, high }))

  it('spans that only touch have that point in common', () => {
    expect(overlapOf([{ low: 0, high: 1 }, { low: 1, high: 2 }])).toEqual({ low: 1, high: 1 })
    expect(overlapOf([{ low: 0, high: 1 }, { low: 1.1, high: 2 }])).toBeNull()
  })
})

describe('the figure', () => {
  it('is the middle of where all overlap when two vouch for each bound', () => {
    expect(figure(from(0, 4), from(0, 4), from(0, 4))).toEqual([2, 2])
    expect(figure(from(0, 2), from(0, 2), from(-1, 3))).toEqual([1, 1])
  })

  it('leans no farther than to the middle of the span', () => {
    // Most overlap from 2 to 4, the majority allows 1 to 6.
    expect(figure(from(0, 4), from(2, 6), from(1, 9))).toEqual([3.5, 2.5])
  })

  it('leans a little where one good source leaves much less open than the others, to either side', () => {
    // Most overlap from 3.5 to 4; the majority allows 1 to 20. 12 × (0.5 / 19 × 9.25)² / 19 s of the 6.75 s between the two middles.
    const [offset, uncertainty] = figure(from(0, 4), from(3.5, 20), from(1, 30))
    expect([offset, uncertainty]).toEqual([expect.closeTo(3.787_423, 5), expect.closeTo(16.212_577, 5)])
    expect(figure(from(-4, 0), from(-20, -3.5), from(-30, -1))).toEqual([expect.closeTo(-3.787_423, 5), expect.closeTo(16.212_577, 5)])
  })

  it('is exact where the majority has but one point in common', () => expect(figure(from(0, 2), from(2, 4))).toEqual([2, 0]))

  it('lies inside what an authenticated source allows, and nowhere else than before where that is none', () => {
    const plain = [from(0, 4), from(2, 4.5), from(3, 8)]
    expect(figure(...plain, from(4.2, 9))).toEqual([3.75, 0.75])
    expect(figure(...plain, from(4.2, 9, 'nts'))).toEqual([expect.closeTo(4.2, 9), expect.closeTo(1.2, 9)])
    expect(figure(from(-4, 0), from(-4.5, -2), from(-8, -3), from(-9, -4.2, 'nts'))).toEqual([expect.closeTo(-4.2, 9), expect.closeTo(1.2, 9)])
  })

  it('goes by the majority where two authenticated sources allow nothing in common', () => {
    expect(figure(from(0, 4, 'nts'), from(0, 8), from(5, 8, 'nts'), from(3, 6), from(3, 6))).toEqual([expect.closeTo(4.5, 0), expect.any(Number)])
  })
})
