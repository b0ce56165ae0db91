import type { Remedy, Step } from './remedy.ts'
import { mayHaveChanged, type RecordedStep, type RepairRecord } from './repair-record.ts'
import { say } from './words/say.ts'

/** What takes a repair back. */
export interface UndoPlan {
  readonly steps: readonly Step[]
  /** How many commands of the record were left out because no remedy could have made them. */
  readonly foreign: number
  /** The repair set the clock, which is never put back: a wrong time is no setting. */
  readonly keepsClock: boolean
}

/** A clock that was set right stays right. */
const NO_SETTING: ReadonlySet<Remedy> = new Set(['step-clock', 'set-hardware-clock'])
const TIMEOUT = 30
/** ERROR_SERVICE_NOT_ACTIVE: what is to be stopped has stopped. */
const NOT_ACTIVE = 1062

/**
 * The steps that take a recorded repair back, the last one first. The record is a file of the user, so its commands run
 * with rights only where `accepts` says that a remedy of this system could have made them.
 */
export function planUndo({ os, steps }: RepairRecord, accepts: (command: readonly string[]) => boolean): UndoPlan {
  const settings = steps.filter((step) => takesBack(step) !== undefined)
  const known = settings.filter((step) => accepts(takesBack(step) ?? []))
  const reversed = known.toReversed().filter((step, index, all) => all.findIndex((other) => isSameUndo(other, step)) === index)
  return {
    steps: reversed.map((step) => undoStep(step, takesBack(step) ?? [], os === 'windows' ? [0, NOT_ACTIVE] : [0])),
    foreign: settings.length - known.length,
    keepsClock: steps.some((step) => NO_SETTING.has(step.remedy) && mayHaveChanged(step)),
  }
}

/** The record of what is left to take back once this undo command ran. */
export function withoutUndone(record: RepairRecord, command: readonly string[]): RepairRecord {
  return { ...record, ended: true, steps: record.steps.filter(({ undo }) => undo === undefined || !isSameCommand(undo, command)) }
}

/** Tells whether a record still holds a setting to take back. */
export const hasUndo = ({ steps }: RepairRecord): boolean => steps.some((step) => takesBack(step) !== undefined)

const takesBack = (step: RecordedStep): readonly string[] | undefined => (mayHaveChanged(step) && !NO_SETTING.has(step.remedy) ? step.undo : undefined)

const isSameCommand = (a: readonly string[], b: readonly string[]): boolean => a.join('\0') === b.join('\0')
const isSameUndo = (a: RecordedStep, b: RecordedStep): boolean => isSameCommand(a.undo ?? [], b.undo ?? [])

const undoStep = ({ remedy, title }: RecordedStep, command: readonly string[], okExits: readonly number[]): Step => ({
  remedy,
  title: say('Take back: {step}', { step: title }),
  done: say('Took back: {step}', { step: title }),
  why: say('The last repair changed this setting.'),
  command,
  needsRights: true,
  touches: say('what "{step}" has changed', { step: title }),
  okExits,
  timeoutSeconds: TIMEOUT,
  // What cannot be taken back must not keep the rest from it.
  essential: false,
})
