import type { Step } from '../core/remedy.ts'
import { say } from '../core/words/say.ts'
import { answerReader, indexAmong, outcomeOf, type HelperLine } from './elevation-answer.ts'
import { requestFor, requestWords } from './elevation-request.ts'
import type { Helper, StepProgress } from './elevation-types.ts'
import { noAnswer, noWay, PATIENCE_WITH_USER, refused } from './elevation-words.ts'
import { parseProcStat } from './linux/proc-stat.ts'
import type { Command, Machine, RunOutcome } from './machine.ts'

/** Where IT's script puts the helper; polkit knows it by this very path. */
export const LINUX_HELPER = '/usr/libexec/clock-medic/clock-medic-helper'
export const HELPER_ACTION = 'org.clockmedic.helper.repair'
/** Each folder on the way to it, since who can write one of them can put another program in its place. */
const WAY = ['/', '/usr', '/usr/libexec', '/usr/libexec/clock-medic']
const PKEXEC = '/usr/bin/pkexec'
const PKCHECK = '/usr/bin/pkcheck'
const STAT = ['/usr/bin/stat', '/bin/stat'] as const
/** pkcheck(1): authorized. */
const AUTHORIZED = 0
/** pkexec(1): the dialog was dismissed; not authorized, or it could not even ask. */
const DISMISSED = 126
const NOT_AUTHORIZED = 127

/** The helper of IT, where it is installed and nobody but root can change it; else null. Asks nobody. */
export async function findLinuxHelper(machine: Machine): Promise<Helper | null> {
  if (await machine.findProgram(LINUX_HELPER) === null || await machine.findProgram(PKEXEC) === null || !await isRootsOwn(machine)) return null
  const isFree = await needsNobody(machine)
  return { isFree, run: (steps, onProgress) => runThroughHelper([PKEXEC, '--disable-internal-agent', LINUX_HELPER], steps, onProgress) }
}

/** Whether only root can write the helper and every folder above it. pkexec does not look. */
async function isRootsOwn(machine: Machine): Promise<boolean> {
  const stat = await machine.findProgram(...STAT)
  if (stat === null) return false
  const { stdout } = await machine.run([stat, '-c', '%u %a %F', ...WAY, LINUX_HELPER])
  const lines = new TextDecoder().decode(stdout).trimEnd().split('\n')
  const kinds = [...WAY.map(() => 'directory'), 'regular file']
  return lines.length === kinds.length && lines.every((line, index) => new RegExp(`^0 [0-7]?[0-7][0145][0145] ${kinds[index]}$`).test(line))
}

/** What polkit would say to this process now. The start time keeps another process with the same number from being meant. */
async function needsNobody(machine: Machine): Promise<boolean> {
  const self = parseProcStat((await machine.readText('/proc/self/stat')) ?? '')
  const uid = /^Uid:\t(\d+)/m.exec((await machine.readText('/proc/self/status')) ?? '')?.[1]
  if (self === null || uid === undefined) return false
  return (await machine.run([PKCHECK, '--action-id', HELPER_ACTION, '--process', `${self.pid},${self.startTime},${uid}`])).exit === AUTHORIZED
}

/**
 * Runs the helper and reads what it says. Null where it never spoke and nothing was refused: then nothing was changed.
 * @param program the command that takes the helper's arguments
 */
export async function runThroughHelper([path, ...before]: Command, steps: readonly Step[], onProgress: (progress: StepProgress) => void): Promise<RunOutcome | null> {
  const request = requestFor(steps)
  if (request === null) return null
  const { spawn } = await import('node:child_process')
  const environment: NodeJS.ProcessEnv = { ...process.env, LC_ALL: 'C' }
  // pkexec refuses to work under a shell that is not in /etc/shells.
  delete environment['SHELL']
  return new Promise((resolve) => {
    const reader = answerReader()
    const tell = teller(steps, onProgress)
    const child = spawn(path, [...before, ...requestWords(request)], { stdio: ['ignore', 'pipe', 'pipe'], cwd: '/', env: environment })
    const limit = setTimeout(() => {
      child.stdout.destroy()
      resolve(noAnswer())
    }, PATIENCE_WITH_USER * 1000)
    let rest = ''
    let said = ''
    child.stdout.on('data', (chunk: Buffer) => {
      const lines = `${rest}${chunk.toString('utf8')}`.split('\n')
      // An endless line is kept no longer than any line that is understood.
      rest = (lines.pop() ?? '').slice(0, 16_384)
      for (const line of lines) tell(reader.take(line))
    })
    child.stderr.on('data', (chunk: Buffer) => { said = `${said}${chunk.toString('latin1')}`.slice(0, 4096) })
    const finish = (exit: number | null): void => {
      clearTimeout(limit)
      const answer = reader.answer()
      if (answer.marked) resolve(outcomeOf(steps, answer))
      else if (exit === DISMISSED || (exit === NOT_AUTHORIZED && said.includes('Not authorized'))) resolve(refused())
      else resolve(null)
    }
    child.on('error', () => finish(null))
    child.on('close', finish)
  })
}

/** Tells the progress of the helper's own steps as that of the steps that were asked for, where they are the same ones. */
function teller(asked: readonly Step[], onProgress: (progress: StepProgress) => void): (line: HelperLine | null) => void {
  let indexes: readonly number[] = []
  return (line) => {
    if (line?.kind === 'plan') indexes = line.steps.map((step) => indexAmong(asked, step))
    if (line?.kind !== 'began' && line?.kind !== 'ended') return
    const index = indexes[line.index] ?? -1
    const step = asked[index]
    if (step === undefined) return
    onProgress(line.kind === 'began' ? { kind: 'step-started', index } : { kind: 'step-ended', index, result: { ...line.result, title: step.title } })
  }
}

/** The words where the helper is there and this session may not use it without a dialog that nobody shows. */
export const helperNotForYou = (): RunOutcome =>
  noWay(say('The helper of your IT department does not work in this session, and nobody can be asked for a password here, so nothing was changed.'))
