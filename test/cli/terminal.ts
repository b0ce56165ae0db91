import { runCli, type OpenLaptop, type Terminal } from '../../main/cli/cli.ts'
import type { KeptSettings } from '../../main/core/policy/explain.ts'
import type { PolicyReading } from '../../main/core/policy/reading.ts'
import { openPracticeLaptop } from '../../main/practice/open.ts'
import { isScenario, SCENARIOS, type LaptopDescription } from '../../main/practice/index.ts'
import { openLaptop, type TestLaptop } from '../repair/open-laptop.ts'

export interface Said {
  readonly exit: number
  readonly stdout: string
  readonly stderr: string
  /** Questions that were asked. */
  readonly asked: readonly string[]
  /** The laptop that was opened, closed by now; absent where none was. */
  readonly laptop?: TestLaptop
}

export interface Circumstances {
  /** A laptop of the test's own in place of the scenario that `--practice=NAME` names. */
  readonly description?: LaptopDescription
  /** What the user answers; nobody can be asked when absent. */
  readonly answer?: boolean
  /** What standard input holds, line by line; a function tells its line when it comes. */
  readonly lines?: readonly (string | ((laptop: TestLaptop) => string))[]
  /** Hosts of services that may be asked though they are not public. */
  readonly allowed?: Terminal['allowed']
  /** What the organisation has decided. */
  readonly policy?: PolicyReading
  /** The settings that the user keeps with the app. */
  readonly kept?: KeptSettings
  /** Changes the laptop before the command line gets it. */
  readonly prepare?: (laptop: TestLaptop) => Promise<OpenLaptop>
}

/** Runs a command line on a practice laptop with a terminal that only listens. */
export async function cli(argv: readonly string[], { description, answer, lines = [], allowed, policy, kept, prepare = async (laptop): Promise<OpenLaptop> => laptop }: Circumstances = {}): Promise<Said> {
  let stdout = ''
  let stderr = ''
  let closed = 0
  const asked: string[] = []
  const laptops: TestLaptop[] = []
  const exit = await runCli(argv, {
    out: (text) => { stdout += text === '' ? '' : `${text}\n` },
    err: (text) => { stderr += `${text}\n` },
    confirm: answer === undefined ? null : async (question) => asked.push(question) > 0 && answer,
    version: '1.2.3',
    lines: async function* () {
      for (const line of lines) {
        const [laptop] = laptops
        if (typeof line === 'string') yield line
        else if (laptop !== undefined) yield line(laptop)
      }
    },
    ...(allowed === undefined ? {} : { allowed }),
    ...(policy === undefined ? {} : { policy: async () => policy }),
    keptSettings: async () => kept,
    open: async (name) => {
      const scenario = name === undefined || name === '' ? 'slow' : name
      if (!isScenario(scenario)) return openPracticeLaptop(scenario, async () => {})
      const laptop = await openLaptop(description ?? SCENARIOS[scenario].laptop)
      laptops.push(laptop)
      const prepared = await prepare(laptop)
      return { ...prepared, close: async () => { closed++; await prepared.close() } }
    },
  })
  if (closed !== laptops.length) throw new Error('The command line left a laptop open.')
  return { exit, stdout, stderr, asked, ...(laptops[0] === undefined ? {} : { laptop: laptops[0] }) }
}

/** The one JSON document on standard output; throws where anything else stands there. */
export const document = ({ stdout }: Said): Readonly<Record<string, unknown>> => JSON.parse(stdout) as Readonly<Record<string, unknown>>
