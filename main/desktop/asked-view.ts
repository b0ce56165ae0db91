import type { AskedView } from '../../preload/contract.ts'
import { DEFAULT_LIMITS, levelOf } from '../core/limits.ts'
import type { Observation } from '../core/sample.ts'
import { slowOrFastShort } from '../core/words/duration.ts'
import { say } from '../core/words/say.ts'
import { LEVEL_TONES } from './scale.ts'

/** What the sources that have answered so far say of the clock; whether they count is not known yet. */
export const askedView = (answered: readonly Observation[]): readonly AskedView[] => answered.map((observation): AskedView => {
  if (observation.kind === 'failure') return { name: observation.failure.name, text: say('no time || what a time source gave'), tone: 'neutral' }
  const { name, offset } = observation.sample
  return { name, text: slowOrFastShort(offset), tone: LEVEL_TONES[levelOf(offset, DEFAULT_LIMITS)] }
})
