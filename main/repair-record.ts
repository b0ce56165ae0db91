import { closeSync, constants, existsSync, fstatSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Checkup } from './core/checkup.ts'
import type { HalfDone } from './core/clock-state.ts'
import { beginRecord, halfDoneOf, readRecord, recordText, withResult, type Moment, type RepairRecord } from './core/repair-record.ts'
import type { Verdict } from './core/verdict.ts'
import { say } from './core/words/say.ts'
import type { Machine, StepResult } from './platform/machine.ts'
import { stateFolder } from './sources/manners-store.ts'

const FILE = 'last-repair.json'
/** Many times what a long repair needs; a larger file is not ours. */
const MOST_BYTES = 200_000
/** Of so many files that were kept aside none is written over. */
const MOST_ASIDE = 1000
/** Changes with every start of a Linux machine (random(4)). */
const BOOT_ID = '/proc/sys/kernel/random/boot_id'

/** A record that is there but cannot be used, and why. */
export interface Unreadable {
  readonly wrong: string
}

/** Where the last repair of a machine is kept. None of its calls throws. */
export interface LastRepair {
  /** Null where there is none. */
  readonly read: () => RepairRecord | Unreadable | null
  /** Replaces it as a whole; what cannot be read is kept beside it. */
  readonly write: (record: RepairRecord) => void
  readonly clear: () => void
  /** Now, in the life of this machine; what was measured tells true time. */
  readonly moment: (verdict: Verdict) => Promise<Moment>
}

/**
 * The last repair of a machine, kept in a folder of its user. Written at once and not in the background: what a step did
 * has to be on record before the next one begins. Where the folder cannot be written, this program alone knows of it.
 */
export function openLastRepair({ clock, readText }: Pick<Machine, 'clock' | 'readText'>, folder: string = stateFolder()): LastRepair {
  const file = path.join(folder, FILE)
  let unsaved: { readonly record: RepairRecord | null } | null = null
  const change = (record: RepairRecord | null, save: () => void): void => {
    try {
      if (isWrong(readFile(file))) keepAside(file)
      save()
      unsaved = null
    } catch {
      unsaved = { record }
    }
  }
  return {
    read: () => (unsaved === null ? readFile(file) : unsaved.record),
    write: (record) => change(record, () => replace(folder, file, recordText(record))),
    clear: () => change(null, () => rmSync(file, { force: true })),
    moment: async (verdict) => {
      const boot = (await readText(BOOT_ID))?.trim() ?? ''
      return {
        monotonic: clock.monotonic(),
        ...(verdict.kind === 'known' ? { trueTime: clock.wall() + verdict.offset } : {}),
        ...(/^[\da-f-]{36}$/.test(boot) ? { boot } : {}),
      }
    },
  }
}

/** Tells whether what was read is no record. */
export const isWrong = (read: RepairRecord | Unreadable | null): read is Unreadable => read !== null && 'wrong' in read

/** What an interrupted repair left half done, as far as it is still worth telling. */
export async function halfDoneNow(lastRepair: LastRepair, verdict: Verdict): Promise<HalfDone | null> {
  const record = lastRepair.read()
  return record === null || isWrong(record) ? null : halfDoneOf(record, await lastRepair.moment(verdict))
}

/** Notes of a repair under way. */
export interface Journal {
  /** It is known what became of a step. */
  readonly took: (result: StepResult) => void
  /** Nothing was run, so the repair before is the last one again. */
  readonly nothingRan: () => void
  /** A measurement has proven it: nothing is half done. */
  readonly proven: () => void
}

const NO_JOURNAL: Journal = { took: () => {}, nothingRan: () => {}, proven: () => {} }

/** Begins to note a repair down, before anything is asked or run; without a place to keep it nothing is noted. */
export async function beginJournal(lastRepair: LastRepair | undefined, { state, verdict, plan }: Checkup): Promise<Journal> {
  if (lastRepair === undefined) return NO_JOURNAL
  const before = lastRepair.read()
  const earlier = before === null || isWrong(before) ? null : before
  let record = beginRecord(state.os, plan.steps, await lastRepair.moment(verdict), earlier)
  const note = (next: RepairRecord): void => lastRepair.write(record = next)
  note(record)
  return {
    took: (result) => note(withResult(record, result)),
    nothingRan: () => (earlier === null ? lastRepair.clear() : lastRepair.write(earlier)),
    proven: () => note({ ...record, ended: true }),
  }
}

/** What cannot be opened although it is there is no record either. */
const closed = (): Unreadable => ({ wrong: say('The record of the last repair cannot be opened, so it is not used.') })

function readFile(file: string): RepairRecord | Unreadable | null {
  // Windows lacks both flags; as part of a sum of bits their absence is 0. A pipe in its place would never end.
  const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants
  try {
    const handle = openSync(file, O_RDONLY | O_NOFOLLOW | O_NONBLOCK)
    try {
      const stats = fstatSync(handle)
      return stats.isFile() && stats.size <= MOST_BYTES ? readRecord(readFileSync(handle, 'utf8')) : closed()
    } finally {
      closeSync(handle)
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    return code === 'ENOENT' || code === 'ENOTDIR' ? null : closed()
  }
}

/** Renames what is there to a name that is free. */
function keepAside(file: string): void {
  for (let number = 1; number <= MOST_ASIDE; number++) {
    const aside = `${file}.kept-${number}`
    if (existsSync(aside)) continue
    renameSync(file, aside)
    return
  }
}

/** Puts a whole new file in its place, so that no reader sees half of it and no link is followed. */
function replace(folder: string, file: string, text: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const draft = `${file}.${process.pid}.${process.hrtime.bigint()}`
  const { O_WRONLY, O_CREAT, O_EXCL, O_NOFOLLOW } = constants
  try {
    const handle = openSync(draft, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0o600)
    try {
      writeFileSync(handle, text)
    } finally {
      closeSync(handle)
    }
    renameSync(draft, file)
  } catch (error) {
    rmSync(draft, { force: true })
    throw error
  }
}
