import { isRemedy, type Remedy, type Step } from '../core/remedy.ts'
import { say } from '../core/words/say.ts'
import { sayForHelper } from './elevation-helper-words.ts'
import type { RunOutcome, StepResult } from './machine.ts'
import { notReached, printable } from './steps.ts'

/** The version of the lines below; another one is not understood. */
const PROTOCOL = 1
const LONGEST_LINE = 8192
const MOST_LINES = 200
const MOST_STEPS = 40
const MOST_WORDS = 40

type PlannedStep = Pick<Step, 'remedy' | 'title' | 'command'>

/** What the helper says, one JSON object a line. The marker comes first, so that its own exit code is never taken for pkexec's. */
export type HelperLine =
  | { readonly kind: 'marker' }
  | { readonly kind: 'plan'; readonly steps: readonly PlannedStep[] }
  | { readonly kind: 'began'; readonly index: number }
  | { readonly kind: 'ended'; readonly index: number; readonly result: StepResult }
  | { readonly kind: 'end'; readonly outcome: 'ran' | 'nothing' }
  | { readonly kind: 'end'; readonly outcome: 'refused' | 'overtaken'; readonly words: string }

/** One line for the caller, without its line end. */
export function lineOf(line: HelperLine): string {
  switch (line.kind) {
    case 'marker': return JSON.stringify({ clockMedicHelper: PROTOCOL })
    case 'plan': return JSON.stringify({ plan: line.steps.map(({ remedy, title, command }) => ({ remedy, title, command })) })
    case 'began': return JSON.stringify({ began: line.index })
    case 'ended': {
      const { state, exit, tookSeconds, said } = line.result
      return JSON.stringify({ ended: line.index, state, exit, tookSeconds, said })
    }
    case 'end': return JSON.stringify('words' in line ? { end: line.outcome, words: line.words } : { end: line.outcome })
  }
}

/** What of the helper's answer is known so far. */
export interface HelperAnswer {
  /** Whether the helper itself spoke. */
  readonly marked: boolean
  readonly steps: readonly StepResult[]
  readonly end?: Extract<HelperLine, { kind: 'end' }>
}

/** Collects the lines of one answer. What does not fit the schema is passed over; what comes after the end does not count. */
export function answerReader(): { readonly take: (line: string) => HelperLine | null; readonly answer: () => HelperAnswer } {
  let planned: readonly PlannedStep[] = []
  const results = new Map<number, StepResult>()
  let marked = false
  let end: HelperAnswer['end']
  let lines = 0
  const take = (text: string): HelperLine | null => {
    if (end !== undefined || ++lines > MOST_LINES) return null
    const line = readLine(text, planned)
    // Until the helper has named itself, whatever is said is said by somebody else.
    if (line === null || (!marked && line.kind !== 'marker')) return null
    if (line.kind === 'marker') marked = true
    if (line.kind === 'plan') planned = line.steps
    const begun = line.kind === 'began' ? planned[line.index] : undefined
    if (line.kind === 'began' && begun !== undefined) results.set(line.index, { ...unheardOf(begun), state: 'failed', said: say('nothing was heard of its end || of a step that was begun') })
    if (line.kind === 'ended') results.set(line.index, line.result)
    if (line.kind === 'end') end = line
    return line
  }
  const answer = (): HelperAnswer => ({
    marked, steps: planned.map((step, index) => results.get(index) ?? unheardOf(step)), ...(end === undefined ? {} : { end }),
  })
  return { take, answer }
}

const unheardOf = ({ remedy, title, command }: PlannedStep): StepResult => ({ remedy, title, command, state: 'not-reached', exit: null, tookSeconds: 0, said: '' })

