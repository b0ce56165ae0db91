import type { ClockState, HalfDone } from './clock-state.ts'
import { isRemedy, type Remedy, type Step } from './remedy.ts'
import { say } from './words/say.ts'

/** What is known of a step: `open` was begun or was next when the last word came. */
export type RecordedState = 'open' | 'done' | 'failed' | 'timed-out' | 'not-reached'

export interface RecordedStep {
  readonly remedy: Remedy
  readonly title: string
  readonly state: RecordedState
  /** The command that takes it back, where there is one. */
  readonly undo?: readonly string[]
}

/** A moment in the life of a machine whose clock may be wrong. */
export interface Moment {
  /** Seconds by the clock that is never set, from the start of the machine. */
  readonly monotonic: number
  /** Unix seconds; absent where true time was not known. */
  readonly trueTime?: number
  /** Names the run of the machine between two starts, on systems that have such a name. */
  readonly boot?: string
}

/** The last repair of this machine, as it is kept on disk while it runs and after it. */
export interface RepairRecord {
  readonly os: ClockState['os']
  readonly began: Moment
  /** Proven, or taken back: nothing of it is half done. */
  readonly ended: boolean
  readonly steps: readonly RecordedStep[]
}

/** Raised when the meaning of the file changes. */
const VERSION = 1
/** After this a repair that was cut short is no news any more, in seconds. */
const TOLD_FOR = 7 * 86_400
const MOST_STEPS = 60
const MOST_WORDS = 40
const LONGEST_WORD = 500
const LONGEST_TITLE = 200

/** What may have been changed by a step in this state. A step that failed may still have done half of what it does. */
const MAY_HAVE_CHANGED: Readonly<Record<RecordedState, boolean>> = { 'open': true, 'done': true, 'failed': true, 'timed-out': true, 'not-reached': false }

/** Tells whether a step may have left something behind. */
export const mayHaveChanged = ({ state }: RecordedStep): boolean => MAY_HAVE_CHANGED[state]

/**
 * The record of a repair that begins with these steps. What an earlier one left half done is carried along: to the user
 * both are one repair, which is taken back as a whole.
 */
export function beginRecord(os: ClockState['os'], steps: readonly Step[], began: Moment, earlier: RepairRecord | null): RepairRecord {
  const fresh = steps.map(({ remedy, title, undo }): RecordedStep => ({ remedy, title: printable(title), state: 'open', ...(undo === undefined ? {} : { undo }) }))
  const isAgain = (step: RecordedStep): boolean => fresh.some((each) => isSame(each, step))
  const carried = earlier === null || halfDoneOf(earlier, began) === null ? [] : earlier.steps.filter((step) => mayHaveChanged(step) && !isAgain(step))
  return { os, began, ended: false, steps: [...carried.slice(0, MOST_STEPS - fresh.length), ...fresh] }
}

const isSame = (a: Pick<Step, 'remedy' | 'title'>, b: Pick<Step, 'remedy' | 'title'>): boolean => a.remedy === b.remedy && printable(a.title) === printable(b.title)

/** A title without the marks that keep the direction of words: the file holds what is printable and nothing else. */
const printable = (title: string): string => title.replaceAll(/\p{Cf}/gu, '')

/** The record once it is known what became of one step. */
export function withResult(record: RepairRecord, result: Pick<RecordedStep, 'remedy' | 'title' | 'state'>): RepairRecord {
  return { ...record, steps: record.steps.map((step) => (isSame(step, result) ? { ...step, state: result.state } : step)) }
}

/** What a repair left half done, or null where it left nothing so, or where it is no news any more. */
export function halfDoneOf({ began, ended, steps }: RepairRecord, now: Moment): HalfDone | null {
  const begun = steps.some(({ state }) => state === 'done' || state === 'open' || state === 'timed-out')
  const open = titles(steps.filter(({ state }) => state !== 'done'))
  if (ended || !begun || open.length === 0 || isPast(began, now)) return null
  return { done: titles(steps.filter(({ state }) => state === 'done')), open }
}

const titles = (steps: readonly RecordedStep[]): readonly string[] => [...new Set(steps.map(({ title }) => title))]

/** Before the last start of the machine, or a week ago by one clock or the other. */
function isPast(began: Moment, now: Moment): boolean {
  // Without a name for it, a clock that counts from the start and is behind has begun anew.
  const restarted = began.boot !== undefined && now.boot !== undefined ? began.boot !== now.boot : now.monotonic < began.monotonic
  const age = began.trueTime === undefined || now.trueTime === undefined ? 0 : now.trueTime - began.trueTime
  return restarted || Math.max(age, now.monotonic - began.monotonic) > TOLD_FOR
}

/** The text of a record for its file. */
export const recordText = (record: RepairRecord): string => `${JSON.stringify({ version: VERSION, ...record })}\n`

/** Reads the text of a record's file. Anything else than a record comes back as one sentence that says what is wrong. */
export function readRecord(text: string): RepairRecord | { readonly wrong: string } {
  const file = parsed(text)
  if (file === null) return { wrong: say('The record of the last repair is damaged, so it cannot be read.') }
  if (file['version'] !== VERSION) return { wrong: say('The record of the last repair was written by another version of Clock Medic.') }
  const { os, ended, steps } = file
  const began = readMoment(file['began'])
  if (!isOs(os) || typeof ended !== 'boolean' || began === null || !Array.isArray(steps) || steps.length > MOST_STEPS) return notOurs()
  const read = steps.map(readStep)
  return read.every((step) => step !== null) ? { os, began, ended, steps: read } : notOurs()
}

const notOurs = () => ({ wrong: say('The record of the last repair holds what Clock Medic did not write, so it is not used.') })

const isOs = (value: unknown): value is RepairRecord['os'] => value === 'linux' || value === 'macos' || value === 'windows'

function readMoment(value: unknown): Moment | null {
  if (!isObject(value)) return null
  const { monotonic, trueTime, boot } = value
  if (!isNumber(monotonic) || (trueTime !== undefined && !isNumber(trueTime)) || (boot !== undefined && !isText(boot, 100))) return null
  return { monotonic, ...(trueTime === undefined ? {} : { trueTime }), ...(boot === undefined ? {} : { boot }) }
}

const STATES: readonly RecordedState[] = ['open', 'done', 'failed', 'timed-out', 'not-reached']

function readStep(value: unknown): RecordedStep | null {
  if (!isObject(value)) return null
  const { remedy, title, undo } = value
  const state = STATES.find((each) => each === value['state'])
  if (typeof remedy !== 'string' || !isRemedy(remedy) || !isText(title, LONGEST_TITLE) || title === '' || state === undefined) return null
  if (undo === undefined) return { remedy, title, state }
  if (!Array.isArray(undo) || undo.length === 0 || undo.length > MOST_WORDS || !undo.every((word) => isText(word, LONGEST_WORD))) return null
  return { remedy, title, state, undo }
}

function parsed(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : null
  } catch {
    return null
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value)
const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value)
/** Printable, so that a title cannot rewrite the terminal it is shown in. */
const isText = (value: unknown, longest: number): value is string => typeof value === 'string' && value.length <= longest && !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(value)
