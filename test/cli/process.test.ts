import { spawn, spawnSync, type SpawnSyncReturns } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, existsSync, mkdtempSync, openSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const ROOT = join(import.meta.dirname, '..', '..')
/** Made up, and a key of nothing. */
const KEY = 'JBSWY3DPEHPK3PXPJBSWY3DP'
const MAIN = join(ROOT, 'main', 'cli', 'main.ts')
/** The sources run as they are from Node 22.18 on; older ones run the bundle, which this test does not build. */
const runsSources = process.features.typescript !== false && process.features.typescript !== undefined

let folder = ''
beforeAll(() => { folder = mkdtempSync(join(tmpdir(), 'clock-medic-')) })
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Runs the real command line from a folder that is not its own, with nobody at the keyboard. */
function clockMedic(...argv: readonly string[]): SpawnSyncReturns<string> {
  return spawnSync(process.execPath, [MAIN, ...argv], { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], timeout: 20_000 })
}

/** Whether a program of this machine can be used at all. */
const works = (program: string, ...args: readonly string[]): boolean => spawnSync(program, args, { stdio: 'ignore' }).status === 0

describe.skipIf(!runsSources)('the command line as a process (needs Node 22.18)', () => {
  test('check prints one JSON document and ends with its code, fast', () => {
    const { status, stdout, stderr } = clockMedic('check', '--practice', '--json')
    expect(status).toBe(2)
    expect(JSON.parse(stdout)).toMatchObject({ schema: 1, verdict: 'critical', offsetSeconds: expect.closeTo(47.3, 1) })
    expect(stderr).toBe('Practice: a made-up laptop. Nothing on this computer is changed.\n')
  })

  test('a refused repair ends with 77', () => {
    const { status, stdout } = clockMedic('fix', '--practice=refused', '--yes', '--json')
    expect(status).toBe(77)
    expect(JSON.parse(stdout)).toMatchObject({ result: 'refused', repaired: false })
  })

  test('a repair without consent and without a terminal ends with 64', () => {
    const { status, stdout, stderr } = clockMedic('fix', '--practice')
    expect({ status, stdout }).toEqual({ status: 64, stdout: '' })
    expect(stderr).toMatch(/^Nothing was changed: nobody can be asked here/)
  })

  test('a wrong option ends with 64 and a sentence', () => {
    const { status, stdout, stderr } = clockMedic('check', '--warn', '-5')
    expect({ status, stdout }).toEqual({ status: 64, stdout: '' })
    expect(stderr).toBe('--warn needs a value; one that begins with a dash is written --warn=VALUE.\nSee: clock-medic --help\n')
  })

  test.skipIf(!existsSync('/dev/full'))('a result that cannot be written is no "fine" (needs /dev/full)', () => {
    const full = openSync('/dev/full', 'w')
    const { status, stderr } = spawnSync(process.execPath, [MAIN, 'check', '--practice=fine', '--json'], { cwd: folder, encoding: 'utf8', stdio: ['ignore', full, 'pipe'] })
    closeSync(full)
    expect(status).toBe(3)
    expect(stderr).toContain('The result could not be written: there is no space left.\n')
  })

  test.skipIf(process.platform === 'win32')('a reader that has seen enough is no trouble (needs /bin/sh)', () => {
    const line = '{ "$0" "$1" report --practice=fine --json; echo "exit $?" >&2; } | true'
    const { stderr } = spawnSync('/bin/sh', ['-c', line, process.execPath, MAIN], { encoding: 'utf8', cwd: folder })
    expect(stderr).toBe('Practice: a made-up laptop. Nothing on this computer is changed.\nexit 0\n')
  })

  const canUnplug = works('/usr/bin/unshare', '-rn', '/bin/true') && works('/usr/bin/unshare', '-rn', 'ip', 'link', 'set', 'lo', 'up')
  test.skipIf(!canUnplug)('practice works on a computer without any network (needs unshare)', () => {
    const line = 'ip link set lo up && exec "$0" "$1" check --practice --json'
    const { status, stdout } = spawnSync('/usr/bin/unshare', ['-rn', '/bin/sh', '-c', line, process.execPath, MAIN], { encoding: 'utf8', cwd: folder })
    expect(status).toBe(2)
    expect(JSON.parse(stdout)).toMatchObject({ verdict: 'critical', method: 'ntp' })
  })

  test('a key that comes by a pipe makes a code and is seen nowhere', () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, 'code', '--secret-stdin', '--practice=fine'], { cwd: folder, encoding: 'utf8', input: `${KEY}\r\n`, timeout: 20_000 })
    expect(stdout).toMatch(/^\d{6} {2}right for \d+ s more\n/)
    expect({ status, stderr }).toEqual({ status: 0, stderr: 'Practice: a made-up laptop. Nothing on this computer is changed.\n' })
  })

  const hasTerminal = process.platform === 'linux' && works('/usr/bin/script', '-qec', 'true', '/dev/null')
  test.skipIf(!hasTerminal)('Ctrl-D at the question is a no (needs script)', () => {
    const line = `'${process.execPath}' '${MAIN}' fix --practice; echo "exit $?"`
    const { stdout } = spawnSync('/usr/bin/script', ['-qec', line, '/dev/null'], { input: '\u0004', encoding: 'utf8', cwd: folder, timeout: 20_000 })
    expect(stdout).toMatch(/\[y\/N\][^]*Nothing was changed\.\s+exit 2\s*$/)
    expect(stdout).not.toContain('Error')
  })

  test.skipIf(!hasTerminal)('a key that is typed at a terminal is not shown there (needs script)', async () => {
    const terminal = spawn('/usr/bin/script', ['-qec', `'${process.execPath}' '${MAIN}' code --secret-stdin --practice=fine`, '/dev/null'], { cwd: folder })
    let shown = ''
    terminal.stdout.setEncoding('utf8').on('data', (text: string) => {
      const asked = shown.includes('It is not shown.')
      shown += text
      if (!asked && shown.includes('It is not shown.')) terminal.stdin.write(`${KEY}\r`)
    })
    const [status] = await once(terminal, 'close') as [number]
    expect(status).toBe(0)
    expect(shown).toMatch(/\d{6} {2}right for/)
    expect(shown).not.toContain(KEY.slice(0, 4))
  }, 20_000)
})