function readLine(text: string, planned: readonly PlannedStep[]): HelperLine | null {
  if (text.length > LONGEST_LINE) return null
  const value = parsed(text)
  if (value === null) return null
  if ('clockMedicHelper' in value) return value['clockMedicHelper'] === PROTOCOL ? { kind: 'marker' } : null
  if ('plan' in value) return planned.length > 0 ? null : planLine(value['plan'])
  if ('began' in value) return isIndex(value['began'], planned) ? { kind: 'began', index: value['began'] } : null
  if ('ended' in value) return endedLine(value, planned)
  if (value['end'] === 'ran' || value['end'] === 'nothing') return { kind: 'end', outcome: value['end'] }
  const { end, words } = value
  if ((end === 'refused' || end === 'overtaken') && typeof words === 'string') return { kind: 'end', outcome: end, words: sayForHelper(printable(words)) }
  return null
}

function parsed(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value as Readonly<Record<string, unknown>> : null
  } catch {
    return null
  }
}

function planLine(value: unknown): HelperLine | null {
  if (!Array.isArray(value) || value.length > MOST_STEPS) return null
  const steps = value.map(plannedStep)
  return steps.every((step) => step !== null) ? { kind: 'plan', steps } : null
}

function plannedStep(value: unknown): PlannedStep | null {
  if (typeof value !== 'object' || value === null) return null
  const { remedy, title, command } = value as Readonly<Record<string, unknown>>
  if (typeof remedy !== 'string' || !isRemedy(remedy) || typeof title !== 'string' || !Array.isArray(command)) return null
  if (command.length > MOST_WORDS || !command.every((word) => typeof word === 'string')) return null
  return { remedy, title: printable(title), command: command.map(printable) }
}

const STATES = ['done', 'failed', 'timed-out'] as const

function endedLine(value: Readonly<Record<string, unknown>>, planned: readonly PlannedStep[]): HelperLine | null {
  const { ended: index, exit, tookSeconds, said } = value
  const state = STATES.find((each) => each === value['state'])
  const step = isIndex(index, planned) ? planned[index] : undefined
  if (step === undefined || state === undefined || !isIndex(index, planned)) return null
  if (exit !== null && !(Number.isInteger(exit) && Math.abs(Number(exit)) < 2 ** 32)) return null
  if (typeof tookSeconds !== 'number' || !(tookSeconds >= 0 && tookSeconds < 1e6) || typeof said !== 'string') return null
  return { kind: 'ended', index, result: { ...step, state, exit: exit === null ? null : Number(exit), tookSeconds, said: printable(said) } }
}

const isIndex = (value: unknown, planned: readonly PlannedStep[]): value is number => Number.isInteger(value) && Number(value) >= 0 && Number(value) < planned.length

const silent = (): RunOutcome => ({
  kind: 'unanswered', words: say('The helper of your IT department ended without an answer, so it is not known whether anything was changed. Check the clock again.'),
})

/**
 * Where a step of the helper stands among those that were asked for, -1 where it is none of them. By its command without
 * the number, for the helper measures by itself; its title is English, whatever language was shown.
 */
export function indexAmong(asked: readonly Step[], step: PlannedStep): number {
  const wanted = shape(step)
  return asked.findIndex((each) => shape(each) === wanted)
}

const shape = ({ remedy, command }: PlannedStep): string => [remedy, ...command].join('\0').replaceAll(/\d+/g, '#')

/**
 * What became of the steps that were asked for. Those the helper does not do, or found nothing to do for, count as not
 * reached: the measurement afterwards tells whether that mattered.
 */
export function outcomeOf(asked: readonly Step[], { steps, end }: HelperAnswer): RunOutcome {
  if (end !== undefined && 'words' in end) return { kind: end.outcome, words: end.words }
  if (end === undefined && steps.every(({ state }) => state === 'not-reached')) return silent()
  const done: ReadonlySet<Remedy> = new Set(steps.map(({ remedy }) => remedy))
  const inOurWords = steps.map((step) => ({ ...step, title: asked[indexAmong(asked, step)]?.title ?? step.title }))
  return { kind: 'ran', steps: [...inOurWords, ...asked.filter(({ remedy }) => !done.has(remedy)).map(notReached)] }
}
