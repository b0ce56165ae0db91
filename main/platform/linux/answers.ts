import type { ClockState } from '../../core/clock-state.ts'
import type { Answer, Step } from '../../core/remedy.ts'
import { PROGRAMS, type ProgramName } from './commands.ts'

export const impossible = (reason: string): Answer => ({ kind: 'impossible', reason })

export const steps = (...list: readonly Step[]): Answer => ({ kind: 'steps', steps: list })

/**
 * Path of a program as it was found when the state was read, or undefined where it was not. A state that says nothing
 * about programs (an older report) gets the usual place.
 */
export const pathOf = (state: ClockState, name: ProgramName): string | undefined =>
  state.programs === undefined ? (name === 'date' ? '/usr/bin/date' : PROGRAMS[name][0]) : state.programs[name]
