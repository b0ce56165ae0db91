import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { shellWords } from '../../main/core/words/shell.ts'
import { appleScript, clockNotSetSince, encodedCommand, isPlain, posixScript, POWERSHELL_FAILED, powershellScript, readScriptOutput, wasHeldBack } from '../../main/platform/script.ts'
import { aStep } from './a-step.ts'

const PRINTF = '/usr/bin/printf'
const TRUE = existsSync('/usr/bin/true') ? '/usr/bin/true' : '/bin/true'
const FALSE = existsSync('/usr/bin/false') ? '/usr/bin/false' : '/bin/false'
const NASTY = ['a b', '  ', '\'', '\'\'; touch pwned; \'', '"', '$(touch pwned)', '`touch pwned`', '; touch pwned', '& touch pwned', '| touch pwned',
  '> pwned', '\ntouch pwned\n', '\\', '\\\'', '!!', '$HOME', '${IFS}', '*', '~', '-n', '', '# not a comment', 'Ä‘’']

let folder = ''
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'clock-medic-')) })
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Runs a script for real, in an empty folder that has to stay empty. */
function sh(...command: readonly string[]): { readonly status: number | null; readonly output: string } {
  const [program = '', ...args] = command
  const { status, stdout } = spawnSync(program, args, { cwd: folder, encoding: 'utf8', env: { PATH: '/usr/bin:/bin' }, timeout: 10_000 })
  expect(readdirSync(folder)).toEqual([])
  return { status, output: stdout }
}

const states = (steps: readonly ReturnType<typeof aStep>[], output: string): readonly string[] => readScriptOutput(steps, output).map(({ state }) => state)

describe.skipIf(process.platform === 'win32')('posixScript, run by a real shell (needs a POSIX system)', () => {
  test('says what became of each step', () => {
    const steps = [aStep([TRUE]), aStep([PRINTF, 'without a line end'])]
    const { status, output } = sh('/bin/sh', '-c', posixScript(steps))
    expect(status).toBe(0)
    expect(readScriptOutput(steps, output)).toEqual(steps.map(({ remedy, title, command }) => ({ remedy, title, command, state: 'done', exit: 0, tookSeconds: 0, said: '' })))
  })

  test('ends at an essential step that fails, and still succeeds itself so that no road drops its output', () => {
    const steps = [aStep([TRUE]), aStep([FALSE]), aStep([TRUE])]
    const { status, output } = sh('/bin/sh', '-c', posixScript(steps))
    expect(status).toBe(0)
    expect(states(steps, output)).toEqual(['done', 'failed', 'not-reached'])
  })

  test('goes on after one that others do not depend on', () => {
    const steps = [aStep([FALSE], { essential: false }), aStep([TRUE])]
    expect(states(steps, sh('/bin/sh', '-c', posixScript(steps)).output)).toEqual(['failed', 'done'])
  })

  test('passes on what a failed command said, on either output', () => {
    const steps = [aStep(['/bin/ls', '/nowhere/at/all'])]
    const [result] = readScriptOutput(steps, sh('/bin/sh', '-c', posixScript(steps)).output)
    expect(result).toMatchObject({ state: 'failed', exit: null, said: expect.stringContaining('/nowhere/at/all') })
  })

  test('hands a command the lines it reads, and counts how the command ended', () => {
    const steps = [aStep(['/bin/cat'], { input: ['[Time]', 'NTP=', 'NTP=a.example 2001:db8::1'] }), aStep([FALSE], { input: ['x'], essential: false }), aStep(['/bin/cat'])]
    const { output } = sh('/bin/sh', '-c', `${posixScript(steps, existsSync('/usr/bin/timeout') ? { timeoutProgram: '/usr/bin/timeout' } : {})} </dev/null`)
    expect(output).toContain('\n[Time]\nNTP=\nNTP=a.example 2001:db8::1\nCLOCK-MEDIC-STEP 0 done\n')
    expect(states(steps, output)).toEqual(['done', 'failed', 'done'])
  })

  test('a command that does not read its lines does not end the script', () => {
    const steps = [aStep([TRUE], { input: Array.from({ length: 2000 }, () => 'x'.repeat(50)) }), aStep([TRUE])]
    expect(states(steps, sh('/bin/sh', '-c', posixScript(steps)).output)).toEqual(['done', 'done'])
  })

  test('a program that is not there has failed', () => {
    const steps = [aStep(['/nowhere/at/all']), aStep([TRUE])]
    expect(states(steps, sh('/bin/sh', '-c', posixScript(steps)).output)).toEqual(['failed', 'not-reached'])
  })

  test('goes on to the end when nobody reads what it says any more', () => {
    const made = join(folder, 'made')
    const script = posixScript([aStep([TRUE]), aStep(['/bin/date']), aStep(['/bin/mkdir', made])], { copyProgram: '/bin/cat' })
    // The reader ends at once; the script begins when it is gone.
    spawnSync('/bin/bash', ['-c', 'mkfifo "$0/pipe"; { read -r _ < "$0/pipe"; /bin/sh -c "$1"; } | { exec 0<&-; echo go > "$0/pipe"; }; wait', folder, script], { timeout: 10_000 })
    expect(existsSync(made)).toBe(true)
  })

  test('says the same, and ends as well at a failure, where its words are taken in by another program', () => {
    const steps = [aStep([PRINTF, 'without a line end']), aStep([FALSE]), aStep([TRUE])]
    const taken = sh('/bin/sh', '-c', posixScript(steps, { copyProgram: '/bin/cat' }))
    expect(taken).toEqual(sh('/bin/sh', '-c', posixScript(steps)))
    expect(states(steps, taken.output)).toEqual(['done', 'failed', 'not-reached'])
  })

  test.each(NASTY)('hands over %j as it is and runs nothing of it', (word) => {
    const step = aStep([PRINTF, '<%s>\\n', word])
    const { output } = sh('/bin/sh', '-c', posixScript([step]))
    expect(output).toBe(`CLOCK-MEDIC-STEP 0 began\n<${word}>\nCLOCK-MEDIC-STEP 0 done\n`)
  })

  test('all of them together', () => {
    expect(sh('/bin/sh', '-c', shellWords([PRINTF, '<%s>', ...NASTY])).output).toBe(NASTY.map((word) => `<${word}>`).join(''))
  })

  const TIMEOUT = '/usr/bin/timeout'
  test.skipIf(!existsSync(TIMEOUT) || !existsSync('/proc/uptime'))('ends a step that hangs, and times each by a clock that is never set (needs timeout and /proc)', () => {
    const steps = [aStep(['/bin/sleep', '60'], { timeoutSeconds: 0.1, essential: false }), aStep([TRUE])]
    const { output } = sh('/bin/sh', '-c', posixScript(steps, { timeoutProgram: TIMEOUT, stopwatch: ['/bin/cat', '/proc/uptime'] }))
    const results = readScriptOutput(steps, output)
    expect(results.map(({ state }) => state)).toEqual(['failed', 'done'])
    expect(results[0]?.tookSeconds).toBeGreaterThan(0)
    expect(results[0]?.tookSeconds).toBeLessThan(5)
    expect(results[0]?.said).toBe('')
  })
})

