import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { FindingId, Severity } from '../../main/core/finding.ts'
import type { Remedy } from '../../main/core/remedy.ts'
import type { FailureCode } from '../../main/core/source.ts'
import type { UnknownReason } from '../../main/core/verdict.ts'
import type { MachineData } from './machine.ts'

export const SYSTEMS = ['linux', 'macos', 'windows'] as const
export type System = (typeof SYSTEMS)[number]

/** One whole laptop: what it is, what was measured, what is to be said and done, and how it ends. README.md tells how to add one. */
export interface Laptop {
  /** What it is, in one sentence. */
  readonly what: string
  readonly system: System
  readonly machine: MachineData
  readonly measured: Measured
  /** The zone that the user names, as with `fix --zone`. */
  readonly zone?: string
  readonly expected: Expected
  /** The second look; absent where nothing is to be done. */
  readonly after?: After
}

export type Measured =
  | { readonly unknown: UnknownReason }
  | {
    /** True time minus local clock, in seconds. */
    readonly offset: number
    /** Half-width of each answer's interval, in seconds. */
    readonly uncertainty?: number
    readonly by?: 'time-servers' | 'websites'
    /** What became of a configured server; those that are not named agree. */
    readonly configured?: Readonly<Record<string, 'agrees' | 'lies' | FailureCode>>
  }

export interface Expected {
  /** The most important first. */
  readonly findings: Readonly<Partial<Record<FindingId, Severity>>>
  /** Parts of sentences that the findings must hold. */
  readonly says?: readonly string[]
  /** `REMEDY: COMMAND`, with ` < LINE / LINE` behind it where it reads lines. */
  readonly plan: readonly string[]
  /** A part of the reason for each remedy that a finding asks for and that cannot be had here. */
  readonly impossible?: Readonly<Partial<Record<Remedy, string>>>
  /** What could not be read. */
  readonly unreadable?: readonly string[]
}

export interface After {
  /** What differs from the machine before. */
  readonly machine?: MachineData
  readonly measured: Measured
  readonly outcome: 'repaired' | 'failed' | 'cannot-tell'
  /** Parts of the sentences that explain why it did not work. */
  readonly explained?: readonly string[]
}

type LaptopFile = Omit<Laptop, 'system' | 'machine'> & { readonly like?: string; readonly machine?: MachineData }

const FOLDER = import.meta.dirname

/** Names of all laptops of a system, such as `linux/fedora-chrony`. */
export const laptopsOf = (system: System): readonly string[] =>
  readdirSync(path.join(FOLDER, system)).filter((file) => file.endsWith('.json')).map((file) => `${system}/${path.basename(file, '.json')}`).toSorted()

/** Reads one laptop; of the one that it is like it takes the machine and nothing else. Throws where a file has a word that means nothing. */
export function readLaptop(name: string): Laptop {
  const file = readFile(name)
  const { like: _, ...rest } = file
  return { ...rest, system: systemOf(name), machine: machineOf(file) }
}

const machineOf = ({ like, machine = {} }: LaptopFile): MachineData => like === undefined ? machine : merged(machineOf(readFile(like)), machine)

function readFile(name: string): LaptopFile {
  const file = JSON.parse(readFileSync(path.join(FOLDER, `${name}.json`), 'utf8')) as LaptopFile
  for (const [what, value, known] of [
    ['', file, WORDS.laptop], ['machine', file.machine, WORDS.machine], ['measured', file.measured, WORDS.measured],
    ['expected', file.expected, WORDS.expected], ['after', file.after, WORDS.after],
    ['after.machine', file.after?.machine, WORDS.machine], ['after.measured', file.after?.measured, WORDS.measured],
  ] as const) {
    const strange = Object.keys(value ?? {}).find((key) => !known.includes(key))
    if (strange !== undefined) throw new Error(`${name}.json: "${strange}"${what === '' ? '' : ` in "${what}"`} means nothing. Known: ${known.join(', ')}.`)
  }
  return file
}

const WORDS: Readonly<Record<'laptop' | 'machine' | 'measured' | 'expected' | 'after', readonly string[]>> = {
  laptop: ['what', 'like', 'machine', 'measured', 'zone', 'expected', 'after'],
  machine: ['wall', 'isRoot', 'files', 'folders', 'links', 'programs', 'units', 'registry', 'commands'],
  measured: ['unknown', 'offset', 'uncertainty', 'by', 'configured'],
  expected: ['findings', 'says', 'plan', 'impossible', 'unreadable'],
  after: ['machine', 'measured', 'outcome', 'explained'],
}

function systemOf(name: string): System {
  const system = SYSTEMS.find((each) => name.startsWith(`${each}/`))
  if (system === undefined) throw new Error(`${name} is in no folder of a system.`)
  return system
}

/** The machine with differences laid over it: file by file, unit by unit, key by key; null takes away. */
export function merged(machine: MachineData, differences: MachineData = {}): MachineData {
  const lay = (under: object = {}, over: object = {}): object => ({ ...under, ...over })
  const maps = ['files', 'folders', 'links', 'units', 'registry', 'commands'] as const
  const both = Object.fromEntries(maps.map((name) => [name, lay(machine[name], differences[name])]))
  return { ...machine, ...differences, ...both }
}
