import { expect, test } from 'vitest'
import type { PhoneVerdict } from '../../../main/core/code/judge-phone.ts'
import { wouldFail } from '../../../main/core/help/lock-out.ts'

const match = (low: number, high: number): PhoneVerdict => ({ kind: 'match', range: { low, high }, estimate: 0, steps: 0, certain: true, presses: 0, fine: false, next: 'enough', quirk: 'plain' })

test.each<[string, PhoneVerdict, boolean]>([
  ['that fits no time', { kind: 'no-match' }, true],
  ['of a clock that is ahead', match(0.1, 40), true],
  ['of a clock that is behind', match(-40, -0.1), true],
  ['of a clock that may be right', match(-4, 6), false],
  ['of a clock that is right or ahead', match(0, 40), false],
  ['of a clock that is right or behind', match(-40, 0), false],
])('a code %s counts as one that a service would reject: %j, %s', (_what, verdict, fails) => expect(wouldFail(verdict)).toBe(fails))
