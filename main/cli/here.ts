import type { Asking } from '../platform/elevation.ts'
import { thisPlatform } from '../platform/platform.ts'
import { thisMachine } from '../platform/this-machine.ts'
import { openLastRepair } from '../repair-record.ts'
import { openMemory } from '../sources/memory.ts'
import { VERSION } from '../version.ts'
import { EXIT } from './exit-codes.ts'
import { runCli, type OpenLaptop, type Terminal } from './cli.ts'

/** Runs the command line on this machine with this process's terminal and gives the exit code, "cannot tell" where its result cannot be written. */
export async function runHere(argv: readonly string[]): Promise<number> {
  // Not a command for people, so `--help` does not name it (docs/helper.md).
  if (argv[0] === 'helper') return (await import('../helper/here.ts')).runHelperHere(argv.slice(1))
  const { stdin, stdout, stderr } = process
  let lost: NodeJS.ErrnoException | undefined
  stdout.on('error', (error) => { lost ??= error })
  const terminal: Terminal = {
    out: (text) => stdout.write(text === '' ? '' : `${text}\n`),
    err: (text) => stderr.write(`${text}\n`),
    confirm: stdin.isTTY && stdout.isTTY ? confirm : null,
    version: VERSION,
    lines: async function* () {
      const { secretLines } = await import('./secret-lines.ts')
      yield* secretLines(stdin, (text) => stderr.write(`${text}\n`))
    },
    stop: () => {
      const stopping = new AbortController()
      const stop = (): void => stopping.abort()
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, stop)
      stdout.on('error', stop)
      return stopping.signal
    },
    policy: async () => (await import('../policy.ts')).thisPolicy(),
    keptSettings: async () => (await import('./kept-settings.ts')).keptSettings(),
    open: (practice) => (practice === undefined ? openThis() : openPractice(practice)),
  }
  const exit = await runCli(argv, terminal)
  // Pipes are written later on some systems, and only then is it known that a disk was full.
  await new Promise<void>((resolve) => { stdout.write('', () => resolve()) })
  // A reader that has seen enough (head) is no trouble.
  if (lost === undefined || lost.code === 'EPIPE') return exit
  terminal.err(`The result could not be written: ${lost.code === 'ENOSPC' ? 'there is no space left' : lost.message}.`)
  return EXIT.unknown
}

async function confirm(question: string): Promise<boolean> {
  const { createInterface } = await import('node:readline/promises')
  const prompt = createInterface({ input: process.stdin, output: process.stdout })
  try {
    return /^\s*y(es)?\s*$/i.test(await prompt.question(question))
  } catch {
    // Ctrl-C and Ctrl-D are answers too.
    process.stdout.write('\n')
    return false
  } finally {
    prompt.close()
  }
}

async function openThis(): Promise<OpenLaptop> {
  const about = async () => (await import('../platform/about.ts')).aboutThisMachine()
  const memory = openMemory(thisMachine.clock)
  const elevation = async () => (await import('../platform/elevation.ts')).chooseElevation(thisMachine, whoCanBeAsked())
  const past = async () => (await import('../report-past.ts')).readPast()
  const privateNames = async () => (await import('../platform/private-names.ts')).privateNamesHere()
  return { machine: thisMachine, platform: await thisPlatform(), elevation, options: { memory, lastRepair: openLastRepair(thisMachine) }, pause, about, past, privateNames, close: memory.close }
}

/** The sandboxed desktop's own dialog is only there with a display; a terminal can ask by itself. */
function whoCanBeAsked(): Asking {
  if (process.stdin.isTTY) return 'terminal'
  const { DISPLAY, WAYLAND_DISPLAY } = process.env
  return process.platform !== 'linux' || DISPLAY !== undefined || WAYLAND_DISPLAY !== undefined ? 'desktop' : 'nobody'
}

const pause = (seconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, seconds * 1000))

async function openPractice(name: string): Promise<OpenLaptop | string> {
  const { openPracticeLaptop } = await import('../practice/open.ts')
  return openPracticeLaptop(name, pause)
}

