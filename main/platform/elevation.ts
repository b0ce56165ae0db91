import type { Step } from '../core/remedy.ts'
import { say } from '../core/words/say.ts'
import { findLinuxHelper, helperNotForYou } from './elevation-linux-helper.ts'
import type { Elevation, Helper, StepProgress } from './elevation-types.ts'
import { noAnswer, noWay, PATIENCE_WITH_USER, reason, refused } from './elevation-words.ts'
import type { Machine, RunOutcome } from './machine.ts'
import { appleScript, clockNotSetSince, encodedCommand, isPlain, posixScript, POWERSHELL_FAILED, powershellScript, readScriptOutput, wasHeldBack } from './script.ts'
import { notReached, runSteps } from './steps.ts'
import { windowsTools } from './windows/commands.ts'

const APP_NAME = 'Clock Medic'
const heldBack = (): RunOutcome => ({
  kind: 'overtaken', words: say('The clock was set by something else while the permission was asked for, so nothing was changed. Check it again.'),
})

/** Where the user can be asked: in a terminal, by a dialog of the desktop, or not at all. */
export type Asking = 'terminal' | 'desktop' | 'nobody'

/**
 * The road to the rights that this machine offers, in this order: the rights are there already; the helper that IT
 * installed, without a question; one prompt, by the helper's own dialog where it has one. Asks nobody until it is run.
 */
export async function chooseElevation(machine: Machine, asking: Asking, os: NodeJS.Platform = process.platform): Promise<Elevation> {
  if (machine.isRoot) return { asks: null, run: (steps, onProgress) => ran(runSteps(machine, steps, onProgress)) }
  const prompt = promptOn(machine, asking, os)
  const helper = await findHelper(machine, os)
  // A terminal asks by itself, where the dialog of the helper may appear on a screen that nobody looks at.
  return helper === null || (!helper.isFree && asking === 'terminal') ? prompt : throughHelper(helper, prompt, asking)
}

async function findHelper(machine: Machine, os: NodeJS.Platform): Promise<Helper | null> {
  switch (os) {
    case 'darwin': return (await import('./elevation-macos-helper.ts')).findMacosHelper(machine)
    case 'win32': return (await import('./elevation-windows-task.ts')).findWindowsTask(machine)
    default: return findLinuxHelper(machine)
  }
}

function throughHelper(helper: Helper, prompt: Elevation, asking: Asking): Elevation {
  return {
    asks: helper.isFree ? null : prompt.asks,
    run: async (steps, onProgress, purpose = 'repair') => {
      const outcome = purpose === 'repair' ? await helper.run(steps, onProgress) : null
      if (outcome !== null) return outcome
      return purpose === 'repair' && asking === 'nobody' ? helperNotForYou() : prompt.run(steps, onProgress, purpose)
    },
  }
}

/** The road on which somebody is asked for a password or a permission. */
function promptOn(machine: Machine, asking: Asking, os: NodeJS.Platform): Elevation {
  if (os === 'darwin' && asking !== 'nobody') return { asks: 'administrator', run: (steps) => runByAppleScript(machine, steps) }
  if (os === 'win32' && asking !== 'nobody') return { asks: 'administrator', run: (steps) => runByPowershell(machine, steps) }
  if (asking === 'desktop') return { asks: 'administrator', run: (steps) => runByPrompt(machine, steps) }
  if (asking === 'terminal') return { asks: 'password', run: (steps, onProgress) => runBySudo(machine, steps, onProgress) }
  return { asks: 'administrator', run: async () => noWay(say('Nobody can be asked for an administrator\'s password here, so nothing was changed.')) }
}

async function ran(results: ReturnType<typeof runSteps>): Promise<RunOutcome> {
  return { kind: 'ran', steps: await results }
}

/** The script that Linux runs with rights; where it steps the clock it first looks whether somebody has set it meanwhile. */
export async function linuxScript(machine: Machine, steps: readonly Step[]): Promise<string> {
  const timeoutProgram = await machine.findProgram('/usr/bin/timeout', '/bin/timeout')
  const copyProgram = await machine.findProgram('/bin/cat', '/usr/bin/cat')
  // A password dialog may be open for minutes: an offset must not be applied to a clock that was set meanwhile.
  const onlyIf = steps.some(({ remedy }) => remedy === 'step-clock') ? clockNotSetSince((await machine.readText('/proc/stat')) ?? '') : undefined
  return posixScript(steps, {
    ...(timeoutProgram === null ? {} : { timeoutProgram }),
    ...(copyProgram === null ? {} : { copyProgram, stopwatch: [copyProgram, '/proc/uptime'] }),
    ...(onlyIf === undefined ? {} : { onlyIf }),
  })
}

