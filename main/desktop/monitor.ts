import { recordOfCheck, type HistoryRecord } from '../core/history/record.ts'
import { between, LATE, type ClocksRead } from '../core/monitor/clocks.ts'
import type { Silence } from '../core/monitor/episode.ts'
import { monitor, nextCheckAt } from '../core/monitor/monitor.ts'
import { newMonitor, type MonitorEvent, type MonitorOrder, type MonitorSettings } from '../core/monitor/state.ts'
import type { KnownVerdict } from '../core/verdict.ts'
import type { Later } from './own-key.ts'
import type { SessionState } from './session-state.ts'

/** What the monitor is told about the app around it. All of it is about this computer, never about a practice laptop. */
export interface Watched {
  /** Measures without a word on the screen; never rejects. */
  readonly check: () => Promise<void>
  readonly state: () => SessionState
  readonly settings: () => MonitorSettings
  readonly practising: () => boolean
  /** The window is open before the user and shows this computer. */
  readonly windowVisible: () => boolean
  /** The user wants to see what sets the clock right. */
  readonly onFix: () => void
  /** Takes checks, sleep and clocks that somebody set; repairs are not among them. */
  readonly record: (record: HistoryRecord) => void
}

/** What the monitor sees and uses of the computer; a test hands in a made-up one. */
export interface Outside {
  readonly clocks: () => ClocksRead
  /** From 0 to 1. */
  readonly chance: () => number
  readonly later: Later
  /** What tells one network from another; null without any. */
  readonly network: () => string | null
  readonly silence: () => Promise<Silence>
  /** On battery, or on a network that costs by volume. */
  readonly saving: () => Promise<boolean>
  /** Calls back when the computer woke up; gives a function that ends it. */
  readonly onResume: (woken: () => void) => () => void
  readonly notifications: Notifications
}

export interface Notifications {
  /** Shows the one notification there is, in place of an older one. `failed` is called where the system does not take it. */
  readonly show: (verdict: KnownVerdict, clicked: () => void, failed: () => void) => void
  readonly withdraw: () => void
}

export interface Monitor {
  /** Seconds until the next check by itself; Infinity while one is under way. */
  readonly nextCheckIn: () => number
  /** Wants every change of this computer's session. */
  readonly saw: (state: SessionState) => void
  /** The window was opened or brought up, on this computer. */
  readonly looked: () => void
  readonly settingsChanged: () => void
  readonly close: () => void
}

/** How often the clocks and the network are looked at, in seconds. */
const BEAT = 30

