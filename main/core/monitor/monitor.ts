import type { Verdict } from '../verdict.ts'
import { delayAfter, delayAfterNetwork, delayAfterWake } from './check-delay.ts'
import { LATE } from './clocks.ts'
import { mayTell, sizeUp, type Silence } from './episode.ts'
import type { Moment, MonitorEvent, MonitorState, MonitorStep } from './state.ts'

/** On battery or on a network that costs by volume a clock that is right is looked at this seldom. Seconds, as all here. */
const SPARING = 4 * 3600
/** A network says little that is new about a clock which was measured so lately. */
const STILL_KNOWN = 600
/** Whatever happens, two checks by itself are so far apart, for example where two services fight over the clock. */
const LEAST_GAP = 60
/** How often to ask whether a silence is over. */
const ASK_SILENCE_EVERY = 300

/** What the monitor does about an event: its next state and what it orders. Pure. */
export function monitor(state: MonitorState, event: MonitorEvent, now: Moment): MonitorStep {
  switch (event.kind) {
    case 'started': return checkNow(state)
    case 'due': return dueNow({ ...state, saving: event.saving }, now)
    case 'checked': return withEpisode(afterCheck(state, event.verdict, event.began, now), event.verdict, event.seen, false)
    case 'repaired': return withEpisode(afterCheck(state, event.verdict, now.at, now), event.verdict, event.seen, true)
    case 'not-checked': return nothing(state.due === null ? { ...state, due: { at: now.at + LEAST_GAP, since: null } } : state)
    case 'looked': return state.episode === null ? nothing(state) : { state: told(state), orders: [{ kind: 'withdraw' }] }
    case 'woke': return {
      // It may have come to another network, where silence has to show itself anew.
      state: { ...state, silences: 0, due: { at: now.at + delayAfterWake(now.chance), since: now.at } },
      orders: event.slept < LATE ? [] : [{ kind: 'record', record: { kind: 'sleep', at: event.wall + (state.offset ?? 0), seconds: event.slept } }],
    }
    case 'stepped': {
      const at = event.wall - event.by + (state.offset ?? 0)
      const moved = { ...state, offset: state.offset === null ? null : state.offset - event.by }
      return { state: asking(moved, delayAfterWake(now.chance), now), orders: [{ kind: 'record', record: { kind: 'stepped', at, by: event.by } }] }
    }
    case 'network-changed': {
      if (!event.connected) return nothing(state)
      const known = state.knownAt === null ? 0 : state.knownAt + STILL_KNOWN - now.at
      return nothing(asking({ ...state, silences: 0 }, Math.max(delayAfterNetwork(now.chance), known), now))
    }
    case 'settings-changed': {
      const changed = { ...state, settings: event.settings }
      const replanned = { ...changed, due: state.due?.since === null ? usual(changed, now) : state.due }
      return event.settings.notifyBeyond === null ? withoutEpisode(replanned) : nothing(replanned)
    }
    case 'silence': return afterSilence(state, event.silence, now)
    case 'undelivered': return nothing(state.episode?.id === event.episode && state.episode.told === 'yes'
      ? { ...state, episode: { ...state.episode, told: 'no' } } : state)
  }
}

/** When the next check by itself will be, by the clock that goes on in sleep; Infinity while one is under way. */
export function nextCheckAt(state: MonitorState): number {
  if (state.due === null) return Infinity
  return mayWait(state) && state.knownAt !== null ? Math.max(state.due.at, state.knownAt + SPARING) : state.due.at
}

const nothing = (state: MonitorState): MonitorStep => ({ state, orders: [] })

const checkNow = (state: MonitorState): MonitorStep => ({ state: { ...state, due: null }, orders: [{ kind: 'check' }] })

/** Its turn after the last check. */
function usual({ checkedAt, settings, silences }: MonitorState, { at, chance }: Moment): MonitorState['due'] {
  return { at: Math.max(at, (checkedAt ?? at) + delayAfter(settings.checkEvery, silences, chance)), since: null }
}

