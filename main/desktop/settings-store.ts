import { constants, closeSync, fstatSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { changeSetting, readSettings } from '../core/settings/read.ts'
import type { SettingProblem } from '../core/settings/schema.ts'
import { DEFAULTS, type Settings } from '../core/settings/settings.ts'
import { problemWords, refusalWords } from '../core/settings/words.ts'
import { say } from '../core/words/say.ts'
import { LINE_READERS } from '../sources/line-readers.ts'
import { writeWhole } from '../write-whole.ts'

/** Many times what full lists need; a larger file is not ours. */
const MOST_BYTES = 200_000
/** How long a write may be tried again, in seconds: a virus scanner may hold the file for a moment. */
const TRY_FOR = 2

/** Kept without a look at the settings, so that what is said there has not been seen. */
const NOTED_BY_ITSELF: readonly string[] = ['welcomed', 'toldAboutTray']

/** Why the window's last wish was not taken. */
export interface Refusal {
  readonly name: string
  readonly sentence: string
}

/** The user's settings. None of its calls throws or rejects. */
export interface SettingsStore {
  readonly settings: () => Settings
  /** What was wrong with the file, or that a change could not be kept; null where all is well. */
  readonly notice: () => string | null
  /** Null as soon as that setting was changed. */
  readonly refusal: () => Refusal | null
  /** Changes one setting; it holds at once, the promise ends when it is kept. Gives a sentence where it was not taken or not kept. */
  readonly change: (name: string, value: unknown) => Promise<string | null>
  /** Back to what holds for a new user; what is known of the first start stays. */
  readonly reset: () => Promise<void>
  /** Ends when all that was changed so far is written, or cannot be. */
  readonly settled: () => Promise<void>
}

/**
 * Opens the settings in a JSON file. Read at once, since words and timers of the start hang on them. Where something in the
 * file cannot be used, the file as it was is kept beside it as `….broken.json`.
 */
export function openSettings(file: string): SettingsStore {
  const { settings: kept, wrong, raw } = readFile(file)
  let current = kept
  let problems = wrong
  let refused: { readonly name: string; readonly problem: SettingProblem | null } | null = null
  let unkept = false
  let queue = Promise.resolve(true)
  // What cannot be saved from being written over is left as it is until the user changes something.
  if (wrong.length > 0 && keepAside(file, raw)) void keep()

  /** One write at a time, each with the newest settings, so that none is lost and none comes late. */
  async function keep(): Promise<string | null> {
    const write = queue.then(() => writeSettings(file, current))
    queue = write
    unkept = !(await write)
    return unkept ? unkeptWords() : null
  }
  return {
    settings: () => current,
    notice: () => {
      const sentences = [...new Set(problems.map(problemWords)), ...(unkept ? [unkeptWords()] : [])]
      return sentences.length === 0 ? null : sentences.join(' ')
    },
    // Said when it is asked for: the language may have changed since.
    refusal: () => (refused === null ? null : { name: refused.name, sentence: refusalWords(refused.problem) }),
    change: async (name, value) => {
      const changed = changeSetting(current, name, value, LINE_READERS)
      if ('wrong' in changed) {
        refused = { name, problem: changed.wrong }
        return refusalWords(changed.wrong)
      }
      if (refused?.name === name) refused = null
      if (!NOTED_BY_ITSELF.includes(name)) problems = []
      current = changed.settings
      return keep()
    },
    reset: async () => {
      const { welcomed, toldAboutTray } = current
      refused = null
      problems = []
      current = { ...DEFAULTS, welcomed, toldAboutTray }
      await keep()
    },
    settled: async () => { await queue },
  }
}

const unkeptWords = (): string => say('Your settings could not be saved. What you change here holds until Clock Medic is closed.')

interface ReadFile {
  readonly settings: Settings
  readonly wrong: readonly SettingProblem[]
  /** The text of the file, as far as it could be read. */
  readonly raw?: string
}

function readFile(file: string): ReadFile {
  let raw: string | undefined
  try {
    raw = readText(file)
    return { ...readSettings(JSON.parse(raw), LINE_READERS), raw }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR') return { settings: DEFAULTS, wrong: [] }
    return { settings: DEFAULTS, wrong: [{ kind: 'unreadable' }], ...(raw === undefined ? {} : { raw }) }
  }
}

/** The text of a regular file of a size that makes sense; throws for anything else. */
function readText(file: string): string {
  // A pipe in its place would never end. Windows lacks this flag; as part of a sum of bits its absence is 0.
  const handle = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK)
  try {
    const stats = fstatSync(handle)
    if (!stats.isFile() || stats.size > MOST_BYTES) throw new Error('This is no file of settings.')
    return readFileSync(handle, 'utf8')
  } finally {
    closeSync(handle)
  }
}

/** Tells whether it is kept. What could be read is copied, so that the file itself is there at every moment. */
function keepAside(file: string, raw: string | undefined): boolean {
  const aside = path.join(path.dirname(file), `${path.basename(file, '.json')}.broken.json`)
  try {
    if (raw === undefined) renameSync(file, aside)
    else writeFileSync(aside, raw, { mode: 0o600 })
    return true
  } catch {
    return false
  }
}

/** Tells whether they were written, as a whole or not at all. */
async function writeSettings(file: string, settings: Settings): Promise<boolean> {
  try {
    await mkdir(path.dirname(file), { recursive: true })
    await writeWhole(file, `${JSON.stringify(settings, null, 2)}\n`, { mode: 0o600, tryFor: TRY_FOR })
    return true
  } catch {
    return false
  }
}
