import { describe, expect, test } from 'vitest'
import { isWithinRollout, shareOf } from '../../../main/core/updates/rollout.ts'

const IDS = Array.from({ length: 4000 }, (_, index) => `9b2f0c1e-7d44-4c02-8f6a-${index.toString(16).padStart(12, '0')}`)
const among = (version: string, percentage: unknown): readonly string[] => IDS.filter((id) => isWithinRollout(id, version, percentage))

describe('a version that is offered to some first', () => {
  test.each([1, 10, 50, 90])('reaches about %d of a hundred, even where ids are alike', (percentage) => {
    const share = among('1.2.3', percentage).length / IDS.length
    expect(Math.abs(share - percentage / 100)).toBeLessThan(0.025)
  })

  test('keeps those who had it when more are let in', () => {
    const more = new Set(among('1.2.3', 30))
    expect(among('1.2.3', 10).every((id) => more.has(id))).toBe(true)
  })

  test('goes to others first the next time', () => {
    const before = new Set(among('1.2.3', 10))
    const both = among('1.2.4', 10).filter((id) => before.has(id)).length
    expect(both).toBeLessThan(before.size / 3)
  })

  test.each([[undefined, 4000], [null, 4000], [100, 4000], ['100', 4000], [0, 0], ['', 0], ['some', 0], [Number.NaN, 0], [-1, 0], [' ', 0], [' 100 ', 4000], [true, 0], [[100], 0], [{}, 0]])(
    'with %s stated reaches %d of 4000', (percentage, count) => {
      expect(among('1.2.3', percentage)).toHaveLength(count)
    },
  )

  test('never puts anybody at 1 or beyond', () => {
    expect(IDS.map((id) => shareOf(id, '1.0.0')).every((share) => share >= 0 && share < 1)).toBe(true)
  })
})
