import type { spawn } from 'node:child_process'
import type { Command, CommandResult, RunOptions } from './machine.ts'

const DEFAULT_TIMEOUT = 10
/** No tool that is asked here says more; a runaway one must not fill the memory. */
const MOST_OUTPUT = 1_000_000
/** After the polite signal a hanging process gets this long. */
const KILL_AFTER = 0.5
/** What a command said just before its end is in by then. */
const DRAIN = 0.2

/**
 * Runs one command by absolute path with an argument list: no shell, no terminal, English output, a hard time limit
 * that also ends the children. Never rejects. Output comes as raw bytes.
 */
export function runCommand(command: Command, options: RunOptions = {}): Promise<CommandResult> {
  const [path] = command
  if (!/^(\/|[A-Za-z]:\\)/.test(path)) throw new Error(`"${path}" is not an absolute path.`)
  // Loaded with the first command: at the top of the file it would hold up the questions of every check.
  return import('node:child_process').then(({ spawn }) => runBy(spawn, command, options))
}

function runBy(begin: typeof spawn, [path, ...args]: Command, options: RunOptions): Promise<CommandResult> {
  const start = process.hrtime.bigint()
  const ownGroup = process.platform !== 'win32'
  return new Promise((resolve) => {
    const stdout: Buffer[] = []
    const stderr: Buffer[] = []
    let timedOut = false
    let missing = false
    let over = false
    const child = begin(path, args, {
      stdio: [options.input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'], windowsHide: true, detached: ownGroup, cwd: ownGroup ? '/' : undefined,
      env: { ...process.env, LC_ALL: 'C', LANGUAGE: 'C', SYSTEMD_PAGER: '', SYSTEMD_COLORS: '0' },
    })
    const finish = (exit: number | null): void => {
      if (over) return
      over = true
      clearTimeout(limit)
      resolve({
        exit, missing, timedOut, stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr),
        tookSeconds: Number(process.hrtime.bigint() - start) / 1e9,
      })
    }
    const end = (signal: NodeJS.Signals): void => {
      try {
        if (ownGroup && child.pid !== undefined) process.kill(-child.pid, signal)
        else child.kill(signal)
      } catch {
        // It ended by itself meanwhile.
      }
    }
    const limit = setTimeout(() => {
      timedOut = true
      end('SIGTERM')
      setTimeout(() => {
        end('SIGKILL')
        // A grandchild may hold the pipes open: what matters is known.
        finish(null)
      }, KILL_AFTER * 1000).unref()
    }, (options.timeoutSeconds ?? DEFAULT_TIMEOUT) * 1000)
    // A program that ends without reading leaves its input undelivered; its exit code tells all there is to tell.
    child.stdin?.on('error', () => {})
    child.stdin?.end(options.input?.map((line) => `${line}\n`).join(''))
    collect(child.stdout, stdout)
    collect(child.stderr, stderr)
    child.on('error', (error: NodeJS.ErrnoException) => {
      missing = error.code === 'ENOENT' || error.code === 'EACCES'
      finish(null)
    })
    child.on('exit', (code) => {
      if (timedOut) return
      // A daemon that the command started may hold the pipes open for ever, and must not be ended with it.
      clearTimeout(limit)
      setTimeout(() => finish(code), DRAIN * 1000)
    })
    child.on('close', (code) => finish(timedOut ? null : code))
  })
}

function collect(stream: NodeJS.ReadableStream | null, into: Buffer[]): void {
  let size = 0
  stream?.on('data', (chunk: Buffer) => {
    if (size < MOST_OUTPUT) into.push(chunk.subarray(0, MOST_OUTPUT - size))
    size += chunk.length
  })
}
