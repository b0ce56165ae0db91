import { constants } from 'node:fs'
import { access, readdir, readFile, readlink } from 'node:fs/promises'
import type { Machine } from './machine.ts'
import { runCommand } from './runner.ts'
import { systemClock } from './system-clock.ts'

/** The machine this program runs on. */
export const thisMachine: Machine = {
  clock: systemClock,
  isRoot: process.getuid?.() === 0,
  run: runCommand,
  readText: (path) => readFile(path, 'utf8').catch(() => null),
  list: (folder) => readdir(folder).then((names) => names.toSorted(), () => []),
  findProgram: async (...paths) => {
    for (const path of paths) {
      if (await access(path, constants.X_OK).then(() => true, () => false)) return path
    }
    return null
  },
  readLink: (path) => readlink(path).catch(() => null),
}
