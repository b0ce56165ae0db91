import { offeredBy } from '../core/policy/effect.ts'
import { readPolicy } from '../core/policy/read.ts'
import { linux } from '../platform/linux/index.ts'
import { readLinuxPolicy } from '../platform/linux/policy.ts'
import type { Command } from '../platform/machine.ts'
import { thisMachine } from '../platform/this-machine.ts'
import { openManners } from '../sources/manners.ts'
import { LINE_READERS } from '../sources/line-readers.ts'
import { openMemory } from '../sources/memory.ts'
import { namedSources } from '../sources/named-sources.ts'
import { GATE_FOLDER, openGate, processName } from './gate.ts'
import { HELPER_EXIT, runHelper } from './helper.ts'
import { lineWriter } from './line-writer.ts'

/** What a terminal or a user may send to a process of theirs; half a repair may be worse than none. */
const UNHEARD = ['SIGINT', 'SIGHUP', 'SIGTSTP', 'SIGTTOU', 'SIGTTIN', 'SIGQUIT'] as const
const LOGGER = ['/usr/bin/logger', '/bin/logger'] as const

/** The helper as the wrapper of IT starts it: `words` are its arguments. Gives the exit code. */
export async function runHelperHere(words: readonly string[]): Promise<number> {
  if (process.platform !== 'linux') {
    process.stderr.write('The helper of this program works on Linux only.\n')
    return HELPER_EXIT.refused
  }
  for (const signal of UNHEARD) process.on(signal, () => {})
  process.chdir('/')
  const { clock } = thisMachine
  const self = (await processName('self')) ?? String(process.pid)
  const isAlive = async (name: string): Promise<boolean> => (await processName(Number(name.split('-')[0]))) === name
  const caller = callerOf(process.env['PKEXEC_UID'])
  const answer = lineWriter(1)
  const memory = { ...openMemory(clock), manners: () => openManners(clock, GATE_FOLDER) }
  // Read by root itself: what the caller says of it would prove nothing.
  const { policy } = readPolicy(await readLinuxPolicy(), LINE_READERS)
  const only = offeredBy(policy)
  const exit = await runHelper(words, {
    machine: thisMachine, platform: linux, options: { memory, ...namedSources(policy), ...(only === undefined ? {} : { only }) },
    gate: openGate({ folder: GATE_FOLDER, owner: 0, monotonic: clock.monotonic, self, isAlive }),
    say: answer.say,
    log,
    ...(caller === undefined ? {} : { caller }),
  })
  await memory.close()
  await answer.flushed()
  return exit
}

const callerOf = (text: string | undefined): number | undefined => (text !== undefined && /^\d{1,10}$/.test(text) ? Number(text) : undefined)

async function log(sentence: string): Promise<void> {
  const logger = await thisMachine.findProgram(...LOGGER)
  if (logger === null) return
  const command: Command = [logger, '-t', 'clock-medic', '-p', 'authpriv.notice', '--', sentence]
  await thisMachine.run(command)
}
