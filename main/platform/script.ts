import type { Step } from '../core/remedy.ts'
import { shellWords } from '../core/words/shell.ts'
import type { StepResult } from './machine.ts'
import { notReached, printable } from './steps.ts'

/** Marks our own lines among what the commands print. */
const MARK = 'CLOCK-MEDIC-STEP'
/** What a shell may be given between single quotes even when the whole script stands between double quotes. */
const PLAIN_WORD = /^[\w@%+=:,./ ()[\]-]+$/
/** Without it a shell dies of the first line that nobody reads any more, between two steps. */
const OUTLIVE_READER = 'trap \'\' PIPE'

export interface ScriptOptions {
  /** Absolute path of coreutils' `timeout`, where there is one. */
  readonly timeoutProgram?: string
  /** A command that prints seconds from any start that is not the clock, to tell how long each step took. */
  readonly stopwatch?: readonly string[]
  /** Absolute path of `cat`, to take in what steps say once nobody else does: date(1) fails, having set the clock, where it cannot print. */
  readonly copyProgram?: string
  /** A command that has to succeed, else nothing is run and `wasHeldBack` says so. */
  readonly onlyIf?: readonly string[]
}

/**
 * Steps as one POSIX shell script, for roads that can only elevate a line of shell. It has no `$`, backtick, backslash
 * or double quote outside of single quotes, so it stays what it is inside double quotes too. After each step it says how
 * that went; an essential step that fails ends it. It always succeeds itself: macOS drops the output of a failing script.
 * Once begun it goes on to the end even when the program that reads it is gone, for half a repair may be worse than none.
 */
export function posixScript(steps: readonly Step[], options: ScriptOptions = {}): string {
  const mark = (index: number, what: string): string => `echo ${MARK} ${index} ${what}`
  const time = options.stopwatch === undefined ? '' : ` && ${shellWords(options.stopwatch)}`
  const lines = steps.map((step, index) => {
    const limit = options.timeoutProgram === undefined ? [] : [options.timeoutProgram, '-k', '2', String(step.timeoutSeconds)]
    const typed = step.input === undefined ? '' : `{ ${step.input.map((line) => `echo ${shellWords([line])}; `).join('')}} | `
    const command = `${typed}${shellWords([...limit, ...step.command])}`
    return `${mark(index, 'began')}${time}; if ${command} 2>&1; then ${mark(index, 'done')}${time}; else ${mark(index, 'failed')}${time}${step.essential ? '; exit 0' : ''}; fi`
  })
  const all = [OUTLIVE_READER, ...lines].join('; ')
  const script = options.copyProgram === undefined ? all : `{ ${all}; } | { ${options.copyProgram}; while read -r _; do :; done; }`
  return options.onlyIf === undefined ? script : `if ${shellWords(options.onlyIf)}; then ${script}; else echo ${MARK} held back; fi`
}

/** Tells whether the script found that its condition no longer held, and so ran nothing. */
export function wasHeldBack(output: string): boolean {
  return output.split(/[\r\n]+/).includes(`${MARK} held back`)
}

/**
 * A command that succeeds while nobody has set the clock: the kernel tells when the machine was started by the clock as
 * it is now (`btime` in proc(5)), and that moment moves when the clock is set. Slewing moves it by a second at most.
 * @param procStat the text of /proc/stat from when the clock was measured
 */
export function clockNotSetSince(procStat: string): readonly string[] | undefined {
  const startedAt = Number(/^btime (\d{1,12})$/m.exec(procStat)?.[1])
  if (Number.isNaN(startedAt)) return undefined
  return ['/bin/grep', '-q', '-x', ...[-1, 0, 1].flatMap((away) => ['-e', `btime ${startedAt + away}`]), '/proc/stat']
}

/** Tells whether a script of these steps means the same between double quotes of another shell, and hands over lines of input as they are. */
export function isPlain(steps: readonly Step[]): boolean {
  // echo(1) takes a line that begins with a dash for its own option.
  return steps.every(({ command, input = [] }) => [...command, ...input].every((word) => PLAIN_WORD.test(word)) && !input.some((line) => line.startsWith('-')))
}

/** Reads what `posixScript` printed. Steps of which nothing was said were not reached. */
export function readScriptOutput(steps: readonly Step[], output: string): readonly StepResult[] {
  // A command whose output ends without a line end has our mark behind its last word.
  const lines = output.split(new RegExp(`\r\n|[\r\n]|(?=${MARK} )`))
  return steps.map((step, index) => {
    const began = lines.indexOf(`${MARK} ${index} began`)
    const end = lines.findIndex((line) => line === `${MARK} ${index} done` || line === `${MARK} ${index} failed`)
    if (began === -1) return notReached(step)
    const between = lines.slice(began + 1, end === -1 ? undefined : end)
    const started = Number.parseFloat(between[0] ?? '')
    const ended = Number.parseFloat(lines[end + 1] ?? '')
    const said = between.find((line) => line.trim() !== '' && !line.startsWith(MARK) && !/^[\d. ]+$/.test(line)) ?? ''
    const done = end !== -1 && lines[end]?.endsWith('done') === true
    return {
      remedy: step.remedy, title: step.title, command: step.command,
      state: done ? 'done' : 'failed', exit: done ? 0 : null,
      tookSeconds: Number.isFinite(ended - started) ? Math.max(0, ended - started) : 0,
      said: done ? '' : printable(said),
    }
  })
}

/**
 * An AppleScript that runs a shell script with administrator rights after macOS' own password dialog. A prompt that is not
 * plain ASCII goes as code points (AppleScript 10.5 release notes), so that no locale can garble it.
 */
export function appleScript(shellScript: string, prompt: string): string {
  const quoted = (text: string): string => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`
  const prompted = /^[\x20-\x7E]*$/.test(prompt) ? quoted(prompt) : `(string id {${Array.from(prompt, (char) => char.codePointAt(0)).join(', ')}})`
  return `do shell script ${quoted(shellScript)} with prompt ${prompted} with administrator privileges without altering line endings`
}

/** PowerShell takes a whole script as base64 of UTF-16, which needs no quoting at all. */
export function encodedCommand(script: string): string {
  return Buffer.from(script, 'utf16le').toString('base64')
}

/** The exit code of `powershellScript` when the essential step of this index failed. */
export const POWERSHELL_FAILED = 100

const psWord = (word: string): string => `'${word.replaceAll(/['\u2018\u2019\u201A\u201B]/g, '$&$&')}'`

/** Steps as a PowerShell script: nothing is printed (an elevated window's output cannot be read), the exit code tells the rest. */
export function powershellScript(steps: readonly Step[]): string {
  const lines = steps.map(({ command: [program = '', ...args], okExits = [0], essential }, index) => {
    const call = `& ${psWord(program)} ${args.map(psWord).join(' ')}`
    // A program that is not there leaves the exit code of the one before it.
    return essential ? `$global:LASTEXITCODE = 1; ${call}; if (@(${okExits.join(',')}) -notcontains $LASTEXITCODE) { exit ${POWERSHELL_FAILED + index} }` : call
  })
  return [...lines, 'exit 0'].join('\n')
}
