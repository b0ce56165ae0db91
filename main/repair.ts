import { checkUp, movedSince, shiftSince, type CheckOptions, type Laptop } from './checkup.ts'
import type { Checkup } from './core/checkup.ts'
import type { Clock } from './core/clock.ts'
import type { Remedy } from './core/remedy.ts'
import { FRESH_FOR, REPAIR_TARGET } from './core/limits.ts'
import type { Verdict } from './core/verdict.ts'
import { explainFailure, triedWords, verify, type RepairResult } from './core/verify.ts'
import { msg, say } from './core/words/say.ts'
import type { Elevation, StepProgress } from './platform/elevation-types.ts'
import type { StepResult } from './platform/machine.ts'
import { beginJournal } from './repair-record.ts'

export interface RepairReport {
  readonly result: RepairResult
  readonly before: Checkup
  /** The look after it; absent when nothing was run and the look before is still the newest. */
  readonly after?: Checkup
  readonly steps: readonly StepResult[]
  /** What to know and what to do next, in sentences; empty when all is well. */
  readonly explanation: readonly string[]
  /** Seconds from consent to the proof. */
  readonly tookSeconds: number
}

export type RepairProgress = StepProgress | { readonly kind: 'asking' } | { readonly kind: 'verifying' }

/** A service that was told to set the clock gets this long to do so before the repair counts as failed. */
const PROOF_WITHIN = 45
/** Time servers are not asked more often than this while a service takes its time (RFC 4330 section 10). */
const ASK_AGAIN_AFTER = 15
/** Between two glances at this computer's own clocks, which show a clock that was set without asking anybody. */
const GLANCE_EVERY = 0.5
/** A service that has just started may spoil the clock once more: right is what stays right for this long. */
const STAYS_RIGHT_FOR = 2.5
/** A clock that moved by this much since it was measured was set by somebody else meanwhile. */
const MOVED = 0.3
/** So long an authenticated source is waited for where there is time for it, in seconds. A repair has it: a wrong figure would be worse. */
export const AUTHENTICATE = 1.5
export const MEASURE_FOR_REPAIR = { deadline: 8, precision: 0.1, authenticate: AUTHENTICATE } as const

export interface RepairParts extends Laptop {
  readonly elevation: Elevation
  /** Waits; a test's clock may make it short. */
  readonly pause: (seconds: number) => Promise<void>
}

/**
 * Runs the plan of a checkup with one request for rights and then proves the outcome by reading the state and
 * measuring again without rights. The user has seen and agreed to the plan before.
 */
export async function repair(parts: RepairParts, seen: Checkup, options: CheckOptions = {}, onProgress: (progress: RepairProgress) => void = () => {}): Promise<RepairReport> {
  const { clock } = parts.machine
  const { lastRepair, ...others } = options
  const start = clock.monotonic()
  const took = (): number => clock.monotonic() - start
  // Its own record would tell of this repair as one that was cut short.
  const look = (): Promise<Checkup> => checkUp(parts, { ...MEASURE_FOR_REPAIR, ...others })
  const before = isStale(parts, seen) || isCoarse(seen.verdict) ? await look() : seen
  const { steps } = before.plan
  if (steps.length === 0) {
    return { result: 'nothing-to-do', before, steps: [], explanation: before.plan.impossible.map(({ reason }) => reason), tookSeconds: took() }
  }
  if (before.plan.id !== seen.plan.id) return { result: 'overtaken', before, steps: [], explanation: [say(CHANGED)], tookSeconds: took() }
  const journal = await beginJournal(lastRepair, before)
  onProgress({ kind: 'asking' })
  const outcome = await parts.elevation.run(steps, (progress) => {
    if (progress.kind === 'step-ended') journal.took(progress.result)
    onProgress(progress)
  })
  switch (outcome.kind) {
    case 'refused': case 'no-way-to-ask':
      journal.nothingRan()
      return { result: 'refused', before, steps: [], explanation: [outcome.words], tookSeconds: took() }
    case 'overtaken':
      journal.nothingRan()
      return { result: 'overtaken', before, after: await look(), steps: [], explanation: [outcome.words], tookSeconds: took() }
    case 'ran': case 'unanswered':
  }
  // Without an answer only the clock itself can tell whether anything was done.
  const [done, unanswered] = outcome.kind === 'ran' ? [outcome.steps, []] : [[], [outcome.words]]
  for (const result of done) journal.took(result)
  if (outcome.kind === 'ran') onProgress({ kind: 'verifying' })
  const after = await prove(parts, done, look, options.only)
  const result = verify(after, options.only)
  if (result === 'repaired') journal.proven()
  const explanation = result === 'repaired' ? [] : [...unanswered, ...triedWords(done), ...explainFailure(after, options.only)]
  return { result, before, after, steps: done, explanation, tookSeconds: took() }
}

const CHANGED = msg('The clock or its set-up is not what it was a moment ago, so another repair is needed now. Nothing was changed; look at the new plan and try again.')

/** Whether the offset may no longer be true: the clock was set meanwhile, or a service corrected much of it without a jump. */
function isStale({ machine: { clock } }: Laptop, seen: Checkup): boolean {
  return movedSince(clock, seen) > MOVED || clock.monotonic() - seen.checkedAtMonotonic > FRESH_FOR
}

/** Whether the clock could not be set well enough by this measurement. */
function isCoarse(verdict: Verdict): boolean {
  return verdict.kind === 'known' && verdict.uncertainty > REPAIR_TARGET / 2
}

/** Looks until the clock is right and stays so, or until a service has had time enough. */
async function prove({ machine: { clock }, pause }: RepairParts, steps: readonly StepResult[], look: () => Promise<Checkup>, only?: readonly Remedy[]): Promise<Checkup> {
  const deadline = clock.monotonic() + PROOF_WITHIN
  // Steps that all failed will not be helped by waiting.
  const worthWaiting = steps.some(({ state }) => state === 'done')
  const serviceBegan = steps.some(({ remedy, state }) => state === 'done' && remedy !== 'step-clock' && remedy !== 'set-hardware-clock')
  for (;;) {
    const after = await look()
    if (verify(after, only) === 'repaired') {
      // One that ran all the while may follow a wrong server, and put back what was set.
      if (!serviceBegan && !after.state.services.some(({ running }) => running)) return after
      await pause(STAYS_RIGHT_FOR)
      const later = await look()
      if (verify(later, only) === 'repaired' || clock.monotonic() > deadline) return later
    } else if (!worthWaiting || clock.monotonic() > deadline) return after
    await untilWorthALook(clock, pause, after)
  }
}

/** Waits until the clock seems to have been set right, or until servers may be asked again. A slow correction does not show. */
async function untilWorthALook(clock: Clock, pause: RepairParts['pause'], seen: Checkup): Promise<void> {
  const { verdict } = seen
  const askAgainAt = clock.monotonic() + ASK_AGAIN_AFTER
  const seemsRight = (): boolean => verdict.kind === 'known' && Math.abs(verdict.offset - shiftSince(clock, seen)) < REPAIR_TARGET
  do await pause(GLANCE_EVERY)
  while (!seemsRight() && clock.monotonic() < askAgainAt)
}
