import { checkUp, movedSince, type CheckOptions } from '../checkup.ts'
import type { Checkup } from '../core/checkup.ts'
import { readErrorText } from '../core/help/recognise.ts'
import type { HelpPlace } from '../core/help/symptoms.ts'
import { FRESH_FOR, WORTH_CORRECTING } from '../core/limits.ts'
import type { Observation } from '../core/sample.ts'
import type { Allowed } from '../core/service-page.ts'
import type { Service } from '../core/services/service.ts'
import type { PracticeAccount } from '../core/totp.ts'
import { repair, type RepairParts } from '../repair.ts'
import { proposeUndo, undo, type UndoProposal, type UndoReport } from '../repair-undo.ts'
import { checkService } from '../service-check.ts'
import { codeCalls, type CodeCalls } from './code-calls.ts'
import type { Later } from './own-key.ts'
import { serviceCalls, type ServiceCalls } from './service-calls.ts'
import { newSession, reduce, type SessionEvent, type SessionState } from './session-state.ts'

/** A laptop that can be checked and repaired: this one, or a practice one. */
export interface SessionLaptop extends RepairParts {
  /** Options that belong to this laptop, for example its own servers. */
  readonly options: CheckOptions
  /** Hosts whose time may be asked for though they are not public. */
  readonly allowed?: Allowed
  /** Words on the system for the report; may take a second. */
  readonly about: () => Promise<readonly string[]>
  readonly close: () => Promise<void>
}

export interface Session extends CodeCalls, ServiceCalls {
  readonly state: () => SessionState
  /** Measures; a check that is under way already is waited for. Quiet ones leave what is shown alone until they end. */
  readonly check: (options?: { readonly quiet?: boolean }) => Promise<void>
  /** Runs the plan of this id if it is the one that is shown; else changes nothing. */
  readonly fix: (planId: string) => Promise<void>
  /** What would take the last repair back. */
  readonly proposeUndo: () => Promise<UndoProposal>
  /** Runs what was proposed and then checks anew. Null where something else is under way, or where it broke. */
  readonly takeBack: (proposal: UndoProposal) => Promise<UndoReport | null>
  readonly openHelp: (place: HelpPlace) => void
  /** Reads a pasted error text; only what is left without names and addresses is kept. */
  readonly readError: (text: string) => void
  /** Finds out the words on the system for the report, once. */
  readonly learnAbout: () => Promise<void>
  readonly monotonic: () => number
  readonly close: () => Promise<void>
}

export interface SessionOptions {
  readonly practice: boolean
  readonly account: PracticeAccount
  /** Ids of the services that the user signs in to; what stands for any service when absent. */
  readonly services?: readonly string[]
  /** Services that the organisation lists beside the known ones; none when absent. */
  readonly added?: readonly Service[]
  /** A timer, where the usual one is not wanted. */
  readonly later?: Later
  readonly onChange: (state: SessionState) => void
  /** Takes errors of our own, which the user only learns about in general words. */
  readonly onError: (error: unknown) => void
}

/** A clock that moved by this many seconds since it was measured makes the known true time doubtful. */
const MOVED = 1
/** Drawing takes time from the measurement, so answers are shown only where they are slow to come, and a few at once. Seconds. */
const TELL_ANSWERS_EVERY = 0.4
/** A checkup older than this many seconds leaves clocks time to run apart. */
const STALE_AFTER = 600

const later: Later = (seconds, work) => {
  const timer = setTimeout(work, seconds * 1000)
  return () => clearTimeout(timer)
}

