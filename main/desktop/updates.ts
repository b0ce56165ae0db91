import type { NoRoad, UpdateRoad } from '../core/updates/road.ts'
import type { UpdateChannel, UpdateState } from '../core/updates/state.ts'
import type { Later } from './own-key.ts'

/** What finds, fetches and puts in place a new version. */
export interface Updater {
  /** The version that is offered to this installation; null where there is no newer one. Rejects where the feed cannot be read. */
  readonly look: (channel: Exclude<UpdateChannel, 'off'>) => Promise<string | null>
  /** Fetches and verifies what was found. Rejects where that fails, or where it was stopped. */
  readonly fetch: (stop: AbortSignal) => Promise<void>
  /** Whether what was fetched is put in place when the program ends. */
  readonly atEnd: (putInPlace: boolean) => void
}

export interface UpdatesParts {
  readonly road: { readonly road: UpdateRoad } | { readonly none: NoRoad }
  /** What IT allows at this moment. */
  readonly channel: () => UpdateChannel
  /** A check or a repair is under way: a download would disturb what it measures. */
  readonly busy: () => boolean
  readonly later: Later
  /** Loaded when it is first needed, for most copies never. */
  readonly openUpdater: (road: UpdateRoad) => Promise<Updater>
  readonly onChange: () => void
  readonly onError: (error: unknown) => void
}

export interface Updates {
  readonly state: () => UpdateState
  /** Wants every change of what goes on: a download makes way for a check. */
  readonly busyChanged: () => void
  /** The program ends; `repairing` where a repair is not through. */
  readonly end: (repairing: boolean) => void
}

/** Seconds. The start of a working day has other things to do. */
const FIRST_LOOK = 15 * 60
const LOOK_EVERY = 12 * 3600
const BUSY_WAIT = 60

/** Looks for a new version now and then, and fetches it while nothing else goes on. */
export function keepUpdated({ road, channel, busy, later, openUpdater, onChange, onError }: UpdatesParts): Updates {
  if ('none' in road) return { state: () => ({ kind: 'none', why: road.none }), busyChanged: () => {}, end: () => {} }
  const way = road.road
  let found: UpdateState = { kind: 'waiting' }
  let updater: Updater | null = null
  let download: AbortController | null = null
  let cancel = later(FIRST_LOOK, () => void look())

  const tell = (state: UpdateState): void => {
    found = state
    onChange()
  }
  const again = (wait: number): void => { cancel = later(wait, () => void look()) }

  async function look(): Promise<void> {
    const allowed = channel()
    if (allowed === 'off') return again(LOOK_EVERY)
    if (busy()) return again(BUSY_WAIT)
    const stop = new AbortController()
    try {
      updater ??= await openUpdater(way)
      const version = await updater.look(allowed)
      if (version === null) {
        tell({ kind: 'waiting' })
        return again(LOOK_EVERY)
      }
      if (busy()) return again(BUSY_WAIT)
      download = stop
      await updater.fetch(stop.signal)
      tell({ kind: 'ready', version, road: way })
    } catch (error) {
      if (stop.signal.aborted) return again(BUSY_WAIT)
      onError(error)
      tell({ kind: 'failed' })
      again(LOOK_EVERY)
    } finally {
      download = null
    }
  }
  return {
    state: () => (channel() === 'off' ? { kind: 'off' } : found),
    busyChanged: () => { if (busy()) download?.abort() },
    end: (repairing) => {
      cancel()
      download?.abort()
      updater?.atEnd(found.kind === 'ready' && channel() !== 'off' && !repairing)
    },
  }
}
