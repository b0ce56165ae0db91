import { describe, expect, it } from 'vitest'
import { recordOfCheck, recordOfRepair } from '../../../main/core/history/record.ts'
import { measured, notMeasured } from '../builders.ts'
import { NOON } from './weeks.ts'

const look = (offset: number, monotonic: number) =>
  ({ verdict: measured(offset, { uncertainty: 0.0123456789 }), checkedAt: NOON + monotonic - offset, checkedAtMonotonic: monotonic })

describe('what is remembered', () => {
  it('of a check is dated by the true time, not by the wrong clock', () => {
    expect(recordOfCheck(look(47.3, 0))).toEqual({ kind: 'check', at: NOON, offset: 47.3, uncertainty: 0.012346 })
  })

  it('of a check that could not tell is nothing', () => expect(recordOfCheck({ ...look(0, 0), verdict: notMeasured() })).toBeNull())

  it('of a repair is its end and both measurements', () => {
    expect(recordOfRepair({ result: 'repaired', before: look(47.3, 0), after: look(0.004, 20) }, 25)).toEqual({ kind: 'repair', at: NOON + 25, result: 'repaired', before: 47.3, after: 0.004 })
  })

  it('of a repair that was not measured afterwards is dated by the look before it', () => {
    const after = { ...look(0, 20), verdict: notMeasured(), checkedAt: 5 }
    expect(recordOfRepair({ result: 'cannot-tell', before: look(47.3, 0), after }, 25)).toEqual({ kind: 'repair', at: NOON + 25, result: 'cannot-tell', before: 47.3 })
  })

  it('of a repair that had nothing to do is nothing', () => expect(recordOfRepair({ result: 'nothing-to-do', before: look(0, 0) }, 1)).toBeNull())

  it('of a repair after which nobody looked is dated by the look before it', () => {
    const record = recordOfRepair({ result: 'refused', before: look(47.3, 10) }, 25)
    expect(record).toEqual({ kind: 'repair', at: NOON + 25, result: 'refused', before: 47.3 })
    expect(record).not.toHaveProperty('after')
  })

  it('of a repair of which no measurement is known is dated by the local clock', () => {
    const before = { verdict: notMeasured(), checkedAt: NOON, checkedAtMonotonic: 10 }
    expect(recordOfRepair({ result: 'failed', before }, 25)).toEqual({ kind: 'repair', at: NOON + 15, result: 'failed' })
  })
})
