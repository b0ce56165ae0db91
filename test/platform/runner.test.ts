import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, onTestFinished, test } from 'vitest'
import { runCommand } from '../../main/platform/runner.ts'
import type { Command, CommandResult } from '../../main/platform/machine.ts'

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)
const shell = (line: string): Command => ['/bin/sh', '-c', line]

/** Whether a process still runs; one that has ended and waits to be collected does not. */
function runs(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch {
    return false
  }
  const file = `/proc/${pid}/stat`
  return !existsSync(file) || !/\) [ZX] /.test(readFileSync(file, 'utf8'))
}

/** The process ids that a command printed; none of them may outlive the test. */
function printedIds({ stdout }: CommandResult): readonly number[] {
  const ids = text(stdout).trim().split('\n').map(Number)
  onTestFinished(() => {
    for (const id of ids) if (Number.isSafeInteger(id) && id > 1 && runs(id)) process.kill(id, 'SIGKILL')
  })
  return ids
}

describe.skipIf(process.platform === 'win32')('runCommand (needs a POSIX system)', () => {
  test('gives the exit code and both outputs as bytes', async () => {
    const { exit, stdout, stderr, missing, timedOut, tookSeconds } = await runCommand(shell(`printf 'a\\377'; printf 'b' >&2; exit 7`))
    expect({ exit, missing, timedOut }).toEqual({ exit: 7, missing: false, timedOut: false })
    expect([...stdout]).toEqual([0x61, 0xFF])
    expect(text(stderr)).toBe('b')
    expect(tookSeconds).toBeGreaterThan(0)
    expect(tookSeconds).toBeLessThan(4)
  })

  test('hands arguments over as they are', async () => {
    const words = ['a b', '$(exit 1)', '`exit 1`', '; exit 1', '*', '"', '\'', '', '\n']
    expect(text((await runCommand(['/usr/bin/printf', '<%s>', ...words])).stdout)).toBe(words.map((word) => `<${word}>`).join(''))
  })

  test('asks for English, without a pager or colours', async () => {
    expect(text((await runCommand(['/usr/bin/env'])).stdout).split('\n')).toEqual(expect.arrayContaining(['LC_ALL=C', 'LANGUAGE=C', 'SYSTEMD_PAGER=', 'SYSTEMD_COLORS=0']))
  })

  test('has nothing to read and stands in a folder that is always there', async () => {
    const { exit, stdout } = await runCommand(shell('cat; pwd'))
    expect({ exit, stdout: text(stdout) }).toEqual({ exit: 0, stdout: '/\n' })
  })

  test('reads the lines it is given, whatever they hold, and then comes to their end', async () => {
    const input = ['[Time]', '$(exit 1) `exit 1` "', '-n', '', 'ü']
    expect(text((await runCommand(['/bin/cat'], { input })).stdout)).toBe('[Time]\n$(exit 1) `exit 1` "\n-n\n\nü\n')
    expect(await runCommand(['/bin/cat'], { input: [] })).toMatchObject({ exit: 0, stdout: Buffer.alloc(0) })
  })

  test('a program that does not read its input ends as it would without', async () => {
    const input = Array.from({ length: 20_000 }, () => 'x'.repeat(50))
    expect(await runCommand(shell('exit 3'), { input })).toMatchObject({ exit: 3, timedOut: false })
    expect(await runCommand(['/nowhere/at/all'], { input })).toMatchObject({ exit: null, missing: true })
    expect(await runCommand(shell('sleep 60'), { input, timeoutSeconds: 0.2 })).toMatchObject({ exit: null, timedOut: true })
  })

  test.each([['is not there', '/nowhere/at/all'], ['may not be run', '/etc/passwd'], ['is a folder', '/tmp']])('a program that %s is missing', async (_, path) => {
    expect(await runCommand([path])).toMatchObject({ exit: null, missing: true, timedOut: false })
  })

  test.each(['date', './date', 'bin/date', ''])('"%s" is refused: only absolute paths are run', (path) => {
    expect(() => runCommand([path])).toThrow('not an absolute path')
  })

  test('a program ended by a signal has no exit code', async () => {
    expect(await runCommand(shell('kill -9 $$'))).toMatchObject({ exit: null, missing: false, timedOut: false })
  })

  test('output beyond a million bytes is dropped and the program still ends by itself', async () => {
    const { exit, stdout } = await runCommand(['/usr/bin/head', '-c', '3000000', '/dev/zero'])
    expect({ exit, size: stdout.length }).toEqual({ exit: 0, size: 1_000_000 })
  })

  test('the time limit ends a program and its children', async () => {
    const result = await runCommand(shell('sleep 60 & echo $!; wait'), { timeoutSeconds: 0.2 })
    expect(result).toMatchObject({ exit: null, timedOut: true, missing: false })
    const ids = printedIds(result)
    await expect.poll(() => ids.map(runs)).toEqual([false])
  })

  test('also those that ignore the polite signal', async () => {
    const result = await runCommand(shell('trap "" TERM; sleep 60 & echo $!; echo $$; while :; do wait; done'), { timeoutSeconds: 0.2 })
    expect(result).toMatchObject({ exit: null, timedOut: true })
    expect(result.tookSeconds).toBeLessThan(4)
    const ids = printedIds(result)
    expect(ids).toHaveLength(2)
    await expect.poll(() => ids.map(runs)).toEqual([false, false])
  })

  test.skipIf(!existsSync('/usr/bin/setsid'))('a grandchild that left the group and holds the output does not hold us up (needs setsid)', async () => {
    const result = await runCommand(shell('/usr/bin/setsid /bin/sh -c "echo \\$\\$; exec sleep 60" & wait'), { timeoutSeconds: 0.2 })
    printedIds(result)
    expect(result).toMatchObject({ exit: null, timedOut: true })
    expect(result.tookSeconds).toBeLessThan(4)
  })

  test('a daemon that a command started is left running, and only the command\'s own end counts', async () => {
    const result = await runCommand(shell('sleep 60 & echo $!'), { timeoutSeconds: 3 })
    expect(result).toMatchObject({ exit: 0, timedOut: false })
    expect(result.tookSeconds).toBeLessThan(3)
    expect(printedIds(result).map(runs)).toEqual([true])
  })
})
