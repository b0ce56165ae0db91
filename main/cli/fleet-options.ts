import { otlpAddress } from './otlp-address.ts'

/** How `parseArgs` is to read the options of fleets. */
export const FLEET_OPTIONS = {
  watch: { type: 'string' }, jitter: { type: 'string' }, textfile: { type: 'string' }, otlp: { type: 'string' }, log: { type: 'boolean' },
} as const

/** What a fleet wants of `check` beside its result on standard output. */
export interface FleetOptions {
  /** Check again and again: every so many seconds, each by a random time below `jitter` later. */
  readonly watch?: { readonly interval: number; readonly jitter: number }
  /** Put the result into this file in place of standard output. */
  readonly textfile?: string
  /** Send the figures to this OpenTelemetry receiver. */
  readonly otlp?: URL
  /** Write one line to the log of the system. */
  readonly log: boolean
}

export interface FleetValues {
  readonly watch?: number | undefined
  readonly jitter?: number | undefined
  readonly textfile?: string | undefined
  readonly otlp?: string | undefined
  readonly log?: boolean | undefined
}

/** What else the command line says, as far as it bears on these options. */
export interface FleetContext {
  readonly command: string
  readonly format: string
  readonly service: boolean
  readonly practice: boolean
}

/** Time servers are not asked more often than this (RFC 4330 section 10), in seconds. */
const SHORTEST_WATCH = 15
/** A day; timers of Node end at 24. */
const LONGEST_WATCH = 86_400

/** Puts these options together; undefined where none is given, a sentence where they make no sense. */
export function readFleetOptions(values: FleetValues, context: FleetContext): FleetOptions | undefined | { readonly wrong: string } {
  const { watch, jitter, textfile, otlp, log = false } = values
  const given = [['--watch', watch], ['--jitter', jitter], ['--textfile', textfile], ['--otlp', otlp], ['--log', log || undefined]] as const
  const [named] = given.filter(([, value]) => value !== undefined).map(([option]) => option)
  if (named === undefined) return undefined
  const sentence = contradiction(named, values, context)
  if (sentence !== null) return { wrong: sentence }
  const address = otlp === undefined ? undefined : otlpAddress(otlp)
  if (address !== undefined && 'wrong' in address) return address
  return {
    log,
    ...(watch === undefined ? {} : { watch: { interval: watch, jitter: jitter ?? 0 } }),
    ...(textfile === undefined ? {} : { textfile }),
    ...(address === undefined ? {} : { otlp: address }),
  }
}

/** Why these options cannot go together, as one sentence. */
function contradiction(named: string, { watch, jitter, textfile, log }: FleetValues, { command, format, service, practice }: FleetContext): string | null {
  if (command !== 'check') return `${named} belongs to "check".`
  if (service) return `${named} is about this computer's clock, so --service cannot go with it.`
  if (textfile === '') return '--textfile takes the name of a file.'
  if (log === true && practice) return '--log writes to the log of this computer, so it cannot go with --practice.'
  if (jitter !== undefined && watch === undefined) return '--jitter belongs to --watch.'
  if (watch === undefined) return null
  const shortest = practice ? 1 : SHORTEST_WATCH
  if (watch < shortest || watch > LONGEST_WATCH) return `--watch takes ${shortest} to ${LONGEST_WATCH} seconds: time servers are not asked more often, and a day is the longest wait.`
  if (jitter !== undefined && jitter > watch - shortest) return `--jitter may be ${watch - shortest} at most, so that ${shortest} ${shortest === 1 ? 'second is' : 'seconds are'} left between two checks.`
  if (format === 'prometheus' && textfile === undefined) return '--watch with the format prometheus needs --textfile: many of its documents in a row are none.'
  return null
}
