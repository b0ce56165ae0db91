import { describe, expect, test } from 'vitest'
import { lineOf, readLines } from '../../../main/core/history/lines.ts'
import type { HistoryRecord } from '../../../main/core/history/record.ts'

const RECORDS: readonly HistoryRecord[] = [
  { kind: 'check', at: 1_795_348_800, offset: -47.3, uncertainty: 0.012 },
  ...(['repaired', 'nothing-to-do', 'failed', 'refused', 'overtaken', 'cannot-tell'] as const).map((result): HistoryRecord => ({ kind: 'repair', at: 1_795_348_801, result, before: 47.3, after: -0.1 })),
  { kind: 'repair', at: 1_795_348_802, result: 'failed' },
  { kind: 'sleep', at: 1_795_348_803, seconds: 0 },
  { kind: 'stepped', at: -5, by: -3600 },
]

describe('the history in its file', () => {
  test('is a line for each record, and reads back as it was', () => {
    const text = RECORDS.map(lineOf).join('')
    expect(text.split('\n')).toHaveLength(RECORDS.length + 1)
    expect(readLines(text)).toEqual({ records: RECORDS, broken: 0 })
    expect(readLines(text.slice(0, -1))).toEqual({ records: RECORDS, broken: 0 })
  })

  test.each([
    'half of {"kind":"check"', '{"kind":"check","at":1,"offset":0}', '{"kind":"check","at":1,"offset":0,"uncertainty":-1}', '{"kind":"check","at":"1","offset":0,"uncertainty":1}',
    '{"kind":"check","at":1e13,"offset":0,"uncertainty":1}', '{"kind":"check","at":-1e13,"offset":0,"uncertainty":1}', '{"kind":"repair","at":1,"result":"perhaps"}',
    '{"kind":"repair","at":1,"result":"failed","before":"x"}', '{"kind":"sleep","at":1,"seconds":-1}', '{"kind":"stepped","at":1}', '{"kind":"other","at":1}', '[]', 'null', '7',
  ])('loses a line that is none and nothing else: %s', (line) => {
    const [first, last] = [RECORDS.slice(0, 1), RECORDS.slice(-1)]
    expect(readLines([...first.map(lineOf), `${line}\n`, ...last.map(lineOf)].join(''))).toEqual({ records: [...first, ...last], broken: 1 })
  })

  test('counts no empty line as broken', () => expect(readLines('\n \n\r\n')).toEqual({ records: [], broken: 0 }))
})
