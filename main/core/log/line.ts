import type { Checkup } from '../checkup.ts'
import type { HistoryRecord } from '../history/record.ts'
import type { Remedy } from '../remedy.ts'
import type { SettingName } from '../settings/settings.ts'
import type { RepairResult } from '../verify.ts'

export type LogLevel = 'error' | 'info' | 'debug'

/** What is worth a line in the log. None of it can hold a key, a code, a name or an address, but for the words of an error. */
export type LogEvent =
  | { readonly kind: 'started'; readonly version: string; readonly os: string; readonly hidden: boolean }
  | { readonly kind: 'ended' }
  | { readonly kind: 'checked'; readonly checkup: Pick<Checkup, 'verdict' | 'findings' | 'tookSeconds'> }
  | { readonly kind: 'repaired'; readonly result: RepairResult; readonly steps: readonly { readonly remedy: Remedy; readonly state: string }[] }
  | { readonly kind: 'settings'; readonly changed: readonly SettingName[] }
  | { readonly kind: 'power'; readonly what: 'suspend' | 'resume' }
  | { readonly kind: 'noted'; readonly record: Extract<HistoryRecord, { kind: 'sleep' | 'stepped' }> }
  /** So many lines came faster than they could be written. */
  | { readonly kind: 'dropped'; readonly lines: number }
  | { readonly kind: 'fault'; readonly error: unknown }

type Fields = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>

const MOST_FRAMES = 8
const LONGEST_MESSAGE = 500
const LONGEST_LINE = 2000
/** Where it happened stands at the end of a stack; a long message stands before it. */
const LONGEST_STACK = 20_000

/** A line without its end: time, level, what happened, and its figures as key=value. `at` is Unix seconds by the local clock. */
export const lineOf = (at: number, level: LogLevel, text: string): string => `${new Date(at * 1000).toISOString()} ${level} ${text}`.slice(0, LONGEST_LINE)

/** How much an event matters, and its words. `clean` takes what is private out of the message of an error. */
export function wordsOf(event: LogEvent, clean: (text: string) => string): readonly { readonly level: LogLevel; readonly text: string }[] {
  switch (event.kind) {
    case 'started': return [{ level: 'info', text: `started${fields({ version: event.version, os: event.os, hidden: event.hidden })}` }]
    case 'ended': return [{ level: 'info', text: 'ended' }]
    case 'checked': return checkedWords(event.checkup)
    case 'repaired': return [{ level: 'info', text: `repaired${fields({ result: event.result, steps: event.steps.map(({ remedy, state }) => `${remedy}/${state}`) })}` }]
    case 'settings': return [{ level: 'info', text: `settings${fields({ changed: event.changed })}` }]
    case 'power': return [{ level: 'info', text: `power${fields({ what: event.what })}` }]
    case 'noted': return [{ level: 'info', text: event.record.kind === 'sleep' ? `slept${fields({ seconds: event.record.seconds })}` : `stepped${fields({ by: event.record.by })}` }]
    case 'dropped': return [{ level: 'info', text: `dropped${fields({ lines: event.lines })}` }]
    case 'fault': return [{ level: 'error', text: faultWords(event.error, clean) }]
  }
}

function checkedWords({ verdict, findings, tookSeconds }: Pick<Checkup, 'verdict' | 'findings' | 'tookSeconds'>): readonly { readonly level: LogLevel; readonly text: string }[] {
  const { sources } = verdict
  const count = (status: string): number => sources.filter((source) => source.status === status).length
  const said = verdict.kind === 'unknown' ? { verdict: 'unknown', reason: verdict.reason }
    : { verdict: verdict.level, offset: verdict.offset, uncertainty: verdict.uncertainty, method: verdict.method }
  return [
    {
      level: 'info', text: `checked${fields({
        ...said, took: tookSeconds, used: count('truechimer'), ignored: count('falseticker'), silent: sources.length - count('truechimer') - count('falseticker'),
        findings: findings.map(({ id }) => id),
      })}`,
    },
    { level: 'debug', text: `answers${fields({ sources: sources.map(({ kind, status, code }) => `${kind}/${code ?? status}`) })}` },
  ]
}

