import * as v from 'valibot'
import { CHECK_CHOICES, LANGUAGE_CHOICES, NOTIFY_CHOICES, type SettingName, type Settings } from './settings.ts'

/** Whether a line names something that can be asked. Reading such names belongs to those who ask. */
export interface LineReaders {
  readonly isServer: (line: string) => boolean
  readonly isWebsite: (line: string) => boolean
}

/** The settings that are lists, of which each line is judged by itself. */
export type ListName = 'servers' | 'websites' | 'services'

/** Something in given settings that is not used. Data, because it is found before it is known in which language to say it. */
export type SettingProblem =
  /** Nothing that was written could be read as settings. */
  | { readonly kind: 'unreadable' }
  /** Written by a version that may know more. */
  | { readonly kind: 'newer' }
  | { readonly kind: 'value'; readonly name: SettingName }
  | { readonly kind: 'line'; readonly name: ListName; readonly line: string }
  | { readonly kind: 'too-many'; readonly name: ListName }

/** The part of one value that can be used, and what cannot. */
export interface ReadValue {
  readonly value: Settings[SettingName]
  readonly wrong: readonly SettingProblem[]
}

/** More is a mistake, and each server and website costs a question at every check. */
export const MOST_LINES: Readonly<Record<ListName, number>> = { servers: 20, websites: 20, services: 200 }
const LONGEST_LINE = 300

const VALUES = {
  language: v.picklist(LANGUAGE_CHOICES),
  startAtLogin: v.boolean(),
  keepRunning: v.boolean(),
  checkEveryMinutes: v.picklist(CHECK_CHOICES),
  notifyBeyondSeconds: v.custom<Settings['notifyBeyondSeconds']>((value) => NOTIFY_CHOICES.some((choice) => choice === value)),
  welcomed: v.boolean(),
  toldAboutTray: v.boolean(),
} as const satisfies Readonly<Record<Exclude<SettingName, ListName>, v.GenericSchema<unknown, Settings[SettingName]>>>

/** A service that an organisation lists need not be known here, so its id only has to look like one. */
const SERVICE_ID = /^[a-z0-9][a-z0-9-]{0,63}$/

/** Reads the value of one setting; null where nothing of it can be used. Lines of a list are trimmed, empty and repeated ones dropped. */
export function readValue(name: SettingName, given: unknown, { isServer, isWebsite }: LineReaders): ReadValue | null {
  switch (name) {
    case 'servers': return readList(name, given, isServer)
    case 'websites': return readList(name, given, isWebsite)
    case 'services': return readList(name, given, (id) => SERVICE_ID.test(id))
    default: {
      const read = v.safeParse(VALUES[name], given)
      return read.success ? { value: read.output, wrong: [] } : null
    }
  }
}

function readList(name: ListName, given: unknown, isRight: (line: string) => boolean): ReadValue | null {
  const lines = v.safeParse(v.array(v.unknown()), given)
  if (!lines.success) return null
  const schema = v.pipe(v.string(), v.trim(), v.maxLength(LONGEST_LINE), v.check(isRight))
  const right: string[] = []
  const wrong: SettingProblem[] = []
  for (const line of lines.output) {
    if (typeof line === 'string' && line.trim() === '') continue
    const read = v.safeParse(schema, line)
    if (!read.success) wrong.push({ kind: 'line', name, line: typeof line === 'string' ? line : JSON.stringify(line) ?? '' })
    else if (!right.includes(read.output)) right.push(read.output)
  }
  const most = MOST_LINES[name]
  if (right.length > most) wrong.push({ kind: 'too-many', name })
  return { value: right.slice(0, most), wrong }
}
