import { describe, expect, it } from 'vitest'
import type { HistoryRecord } from '../../main/core/history/record.ts'
import { historyView } from '../../main/desktop/history-view.ts'
import { check, checks, DAY, HOUR, NOON } from '../core/history/weeks.ts'

const NOW = { now: NOON, problem: null }
const wrongThenRepaired: readonly HistoryRecord[] = [
  ...checks(6 * HOUR, HOUR, () => 0.004).map((record) => ({ ...record, at: record.at - 4 * HOUR })),
  check(NOON - 3 * HOUR, 20.5), { kind: 'sleep', at: NOON - 2 * HOUR, seconds: 1800 }, check(NOON - HOUR - 600, 47.3),
  { kind: 'repair', at: NOON - HOUR, result: 'repaired', before: 47.3, after: 0.003 }, check(NOON, 0.001),
]
const chartOf = (records: readonly HistoryRecord[], span: 'day' | 'month' = 'day') => {
  const { chart } = historyView(records, span, NOW)
  if (chart === undefined) throw new Error('There is no chart.')
  return chart
}

describe('the history in the window', () => {
  it('says what there will be while there is nothing, and does not draw', () => {
    const view = historyView([], 'day', NOW)
    expect([view.chart, view.rows, view.sentences]).toEqual([undefined, [], ['No history yet. Each check adds a point here.']])
  })

  it('tells a day without a check from a history without one', () => {
    const view = historyView([check(NOON - 3 * DAY, 0)], 'day', NOW)
    expect([view.chart, view.sentences]).toEqual([undefined, ['The clock was not measured in this time.']])
    expect(historyView([check(NOON - 3 * DAY, 0)], 'month', NOW).chart).toBeDefined()
  })

  it('sums up in a sentence what the drawing shows', () => {
    expect(historyView(wrongThenRepaired, 'day', NOW).summary)
      .toBe('10 checks; the latest found the clock 1 ms slow. The largest error was 47.3 s slow. 1 repair in this time.')
  })

  it('knows the largest error on either side', () => {
    expect(historyView([check(NOON - 60, -20.5), check(NOON, 3)], 'day', NOW).summary).toContain('The largest error was 20.5 s fast.')
  })

  it('draws a slow clock below the middle and a fast one above it, all of it in reach', () => {
    const { points, lowest, highest, band } = chartOf([check(NOON - 60, 47.3), check(NOON, -3)])
    expect(points.map(({ height }) => Math.sign(height))).toEqual([-1, 1])
    expect(lowest).toBeLessThan(Math.min(band.from, ...points.map(({ height }) => height)))
    expect(highest).toBeGreaterThan(band.to)
    expect(band.from).toBe(-band.to)
  })

  it('shows the band whole and as large as ever for a clock that is right: milliseconds must not look like mountains', () => {
    const { points, lowest, highest, heights } = chartOf(checks(DAY, HOUR, (back) => 0.004 * Math.sin(back)))
    expect(Math.max(...points.map(({ height }) => Math.abs(height))) / (highest - lowest)).toBeLessThan(0.001)
    expect(heights.map(({ label }) => label)).toEqual(['30 s slow', 'right', '30 s fast'])
  })

  it.each([300, 4 * HOUR, 40 * DAY, 20 * 365 * DAY])('keeps the band visible beside an error of %i seconds, and says that the scale is bent', (offset) => {
    const { band, lowest, highest, heights, notes } = chartOf([check(NOON - 60, offset), check(NOON, 0)])
    const whole = highest - lowest
    expect((band.to - band.from) / whole).toBeGreaterThan(0.08)
    const gaps = heights.slice(1).map(({ at }, index) => (at - (heights[index]?.at ?? 0)) / whole)
    expect(Math.min(...gaps)).toBeGreaterThan(0.05)
    expect(notes).toContain('Large errors are drawn closer together, so that they fit.')
  })

  it('shows a repair and a step as what they are: two errors at one moment', () => {
    const stepped: HistoryRecord = { kind: 'stepped', at: NOON - 60, by: 40 }
    const { points, marks } = chartOf([...wrongThenRepaired, stepped])
    const at = (moment: number) => points.filter((point) => point.at === moment).map(({ height }) => height)
    expect(at(NOON - HOUR)).toEqual([-47.3, -0.003])
    expect(at(NOON - 60)).toEqual([-0.003, 39.997])
    expect(marks).toEqual([
      { kind: 'sleep', at: NOON - 2 * HOUR, since: NOON - 2.5 * HOUR, tone: 'neutral', label: 'woke after 30 minutes of sleep 10:00' },
      { kind: 'repair', at: NOON - HOUR, tone: 'good', label: 'repaired 11:00' },
      { kind: 'stepped', at: NOON - 60, tone: 'neutral', label: 'clock was set 40 seconds ahead 11:59' },
    ])
  })

  it('gives a table with the same, the newest first', () => {
    const { rows } = historyView([...wrongThenRepaired.slice(-4), { kind: 'repair', at: NOON, result: 'refused' }], 'day', NOW)
    expect(rows.map(({ time, offset, what }) => [time, offset, what])).toEqual([
      ['12:00', '', 'repair was not allowed'], ['12:00', '1 ms slow', 'checked'], ['11:00', '3 ms slow', 'repaired'], ['10:50', '47.3 s slow', 'checked'],
      ['10:00', '', 'woke after 30 minutes of sleep'],
    ])
    expect(rows.map(({ tone }) => tone)).toEqual(['neutral', 'good', 'good', 'bad', 'neutral'])
  })

  it('sums up each day of a month in one line, with its largest error', () => {
    const month = checks(2 * DAY, HOUR, (back) => (back === 30 * HOUR ? -20 : 0.001))
    const { rows } = historyView([...month, { kind: 'stepped', at: NOON - DAY - HOUR, by: -300 }], 'month', NOW)
    expect(rows.map(({ time, offset, what }) => `${time}: ${offset} ${what}`)).toEqual([
      '22 Nov: 1 ms slow largest of 13 checks', '21 Nov, 11:00:  clock was set 5 minutes back', '21 Nov: 20 s fast largest of 24 checks', '20 Nov: 1 ms slow largest of 12 checks',
    ])
  })

  it('has its times on round hours and days, inside the chart', () => {
    expect(chartOf([check(NOON - 60, 0)]).times.map(({ label }) => label)).toEqual(['12:00', '18:00', '00:00', '06:00', '12:00'])
    expect(chartOf([check(NOON - 60, 0)], 'month').times.map(({ label }) => label)).toEqual(['25 Oct', '1 Nov', '8 Nov', '15 Nov', '22 Nov'])
  })

  it('does not let records with a wrong year into the picture', () => {
    const view = historyView([check(NOON + 3650 * DAY, 0), ...wrongThenRepaired, check(NOON - 3650 * DAY, 5e8)], 'month', NOW)
    expect(view.summary).toMatch(/^10 checks.*47\.3 s slow/)
    expect(view.chart?.to).toBe(NOON)
  })

  it('adds the drift and the problem of the disk where there are any', () => {
    const view = historyView(checks(3 * DAY, HOUR, (back) => -back / DAY * 1.4), 'day', { now: NOON, problem: 'The disk is full.' })
    expect(view.sentences.slice(-2)).toEqual(['Left alone, this clock loses about 1.4 seconds a day.', 'The disk is full.'])
  })
})
