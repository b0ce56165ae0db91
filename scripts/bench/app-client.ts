import { spawn } from 'node:child_process'
import path from 'node:path'
import { createInterface } from 'node:readline'
import type { Measured } from './app.ts'
import { HANGS_AFTER } from './run.ts'

export interface App {
  /** Lets the running app measure once, for example "quick" or "fine 2.2"; null where it hangs. */
  readonly measure: (way: string) => Promise<Measured | null>
  readonly close: () => void
}

/** Starts the app's code in a process of its own and waits until it is warm. Throws a sentence where it ends before. */
export async function openApp(): Promise<App> {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, 'app-process.ts')], { stdio: ['pipe', 'pipe', 'inherit'] })
  const waiting = new Map<number, (measured: Measured) => void>()
  let asked = 0
  await new Promise<void>((warm, reject) => {
    child.once('exit', (code) => reject(new Error(`The app's process ended by itself (${code}).`)))
    createInterface({ input: child.stdout }).on('line', (line) => {
      const { id, ...measured } = JSON.parse(line) as Measured & { readonly id?: number }
      if (id === undefined) warm()
      else waiting.get(id)?.(measured)
    })
  })
  return {
    measure: (way) => new Promise((resolve) => {
      const id = ++asked
      const timer = setTimeout(() => resolve(null), HANGS_AFTER)
      waiting.set(id, (measured) => {
        clearTimeout(timer)
        resolve(measured)
      })
      child.stdin.write(`${id} ${way}\n`)
    }),
    close: () => child.kill(),
  }
}
