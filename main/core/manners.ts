/**
 * Kiss-o'-death packets that must be obeyed (RFC 5905 section 7.4): RATE asks for fewer questions, DENY and RSTR for none.
 * The other codes of figure 13 say that there is no time to be had, and nothing about asking again.
 */
export type KissCode = 'RATE' | 'DENY' | 'RSTR'

/** A server that asked to be left alone, as it was heard on one network. */
export interface Refusal {
  /** Which network it was heard on: the server meant the address we asked from. */
  readonly network: string
  /** The server as it was asked: its address, with its port where that is not 123. */
  readonly address: string
  readonly code: KissCode
  /** When it was last heard, in Unix seconds: true time, or the local clock where the truth was not known. */
  readonly at: number
  /** The same moment by the local clock, which may be wrong by years and is set right in between. */
  readonly local: number
  /** How often it was heard since it last was quiet for long. */
  readonly times: number
}

/** A server on a network. */
export type Place = Pick<Refusal, 'network' | 'address'>

/** Now by the local clock and in true time; both the same where the truth is not known. Unix seconds. */
export type Now = Pick<Refusal, 'at' | 'local'>

const MINUTE = 60
const DAY = 86_400
/** RATE: so long after the first, twice as long after each further one. */
const FIRST_HOLD = 15 * MINUTE
const LONGEST_HOLD = 1.5 * DAY
/** "Never until the configuration changes", bounded: a laptop changes networks and an address its owner, and nobody lifts the ban. */
const DENIED_FOR = 30 * DAY
/** So long after the end a refusal still counts as the one before the next. */
const REMEMBERED_FOR = LONGEST_HOLD
/** Refusals that come together answer the packets of one survey. */
const SAME_ANSWER = MINUTE
/** Nothing is kept for that long: such an age comes from a wrong clock. */
const OLDEST = 2 * 365 * DAY
const MOST_REFUSALS = 200
/** Servers drop, or answer with RATE, what comes again sooner (`limited` of ntpd: 2 s). */
const SHORTEST_INTERVAL = 2

/** Tells whether a kiss code binds us beyond the packet that carried it. */
export const isKissCode = (code: string): code is KissCode => code === 'RATE' || code === 'DENY' || code === 'RSTR'

/** For how long after it was heard a refusal is obeyed, in seconds. */
export const holdOf = ({ code, times }: Pick<Refusal, 'code' | 'times'>): number =>
  code === 'RATE' ? Math.min(FIRST_HOLD * 2 ** (times - 1), LONGEST_HOLD) : DENIED_FOR

/**
 * Seconds since a refusal was heard. The two clocks may each have been set since, so the shorter of the ages that can
 * be true is taken, which errs on the polite side; where none can be true it counts as heard just now.
 */
const ageOf = (refusal: Refusal, now: Now): number => {
  const possible = [now.at - refusal.at, now.local - refusal.local].filter((age) => age >= 0 && age <= OLDEST)
  return possible.length === 0 ? 0 : Math.min(...possible)
}

const isAt = ({ network, address }: Place) => (refusal: Refusal): boolean => refusal.network === network && refusal.address === address

/** Tells whether a server may not be asked now, because it asked for that on this network. */
export const isHeldOff = (refusals: readonly Refusal[], place: Place, now: Now): boolean =>
  refusals.some((refusal) => isAt(place)(refusal) && ageOf(refusal, now) < holdOf(refusal))

/**
 * The list without what is over for long. What cannot be as old as it says is dated now: it is obeyed for one more
 * hold from here, so that a date in a wrong year neither binds for decades nor is gone as soon as the clock is set.
 */
export const settled = (refusals: readonly Refusal[], now: Now): readonly Refusal[] => refusals
  .filter((refusal) => ageOf(refusal, now) < holdOf(refusal) + REMEMBERED_FOR)
  .map((refusal) => (ageOf(refusal, now) === 0 ? { ...refusal, ...now } : refusal))
  .toSorted((a, b) => b.at - a.at)
  .slice(0, MOST_REFUSALS)

/** The list with one more refusal, heard now. A code that binds nobody changes nothing; a denial is not softened by RATE. */
export const refused = (refusals: readonly Refusal[], place: Place, code: string, now: Now): readonly Refusal[] => {
  if (!isKissCode(code)) return refusals
  const known = refusals.find(isAt(place))
  const repeated = known?.code === code && ageOf(known, now) < SAME_ANSWER
  const denied = known !== undefined && known.code !== 'RATE' && code === 'RATE' && isHeldOff(refusals, place, now)
  if (repeated || denied) return refusals
  const next: Refusal = { ...place, code, ...now, times: (known?.times ?? 0) + 1 }
  return settled([next, ...refusals.filter((refusal) => refusal !== known)], now)
}

/**
 * Tells whether an address may be asked again by a new survey.
 * @param askedAt when it was asked last, in seconds of a clock that is never set; undefined when it never was
 */
export const mayAsk = (askedAt: number | undefined, now: number): boolean => askedAt === undefined || now - askedAt >= SHORTEST_INTERVAL
