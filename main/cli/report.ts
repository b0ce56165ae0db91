import type { Checkup } from '../core/checkup.ts'
import { cleanReport, reportJson } from '../core/report/report.ts'
import { reportText } from '../core/words/report.ts'
import { writeReport, type ReportTrouble } from '../report-file.ts'
import type { Arguments } from './arguments.ts'
import type { OpenLaptop } from './cli.ts'

/** What was found out for a report. */
interface Found {
  readonly checkup: Checkup
  /** Words on the system. */
  readonly about: readonly string[]
  /** The clock of a service that the user named, who may see that name. */
  readonly service: { readonly words: readonly string[]; readonly json: { readonly service: Record<string, unknown> } } | null
}

/** The report without what is private, in the form that was asked for. */
export async function reportOf({ format, report }: Arguments, version: string, laptop: OpenLaptop, { checkup, about, service }: Found): Promise<string> {
  const past = laptop.past === undefined ? { history: [], log: [] } : await laptop.past()
  // A made-up laptop has nothing to hide.
  const privacy = laptop.privateNames === undefined ? { names: [], withAddresses: true } : { names: await laptop.privateNames(), withAddresses: report?.withAddresses === true }
  const clean = cleanReport({ version, about, checkup, ...past }, privacy)
  if (format === 'json') return JSON.stringify({ ...reportJson(clean), ...service?.json }, null, 2)
  return [reportText(clean), ...(service === null ? [] : ['', 'Service', ...service.words.map((line) => `  ${line}`)])].join('\n')
}

const TROUBLE: Readonly<Record<ReportTrouble, string>> = {
  'is-folder': 'that is a folder', 'exists': 'there is a file of that name already', 'no-folder': 'there is no such folder',
  'not-allowed': 'this user may not write there', 'read-only': 'nothing can be written on that disk', 'full': 'there is no space left', 'failed': 'the system did not allow it',
}

/** Writes it to a file; a sentence where that did not work. */
export async function saveReport(file: string, text: string, overwrite: boolean): Promise<string | null> {
  const trouble = await writeReport(file, `${text}\n`, overwrite)
  return trouble === null ? null : `The report was not written: ${TROUBLE[trouble]}.`
}
