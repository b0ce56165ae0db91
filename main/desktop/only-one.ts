import type { App } from 'electron'
import { readlinkSync } from 'node:fs'
import path from 'node:path'

/** Chromium's mark in the app's own folder on Linux and macOS: a link to "computer-process". */
const MARK = 'SingletonLock'

/**
 * Tells whether this is the only one of the program that this user runs; one that runs already is told of this start.
 * In a folder that cannot be written nobody gets Chromium's lock, so there the mark decides: a program that does not start
 * at all would say nothing about the clock either.
 */
export function isOnlyOne(app: Pick<App, 'requestSingleInstanceLock' | 'getPath'>, system: NodeJS.Platform = process.platform): boolean {
  return app.requestSingleInstanceLock() || (system !== 'win32' && !isMarkedByOther(path.join(app.getPath('userData'), MARK)))
}

function isMarkedByOther(mark: string): boolean {
  try {
    const pid = Number(/-(\d+)$/.exec(readlinkSync(mark))?.[1])
    return Number.isSafeInteger(pid) && pid > 0 && isRunning(pid)
  } catch {
    return false
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
