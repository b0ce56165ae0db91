import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { TrayHost } from '../../test/e2e/tray-host.ts'
import { memoryOf } from './processes.ts'
import type { Screen } from './screen.ts'

/** An app to be measured. */
export interface Candidate {
  readonly name: 'bare' | 'clock-medic'
  readonly folder: string
  readonly args: readonly string[]
  readonly environment: Readonly<Record<string, string>>
}

/** One life of an app; times in seconds, memory in bytes. */
export interface Life {
  readonly startToTray: number
  readonly memoryInTray: number
  readonly openToPainted: number
  readonly memoryWithWindow: number
  readonly memoryAfterWindow: number
}

/** Seconds after which an app that has started, opened or closed is at rest. */
const REST = 5
const WATCH = 4

/** Starts an app and waits for its icon in the tray. */
export async function start(electron: string, { folder, args, environment }: Candidate, host: TrayHost) {
  const began = performance.now()
  const child = spawn(electron, ['--no-sandbox', '-r', path.join(import.meta.dirname, 'close-windows.cjs'), folder, ...args], { env: { ...process.env, ...environment }, stdio: 'ignore' })
  const item = await host.item()
  return { child, item, startToTray: (performance.now() - began) / 1000 }
}

/** Starts an app, opens its window from the tray, closes it again and ends the app. */
export async function live(electron: string, candidate: Candidate, host: TrayHost, screen: Screen): Promise<Life> {
  const { child, item, startToTray } = await start(electron, candidate, host)
  const pid = child.pid ?? 0
  try {
    await wait(REST * 1000)
    const memoryInTray = memoryOf(pid)
    const openToPainted = await screen.painted(item.activate, WATCH)
    if (openToPainted === null) throw new Error(`The window of ${candidate.name} did not show.`)
    await wait(1000)
    const memoryWithWindow = memoryOf(pid)
    process.kill(pid, 'SIGUSR2')
    await wait(REST * 1000)
    return { startToTray, memoryInTray, openToPainted, memoryWithWindow, memoryAfterWindow: memoryOf(pid) }
  } finally {
    await end(child)
  }
}

/** Ends an app and waits until it is gone. */
export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGTERM')
  await gone
}
