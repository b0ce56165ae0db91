import type { SleepRecord, SteppedRecord } from '../history/record.ts'
import type { Verdict } from '../verdict.ts'
import type { Episode, Silence } from './episode.ts'

export interface MonitorSettings {
  /** How often to check, in seconds. */
  readonly checkEvery: number
  /** Tell of a clock that is off by this many seconds; null for never. */
  readonly notifyBeyond: number | null
}

/** The next check by itself. */
export interface Due {
  /** Seconds by the clock that goes on in sleep; so in all of this state. */
  readonly at: number
  /** When something happened that asks for it; null where it only is its turn. */
  readonly since: number | null
}

/** What the monitor remembers between two events: plain data, and no more of it after a year than after an hour. */
export interface MonitorState {
  readonly settings: MonitorSettings
  /** Null while a check is under way that was ordered. */
  readonly due: Due | null
  /** How many checks in a row could not tell. */
  readonly silences: number
  /** On battery, or on a network that costs by volume, as far as known. */
  readonly saving: boolean
  /** End of the last check, and of the last one that could tell. */
  readonly checkedAt: number | null
  readonly knownAt: number | null
  /** The last one found a clock that needs nothing. */
  readonly fine: boolean
  /** True time minus local clock as last known; null where it never was. */
  readonly offset: number | null
  /** How many episodes there were so far. */
  readonly episodes: number
  readonly episode: Episode | null
  /** When to ask whether a silence is over; null where nothing waits for that. */
  readonly askSilenceAt: number | null
}

export type MonitorEvent =
  | { readonly kind: 'started' }
  /** The time of the next check has come; `saving` as of now. */
  | { readonly kind: 'due'; readonly saving: boolean }
  /** A check ended that began at this moment. `seen`: its result is before the user's eyes, who asked for it or has the window open. */
  | { readonly kind: 'checked'; readonly began: number; readonly seen: boolean; readonly verdict: Verdict }
  /** The check that was ordered did not take place, for something else was under way. */
  | { readonly kind: 'not-checked' }
  | { readonly kind: 'repaired'; readonly seen: boolean; readonly verdict: Verdict }
  /** The window was opened, or brought up again. */
  | { readonly kind: 'looked' }
  /** `wall`: local clock now, Unix seconds. */
  | { readonly kind: 'woke'; readonly slept: number; readonly wall: number }
  /** Somebody else set the clock by so many seconds, positive forward. */
  | { readonly kind: 'stepped'; readonly by: number; readonly wall: number }
  | { readonly kind: 'network-changed'; readonly connected: boolean }
  | { readonly kind: 'settings-changed'; readonly settings: MonitorSettings }
  /** The answer to "ask-silence". */
  | { readonly kind: 'silence'; readonly silence: Silence }
  /** The system did not take the notification of this episode. */
  | { readonly kind: 'undelivered'; readonly episode: number }

export type MonitorOrder =
  | { readonly kind: 'check' }
  | { readonly kind: 'ask-silence' }
  | { readonly kind: 'notify'; readonly episode: number }
  | { readonly kind: 'withdraw' }
  | { readonly kind: 'record'; readonly record: SleepRecord | SteppedRecord }

/** The moment of an event. */
export interface Moment {
  /** Seconds by the clock that goes on in sleep. */
  readonly at: number
  /** From 0 to 1. */
  readonly chance: number
}

export interface MonitorStep {
  readonly state: MonitorState
  readonly orders: readonly MonitorOrder[]
}

/** A monitor that has not begun. */
export function newMonitor(settings: MonitorSettings): MonitorState {
  return {
    settings, due: null, silences: 0, saving: false, checkedAt: null, knownAt: null, fine: false, offset: null,
    episodes: 0, episode: null, askSilenceAt: null,
  }
}