/** Keeps an eye on this computer's clock and carries out what the monitor orders. Begins with a check. */
export function watchClock(watched: Watched, outside: Outside): Monitor {
  let state = newMonitor(watched.settings())
  let session = watched.state()
  let known: KnownVerdict | null = null
  let began = 0
  let clocks = outside.clocks()
  let network = outside.network()
  let planned = BEAT
  let cancel = (): void => {}
  // Answers of the outside take a moment; who waits for one does not ask for it again.
  let askingSaving = false
  let askingSilence = false
  let closed = false
  const now = (): number => outside.clocks().sinceBoot

  const tell = (event: MonitorEvent): void => {
    if (closed) return
    const step = monitor(state, event, { at: now(), chance: outside.chance() })
    state = step.state
    for (const order of step.orders) carryOut(order)
    arm()
  }
  const carryOut = (order: MonitorOrder): void => {
    switch (order.kind) {
      case 'check': return void check()
      case 'ask-silence': return void askSilence()
      case 'withdraw': return outside.notifications.withdraw()
      case 'record': return watched.record(order.record)
      case 'notify': {
        const { episode } = order
        if (known !== null) outside.notifications.show(known, watched.onFix, () => tell({ kind: 'undelivered', episode }))
      }
    }
  }
  const check = async (): Promise<void> => {
    if (!watched.practising()) {
      await watched.check()
      saw(watched.state())
    }
    if (state.due === null) tell({ kind: 'not-checked' })
  }
  const askSilence = async (): Promise<void> => {
    if (askingSilence) return
    askingSilence = true
    const silence = await outside.silence()
    askingSilence = false
    tell({ kind: 'silence', silence: watched.practising() ? 'practice' : silence })
  }
  const askSaving = async (): Promise<void> => {
    if (askingSaving) return
    askingSaving = true
    const saving = await outside.saving()
    askingSaving = false
    tell({ kind: 'due', saving })
  }
  /** What to wait for next; who practises shall not be measured behind their back, nor told anything. */
  const waitFor = (): number => {
    if (watched.practising()) return BEAT
    const times = [...(askingSaving || state.due === null ? [] : [state.due.at]), ...(askingSilence || state.askSilenceAt === null ? [] : [state.askSilenceAt])]
    return Math.max(0, Math.min(BEAT, ...times.map((at) => at - now())))
  }
  /** One timer for everything. */
  const arm = (): void => {
    cancel()
    if (closed) return
    const elapsed = now() - clocks.sinceBoot
    // The computer woke up and something else was quicker than the timer, which is left to notice the sleep.
    const overdue = elapsed > planned + LATE
    const wait = overdue ? 0 : waitFor()
    if (!overdue) planned = elapsed + wait
    cancel = outside.later(wait, () => beat(false))
  }
  /** From here on clocks are compared with what they show now. */
  const compareFromNow = (): void => {
    clocks = outside.clocks()
    arm()
  }
  const beat = (resumed: boolean): void => {
    const [before, waited] = [clocks, planned]
    clocks = outside.clocks()
    const { slept, stepped } = between(before, clocks, waited, resumed)
    const { wall, sinceBoot } = clocks
    if (slept !== null) tell({ kind: 'woke', slept, wall })
    // While a repair runs it is the repair that sets the clock.
    else if (stepped !== null && watched.state().activity.kind !== 'repairing') tell({ kind: 'stepped', by: stepped, wall })
    const at = outside.network()
    if (at !== network) {
      network = at
      tell({ kind: 'network-changed', connected: at !== null })
    }
    if (!watched.practising()) {
      if (state.due !== null && state.due.at <= sinceBoot) {
        if (state.due.since === null) void askSaving()
        else tell({ kind: 'due', saving: state.saving })
      }
      if (state.askSilenceAt !== null && state.askSilenceAt <= sinceBoot) void askSilence()
    }
    arm()
  }
  const saw = (next: SessionState): void => {
    const before = session
    session = next
    if (before.activity.kind === 'idle' && next.activity.kind !== 'idle') began = now()
    if (before.activity.kind === 'idle' || next.activity.kind !== 'idle') return
    const fresh = next.checkup === before.checkup ? null : next.checkup
    if (fresh?.verdict.kind === 'known') known = fresh.verdict
    if (before.activity.kind === 'repairing') {
      compareFromNow()
      if (fresh !== null) tell({ kind: 'repaired', seen: watched.windowVisible(), verdict: fresh.verdict })
      return
    }
    const record = fresh === null ? null : recordOfCheck(fresh)
    if (record !== null) watched.record(record)
    tell({
      kind: 'checked', began, seen: !before.activity.quiet || watched.windowVisible(),
      verdict: fresh?.verdict ?? { kind: 'unknown', reason: 'no-answer', sources: [] },
    })
  }
  const stopListening = outside.onResume(() => beat(true))
  // Not at once: who calls this has no monitor yet to tell of the check that begins.
  queueMicrotask(() => tell({ kind: 'started' }))
  return {
    nextCheckIn: () => Math.max(0, nextCheckAt(state) - now()),
    saw,
    looked: () => tell({ kind: 'looked' }),
    settingsChanged: () => tell({ kind: 'settings-changed', settings: watched.settings() }),
    close: () => {
      closed = true
      cancel()
      stopListening()
    },
  }
}