/** Figures to a microsecond; lists with commas; what is empty or not known is left out. */
const fields = (values: Fields): string => Object.entries(values)
  .map(([key, value]) => [key, typeof value === 'number' ? String(Number(value.toFixed(6))) : typeof value === 'object' ? value.join(',') : String(value ?? '')] as const)
  .filter(([, value]) => value !== '').map(([key, value]) => ` ${key}=${value}`).join('')

/** What classes of errors are called. */
const NAME = /^[A-Z][A-Za-z]{0,40}(?:Error|Exception)$|^Error$/
/** ENOENT, ERR_INVALID_ARG_TYPE, CERT_HAS_EXPIRED; neither a serial number nor a key looks like one. */
const CODE = /^(?:E[A-Z]{2,15}|[A-Z]{2,15}(?:_[A-Z0-9]{1,15}){1,7})$/

/** What an error of ours says, and where it happened: names of functions and files without the folders they lie in. */
function faultWords(error: unknown, clean: (text: string) => string): string {
  if (!(error instanceof Error)) return `fault ${message(String(error), clean)}`
  const code = 'code' in error && typeof error.code === 'string' && CODE.test(error.code) ? ` ${error.code}` : ''
  const name = NAME.test(error.name) ? error.name : 'Error'
  const frames = (error.stack ?? '').slice(-LONGEST_STACK).split('\n').flatMap((line) => frameOf(line) ?? []).slice(0, MOST_FRAMES)
  return [`fault ${name}${code}: ${message(error.message, clean)}`, ...frames].join(' | ')
}

const message = (text: string, clean: (text: string) => string): string => clean(text.slice(0, LONGEST_MESSAGE).replaceAll(/\s+/g, ' ')).replaceAll('|', '/')

const FRAME = /^\s*at (?:async )?(?:([\w$.<>#]{1,80})(?: \[as [\w$]+\])? \()?(?:.*[\\/])?([\w-]{1,60}\.[cm]?[jt]sx?):(\d{1,7}):(\d{1,7})\)?$/

function frameOf(line: string): string | null {
  const [, where = 'top', file, row, column] = FRAME.exec(line) ?? []
  return file === undefined ? null : `${where}@${file}:${row}:${column}`
}

const LINE = /^(\d{4}-\d\d-\d\dT[\d:.]{8,15}Z) (error|info|debug) (.*)$/s
const KEYS = 'version|os|hidden|verdict|reason|offset|uncertainty|method|took|used|ignored|silent|findings|sources|result|steps|changed|what|seconds|by|lines'
/** What `wordsOf` writes, but for errors. */
const FIGURES = new RegExp(`^(?:started|ended|checked|answers|repaired|settings|power|slept|stepped|dropped)(?: (?:${KEYS})=[\\w.,/+-]{1,400})*$`)
const FRAME_WORDS = /^[\w$.<>#]{1,80}@[\w-]{1,60}\.[cm]?[jt]sx?:\d{1,7}:\d{1,7}$/

/**
 * A line of the log as a stranger may read it; null for one that this program did not write.
 * @param names takes names out of our own words
 * @param outside leaves plain words only
 */
export function cleanLine(line: string, { names, outside }: { readonly names: (text: string) => string; readonly outside: (text: string) => string }): string | null {
  const [, at, level, text = ''] = LINE.exec(line) ?? []
  if (at === undefined) return null
  if (FIGURES.test(text)) return `${at} ${level} ${names(text)}`
  const [said = '', ...frames] = text.split(' | ')
  return `${at} ${level} ${[outside(said), ...frames.filter((frame) => FRAME_WORDS.test(frame)).map(names)].join(' | ')}`
}