/** A check is wanted within so many seconds because of what just happened; one that would come sooner stands for it. */
function asking(state: MonitorState, wait: number, { at }: Moment): MonitorState {
  const earliest = state.checkedAt === null ? at : state.checkedAt + LEAST_GAP
  return { ...state, due: { at: Math.min(state.due?.at ?? Infinity, Math.max(at + wait, earliest)), since: at } }
}

const mayWait = ({ saving, fine, due }: MonitorState): boolean => saving && fine && due?.since === null

function dueNow(state: MonitorState, now: Moment): MonitorStep {
  // One was ordered, or took place, since.
  if (state.due === null || state.due.at > now.at) return nothing(state)
  const notBefore = (state.knownAt ?? -Infinity) + SPARING
  if (!mayWait(state) || now.at >= notBefore) return checkNow(state)
  // Whether there still is a reason to spare is asked again each time.
  const again = now.at + delayAfter(state.settings.checkEvery, 0, now.chance)
  return nothing({ ...state, due: { at: Math.min(again, notBefore), since: null } })
}

function afterCheck(state: MonitorState, verdict: Verdict, began: number, now: Moment): MonitorState {
  const known = verdict.kind === 'known'
  const checked = {
    ...state, checkedAt: now.at,
    silences: known ? 0 : state.silences + 1,
    ...(known ? { knownAt: now.at, fine: verdict.level === 'ok', offset: verdict.offset } : {}),
  }
  // A check that began before the computer slept, or before the clock was set, says nothing about what is so since.
  const stillWanted = state.due !== null && state.due.since !== null && state.due.since >= began
  return { ...checked, due: stillWanted ? state.due : usual(checked, now) }
}

/** Begins, continues or ends the episode after a measurement. One that could not tell does neither. */
function withEpisode(state: MonitorState, verdict: Verdict, seen: boolean, repaired: boolean): MonitorStep {
  const limit = state.settings.notifyBeyond
  if (limit === null) return withoutEpisode(state)
  if (verdict.kind === 'unknown') return repaired ? withoutEpisode(state) : nothing(state)
  switch (sizeUp(verdict.offset, limit)) {
    case 'right': return withoutEpisode(state)
    case 'between': return repaired ? withoutEpisode(state) : nothing(state)
    case 'beyond': {
      const episodes = state.episode === null ? state.episodes + 1 : state.episodes
      const wrong = { ...state, episodes, episode: state.episode ?? { id: episodes, told: 'no', presentingSince: null } }
      if (seen) return { state: told(wrong), orders: [{ kind: 'withdraw' }] }
      if (wrong.episode.told === 'yes' || wrong.episode.told === 'asking') return nothing(wrong)
      return { state: { ...wrong, episode: { ...wrong.episode, told: 'asking' }, askSilenceAt: null }, orders: [{ kind: 'ask-silence' }] }
    }
  }
}

function withoutEpisode(state: MonitorState): MonitorStep {
  return state.episode === null ? nothing(state) : { state: { ...state, episode: null, askSilenceAt: null }, orders: [{ kind: 'withdraw' }] }
}

function told(state: MonitorState): MonitorState {
  return state.episode === null ? state : { ...state, episode: { ...state.episode, told: 'yes' }, askSilenceAt: null }
}

/** The first answer decides about the notification; later ones, to what is held back, whether to measure afresh before it is given. */
function afterSilence(state: MonitorState, silence: Silence, now: Moment): MonitorStep {
  if (state.episode === null || state.episode.told === 'yes' || state.episode.told === 'no') return nothing(state)
  const episode = { ...state.episode, presentingSince: silence === 'presenting' ? state.episode.presentingSince ?? now.at : null }
  if (!mayTell(episode, silence, now.at)) return nothing({ ...state, episode: { ...episode, told: 'held' }, askSilenceAt: now.at + ASK_SILENCE_EVERY })
  if (episode.told === 'held') return checkNow({ ...state, episode, askSilenceAt: null })
  return { state: told({ ...state, episode }), orders: [{ kind: 'notify', episode: episode.id }] }
}
