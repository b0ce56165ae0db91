import { dateText, readDayAndClock } from '../calendar.ts'
import { complains, says, setClock, wrongUsage, type Insides, type Output, type Program } from '../program.ts'

interface Wish {
  readonly utc: boolean
  readonly set?: string
  readonly format?: string
}

/** date(1) of GNU coreutils: prints the time, or sets it with -s. */
export const date: Program = (args, insides, asRoot) => {
  const wish = readArguments(args)
  if ('exit' in wish) return wish
  const local = insides.kernel.local()
  const zone = wish.utc ? 'UTC' : insides.kernel.timeZone
  if (wish.set === undefined) return says(wish.format === '+%s' ? String(Math.floor(local)) : dateText(local, zone))
  const wanted = readTime(wish.set, local, zone)
  if (wanted === null) return complains(1, `date: invalid date '${wish.set}'`)
  return setTo(wanted, zone, insides, asRoot)
}

/** date prints the wished time even when it may not set it. */
function setTo(wanted: number, zone: string, insides: Insides, asRoot: boolean): Output {
  const printed = says(dateText(wanted, zone))
  if (!asRoot || insides.faults.includes('step-fails')) {
    return { ...printed, ...complains(1, 'date: cannot set date: Operation not permitted') }
  }
  if (wanted < 0 || wanted > LAST_SECOND) {
    return { ...printed, ...complains(1, 'date: cannot set date: Invalid argument') }
  }
  setClock(insides, wanted)
  return printed
}

/** settimeofday(2) keeps 30 years below the end of 64-bit nanoseconds free for running on: in the year 2232. */
const LAST_SECOND = 2 ** 63 / 1e9 - 30 * 365 * 86_400

function readArguments(args: readonly string[]): Wish | Output {
  let wish: Wish = { utc: false }
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? ''
    if (arg === '-u' || arg === '--utc' || arg === '--universal') wish = { ...wish, utc: true }
    else if (arg === '-s' || arg === '--set') {
      const set = args[++i]
      if (set === undefined) return wrongUsage('date', `option requires an argument -- 's'`)
      wish = { ...wish, set }
    } else if (arg.startsWith('--set=')) wish = { ...wish, set: arg.slice('--set='.length) }
    else if (arg === '+%s') wish = { ...wish, format: arg }
    else if (arg.startsWith('-')) return wrongUsage('date', `unrecognized option '${arg}'`)
    else return complains(1, `date: invalid date '${arg}'`)
  }
  return wish
}

const RELATIVE = /^([+-]?\d+(?:\.\d+)?) ?(?:seconds?|secs?)( ago)?$/
const EPOCH = /^@(-?\d+(?:\.\d+)?)$/

/** The forms of a time that Clock Medic and its recordings use; null for everything else. */
function readTime(text: string, local: number, zone: string): number | null {
  const epoch = EPOCH.exec(text)
  if (epoch !== null) return Number(epoch[1])
  const relative = RELATIVE.exec(text)
  if (relative !== null) return local + Number(relative[1]) * (relative[2] === undefined ? 1 : -1)
  return readDayAndClock(text, zone)
}