describe.skipIf(!existsSync('/bin/bash'))('between the double quotes of the password dialog\'s shell line (needs bash)', () => {
  /** The line that sudo-prompt makes of a command: only double quotes are escaped, and two shells read it. */
  const dialog = (script: string): readonly string[] =>
    ['/bin/sh', '-c', `cd "${folder}"; "/usr/bin/env" /bin/bash -c "echo SUDOPROMPT; ${script.replaceAll('"', '\\"')}"`]

  test.each<[string, readonly string[]]>([
    ['plain words', ['a', 'b.service', '--now', '@1795355160', '/var/lib/systemd/timesync/clock']],
    ['words with blanks', ['+47.298 seconds', '-259200.000 seconds', ' ']],
    ['brackets', ['[2001:db8::1]', '(x)', 'a%b=c,d:e+f']],
  ])('%s stay what they are', (_, words) => {
    const steps = [aStep([PRINTF, '(%s)', ...words]), aStep([FALSE], { essential: false }), aStep(['/bin/cat'], { input: words.filter((word) => !word.startsWith('-')) })]
    expect(isPlain(steps)).toBe(true)
    const script = posixScript(steps, { copyProgram: '/bin/cat', ...(existsSync('/usr/bin/timeout') ? { timeoutProgram: '/usr/bin/timeout' } : {}) })
    const [program = '', ...args] = dialog(script)
    const wrapped = sh(program, ...args).output
    expect(wrapped).toBe(`SUDOPROMPT\n${sh('/bin/sh', '-c', script).output}`)
    expect(wrapped).toContain(words.map((word) => `(${word})`).join(''))
    expect(states(steps, wrapped)).toEqual(['done', 'failed', 'done'])
  })

  test('the script has nothing of its own that the outer shell would read', () => {
    const script = posixScript([aStep(['/usr/bin/date', '-u', '-s', '+47.298 seconds'])], { timeoutProgram: '/usr/bin/timeout', stopwatch: ['/bin/cat', '/proc/uptime'], copyProgram: '/bin/cat' })
    expect(script).not.toMatch(/[$`"\\!\n]/)
  })
})

test.each([['a dollar', 'a$b'], ['a command', '$(true)'], ['a backtick', 'a`b'], ['a backslash', 'a\\b'], ['a double quote', 'a"b'], ['a single quote', 'a\'b'],
  ['an exclamation mark', 'a!b'], ['a line end', 'a\nb'], ['a line end at the end', 'a\n'], ['a semicolon', 'a;b'], ['an ampersand', 'a&b'], ['a NUL', 'a\0b'], ['nothing', '']])(
  'a word with %s is not given to the password dialog', (_, word) => {
    expect(isPlain([aStep([TRUE]), aStep([PRINTF, word])])).toBe(false)
    expect(isPlain([aStep([TRUE], { input: ['NTP=a', word] })])).toBe(false)
  })

test('a line of input that the shell\'s echo would take for its option is not given to the password dialog', () => {
  expect(isPlain([aStep([TRUE], { input: ['-n'] })])).toBe(false)
  expect(isPlain([aStep([PRINTF, '-n'])])).toBe(true)
})

describe('readScriptOutput', () => {
  const steps = [aStep(['/bin/a']), aStep(['/bin/b'], { essential: false }), aStep(['/bin/c'])]
  const mark = (index: number, what: string): string => `CLOCK-MEDIC-STEP ${index} ${what}`
  const whole = [
    mark(0, 'began'), '100.50 9.00', 'Created symlink a → b.', mark(0, 'done'), '101.75 9.00',
    mark(1, 'began'), '101.75 9.00', 'Failed to do it.', 'More words.', mark(1, 'failed'), '102.00 9.00',
    mark(2, 'began'), '102.00 9.00', mark(2, 'done'), '102.25 9.00', '',
  ].join('\n')

  test('tells state, duration and the first words of a failure', () => {
    expect(readScriptOutput(steps, whole).map(({ state, tookSeconds, said }) => ({ state, tookSeconds, said }))).toEqual([
      { state: 'done', tookSeconds: 1.25, said: '' }, { state: 'failed', tookSeconds: 0.25, said: 'Failed to do it.' }, { state: 'done', tookSeconds: 0.25, said: '' },
    ])
  })

  test.each([['\r\n'], ['\r']])('with other line ends (%j)', (end) => {
    expect(readScriptOutput(steps, whole.replaceAll('\n', end))).toEqual(readScriptOutput(steps, whole))
  })

  test('cut off anywhere never calls a step done that did not say so', () => {
    for (let length = 0; length < whole.length; length++) {
      const cut = whole.slice(0, length)
      for (const [index, { state, said, tookSeconds }] of readScriptOutput(steps, cut).entries()) {
        expect(cut.includes(mark(index, 'done')) || state !== 'done').toBe(true)
        expect(cut.includes(`${mark(index, 'began')}\n`) && state === 'not-reached').toBe(false)
        expect(said).not.toContain('CLOCK-MEDIC-STEP')
        expect(tookSeconds).toBeGreaterThanOrEqual(0)
      }
    }
  })

  test.each([
    ['nothing', ''], ['another language', 'Zugriff verweigert.\nВход запрещён\n拒绝访问\n'], ['bytes of another code page', 'Fehler: \uFFFD\uFFFD\u0000\u001B[2J\n'],
    ['a mark of nobody\'s step', `${mark(7, 'began')}\n${mark(7, 'done')}\n`], ['a mark without its beginning', `${mark(0, 'done')}\n`],
    ['a mark that goes on', `${mark(0, 'began')}xyz\n`],
  ])('%s means that no step was reached', (_, output) => {
    expect(states(steps, output)).toEqual(['not-reached', 'not-reached', 'not-reached'])
  })

  test('what a failed step said has no control characters and fits a sentence', () => {
    const [result] = readScriptOutput(steps, `${mark(0, 'began')}\n\u001B[31m\u0007${'x'.repeat(1000)}\n${mark(0, 'failed')}\n`)
    expect(result?.said).toBe('x'.repeat(200))
  })

  test('a clock that goes back gives no negative duration', () => {
    expect(readScriptOutput(steps, `${mark(0, 'began')}\n200.00 1\n${mark(0, 'done')}\n100.00 1\n`)[0]?.tookSeconds).toBe(0)
  })
})

describe('appleScript', () => {
  /** Reads AppleScript string literals the way the language does. */
  const literals = (source: string): readonly string[] =>
    [...source.matchAll(/"((?:[^"\\]|\\["\\])*)"/g)].map(([, text = '']) => text.replaceAll(/\\(["\\])/g, '$1'))

  test.each(NASTY)('keeps a script with %j in one literal, and the prompt in another', (word) => {
    const script = posixScript([aStep([PRINTF, word])])
    const source = appleScript(script, 'It\'s "Clock Medic"')
    expect(literals(source)).toEqual([script, 'It\'s "Clock Medic"'])
    expect(source.replaceAll(/"((?:[^"\\]|\\["\\])*)"/g, '…'))
      .toBe('do shell script … with prompt … with administrator privileges without altering line endings')
  })
})

test('a prompt in another script reaches macOS whatever its locale', () => {
  const source = appleScript('true', '時計 "é"')
  const codes = /with prompt \(string id \{([\d, ]+)\}\) with administrator/.exec(source)?.[1] ?? ''
  expect(String.fromCodePoint(...codes.split(', ').map(Number))).toBe('時計 "é"')
  expect(source).toMatch(/^[\x20-\x7E]+$/)
})

describe('powershellScript', () => {
  /** Reads one single-quoted PowerShell literal: any of its five quotes ends it, two in a row stand for the first one. */
  function readLiteral(source: string): { readonly word: string; readonly rest: string } {
    const quotes = '\'\u2018\u2019\u201A\u201B'
    let word = ''
    for (let at = 1; at < source.length; at++) {
      const sign = source.charAt(at)
      if (!quotes.includes(sign)) word += sign
      else if (at + 1 < source.length && quotes.includes(source.charAt(at + 1))) word += source.charAt(at++)
      else return { word, rest: source.slice(at + 1) }
    }
    throw new Error(`An open literal: ${source}`)
  }

  function readCall(source: string): { readonly words: readonly string[]; readonly rest: string } {
    const words: string[] = []
    let rest = source.slice(source.indexOf('& \'') + 2)
    while (rest.startsWith('\'')) {
      const read = readLiteral(rest)
      words.push(read.word)
      rest = read.rest.replace(/^ /, '')
    }
    return { words, rest }
  }

  test.each([...NASTY, '\u2018; exit 0; \u2019', '\u201A\u201B', 'C:\\Program Files\\x.exe', '$env:TEMP', '@(1)'])('keeps %j one literal', (word) => {
    const script = powershellScript([aStep(['C:\\Windows\\System32\\sc.exe', word, 'end'], { essential: false })])
    expect(readCall(script)).toEqual({ words: ['C:\\Windows\\System32\\sc.exe', word, 'end'], rest: '\nexit 0' })
  })

  test('ends with a code that names the essential step that failed', () => {
    const steps = [aStep(['C:\\a.exe', 'x'], { okExits: [0, 1056] }), aStep(['C:\\b.exe'], { essential: false }), aStep(['C:\\c.exe'])]
    const [first = '', second = '', third = '', last] = powershellScript(steps).split('\n')
    expect(readCall(first).rest).toBe(`; if (@(0,1056) -notcontains $LASTEXITCODE) { exit ${POWERSHELL_FAILED} }`)
    expect(readCall(second).rest).toBe('')
    expect(readCall(third).rest).toBe(`; if (@(0) -notcontains $LASTEXITCODE) { exit ${POWERSHELL_FAILED + 2} }`)
    expect(last).toBe('exit 0')
  })

  test('does not take the exit code of an earlier program for that of one that is not there', () => {
    for (const line of powershellScript([aStep(['C:\\a.exe']), aStep(['C:\\b.exe'])]).split('\n').slice(0, 2)) {
      expect(line).toMatch(/^\$global:LASTEXITCODE = 1; & '/)
    }
  })
})

test.each(['', 'exit 0', 'a \'b\' "c"\n€ 時 \u{1F552}'])('an encoded command is UTF-16 in base64: %j', (script) => {
  const encoded = encodedCommand(script)
  expect(encoded).toMatch(/^[A-Za-z\d+/]*={0,2}$/)
  expect(new TextDecoder('utf-16le').decode(Buffer.from(encoded, 'base64'))).toBe(script)
})

describe('a clock that somebody set while the password was asked for', () => {
  const steps = [aStep(['/bin/echo', 'stepped'])]

  test.skipIf(process.platform !== 'linux')('is not stepped once more', () => {
    const now = readFileSync('/proc/stat', 'utf8')
    const earlier = now.replace(/^btime \d+$/m, 'btime 1000000000')
    const held = sh('/bin/sh', '-c', posixScript(steps, { onlyIf: clockNotSetSince(earlier) ?? [] })).output
    expect(wasHeldBack(held)).toBe(true)
    expect(held).not.toContain('stepped')
    const run = sh('/bin/sh', '-c', posixScript(steps, { onlyIf: clockNotSetSince(now) ?? [] })).output
    expect(wasHeldBack(run)).toBe(false)
    expect(states(steps, run)).toEqual(['done'])
  })

  test('cannot be watched where the system does not tell when it was started', () => {
    expect(clockNotSetSince('')).toBeUndefined()
    expect(clockNotSetSince('btime soon\n')).toBeUndefined()
  })
})
