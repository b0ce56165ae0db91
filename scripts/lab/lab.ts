import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

/** The clock lab's program, from the folder that CLOCK_MEDIC_LAB names. Ends this process with one sentence where there is none. */
export function findLab(): string {
  const program = path.join(process.env['CLOCK_MEDIC_LAB'] ?? '', 'lab')
  if (process.env['CLOCK_MEDIC_LAB'] !== undefined && existsSync(program)) return path.resolve(program)
  console.error('Set CLOCK_MEDIC_LAB to the folder of the clock lab.')
  process.exit(2)
}

/** Names of all networks of the lab. */
export const networksOf = (lab: string): readonly string[] =>
  execFileSync(lab, ['list'], { encoding: 'utf8' }).split('\n').map((line) => line.split(/\s/)[0] ?? '').filter((name) => name !== '')

/** The names of `only` ("home,mobile"), all where it is absent. Throws a sentence for a name that is not known. */
export function chosen(only: string | undefined, known: readonly string[]): readonly string[] {
  if (only === undefined) return known
  const names = only.split(',')
  const stranger = names.find((name) => !known.includes(name))
  if (stranger !== undefined) throw new Error(`"${stranger}" is not one of the networks: ${known.join(', ')}.`)
  return names
}

/** Reads a whole number from 1 on from the command line. Throws a sentence where it is none. */
export function countOf(option: string, text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new Error(`--${option} needs a whole number from 1 on, not "${text}".`)
  return Number(text)
}

/** A folder of this run, with a copy of the built command line in `cli`: a build meanwhile must not pull it away. */
export function openWorkshop(name: string): { readonly folder: string; readonly cli: string } {
  const folder = mkdtempSync(path.join(tmpdir(), `clock-medic-${name}-`))
  cpSync(path.join(import.meta.dirname, '..', '..', 'out', 'cli'), path.join(folder, 'cli'), { recursive: true })
  return { folder, cli: path.join(folder, 'cli', 'clock-medic.mjs') }
}

/** Environment in which nothing is remembered from other runs: home and state live in `folder`. */
export const environmentIn = (folder: string): NodeJS.ProcessEnv =>
  ({ ...process.env, HOME: folder, XDG_STATE_HOME: path.join(folder, 'state'), XDG_CONFIG_HOME: path.join(folder, 'config'), XDG_CACHE_HOME: path.join(folder, 'cache') })
