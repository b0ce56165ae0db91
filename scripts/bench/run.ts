import { spawn } from 'node:child_process'

/** Longer than any of the programs needs, in milliseconds. */
export const HANGS_AFTER = 60_000

export interface Ran {
  /** Start to exit, in seconds. */
  readonly seconds: number
  readonly stdout: string
  readonly stderr: string
}

/** Runs a program to its end and takes its time; null where it cannot be started or hangs. */
export function timed([program = '', ...args]: readonly string[], env: NodeJS.ProcessEnv): Promise<Ran | null> {
  return new Promise((resolve) => {
    const start = process.hrtime.bigint()
    // A group of its own, since a script's child would outlive it.
    const child = spawn(program, args, { env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
    const output = { stdout: '', stderr: '' }
    child.stdout.on('data', (data) => { output.stdout += data })
    child.stderr.on('data', (data) => { output.stderr += data })
    let seconds = 0
    let hung = false
    const timer = setTimeout(() => {
      hung = true
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL')
    }, HANGS_AFTER)
    child.on('error', () => {
      clearTimeout(timer)
      resolve(null)
    })
    child.on('exit', () => { seconds = Number(process.hrtime.bigint() - start) / 1e9 })
    child.on('close', () => {
      clearTimeout(timer)
      resolve(hung ? null : { seconds, ...output })
    })
  })
}
