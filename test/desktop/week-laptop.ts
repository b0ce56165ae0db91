import type { Checkup } from '../../main/core/checkup.ts'
import type { HistoryRecord } from '../../main/core/history/record.ts'
import type { Silence } from '../../main/core/monitor/episode.ts'
import type { MonitorSettings } from '../../main/core/monitor/state.ts'
import { DEFAULT_LIMITS, levelOf } from '../../main/core/limits.ts'
import type { Verdict } from '../../main/core/verdict.ts'
import { watchClock } from '../../main/desktop/monitor.ts'
import { newSession, reduce, type SessionEvent } from '../../main/desktop/session-state.ts'
import { notMeasured } from '../core/builders.ts'
import { ACCOUNT } from './practice-session.ts'

/** What a made-up week does to the laptop, and what is to be known about each moment of it. */
export interface World {
  readonly at: number
  readonly awake: boolean
  readonly connected: boolean
  readonly silence: Silence
  readonly saving: boolean
  readonly windowVisible: boolean
  /** True time minus local clock, seconds. */
  readonly offset: number
  readonly settings: MonitorSettings
}

export interface WeekLaptop {
  readonly world: () => World
  /** Lets time pass until then, with all that is due meanwhile. */
  readonly until: (at: number) => Promise<void>
  readonly sleep: () => void
  readonly wake: () => void
  readonly step: (by: number) => void
  readonly steer: (drift: number) => void
  readonly network: (name: string | null) => void
  readonly change: (what: Partial<Pick<World, 'silence' | 'saving' | 'settings'>>) => void
  readonly openWindow: () => void
  readonly closeWindow: () => void
  readonly askForCheck: () => void
  readonly repair: () => void
  readonly close: () => void
  readonly timers: () => number
  readonly counts: { checks: number; calls: number; resumeListeners: number; busiest: number }
  readonly records: readonly HistoryRecord[]
}

export interface Watching {
  /** A measurement that the app knows of: by a check, or after a repair. */
  readonly measured: (verdict: Verdict, repaired: boolean, seen: boolean) => void
  readonly notified: () => void
}

export interface WeekOptions {
  readonly settings: MonitorSettings
  readonly chance: () => number
  /** The system says when it woke up; else only late timers tell. */
  readonly saysResume: boolean
  /** Timers wait on through sleep, as on Linux; else they come at once after it. */
  readonly timersSleep: boolean
  /** The app begins with a practice laptop. */
  readonly practising?: boolean
}

const BEGINS = 1_795_348_800
const CHECK_TAKES = 0.4
const ANSWER_TAKES = 0.05
const REPAIR_TAKES = 20

const settled = (): Promise<void> => new Promise((resolve) => { setImmediate(resolve) })