/** Linux desktop: sudo-prompt asks through polkit's dialog. It wraps the line in double quotes, hence the check (docs/adr/0002). */
async function runByPrompt(machine: Machine, steps: readonly Step[]): Promise<RunOutcome> {
  if (!isPlain(steps)) return noWay(say('A step of this repair cannot be handed to the system\'s password dialog safely.'))
  // sudo-prompt puts the working folder into a shell line.
  if (!/^[\w@%+=:,./ -]+$/.test(process.cwd())) process.chdir('/')
  const script = await linuxScript(machine, steps)
  const { exec } = await import('sudo-prompt')
  return new Promise((resolve) => {
    const limit = setTimeout(() => resolve(noAnswer()), PATIENCE_WITH_USER * 1000)
    exec(script, { name: APP_NAME }, (error, stdout) => {
      clearTimeout(limit)
      if (wasHeldBack(String(stdout ?? ''))) return resolve(heldBack())
      const results = readScriptOutput(steps, String(stdout ?? ''))
      if (results.some(({ state }) => state !== 'not-reached')) return resolve({ kind: 'ran', steps: results })
      if (error?.message.startsWith('User did not grant') === true) return resolve(refused())
      resolve(noWay(say('This desktop has no way to ask for an administrator\'s password, so nothing was changed.')))
    })
  })
}

/** A terminal: sudo asks by itself, once, for all steps. */
function runBySudo(machine: Machine, steps: readonly Step[], onProgress: (progress: StepProgress) => void): Promise<RunOutcome> {
  return Promise.all([linuxScript(machine, steps), import('node:child_process')]).then(([script, { spawn }]) => new Promise((resolve) => {
    let output = ''
    let told = 0
    const child = spawn('/usr/bin/sudo', ['-p', `${reason()}\nPassword for %p: `, '--', '/bin/sh', '-c', script], { stdio: ['inherit', 'pipe', 'inherit'], cwd: '/' })
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString('utf8')
      const results = readScriptOutput(steps, output)
      for (; told < results.length && results[told]?.exit !== null; told++) {
        const result = results[told]
        if (result !== undefined) onProgress({ kind: 'step-ended', index: told, result })
      }
    })
    child.on('error', () => resolve(noWay(say('This computer has no sudo to ask for a password, so nothing was changed.'))))
    child.on('close', () => {
      if (wasHeldBack(output)) return resolve(heldBack())
      const results = readScriptOutput(steps, output)
      resolve(results.some(({ state }) => state !== 'not-reached') ? { kind: 'ran', steps: results } : refused())
    })
  }))
}

/** macOS: the system's own dialog. -128 is the user's "Cancel" in every language (docs/adr/0002). */
async function runByAppleScript(machine: Machine, steps: readonly Step[]): Promise<RunOutcome> {
  const { stdout, stderr, timedOut } = await machine.run(['/usr/bin/osascript', '-e', appleScript(posixScript(steps), reason())], { timeoutSeconds: PATIENCE_WITH_USER })
  const results = readScriptOutput(steps, new TextDecoder().decode(stdout))
  if (results.some(({ state }) => state !== 'not-reached')) return { kind: 'ran', steps: results }
  const said = new TextDecoder('latin1').decode(stderr)
  if (timedOut) return noAnswer()
  if (/\(-(128|60007)\)/.test(said)) return refused()
  return noWay(say('macOS could not ask for an administrator\'s password, so nothing was changed.'))
}

const CANCELLED = 223
const NOT_ASKED = 224

/** Windows: one UAC prompt for a constant script; no file is written that somebody else could swap. */
async function runByPowershell(machine: Machine, steps: readonly Step[]): Promise<RunOutcome> {
  const { powershell } = windowsTools(process.env['SystemRoot'])
  const inner = encodedCommand(powershellScript(steps))
  // 1223 is ERROR_CANCELLED; its text is translated, the number is not.
  const outer = `$ErrorActionPreference='Stop'
try { $p = Start-Process -FilePath '${powershell}' -Verb RunAs -WindowStyle Hidden -Wait -PassThru -ArgumentList '-NoProfile','-NonInteractive','-EncodedCommand','${inner}' }
catch { $e = $_.Exception; while ($e) { if ($e.NativeErrorCode -eq 1223) { exit ${CANCELLED} }; $e = $e.InnerException }; exit ${NOT_ASKED} }
exit $p.ExitCode`
  const { exit, timedOut } = await machine.run([powershell, '-NoProfile', '-NonInteractive', '-EncodedCommand', encodedCommand(outer)], { timeoutSeconds: PATIENCE_WITH_USER })
  if (timedOut) return noAnswer()
  if (exit === CANCELLED) return refused()
  if (exit === null || exit === NOT_ASKED) return noWay(say('Windows could not ask for an administrator\'s permission, so nothing was changed.'))
  return { kind: 'ran', steps: stepsByExit(steps, exit) }
}

function stepsByExit(steps: readonly Step[], exit: number): Extract<RunOutcome, { kind: 'ran' }>['steps'] {
  const failed = exit >= POWERSHELL_FAILED && exit < POWERSHELL_FAILED + steps.length ? exit - POWERSHELL_FAILED : exit === 0 ? steps.length : 0
  return steps.map((step, index) => {
    if (index > failed) return notReached(step)
    const { remedy, title, command } = step
    return { remedy, title, command, state: index === failed ? 'failed' : 'done', exit: null, tookSeconds: 0, said: '' }
  })
}
