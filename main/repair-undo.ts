import type { Laptop } from './checkup.ts'
import type { ClockState } from './core/clock-state.ts'
import type { Remedy, Step } from './core/remedy.ts'
import type { RepairRecord } from './core/repair-record.ts'
import { hasUndo, planUndo, withoutUndone } from './core/undo.ts'
import { triedWords } from './core/verify.ts'
import { msg, say } from './core/words/say.ts'
import type { StepProgress } from './platform/elevation-types.ts'
import type { StepResult } from './platform/machine.ts'
import { isUndoCommand, writesSettings } from './platform/undo.ts'
import type { RepairParts } from './repair.ts'
import { isWrong, type LastRepair } from './repair-record.ts'

/** What would take the last repair back, to be shown before it runs. */
export type UndoProposal =
  | { readonly kind: 'none'; readonly words: readonly string[] }
  /** There is a record, but nothing may be done by it. */
  | { readonly kind: 'unusable'; readonly words: readonly string[] }
  | { readonly kind: 'steps'; readonly steps: readonly Step[]; readonly record: RepairRecord; readonly words: readonly string[] }

export type UndoResult = 'undone' | 'nothing-to-undo' | 'failed' | 'refused' | 'cannot-tell'

export interface UndoReport {
  readonly result: UndoResult
  readonly steps: readonly StepResult[]
  /** How the machine keeps its clock right now; absent where nothing ran. */
  readonly state?: ClockState
  /** What to know and what to do next, in sentences. */
  readonly explanation: readonly string[]
}

const NONE = msg('There is no repair to undo.')
const NO_SETTING = msg('The last repair changed no setting, so there is nothing to take back.')
const FOREIGN = msg('The record of the last repair names commands that no repair of Clock Medic needs. They are left out.')
const OWNED = msg('Your organisation decides about settings of this computer. They are left as they are.')
const CLOCK_STAYS = msg('The clock itself is not set back.')

/** Reads the record of the last repair and plans how to take its settings back. Changes nothing, needs no rights. */
export async function proposeUndo({ machine, platform }: Laptop, lastRepair: LastRepair | undefined): Promise<UndoProposal> {
  const record = lastRepair?.read() ?? null
  if (record === null) return { kind: 'none', words: [say(NONE)] }
  if (isWrong(record)) return { kind: 'unusable', words: [record.wrong, say('Nothing was changed.')] }
  if (record.os !== platform.os) return { kind: 'unusable', words: [say('The record of the last repair is of another system, so it is not used.')] }
  const { steps: all, foreign, keepsClock } = planUndo(record, (command) => isUndoCommand(record.os, command))
  const state = await platform.readState(machine)
  // What belongs to policy or domain by now is not put back to what it was before.
  const owned = state.managed || state.domainMember === true
  const steps = owned ? all.filter(({ command }) => !writesSettings(command)) : all
  const leftOut = [...(foreign === 0 ? [] : [say(FOREIGN)]), ...(steps.length === all.length ? [] : [say(OWNED)])]
  if (steps.length === 0) return leftOut.length === 0 ? { kind: 'none', words: [say(NO_SETTING)] } : { kind: 'unusable', words: [...leftOut, say('Nothing else is left to take back.')] }
  const last = needsReread(record, steps) ? platform.remedies.resync({ state }) : null
  const reread = last?.kind === 'steps' ? last.steps.map((step): Step => ({ ...step, essential: false })) : []
  return { kind: 'steps', steps: [...steps, ...reread], record, words: [...leftOut, ...(keepsClock ? [say(CLOCK_STAYS)] : [])] }
}

/** A service on Linux goes on with servers out of a file that is gone until it is started anew; one that was turned off has not to be. */
const needsReread = ({ os }: RepairRecord, steps: readonly Step[]): boolean => os === 'linux'
  && steps.some(({ remedy }) => remedy === 'use-working-servers') && !steps.some(({ remedy }) => TURNS_OFF.has(remedy))

/** What takes these back turns the service off. */
const TURNS_OFF: ReadonlySet<Remedy> = new Set(['unmask-service', 'enable-automatic-time', 'start-service', 'register-service'])

/** Runs what was proposed with one request for rights, then reads anew how the machine keeps its clock right. */
export async function undo(parts: RepairParts, proposal: UndoProposal, lastRepair: LastRepair | undefined, onProgress: (progress: StepProgress) => void = () => {}): Promise<UndoReport> {
  if (proposal.kind !== 'steps') return { result: proposal.kind === 'none' ? 'nothing-to-undo' : 'failed', steps: [], explanation: proposal.words }
  let record: RepairRecord = { ...proposal.record, ended: true }
  const took = ({ command, state }: StepResult): void => {
    if (state !== 'done') return
    record = withoutUndone(record, command)
    if (hasUndo(record)) lastRepair?.write(record)
    else lastRepair?.clear()
  }
  const outcome = await parts.elevation.run(proposal.steps, (progress) => {
    if (progress.kind === 'step-ended') took(progress.result)
    onProgress(progress)
  }, 'undo')
  if (outcome.kind === 'refused' || outcome.kind === 'no-way-to-ask' || outcome.kind === 'overtaken') return { result: 'refused', steps: [], explanation: [outcome.words] }
  const state = await parts.platform.readState(parts.machine)
  if (outcome.kind === 'unanswered') return { result: 'cannot-tell', steps: [], state, explanation: [outcome.words] }
  for (const result of outcome.steps) took(result)
  const failed = outcome.steps.some((result) => result.state !== 'done')
  const again = hasUndo(record) ? [say('What is left can be taken back by saying so again, or by your administrator.')] : []
  const explanation = failed ? [...triedWords(outcome.steps), ...again] : proposal.words
  return { result: failed ? 'failed' : 'undone', steps: outcome.steps, state, explanation }
}
