import { describe, expect, test } from 'vitest'
import { durationShort, durationWords, hoursWords, plusMinus, slowOrFast, slowOrFastShort, tookWords } from '../../../main/core/words/duration.ts'

describe('a length of time where its words change', () => {
  test.each([
    [0.0004, 'less than 1 ms', '<1 ms'], [0.0005, '0.001 seconds', '1 ms'], [0.0994, '0.099 seconds', '99 ms'], [0.1, '0.100 seconds', '0.100 s'], [0.9994, '0.999 seconds', '0.999 s'], [0.9995, '1 second', '1 s'],
    [1.96, '2 seconds', '2 s'], [119.9, '119.9 seconds', '119.9 s'], [120, '2 minutes', '2 min'], [150, '2.5 minutes', '2.5 min'], [7190, '119.8 minutes', '119.8 min'], [7200, '2 hours', '2 hours'],
    [9000, '2.5 hours', '2.5 hours'], [172_440, '47.9 hours', '47.9 hours'], [172_800, '2 days', '2 days'], [216_000, '2.5 days', '2.5 days'], [63_072_000, '730 days', '730 days'], [63_113_904, '2 years', '2 years'],
  ])('%d s: %s, %s', (seconds, words, short) => {
    expect([durationWords(seconds), durationWords(-seconds)]).toEqual([words, words])
    expect([durationShort(seconds), durationShort(-seconds)]).toEqual([short, short])
  })

  test('one is said in the singular', () => expect([1, 2, 1.5].map(hoursWords)).toEqual(['1 hour', '2 hours', '1.5 hours']))
})

test.each([[0.05, '50 ms'], [0.0999, '100 ms'], [0.1, '0.1 s'], [0.84, '0.8 s'], [0.99, '1.0 s'], [1, '1 s'], [12.34, '12.3 s'], [150, '2.5 min']])(
  'what took %d s took %s', (seconds, words) => expect(tookWords(seconds)).toBe(words))

test.each([[0.0001, '±1 ms'], [0.0121, '±13 ms'], [0.0991, '±100 ms'], [0.1, '±0.1 s'], [0.101, '±0.2 s'], [0.95, '±1 s'], [2, '±2 s']])(
  'an error of %d s is claimed as %s', (seconds, words) => expect(plusMinus(seconds)).toBe(words))

test('a clock that lacks time is slow, one that has too much is fast', () => {
  expect([0, 60, -60].map(slowOrFast)).toEqual(['less than 1 ms slow', '60 seconds slow', '60 seconds fast'])
  expect([0, 60, -60].map(slowOrFastShort)).toEqual(['<1 ms slow', '60 s slow', '60 s fast'])
})
