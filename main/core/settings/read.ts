import { readValue, type LineReaders, type SettingProblem } from './schema.ts'
import { DEFAULTS, isSettingName, VERSION, type Settings } from './settings.ts'

export interface ReadSettings {
  readonly settings: Settings
  readonly wrong: readonly SettingProblem[]
}

type Given = Readonly<Record<string, unknown>>

/** How the settings of a version become those of the next, by the version that they begin from. */
export type Migrations = ReadonlyMap<number, (given: Given) => Given>

/** There has been no other version yet. */
const MIGRATIONS: Migrations = new Map()

/**
 * Reads settings as they were kept. Each value that cannot be used is back to its default and told, of a list only its wrong
 * lines are left out; names that nobody knows are dropped.
 * @param raw what JSON.parse gave
 */
export function readSettings(raw: unknown, readers: LineReaders, migrations: Migrations = MIGRATIONS): ReadSettings {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return { settings: DEFAULTS, wrong: [{ kind: 'unreadable' }] }
  const { given, newer } = migrated(raw as Given, migrations)
  const wrong: SettingProblem[] = newer ? [{ kind: 'newer' }] : []
  let settings = DEFAULTS
  for (const name of Object.keys(given).filter(isSettingName)) {
    const read = readValue(name, given[name], readers)
    for (const problem of read?.wrong ?? [{ kind: 'value', name } as const]) wrong.push(problem)
    if (read !== null) settings = { ...settings, [name]: read.value }
  }
  return { settings, wrong }
}

/**
 * Changes one setting as the window asks for it. Nothing changes where the value, or a single line of it, cannot be used;
 * the problem is null where there is no setting of that name.
 */
export function changeSetting(settings: Settings, name: string, value: unknown, readers: LineReaders):
{ readonly settings: Settings } | { readonly wrong: SettingProblem | null } {
  if (!isSettingName(name)) return { wrong: null }
  const read = readValue(name, value, readers)
  if (read === null) return { wrong: { kind: 'value', name } }
  const [problem] = read.wrong
  return problem === undefined ? { settings: { ...settings, [name]: read.value } } : { wrong: problem }
}

function migrated(raw: Given, migrations: Migrations): { readonly given: Given; readonly newer: boolean } {
  const { version } = raw
  // Without a version that makes sense it can only be the usual one.
  const from = typeof version === 'number' && Number.isInteger(version) && version >= 0 ? version : VERSION
  let given = raw
  for (let at = from; at < VERSION; at++) given = migrations.get(at)?.(given) ?? given
  return { given, newer: from > VERSION }
}
