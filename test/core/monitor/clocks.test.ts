import { describe, expect, test } from 'vitest'
import { between, type ClocksRead } from '../../../main/core/monitor/clocks.ts'

const at = (wall: number, sinceBoot: number): ClocksRead => ({ wall, sinceBoot })
const BEFORE = at(1_795_348_800, 5000)

describe('what happened between two looks at the clocks', () => {
  test.each([
    ['nothing, though the timer was a little late', 31.5, 31.5, false, { slept: null, stepped: null }],
    ['a service steers the clock', 30 + 0.4, 30, false, { slept: null, stepped: null }],
    ['somebody set it 47 seconds forward', 30 + 47, 30, false, { slept: null, stepped: 47 }],
    ['somebody set it back by a year', 30 - 31_556_952, 30, false, { slept: null, stepped: -31_556_952 }],
    ['it slept for an hour', 3630, 3630, false, { slept: 3600, stepped: null }],
    ['it slept, and woke with another time from its board', 3630 - 9, 3630, false, { slept: 3600, stepped: null }],
    ['the system says that it woke up after a nap', 35 + 2, 35, true, { slept: 5, stepped: null }],
  ])('%s', (_what, wall, sinceBoot, resumed, meanwhile) => {
    expect(between(BEFORE, at(BEFORE.wall + wall, BEFORE.sinceBoot + sinceBoot), 30, resumed)).toEqual(meanwhile)
  })
})
