import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach } from 'vitest'
import { openLastRepair } from '../../main/repair-record.ts'
import type { TestLaptop } from './open-laptop.ts'

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

/** An empty folder for what a program keeps of its user; gone after the test. */
export function stateFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'clock-medic-'))
  folders.push(folder)
  return folder
}

/** The laptop as a program sees it that has just been started and keeps its record in this folder. */
export const startedIn = (folder: string, laptop: TestLaptop): TestLaptop =>
  ({ ...laptop, options: { ...laptop.options, lastRepair: openLastRepair(laptop.machine, folder) } })