/** Opens a session on a laptop: the one place where events of the outside become a new state. None of its calls rejects. */
export function openSession(laptop: SessionLaptop, { practice, account, services, added, onChange, onError, ...given }: SessionOptions): Session {
  const { clock } = laptop.machine
  let state = newSession(practice, laptop.elevation.asks, account, services, added)
  let closed = false
  let checking: Promise<void> | null = null
  let asked = false

  const tell = (event: SessionEvent): void => {
    if (closed) return
    state = reduce(state, event)
    onChange(state)
  }
  const guarded = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work()
    } catch (error) {
      onError(error)
      tell({ kind: 'broke' })
    }
  }
  const check: Session['check'] = async ({ quiet = false } = {}) => {
    if (state.activity.kind === 'repairing') return
    if (checking === null || (state.activity.kind === 'checking' && state.activity.quiet && !quiet)) tell({ kind: 'check-began', quiet })
    checking ??= measure().finally(() => { checking = null })
    await checking
  }
  const measure = async (): Promise<void> => {
    const answered: Observation[] = []
    let told = 0
    const tellAnswers = (): void => {
      stop = later(TELL_ANSWERS_EVERY, tellAnswers)
      if (answered.length === told || state.activity.kind !== 'checking' || state.activity.quiet) return
      told = answered.length
      tell({ kind: 'sources-answered', answered: [...answered] })
    }
    let stop = later(TELL_ANSWERS_EVERY, tellAnswers)
    await guarded(async () => {
      const checkup = await checkUp(laptop, {
        ...laptop.options,
        onObservation: (observation) => { answered.push(observation) },
        onVerdict: (verdict) => tell({ kind: 'verdict-known', verdict }),
      })
      tell({ kind: 'check-ended', checkup })
    })
    stop()
  }
  const fix: Session['fix'] = async (planId) => {
    // A quiet check may be under way while the plan is on the screen.
    if (checking !== null) {
      await checking
      return fix(planId)
    }
    const { activity, checkup } = state
    if (activity.kind !== 'idle' || checkup === null || checkup.plan.steps.length === 0 || checkup.plan.id !== planId) return
    tell({ kind: 'repair-began', steps: checkup.plan.steps })
    await guarded(async () => {
      const report = await repair(laptop, checkup, laptop.options, (progress) => tell({ kind: 'repair-progress', progress }))
      tell({ kind: 'repair-ended', report })
    })
  }
  const takeBack: Session['takeBack'] = async (proposal) => {
    await checking
    if (state.activity.kind !== 'idle' || proposal.kind !== 'steps') return null
    tell({ kind: 'repair-began', steps: proposal.steps, takesBack: true })
    let report: UndoReport | null = null
    await guarded(async () => {
      report = await undo(laptop, proposal, laptop.options.lastRepair, (progress) => tell({ kind: 'repair-progress', progress }))
      tell({ kind: 'undo-ended' })
    })
    if (report !== null) await check()
    return report
  }
  /** Somebody set the clock, the computer slept, a service is on its way to mend it, or it was long ago: then seconds counted since the check say little. */
  const isDoubtful = (): boolean => {
    const { checkup } = state
    if (checkup === null) return true
    const { verdict } = checkup
    const age = clock.monotonic() - checkup.checkedAtMonotonic
    const mayBeSlewed = verdict.kind === 'known' && Math.abs(verdict.offset) > WORTH_CORRECTING && age > FRESH_FOR
    return mayBeSlewed || age > STALE_AFTER || movedSince(clock, checkup) > MOVED
  }
  const freshCheckup = async (): Promise<Checkup | null> => {
    if (isDoubtful()) await check({ quiet: true })
    return state.checkup
  }
  const code = codeCalls({
    monotonic: clock.monotonic, later: given.later ?? later, freshCheckup,
    test: () => state.codeTest, change: (codeTest) => tell({ kind: 'code-test', codeTest }),
  })
  const allowed = laptop.allowed === undefined ? {} : { allowed: laptop.allowed }
  const service = serviceCalls({
    state: () => state.service, change: (changed) => tell({ kind: 'service', service: changed }), freshCheckup,
    ask: (checkup, page) => checkService(laptop, checkup, page, { ...allowed, ...(laptop.options.proxy === undefined ? {} : { proxy: laptop.options.proxy }) }),
    ...allowed,
  })
  return {
    state: () => state,
    check, fix, takeBack, ...code, ...service,
    proposeUndo: () => proposeUndo(laptop, laptop.options.lastRepair),
    openHelp: (place) => tell({ kind: 'help-opened', place }),
    readError: (text) => tell({ kind: 'error-read', read: readErrorText(text) }),
    learnAbout: async () => {
      if (asked) return
      asked = true
      try {
        tell({ kind: 'about', lines: await laptop.about() })
      } catch (error) {
        onError(error)
      }
    },
    monotonic: clock.monotonic,
    close: async () => {
      code.forgetKey()
      closed = true
      await laptop.close()
    },
  }
}