/** A laptop on made-up time with the real monitor on it: true offset, sleep, networks and a user come from the test. */
export function weekLaptop({ settings: first, chance, saysResume, timersSleep, practising = false }: WeekOptions, watching: Watching): WeekLaptop {
  let [at, awake, network, silence, saving, windowVisible, settings]: [number, boolean, string | null, Silence, boolean, boolean, MonitorSettings] =
    [0, true, 'home', practising ? 'practice' : 'none', false, false, first]
  let [offset, drift, since] = [0, 0, 0]
  let disturbed = 0
  let timers: { at: number; readonly work: () => void }[] = []
  const records: HistoryRecord[] = []
  const counts = { checks: 0, calls: 0, resumeListeners: 0, busiest: 0 }
  let woken = (): void => {}
  let asleepAt = 0

  /** The window is open and does not show a practice laptop. */
  const shows = (): boolean => windowVisible && silence !== 'practice'
  const trueOffset = (): number => offset + drift * (at - since)
  const setOffset = (now: number): void => { [offset, since] = [now, at] }
  const later = (seconds: number, work: () => void): (() => void) => {
    const timer = { at: at + seconds, work }
    timers.push(timer)
    counts.busiest = Math.max(counts.busiest, timers.length)
    return () => { timers = timers.filter((each) => each !== timer) }
  }
  const wait = (seconds: number): Promise<void> => new Promise((resolve) => { later(seconds, resolve) })

  let session = newSession(false, 'administrator', ACCOUNT)
  let checking: Promise<void> | null = null
  const tell = (event: SessionEvent): void => {
    session = reduce(session, event)
    monitor.saw(session)
  }
  const look = async (): Promise<Checkup> => {
    const [began, before] = [disturbed, at]
    await wait(CHECK_TAKES)
    const now = trueOffset()
    const verdict: Verdict = began !== disturbed ? notMeasured('clock-stepped') : network === null ? notMeasured('no-network')
      : { kind: 'known', level: levelOf(now, DEFAULT_LIMITS), offset: now, uncertainty: 0.02, method: 'ntp', authenticated: false, sources: [] }
    return {
      checkedAt: BEGINS + before - now, checkedAtMonotonic: before, tookSeconds: CHECK_TAKES, verdict, findings: [], plan: { id: '', steps: [], impossible: [] },
      state: { os: 'linux', serviceManager: 'systemd', services: [], servers: [], managed: false, unreadable: [] },
    }
  }
  const check = async (quiet: boolean): Promise<void> => {
    if (session.activity.kind === 'repairing') return
    if (checking === null || (session.activity.kind === 'checking' && session.activity.quiet && !quiet)) tell({ kind: 'check-began', quiet })
    checking ??= (async () => {
      counts.checks++
      const checkup = await look()
      checking = null
      const asked = session.activity.kind === 'checking' && !session.activity.quiet
      watching.measured(checkup.verdict, false, asked || shows())
      tell({ kind: 'check-ended', checkup })
    })()
    await checking
  }
  const repair = async (): Promise<void> => {
    const before = session.checkup
    if (before === null || session.activity.kind !== 'idle') return
    tell({ kind: 'repair-began', steps: [] })
    await wait(REPAIR_TAKES)
    setOffset(0.004)
    await wait(REPAIR_TAKES)
    const after = await look()
    watching.measured(after.verdict, true, shows())
    tell({ kind: 'repair-ended', report: { result: after.verdict.kind === 'known' ? 'repaired' : 'not-proven', before, after, steps: [], explanation: [], tookSeconds: 12 } as never })
  }

  const monitor = watchClock(
    {
      check: () => check(true), state: () => session, settings: () => settings, practising: () => silence === 'practice', windowVisible: shows,
      onFix: () => {}, record: (record) => { records.push(record) },
    },
    {
      chance, later, clocks: () => ({ wall: BEGINS + at - trueOffset(), sinceBoot: at }), network: () => network,
      silence: async () => { await wait(ANSWER_TAKES); return silence === 'practice' ? 'none' : silence },
      saving: async () => { await wait(ANSWER_TAKES); return saving },
      onResume: (call) => {
        counts.resumeListeners++
        woken = call
        return () => { counts.resumeListeners-- }
      },
      notifications: { show: () => watching.notified(), withdraw: () => {} },
    },
  )
  return {
    records, counts,
    world: () => ({ at, awake, connected: network !== null, silence, saving, windowVisible, offset: trueOffset(), settings }),
    until: async (end) => {
      for (;;) {
        await settled()
        const next = awake ? timers.reduce<(typeof timers)[number] | null>((best, each) => (best === null || each.at < best.at ? each : best), null) : null
        if (next === null || next.at > end) break
        timers = timers.filter((each) => each !== next)
        at = Math.max(at, next.at)
        counts.calls++
        next.work()
      }
      at = end
    },
    sleep: () => { awake = false; disturbed++; asleepAt = at },
    wake: () => {
      awake = true
      if (timersSleep) for (const timer of timers) timer.at += at - asleepAt
      if (saysResume) woken()
    },
    step: (by) => { disturbed++; setOffset(trueOffset() - by) },
    steer: (seconds) => { setOffset(trueOffset()); drift = seconds },
    network: (name) => { network = name },
    change: (what) => {
      ({ silence = silence, saving = saving } = what)
      if (what.settings === undefined) return
      settings = what.settings
      monitor.settingsChanged()
    },
    openWindow: () => { windowVisible = true; if (shows()) monitor.looked() },
    closeWindow: () => { windowVisible = false },
    askForCheck: () => void check(false),
    repair: () => void repair(),
    close: () => monitor.close(),
    timers: () => timers.length,
  }
}
