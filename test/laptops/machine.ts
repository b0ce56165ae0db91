import { readFileSync } from 'node:fs'
import type { Command, CommandResult, Machine } from '../../main/platform/machine.ts'
import { load } from '../captures/load.ts'
import { scriptedMachine } from '../fakes/scripted-machine.ts'
import { inCodePage } from '../platform/windows/captures.ts'
import { regQuery, type Registry } from './reg-query.ts'
import { systemctlShow, type Units } from './systemctl-show.ts'

/** Text as it is, or line by line. */
type Text = string | readonly string[]

/** What a command does: an own output, a recorded one (a file of test/captures, without its ending), or none. */
export type Reply = 'missing' | 'timed-out' | {
  readonly exit?: number
  readonly stdout?: Text
  readonly stderr?: Text
  readonly recorded?: string
  /** Standard output as base64, where it is no text. */
  readonly bytes?: string
  /** The console's code page, where that is not UTF-8. */
  readonly codePage?: 'cp850' | 'shift_jis' | 'gbk' | 'euc-kr'
}

/** A machine as data. What it does not name is not there; null takes away what the laptop has that it is like. */
export interface MachineData {
  /** The local clock, seconds since 1970. */
  readonly wall?: number
  readonly isRoot?: boolean
  readonly files?: Readonly<Record<string, Text | null>>
  readonly folders?: Readonly<Record<string, readonly string[] | null>>
  readonly links?: Readonly<Record<string, string | null>>
  /** Paths of the programs that can be found. */
  readonly programs?: readonly string[]
  /** Units of systemd. */
  readonly units?: Units
  /** Keys of the Windows registry. */
  readonly registry?: Registry
  /**
   * Each command by its program's name and words that occur in it; of several that fit the longest counts.
   * It comes before `units` and `registry`.
   */
  readonly commands?: Readonly<Record<string, Reply | null>>
}

/** The machine that the data describes. Nothing on it can be changed. */
export function machineFrom(data: MachineData): Machine {
  const { programs = [], wall, isRoot } = data
  const machine = scriptedMachine({
    files: mapped(data.files, textOf), folders: mapped(data.folders, (names) => names), links: mapped(data.links, (link) => link), programs,
    ...(wall === undefined ? {} : { wall }), ...(isRoot === undefined ? {} : { isRoot }),
  })
  return { ...machine, run: async (command) => answer(data, command) }
}

const textOf = (text: Text): string => typeof text === 'string' ? text : text.map((line) => `${line}\n`).join('')

const mapped = <T, R>(map: Readonly<Record<string, T | null>> | undefined, as: (value: T) => R): Record<string, R> =>
  Object.fromEntries(Object.entries(map ?? {}).flatMap(([key, value]) => value === null ? [] : [[key, as(value)]]))

function answer({ commands = {}, units, registry }: MachineData, command: Command): CommandResult {
  const reply = commands[bestKey(commands, command) ?? '']
  if (reply !== undefined && reply !== null) return resultOf(reply)
  const rendered = rendering(command, units, registry)
  return rendered === null ? resultOf('missing') : resultOf(rendered)
}

/** Of the commands described, the one that fits this command line most closely. */
function bestKey(commands: Readonly<Record<string, Reply | null>>, [file, ...args]: Command): string | undefined {
  const program = nameOf(file)
  const fits = (key: string): boolean => {
    const [name, ...words] = key.split(' ')
    return name === program && words.every((word) => args.some((arg) => arg.includes(word)))
  }
  return Object.keys(commands).filter((key) => commands[key] !== null && fits(key)).toSorted((a, b) => b.length - a.length)[0]
}

const nameOf = (file: string): string => file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1).replace(/\.exe$/, '')

function rendering([file, ...args]: Command, units: Units | undefined, registry: Registry | undefined): Exclude<Reply, string> | null {
  switch (nameOf(file)) {
    case 'systemctl': return units === undefined || args[0] !== 'show' ? null : systemctlShow(units, args)
    case 'reg': return registry === undefined ? null : regQuery(registry, args)
    default: return null
  }
}

function resultOf(reply: Reply): CommandResult {
  const nothing = { exit: null, missing: false, timedOut: false, stdout: utf8(''), stderr: utf8(''), tookSeconds: 0.01 }
  if (reply === 'missing') return { ...nothing, missing: true }
  if (reply === 'timed-out') return { ...nothing, timedOut: true }
  const recorded = reply.recorded === undefined ? {} : recordedOf(reply.recorded)
  const { exit = 0, stdout = '', stderr = '', bytes, codePage } = { ...recorded, ...reply }
  return { ...nothing, exit, stdout: bytes === undefined ? encoded(textOf(stdout), codePage) : Buffer.from(bytes, 'base64'), stderr: encoded(textOf(stderr), codePage) }
}

/** Recordings of Linux name their command and exit code in their first line; the others are the bare output. */
const recordedOf = (name: string): { readonly exit?: number; readonly stdout: string; readonly stderr?: string } =>
  name.startsWith('linux') ? load(name) : { stdout: readFileSync(new URL(`../captures/${name}.txt`, import.meta.url), 'utf8') }

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)

/** The letters of the recordings that code page 850 holds in another place than Latin-1. */
const CP850: Readonly<Record<string, number>> = { 'ü': 0x81, 'é': 0x82, 'ä': 0x84, 'à': 0x85, 'è': 0x8a, 'ö': 0x94 }

function inCp850(letter: string): number {
  const byte = letter < '\x80' ? letter.charCodeAt(0) : CP850[letter]
  if (byte === undefined) throw new Error(`${letter} is not in the table of code page 850.`)
  return byte
}

function encoded(text: string, codePage?: Exclude<Reply, string>['codePage']): Uint8Array {
  switch (codePage) {
    case undefined: return utf8(text)
    case 'cp850': return Uint8Array.from([...text].map(inCp850))
    default: return inCodePage(text, codePage)
  }
}
