import { describe, expect, test } from 'vitest'
import { placeOf, scaleOf } from '../../main/desktop/scale.ts'

describe('the scale', () => {
  test('slow stands left, fast right, right in the middle, and nothing ever leaves it', () => {
    expect(placeOf(0)).toBe(0.5)
    expect(placeOf(30)).toBe(0.35)
    expect(placeOf(-30)).toBe(0.65)
    expect(placeOf(300)).toBe(0.2)
    for (const offset of [1e4, 1e6, 1e9, 1e12]) {
      expect(placeOf(offset)).toBeGreaterThan(0)
      expect(placeOf(-offset)).toBeLessThan(1)
    }
  })

  test('a larger error never stands nearer to the middle', () => {
    const offsets = Array.from({ length: 400 }, (_, index) => 1.1 ** (index / 2) / 1000)
    const places = offsets.map(placeOf)
    expect(places.every((place, index) => index === 0 || place <= (places[index - 1] ?? 1))).toBe(true)
  })

  const texts = (offset: number) => scaleOf(offset).tolerances.map(({ text }) => text)
  test.each([
    [0.01, ['fine', 'fine', 'fine']], [14.9, ['fine', 'fine', 'fine']], [-20, ['may be rejected', 'fine', 'fine']],
    [47.3, ['rejected', 'fine', 'fine']], [-200, ['rejected', 'may be rejected', 'fine']], [301, ['rejected', 'rejected', 'rejected']],
  ])('%d s: %j', (offset, expected) => {
    expect(texts(offset)).toEqual(expected)
    expect(texts(-offset)).toEqual(expected)
  })

  test('is described in words that agree with the drawing', () => {
    expect(scaleOf(47.3).description).toBe('Your clock is 47.3 seconds slow, outside the 30 seconds that most services allow.')
    expect(scaleOf(0.004).description).toMatch(/right/)
  })
})
