import { describe, expect, test } from 'vitest'
import { APP, type Measurement } from '../../scripts/bench/measurement.ts'
import { CHRONYD } from '../../scripts/bench/peers.ts'
import { median, percentile } from '../../scripts/bench/statistics.ts'
import { outcomesOf } from '../../scripts/bench/targets.ts'

test('median and percentiles by the nearest rank, as the report says', () => {
  expect(median([3, 1, 2])).toBe(2)
  expect(median([4, 1, 3, 2])).toBe(2.5)
  expect(percentile(Array.from({ length: 30 }, (_, i) => 30 - i), 95)).toBe(29)
  expect(percentile([5, 7], 95)).toBe(7)
  expect(percentile([5], 1)).toBe(5)
})

describe('a target', () => {
  const outcome = (measure: string, ...measurements: readonly Measurement[]) =>
    outcomesOf([{ name: 'home', measurements, load: [0, 0] }]).find((one) => one.measure === measure && [CHRONYD, 'all measurements of Clock Medic'].includes(one.against))

  test('is a ratio of medians in the right direction', () => {
    const peer: Measurement = { tool: CHRONYD, seconds: 5, error: 0.001 }
    expect(outcome('time, running app', peer, { tool: APP, seconds: 0.025, error: 0 })).toMatchObject({ reached: '200 × sooner', met: true })
    expect(outcome('time, running app', peer, { tool: APP, seconds: 0.1, error: 0 })).toMatchObject({ reached: '50.0 × sooner', met: false })
    expect(outcome('error, running app', peer, { tool: APP, seconds: 0.1, error: 0.0005 })).toMatchObject({ reached: '0.500 of it', met: true })
    expect(outcome('error, running app', peer, { tool: APP, seconds: 0.1, error: 0.002 })).toMatchObject({ reached: '2.00 of it', met: false })
  })

  test('is not met where either side never answered', () => {
    const [peer, app]: readonly Measurement[] = [{ tool: CHRONYD, seconds: 60 }, { tool: APP, seconds: 0.025 }]
    expect(outcome('time, running app', peer!, { ...app!, error: 0 })?.met).toBe(false)
    expect(outcome('time, running app', { ...peer!, error: 0 }, app!)?.met).toBe(false)
  })

  test('is missed by a round without answer and by a bound that does not hold', () => {
    const good: Measurement = { tool: APP, seconds: 0.02, error: 0.001, uncertainty: 0.008 }
    expect(outcome('no answer', good, { tool: APP, seconds: 3 })).toMatchObject({ reached: '1 of 2', met: false })
    expect(outcome('truth outside the stated uncertainty', good, { ...good, error: 0.009 })).toMatchObject({ reached: '1 of 2', met: false })
    expect(outcome('truth outside the stated uncertainty', good)).toMatchObject({ met: true })
  })
})
