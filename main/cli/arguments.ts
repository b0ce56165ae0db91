import { parseArgs } from 'node:util'
import { DEFAULT_LIMITS, type Limits } from '../core/limits.ts'
import { printableAscii } from '../core/printable.ts'
import { isRemedy, REMEDIES, type Remedy } from '../core/remedy.ts'
import { readZone } from '../core/zone-name.ts'
import { readServer, readWebsite, type Server } from '../sources/server.ts'
import { FLEET_OPTIONS, readFleetOptions, type FleetOptions } from './fleet-options.ts'
import { readReportOptions, REPORT_OPTIONS, type ReportOptions } from './report-options.ts'

export const COMMANDS = ['check', 'fix', 'status', 'plan', 'report', 'code', 'services', 'policy'] as const
export const FORMATS = ['text', 'json', 'nagios', 'prometheus', 'jamf', 'facts'] as const

export type CommandName = (typeof COMMANDS)[number]
export type Format = (typeof FORMATS)[number]

export interface Arguments {
  readonly command: CommandName
  readonly format: Format
  readonly warning: number
  readonly critical: number
  readonly timeout?: number
  readonly servers?: readonly Server[]
  readonly websites?: readonly URL[]
  /** Take some seconds more to be as exact as the network allows. */
  readonly precise: boolean
  readonly yes: boolean
  readonly dryRun: boolean
  readonly only?: readonly Remedy[]
  /** Take the last repair back instead. */
  readonly undo: boolean
  /** The time zone to set. */
  readonly zone?: string
  /** The page of the service whose clock is to be measured as well, as it was typed. */
  readonly service?: string
  /** What a fleet wants beside the result; absent where it wants nothing. */
  readonly fleet?: FleetOptions
  /** Where the report goes and what may stand in it; absent where nothing is said about it. */
  readonly report?: ReportOptions
  /** Tell also what policy leaves to the user. */
  readonly explain?: boolean
  /** Name of a practice laptop, empty for the usual one; absent on the real machine. */
  readonly practice?: string
  /** Tell on standard error what is done meanwhile. */
  readonly verbose?: boolean
}

export type ParsedArguments =
  | { readonly kind: 'run'; readonly arguments: Arguments }
  | { readonly kind: 'help' }
  | { readonly kind: 'version' }
  | { readonly kind: 'wrong'; readonly sentence: string }

/** A path may be so long. parseArgs takes time by the square of a row of short options. */
const LONGEST_WORD = 4096

class Wrong extends Error {}

/** Reads a command line; `usual` holds of the limits what it does not say. What is wrong with it comes back as one sentence. */
export function readArguments(argv: readonly string[], usual: Limits = DEFAULT_LIMITS): ParsedArguments {
  try {
    return read(argv, usual)
  } catch (error) {
    if (error instanceof Wrong) return { kind: 'wrong', sentence: error.message }
    return { kind: 'wrong', sentence: optionWords(error instanceof Error ? error.message : '') }
  }
}

/** parseArgs names the option in its first sentence; its hints about dashes and positional arguments would only confuse. */
function optionWords(message: string): string {
  const lacking = /^Option '(?:-\w, )?(--[\w-]+)[^']*' argument (?:missing|is ambiguous)/.exec(message)?.[1]
  if (lacking !== undefined) return `${lacking} needs a value; one that begins with a dash is written ${lacking}=VALUE.`
  return `${(message.split(/\.\s/)[0] ?? '').replace(/(['/]).*@/s, '$1***@').replaceAll(/[^\x20-\x7E]/g, '?').slice(0, 120)}.`
}

