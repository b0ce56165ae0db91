import { describe, expect, test } from 'vitest'
import type { HistoryRecord } from '../../../main/core/history/record.ts'
import { driftWords, eventWords, historyProblem, historySummary } from '../../../main/core/words/history.ts'

describe('how a clock moves when left alone', () => {
  test.each([
    [1.44, 'loses about 1.4 seconds'], [-1.44, 'gains about 1.4 seconds'], [0.94, 'loses about 940 milliseconds'], [-0.0561, 'gains about 56 milliseconds'],
    [0.95, 'loses about 0.950 seconds'], [-34.6, 'gains about 35 seconds'], [0.001, 'loses about 1 millisecond'],
  ])('%d s a day: %s', (perDay, words) => expect(driftWords({ perDay, uncertainty: 0.01 })).toBe(`Left alone, this clock ${words} a day.`))
})

describe('what happened', () => {
  test.each<[HistoryRecord, string]>([
    [{ kind: 'check', at: 0, offset: 1, uncertainty: 0.1 }, 'checked'],
    [{ kind: 'repair', at: 0, result: 'repaired' }, 'repaired'],
    [{ kind: 'repair', at: 0, result: 'failed' }, 'repair did not work'],
    [{ kind: 'repair', at: 0, result: 'refused' }, 'repair was not allowed'],
    [{ kind: 'repair', at: 0, result: 'cannot-tell' }, 'repair without proof'],
    [{ kind: 'sleep', at: 0, seconds: 28_800 }, 'woke after 8 hours of sleep'],
    [{ kind: 'sleep', at: 0, seconds: 61.7 }, 'woke after 62 seconds of sleep'],
    [{ kind: 'sleep', at: 0, seconds: 120.4 }, 'woke after 2 minutes of sleep'],
    [{ kind: 'stepped', at: 0, by: 300 }, 'clock was set 5 minutes ahead'],
    [{ kind: 'stepped', at: 0, by: -300 }, 'clock was set 5 minutes back'],
  ])('%j: %s', (record, words) => expect(eventWords(record)).toBe(words))

  test('is summed up for those who cannot see the drawing', () => {
    expect(historySummary({ latest: 0.5, largest: 47.3, repairs: 2, checks: 12 })).toBe('12 checks; the latest found the clock 0.500 s slow. The largest error was 47.3 s slow. 2 repairs in this time.')
    expect(historySummary({ latest: -3, largest: -3, repairs: 0, checks: 1 })).toBe('1 check; the latest found the clock 3 s fast. The largest error was 3 s fast.')
  })

  test('may be lost, and why', () => {
    expect((['unreadable', 'disk-full', 'not-allowed', 'unwritable'] as const).map((fault) => historyProblem(fault).split(/[ ,]/).slice(0, 4).join(' '))).toEqual([
      'The history on disk', 'The disk is full', 'Clock Medic may not', 'The history cannot be',
    ])
  })
})
