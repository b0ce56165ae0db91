import type { Checkup } from '../../main/core/checkup.ts'
import type { Verdict } from '../../main/core/verdict.ts'
import { explainFailure, triedWords, verify } from '../../main/core/verify.ts'
import { practiceAccount } from '../../main/core/totp.ts'
import { newSession, reduce, type SessionEvent, type SessionState } from '../../main/desktop/session-state.ts'
import { viewOf, type ViewContext } from '../../main/desktop/view.ts'
import { DEFAULTS } from '../../main/core/settings/settings.ts'
import { ENGLISH } from '../../main/core/words/languages.ts'
import type { StepResult } from '../../main/platform/machine.ts'
import type { RepairReport } from '../../main/repair.ts'
import type { AppView } from '../../preload/contract.ts'
import { CHECKED_AT_MONOTONIC } from './laptops.ts'

/** The same practice account in every picture. */
export const ACCOUNT = practiceAccount(Uint8Array.from({ length: 20 }, (_, index) => index * 7))

const VERSION = '1.0.0'
/** Until the next check by itself, in seconds. */
const NEXT_CHECK = 1680

/** What a session is after these events. */
export const after = (state: SessionState, ...events: readonly SessionEvent[]): SessionState => events.reduce(reduce, state)

/** A session on a laptop of which nothing is known yet. */
export const fresh = (): SessionState => newSession(false, 'administrator', ACCOUNT)

/** A session after this checkup. */
export const checked = (checkup: Checkup): SessionState => after(fresh(), { kind: 'check-ended', checkup })

/** Somebody asked for a check, and it runs. */
export const checking = (state: SessionState, verdict?: Verdict): SessionState =>
  after(state, { kind: 'check-began', quiet: false }, ...(verdict === undefined ? [] : [{ kind: 'verdict-known', verdict } as const]))

/** Settings of somebody who has read the first screen. */
export const SETTINGS = { settings: { ...DEFAULTS, welcomed: true }, notice: null, refusal: null, systemLanguage: ENGLISH } as const

/** What the window shows of a session, by default at the moment of its checkup. */
export const viewed = (state: SessionState, more: Partial<ViewContext> = {}): AppView =>
  viewOf(state, { version: VERSION, now: CHECKED_AT_MONOTONIC, nextCheckIn: NEXT_CHECK, settings: SETTINGS, about: { log: null, parts: [] }, ...more })

/** The repair of this checkup has begun. */
export const repairing = (checkup: Checkup): SessionState => after(checked(checkup), { kind: 'repair-began', steps: checkup.plan.steps })

/** What became of the steps of a plan: the one of that number failed and those behind it were not reached; all worked where none is named. */
export function stepsOf({ plan: { steps } }: Checkup, failed = Infinity): readonly StepResult[] {
  return steps.map(({ remedy, title, command }, index): StepResult => {
    const step = { remedy, title, command, said: '' }
    if (index < failed) return { ...step, state: 'done', exit: 0, tookSeconds: 0.1 + index * 0.7 }
    return index === failed ? { ...step, state: 'failed', exit: 1, tookSeconds: 0.3, said: 'Connection timed out' } : { ...step, state: 'not-reached', exit: null, tookSeconds: 0 }
  })
}

/** A repair that ran, judged by the look after it. */
export function ran(before: Checkup, afterwards: Checkup, failed?: number): SessionState {
  const steps = stepsOf(before, failed)
  const result = verify(afterwards)
  const explanation = result === 'repaired' ? [] : [...triedWords(steps), ...explainFailure(afterwards)]
  return ended(before, { result, before, after: afterwards, steps, explanation, tookSeconds: 3 })
}

/** A repair that did not get so far, for the reason in `words`. */
export const stopped = (result: 'refused' | 'overtaken', before: Checkup, words: string, afterwards?: Checkup): SessionState =>
  ended(before, { result, before, steps: [], explanation: [words], tookSeconds: 3, ...(afterwards === undefined ? {} : { after: afterwards }) })

const ended = (before: Checkup, report: RepairReport): SessionState => after(repairing(before), { kind: 'repair-ended', report })
