import type { CommandResult, Machine } from '../../main/platform/machine.ts'
import type { Capture } from '../captures/load.ts'

/** What a scripted command does; a recorded one can be given as it is. */
export type Reply =
  | Pick<Capture, 'exit' | 'stdout' | 'stderr'>
  | { readonly exit?: number; readonly stdout?: string | Uint8Array; readonly stderr?: string | Uint8Array }
  | 'missing'
  | 'timed-out'

export interface Script {
  /** Each command, its words joined by one space, with its reply. Every one must be run, and exactly once. */
  readonly commands?: readonly (readonly [command: string, reply: Reply])[]
  /** Files by path; the folders they lie in exist because of them. */
  readonly files?: Readonly<Record<string, string>>
  /** Folders by path with the names in them. */
  readonly folders?: Readonly<Record<string, readonly string[]>>
  readonly links?: Readonly<Record<string, string>>
  /** Paths of the programs that exist. */
  readonly programs?: readonly string[]
  /** The local clock, seconds since 1970. */
  readonly wall?: number
  readonly isRoot?: boolean
}

export interface ScriptedMachine extends Machine {
  /** Throws when a scripted command was never run. */
  finish(): void
}

const bytes = (value: string | Uint8Array | undefined): Uint8Array =>
  value instanceof Uint8Array ? value : new TextEncoder().encode(value ?? '')

const resultOf = (reply: Reply): CommandResult => {
  const ended = { missing: false, timedOut: false, stdout: bytes(''), stderr: bytes(''), tookSeconds: 0.01 }
  if (reply === 'missing') return { ...ended, exit: null, missing: true }
  if (reply === 'timed-out') return { ...ended, exit: null, timedOut: true }
  return { ...ended, exit: reply.exit ?? 0, stdout: bytes(reply.stdout), stderr: bytes(reply.stderr) }
}

/** A machine that knows exactly what the script says; anything else a test makes it do is an error. */
export const scriptedMachine = (script: Script): ScriptedMachine => {
  const left = [...(script.commands ?? [])]
  const namesIn = (folder: string): readonly string[] => {
    const prefix = folder.endsWith('/') ? folder : `${folder}/`
    const derived = [...Object.keys(script.files ?? {}), ...Object.keys(script.folders ?? {})]
      .filter((path) => path.startsWith(prefix)).map((path) => path.slice(prefix.length).split('/')[0] ?? '')
    return [...new Set([...(script.folders?.[folder] ?? []), ...derived])].toSorted()
  }
  return {
    clock: { wall: () => script.wall ?? 1_795_355_881.4, monotonic: () => 1000 },
    isRoot: script.isRoot ?? false,
    run: async (command) => {
      const line = command.join(' ')
      const index = left.findIndex(([scripted]) => scripted === line)
      const [found] = index < 0 ? [] : left.splice(index, 1)
      if (found === undefined) throw new Error(`The script does not expect the command: ${line}`)
      return resultOf(found[1])
    },
    readText: async (path) => script.files?.[path] ?? null,
    list: async (folder) => namesIn(folder),
    findProgram: async (...paths) => paths.find((path) => script.programs?.includes(path)) ?? null,
    readLink: async (path) => script.links?.[path] ?? null,
    finish: () => {
      if (left.length > 0) throw new Error(`Never run: ${left.map(([command]) => command).join('; ')}`)
    },
  }
}
