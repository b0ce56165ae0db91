import { expect, test } from 'vitest'
import type { ClockName, Guilt } from '../../../main/core/three-clocks.ts'
import { guiltWords } from '../../../main/core/words/three-clocks.ts'

const RIGHT = { laptop: 'right', phone: 'right', service: 'right' } as const
const guilt = (more: Partial<Guilt> = {}): Guilt => ({ states: RIGHT, errors: {}, culprits: [], next: [], mayEnrolAgain: false, ...more })
const blamed = (name: ClockName, low: number, high: number): string => guiltWords(guilt({ culprits: [name], errors: { [name]: { low, high } } }), 'phone').sentence

test('the size of an error is told as closely as it is known', () => {
  expect([[59.75, 60.25], [59.7, 60.3], [-86, -83], [-88, -80], [7200, 7240]].map(([low = 0, high = 0]) => blamed('phone', low, high))).toEqual([
    'The clock of your phone is to blame: it is 60 seconds ahead.', 'The clock of your phone is to blame: it is about 60 seconds ahead.', 'The clock of your phone is to blame: it is about 84 seconds behind.',
    'The clock of your phone is to blame: it is about 85 seconds behind.', 'The clock of your phone is to blame: it is about 2 hours ahead.',
  ])
})

test('each clock that is wrong is named on the right side', () => {
  expect([blamed('service', 42, 42), blamed('service', -42, -42), blamed('laptop', 42, 42), blamed('laptop', -42, -42)].map((sentence) => sentence.split(/[:;]/)[0])).toEqual([
    'The clock of the service is to blame', 'The clock of the service is to blame', 'The clock of this laptop is 42 seconds ahead', 'The clock of this laptop is 42 seconds behind',
  ])
})

test('a clock that takes no part is not asked for', () => {
  const states = { laptop: 'right', phone: 'not-used', service: 'unknown' } as const
  expect(guiltWords(guilt({ states, next: ['ask-service'] }), 'laptop')).toEqual({
    sentence: 'No clock is proven wrong so far. Not known well enough: the service; this laptop is right.', next: ['Let Clock Medic ask the service for its time.'],
  })
})
