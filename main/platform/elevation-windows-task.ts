import type { Remedy, Step } from '../core/remedy.ts'
import type { Helper } from './elevation-types.ts'
import { noAnswer } from './elevation-words.ts'
import type { Machine, RunOutcome } from './machine.ts'
import { encodedCommand } from './script.ts'
import { notReached } from './steps.ts'
import { windowsTools } from './windows/commands.ts'

/** The copy of the task that IT's script leaves where every user can read it: to ask the scheduler itself takes far longer. */
const INSTALLED = 'C:\\Program Files\\Clock Medic Helper\\repair-task.xml'
/** What the task does, always all of it: it takes no request. */
const IN_TASK: ReadonlySet<Remedy> = new Set(['enable-automatic-time', 'start-service', 'resync'])
/** Without an administrator's change Windows Time corrects no more than this in a workgroup, in seconds (MaxPosPhaseCorrection). */
const MOST_CORRECTED = 54_000
/** Seconds; the task ends itself sooner. */
const PATIENCE = 150
const NOT_STARTED = 224
const STILL_RUNNING = 225

/** The scheduled task of IT, where it is installed; else null. */
export async function findWindowsTask(machine: Machine): Promise<Helper | null> {
  if (await machine.readText(INSTALLED) === null) return null
  return { isFree: true, run: (steps) => runTask(machine, steps) }
}

/** Starts the task by the scheduler's own interface, whose states are numbers: what schtasks prints is translated. */
const SCRIPT = `$ErrorActionPreference='Stop'
try { $s = New-Object -ComObject Schedule.Service; $s.Connect(); $t = $s.GetFolder('\\Clock Medic').GetTask('Repair'); $null = $t.Run($null) } catch { exit ${NOT_STARTED} }
for ($i = 0; $i -lt 480; $i++) { Start-Sleep -Milliseconds 250; if ($t.State -ne 4 -and $t.State -ne 2) { exit 0 } }
exit ${STILL_RUNNING}`

/** Runs the task where it can mend what the steps would; null where it cannot or could not be started. */
async function runTask(machine: Machine, steps: readonly Step[]): Promise<RunOutcome | null> {
  if (!steps.some(({ remedy }) => IN_TASK.has(remedy)) || !steps.every(isCovered)) return null
  const { powershell } = windowsTools(process.env['SystemRoot'])
  const { exit, timedOut } = await machine.run([powershell, '-NoProfile', '-NonInteractive', '-EncodedCommand', encodedCommand(SCRIPT)], { timeoutSeconds: PATIENCE })
  if (timedOut || exit === STILL_RUNNING) return noAnswer()
  if (exit !== 0) return null
  const results = steps.map((step) => (IN_TASK.has(step.remedy) ? { ...notReached(step), state: 'done' as const } : notReached(step)))
  return { kind: 'ran', steps: results }
}

/** A resync sets the clock too, unless it is further off than Windows Time corrects. */
function isCovered({ remedy, command }: Step): boolean {
  if (remedy !== 'step-clock') return IN_TASK.has(remedy)
  const seconds = Number(/FromSeconds\((-?\d+(?:\.\d+)?)\)/.exec(command.join(' '))?.[1])
  return Math.abs(seconds) < MOST_CORRECTED
}
