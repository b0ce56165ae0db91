/** Options of `report` alone. */
export interface ReportOptions {
  /** The file to write it to; standard output where absent. */
  readonly output?: string
  readonly force: boolean
  readonly withAddresses: boolean
}

/** What the reader of arguments has to know of them. */
export const REPORT_OPTIONS = { 'output': { type: 'string' }, 'force': { type: 'boolean' }, 'with-addresses': { type: 'boolean' } } as const

interface Given {
  readonly 'output'?: string | undefined
  readonly 'force'?: boolean | undefined
  readonly 'with-addresses'?: boolean | undefined
}

/** Reads them; undefined where none is given, a sentence where they do not fit. */
export function readReportOptions(command: string, { output, force = false, 'with-addresses': withAddresses = false }: Given): ReportOptions | { readonly wrong: string } | undefined {
  if (output === undefined && !force && !withAddresses) return undefined
  if (command !== 'report') return { wrong: `${output !== undefined ? '--output' : force ? '--force' : '--with-addresses'} belongs to "report".` }
  if (output === '') return { wrong: '--output needs the name of a file.' }
  if (force && output === undefined) return { wrong: '--force goes with --output.' }
  return { force, withAddresses, ...(output === undefined ? {} : { output }) }
}
