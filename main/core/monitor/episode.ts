/** One spell of a wrong clock, from the check that found it to the one that found it right again, or to a repair. */
export interface Episode {
  /** Counts up, so that an answer which comes late is not taken for one about the next episode. */
  readonly id: number
  /**
   * `no`: nobody was told yet. `asking`: whether the user may be disturbed is being found out. `held`: not now.
   * `yes`: by a notification, or the user saw it in the window.
   */
  readonly told: 'no' | 'asking' | 'held' | 'yes'
  /** Since when the user was found presenting each time it was asked, by the clock that goes on in sleep. */
  readonly presentingSince: number | null
}

/** Why the user is not to be disturbed now. */
export type Silence = 'none' | 'do-not-disturb' | 'presenting' | 'practice'

/** Some programs keep a screen awake for days; nobody presents for so long. Seconds. */
const LONGEST_PRESENTATION = 3 * 3600

/** How an offset (seconds, either sign) stands to the limit of the user: between half the limit and the limit it stays what it was. */
export function sizeUp(offset: number, limit: number): 'beyond' | 'between' | 'right' {
  const size = Math.abs(offset)
  if (size >= limit) return 'beyond'
  return size < limit / 2 ? 'right' : 'between'
}

/** Whether word of an episode may be given now (seconds by the clock that goes on in sleep). */
export function mayTell({ presentingSince }: Episode, silence: Silence, now: number): boolean {
  return silence === 'none' || (silence === 'presenting' && presentingSince !== null && now - presentingSince > LONGEST_PRESENTATION)
}
