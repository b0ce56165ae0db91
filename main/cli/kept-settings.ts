import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { KeptSettings } from '../core/policy/explain.ts'
import { readSettings } from '../core/settings/read.ts'
import { appFolder } from '../report-past.ts'
import { LINE_READERS } from '../sources/line-readers.ts'

/** The settings that this user keeps with the app; undefined where there are none that can be read. */
export async function keptSettings(): Promise<KeptSettings | undefined> {
  const where = path.join(appFolder(), 'settings.json')
  try {
    return { where, settings: readSettings(JSON.parse(await readFile(where, 'utf8')), LINE_READERS).settings }
  } catch {
    return undefined
  }
}