function read(argv: readonly string[], usual: Limits): ParsedArguments {
  if (argv.some(({ length }) => length > LONGEST_WORD)) throw new Wrong(`No word of the command line may be longer than ${LONGEST_WORD} characters.`)
  const { values, positionals } = parseArgs({
    args: argv.map((each) => (each === '--practice' ? '--practice=' : each)),
    allowPositionals: true,
    options: {
      'json': { type: 'boolean' }, 'format': { type: 'string' }, 'server': { type: 'string', multiple: true }, 'https': { type: 'string', multiple: true },
      'warn': { type: 'string' }, 'critical': { type: 'string' }, 'timeout': { type: 'string' },
      'precise': { type: 'boolean' }, 'yes': { type: 'boolean', short: 'y' }, 'dry-run': { type: 'boolean' }, 'only': { type: 'string', multiple: true }, 'undo': { type: 'boolean' }, 'zone': { type: 'string' }, 'service': { type: 'string' }, 'secret-stdin': { type: 'boolean' }, 'practice': { type: 'string' }, 'explain': { type: 'boolean' }, 'verbose': { type: 'boolean' }, ...FLEET_OPTIONS, ...REPORT_OPTIONS,
      'help': { type: 'boolean', short: 'h' }, 'version': { type: 'boolean' },
    },
  })
  if (values.help === true) return { kind: 'help' }
  if (values.version === true) return { kind: 'version' }
  const [name, ...rest] = positionals
  if (name === undefined) return { kind: 'help' }
  const command = COMMANDS.find((each) => each === name)
  if (command === undefined) throw new Wrong(`"${printableAscii(name, 60)}" is not a command; there are ${COMMANDS.join(', ')}.`)
  if (rest[0] !== undefined) throw new Wrong(`"${printableAscii(rest[0], 60)}" is one word too many after "${command}".`)
  const warning = seconds('--warn', values.warn) ?? Math.min(usual.warning, seconds('--critical', values.critical) ?? Infinity)
  const critical = seconds('--critical', values.critical) ?? Math.max(usual.critical, warning)
  if (warning > critical) throw new Wrong(`--warn (${warning}) is above --critical (${critical}).`)
  const repairs = command === 'fix' || command === 'plan'
  for (const [option, given] of [['--yes', values.yes], ['--dry-run', values['dry-run']], ['--undo', values.undo]] as const) {
    if (given === true && command !== 'fix') throw new Wrong(`${option} belongs to "fix".`)
  }
  if (values.only !== undefined && !repairs) throw new Wrong('--only belongs to "fix" and "plan".')
  if (values.zone !== undefined && !repairs) throw new Wrong('--zone belongs to "fix" and "plan".')
  for (const option of ['only', 'zone'] as const) {
    if (values.undo === true && values[option] !== undefined) throw new Wrong(`--undo takes the whole last repair back, so --${option} cannot go with it.`)
  }
  if (values.precise === true && command !== 'check' && command !== 'report') throw new Wrong('--precise belongs to "check" and "report".')
  if (values['secret-stdin'] === true && command !== 'code') throw new Wrong('--secret-stdin belongs to "code".')
  if (values['secret-stdin'] !== true && command === 'code') throw new Wrong('"code" reads the key from standard input and nowhere else, so say --secret-stdin.')
  if (values.explain === true && command !== 'policy') throw new Wrong('--explain belongs to "policy".')
  if (values.service !== undefined && !['check', 'report', 'code'].includes(command)) throw new Wrong('--service belongs to "check", "report" and "code".')
  if (values.service !== undefined && values.practice !== undefined) throw new Wrong('--service asks a real service, so it cannot go with --practice.')
  const timeout = seconds('--timeout', values.timeout)
  if (timeout === 0) throw new Wrong('--timeout has to be more than 0 seconds.')
  const chosen = format(values.json, values.format, command)
  if (values.service !== undefined && chosen !== 'text' && chosen !== 'json') throw new Wrong(`--service goes with text and json, not with ${chosen}.`)
  const fleet = readFleetOptions(
    { ...values, watch: seconds('--watch', values.watch), jitter: seconds('--jitter', values.jitter) },
    { command, format: chosen, service: values.service !== undefined, practice: values.practice !== undefined },
  )
  const report = readReportOptions(command, values)
  return {
    kind: 'run',
    arguments: {
      command, warning, critical,
      format: chosen,
      precise: values.precise === true, yes: values.yes === true, dryRun: values['dry-run'] === true, undo: values.undo === true,
      ...optional('timeout', timeout),
      ...optional('servers', values.server?.map((text) => right(readServer(text)))),
      ...optional('websites', values.https?.map((text) => right(readWebsite(text)))),
      ...optional('only', values.only?.flatMap((text) => text.split(',')).map(remedy)),
      ...optional('zone', values.zone === undefined ? undefined : zone(values.zone)),
      ...optional('service', values.service),
      ...optional('explain', values.explain),
      ...optional('practice', values.practice),
      ...optional('verbose', values.verbose),
      ...optional('fleet', fleet === undefined ? undefined : right(fleet)),
      ...optional('report', report === undefined ? undefined : right(report)),
    },
  }
}

const optional = <K extends string, V>(key: K, value: V | undefined): { readonly [P in K]?: V } =>
  (value === undefined ? {} : { [key]: value }) as { readonly [P in K]?: V }

function right<T extends object>(given: T | { readonly wrong: string }): T {
  if ('wrong' in given) throw new Wrong(given.wrong)
  return given
}

function remedy(text: string): Remedy {
  if (!isRemedy(text)) throw new Wrong(`"${printableAscii(text, 60)}" is not a remedy; there are ${REMEDIES.join(', ')}.`)
  return text
}

function zone(text: string): string {
  const named = readZone(text)
  if (named === null) throw new Wrong(`"${printableAscii(text, 60)}" is not a time zone; names look like Europe/Prague.`)
  return named
}

function seconds(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  if (!/^\d{1,9}(\.\d{1,9})?$/.test(text)) throw new Wrong(`${option} takes a number of seconds; "${printableAscii(text, 60)}" is none.`)
  return Number(text)
}

function format(json: boolean | undefined, text: string | undefined, command: CommandName): Format {
  const named = text === undefined ? undefined : FORMATS.find((each) => each === text)
  if (text !== undefined && named === undefined) throw new Wrong(`"${printableAscii(text, 60)}" is not a format; there are ${FORMATS.join(', ')}.`)
  if (json === true && named !== undefined && named !== 'json') throw new Wrong(`--json and --format ${named} cannot go together.`)
  const chosen = json === true ? 'json' : named ?? 'text'
  if (command !== 'check' && chosen !== 'text' && chosen !== 'json') throw new Wrong(`The format ${chosen} belongs to "check".`)
  return chosen
}
